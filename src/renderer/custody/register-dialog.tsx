// 印章台账: every seal with its state, days left and custodian; what waits stands above.
import type { KeyboardEvent } from 'react';
import type { CustodyView, SealSummaryView } from '#shared/ipc/custody-views';
import { Icon } from '../parts/icons';
import { useStaff } from '../staff/staff-store';
import { periodWords, reminderLines, statusTone, statusLine } from '../words/custody-words';
import { printList, showCustody } from './custody-commands';
import { CustodyFrame } from './custody-frame';
import { useAnswer, useCustody } from './custody-store';

export function RegisterDialog() {
  const view = useAnswer('register', () => window.terminal.request['custody.get']());
  const counts = useCustody((known) => known.counts);
  const signedIn = useStaff((staff) => staff.view?.session.kind === 'signed-in');
  const actions = actionsOf(view);
  const reminders = reminderLines(counts);
  return (
    <CustodyFrame
      title="印章台账"
      testId="custody-register"
      wide="full"
      focusKey={view ? 'list' : 'loading'}
      back={null}
      onKey={(event) => {
        const seal = view?.seals[Number(event.key) - 1];
        if (seal) return (showCustody({ kind: 'seal', sealId: seal.id }), true);
        const action = actions.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
        if (action) return (action.run(), true);
        return moveInList(event);
      }}
      actions={actions.map(({ key, label, testId, run }) => (
        <button key={key} type="button" className="button" data-testid={testId} onClick={run}>
          {label} <kbd>{key}</kbd>
        </button>
      ))}
    >
      {signedIn ? null : (
        <p className="notice notice-busy" data-testid="custody-sign-in">
          查看不必登录；登记、停用、交接和打印要先登录（返回后按 Ctrl+L）。
        </p>
      )}
      {reminders.length === 0 ? null : (
        <p className="notice notice-busy" data-testid="custody-reminder">
          <Icon name="warn" /> <span>{reminders.join('')}</span>
        </p>
      )}
      <div className="custody-scroll">
        {view ? <SealList view={view} /> : <p className="vacant">正在读取台账…</p>}
      </div>
    </CustodyFrame>
  );
}

function actionsOf(view: CustodyView | null) {
  const { register = false, look = false } = view?.may ?? {};
  const all = [
    {
      key: 'N',
      label: '登记印章',
      testId: 'custody-import',
      shown: register,
      run: () => showCustody({ kind: 'import', replaces: null }),
    },
    {
      key: 'U',
      label: '用章记录',
      testId: 'custody-uses-open',
      shown: look,
      run: () => showCustody({ kind: 'uses' }),
    },
    {
      key: 'B',
      label: '表单存档',
      testId: 'custody-forms-open',
      shown: look,
      run: () => showCustody({ kind: 'forms' }),
    },
    {
      key: 'F9',
      label: '打印台账',
      testId: 'custody-print-register',
      shown: look,
      run: () => void printList({ kind: 'seal-register' }, { kind: 'register' }),
    },
  ];
  return all.filter(({ shown }) => shown);
}

function SealList({ view }: { readonly view: CustodyView }) {
  if (view.seals.length === 0) return <p className="vacant">还没有登记印章。</p>;
  return (
    <ul className="lines">
      {view.seals.map((seal, index) => (
        <li key={seal.id}>
          <SealLine seal={seal} index={index} />
        </li>
      ))}
    </ul>
  );
}

function SealLine({ seal, index }: { readonly seal: SealSummaryView; readonly index: number }) {
  return (
    <button
      type="button"
      className="line custody-line"
      data-testid="custody-seal"
      data-seal-id={seal.id}
      data-state={seal.status.kind}
      data-autofocus={index === 0 ? '' : undefined}
      onClick={() => showCustody({ kind: 'seal', sealId: seal.id })}
    >
      {index < 9 ? <kbd>{index + 1}</kbd> : <span className="custody-no-key" />}
      <span className="custody-name">
        <b>{seal.name}</b>
        <span className="soft tabular">{seal.number}</span>
      </span>
      <span className={`custody-state tone-${statusTone(seal)}`}>{statusLine(seal.status)}</span>
      <span className="custody-period">{periodWords(seal)}</span>
      <span className="custody-keeper">
        保管人 {seal.custodian}
        {seal.plugged ? <span className="soft">钥匙已插入</span> : null}
      </span>
    </button>
  );
}

/** ↑ ↓ go from line to line. */
export function moveInList(event: KeyboardEvent<HTMLDialogElement>): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return false;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.line')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  lines[Math.min(lines.length - 1, Math.max(0, at + step))]?.focus();
  return lines.length > 0;
}
