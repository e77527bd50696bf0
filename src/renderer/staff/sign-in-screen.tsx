// In place of the desk: nobody is signed in, whoever is has left, or nobody works here yet. Nothing of any case is on it.
import { useEffect } from 'react';
import type { StaffView } from '#shared/ipc/staff-views';
import { ChangePinDialog } from '../seal-keys/change-pin-dialog';
import { afterPaint } from '../state/paint';
import { useTerminal } from '../state/store';
import '../styles/dialogs.css';
import '../styles/staff.css';
import { LOCK_WORD, rolesWord } from '../words/staff-words';
import { FirstRun } from './first-run';
import { SignInForm } from './sign-in-form';

export default function SignInScreen({ view }: { readonly view: StaffView }) {
  useEffect(() => {
    afterPaint(() => {
      document.documentElement.dataset['ready'] = '1';
      void window.terminal.request['desk.shown']({});
    });
  }, []);
  const dialog = useTerminal(({ screen }) => screen.dialog);
  const changingPin =
    dialog?.kind === 'seal-keys' && dialog.view.kind === 'change-pin' ? dialog.view : undefined;
  const { session } = view;
  return (
    <main
      className="sign-in"
      data-testid="sign-in-screen"
      data-state={view.firstRun ? 'first-run' : session.kind}
    >
      <h1>
        {view.unit} <span className="strip-window">{view.window}</span>
      </h1>
      {view.demonstration ? <p className="sign-in-demonstration">演示模式 · 数据均为虚构</p> : null}
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">{titleOf(view)}</h2>
        {session.kind === 'locked' ? (
          <p>
            {session.who.name}（{rolesWord(session.who.roles)}
            ）的办件原样保留，登录后继续。其他人员登录，上一位即退出。
          </p>
        ) : null}
        {view.firstRun ? <FirstRun view={view} /> : <SignInForm view={view} />}
      </section>
      <p className="soft">登录前放的证件不会读入办件；登录后请重新放卡。</p>
      {changingPin ? <ChangePinDialog {...changingPin} /> : null}
    </main>
  );
}

function titleOf({ firstRun, session }: StaffView): string {
  if (firstRun) return '首次使用：设管理员';
  return session.kind === 'locked' ? LOCK_WORD[session.why] : '请登录';
}
