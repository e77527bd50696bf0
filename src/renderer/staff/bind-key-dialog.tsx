// Giving somebody the key that is plugged in: its holder types the PIN, so that it is theirs and it works.
import { BackButton, Frame } from '../dialogs/frame';
import { toast } from '../state/call';
import { OwnKey } from './own-key';
import { bindKey, openStaff } from './staff-commands';

interface Props {
  readonly staffId: string;
  readonly name: string;
}

export function BindKeyDialog({ staffId, name }: Props) {
  const back = (): void => openStaff({ kind: 'person', staffId });
  return (
    <Frame
      title={`给 ${name} 绑定钥匙`}
      testId="bind-key-dialog"
      onKey={(event) => {
        if (event.key !== 'Escape') return false;
        back();
        return true;
      }}
    >
      <p className="soft">由钥匙的主人自己输入口令，证明钥匙在他手里、能签名。</p>
      <OwnKey
        fits={({ staff }) => staff === null}
        purpose={({ subject }) => `证书“${subject}”绑定给 ${name}。`}
        submitLabel="绑定"
        empty="请插入还没有绑定给别人的钥匙，会自动识别。"
        onPin={async (key, pin) => {
          const refused = await bindKey(staffId, key, pin);
          if (refused) return refused;
          toast(`钥匙已绑定给 ${name}`);
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
