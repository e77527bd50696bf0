// Ctrl+L where signing in is not required: the desk stays, and what needs a name has one afterwards.
import { BackButton, closeDialog, Frame } from '../dialogs/frame';
import { FirstRun } from './first-run';
import { SignInForm } from './sign-in-form';
import { useStaff } from './staff-store';

export function SignInDialog() {
  const view = useStaff((state) => state.view);
  if (!view) return null;
  const title = view.firstRun ? '首次使用：设管理员' : '登录';
  return (
    <Frame
      title={title}
      testId="sign-in-dialog"
      focusKey={view.keys.map(({ fingerprint }) => fingerprint).join()}
    >
      {view.firstRun ? <FirstRun view={view} /> : <SignInForm view={view} onDone={closeDialog} />}
      <div className="dialog-actions">
        <BackButton />
      </div>
    </Frame>
  );
}
