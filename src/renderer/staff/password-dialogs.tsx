// A password for somebody, typed by themselves; and changing one's own.
import { BackButton, closeDialog, Frame } from '../dialogs/frame';
import { toast } from '../state/call';
import { NewPassword } from './new-password';
import { openStaff, refusal } from './staff-commands';

interface Props {
  readonly staffId: string;
  readonly name: string;
}

export function SetPasswordDialog({ staffId, name }: Props) {
  const back = (): void => openStaff({ kind: 'person', staffId });
  return (
    <Frame
      title={`给 ${name} 设登录口令`}
      testId="set-password-dialog"
      onKey={(event) => {
        if (event.key !== 'Escape') return false;
        back();
        return true;
      }}
    >
      <p className="soft">请本人自己输入，管理员不要代输、不要记下。</p>
      <NewPassword
        submitLabel="保存口令"
        onPassword={async (password) => {
          const refused = await refusal(window.terminal.request['staff.setPassword']({ staffId, password }));
          if (refused) return refused;
          toast(`${name} 的登录口令已保存`);
          back();
          return null;
        }}
      />
      <div className="dialog-actions">
        <BackButton onBack={back} />
      </div>
    </Frame>
  );
}

export function ChangePasswordDialog() {
  return (
    <Frame title="修改登录口令" testId="change-password-dialog">
      <NewPassword
        withOld
        submitLabel="修改"
        onPassword={async (newPassword, oldPassword) => {
          const refused = await refusal(
            window.terminal.request['staff.changePassword']({ oldPassword, newPassword }),
          );
          if (refused) return refused;
          toast('登录口令已修改');
          closeDialog();
          return null;
        }}
      />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={closeDialog}>
          不改了 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}
