// Ctrl+L while somebody is signed in: who, since when, and what they can do from here.
import { closeDialog, Frame } from '../dialogs/frame';
import { clock } from '../words/dates';
import { rolesWord } from '../words/staff-words';
import { lock, openStaff, signOut } from './staff-commands';
import { useStaff } from './staff-store';

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

export function SessionDialog() {
  const view = useStaff((state) => state.view);
  if (!view || view.session.kind !== 'signed-in') return null;
  const { who } = view.session;
  const choices: Choice[] = [];
  if (view.required) choices.push({ id: 'lock', label: '锁屏，离开一会儿', run: () => void lock() });
  choices.push({ id: 'out', label: '退出登录', run: () => void signOut() });
  const approvals = view.waiting > 0 ? `用章审批（${view.waiting} 份等待）` : '用章审批';
  choices.push({ id: 'approvals', label: approvals, run: () => openStaff({ kind: 'approvals' }) });
  if (view.people.some(({ staffId }) => staffId === who.staffId))
    choices.push({
      id: 'password',
      label: '修改登录口令',
      run: () => openStaff({ kind: 'change-password' }),
    });
  if (who.roles.includes('administrator'))
    choices.push({ id: 'people', label: '人员管理', run: () => openStaff({ kind: 'people' }) });
  return (
    <Frame
      title={who.name}
      testId="session-dialog"
      onSubmit={() => choices[0]?.run()}
      onKey={(event) => {
        const choice = choices[Number(event.key) - 1];
        choice?.run();
        return choice !== undefined;
      }}
    >
      <p>
        {rolesWord(who.roles)}。{clock(who.since)} 用{who.by === 'key' ? '钥匙' : '口令'}登录。
      </p>
      <p className="soft">离开窗口请锁屏或退出：正在办的办件原样保留，登录后继续。</p>
      <div className="dialog-actions column">
        {choices.map(({ id, label, run }, index) => (
          <button
            key={id}
            type={index === 0 ? 'submit' : 'button'}
            className={index === 0 ? 'button primary' : 'button'}
            data-autofocus={index === 0 ? '' : undefined}
            data-testid={`session-${id}`}
            onClick={index === 0 ? undefined : run}
          >
            {label} <kbd>{index === 0 ? 'Enter' : index + 1}</kbd>
          </button>
        ))}
        <button type="button" className="button" onClick={closeDialog}>
          继续办理 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}
