// 用章审批: what waits, oldest first, and what was decided lately. A digit or Enter opens one; whoever applied may withdraw.
import { useEffect, useState } from 'react';
import type { ApprovalView } from '#shared/ipc/staff-views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { Citation } from '../parts/citation';
import { call, toast } from '../state/call';
import { setScreen } from '../state/store';
import { moment } from '../words/dates';
import { APPROVAL_WORD } from '../words/staff-words';
import { moveInLines } from './move-in-lines';
import { openStaff } from './staff-commands';
import { useStaff } from './staff-store';

export function ApprovalsDialog() {
  const view = useStaff((state) => state.view);
  const [found, setFound] = useState<readonly ApprovalView[] | null>(null);
  useEffect(() => {
    let gone = false;
    void window.terminal.request['approvals.list']({ which: 'recent' }).then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setFound(answer.value);
        else setScreen({ error: answer.error });
      },
      () => setScreen({ error: { code: 'BRIDGE_FAILED' } }),
    );
    return () => void (gone = true);
  }, [view]);
  const waiting = (found ?? []).filter(({ state }) => state === 'applied').reverse();
  const settled = (found ?? []).filter(({ state }) => state !== 'applied');
  const own = view?.session.kind === 'signed-in' ? view.session.who.staffId : null;
  return (
    <Frame
      title="用章审批"
      testId="approvals-dialog"
      wide
      focusKey={found === null ? 'waiting' : `there ${waiting.length}`}
      onKey={(event) => {
        const one = waiting[Number(event.key) - 1];
        if (!one) return moveInLines(event);
        openStaff({ kind: 'decide', approval: one });
        return true;
      }}
    >
      <ErrorBanner />
      <h3>等待审批</h3>
      {found && waiting.length === 0 ? <p className="soft">没有等待审批的用章申请。</p> : null}
      <div className="staff-scroll">
        <ol className="lines">
          {waiting.map((approval, index) => (
            <Line
              key={approval.approvalId}
              approval={approval}
              keyLabel={index < 9 ? String(index + 1) : ''}
              first={index === 0}
              own={approval.applicantId === own}
            />
          ))}
        </ol>
        {settled.length > 0 ? <h3>最近的申请</h3> : null}
        <ul className="facts">
          {settled.map((approval) => (
            <li key={approval.approvalId}>
              <span>
                {approval.purpose} <span className="soft">{approval.seal}</span>
                {approval.note === '' ? null : <span className="soft">（{approval.note}）</span>}
              </span>
              <span className="soft">
                {approval.applicant} {APPROVAL_WORD[approval.state]}
                {approval.approver ? ` ${approval.approver}` : ''} {moment(approval.appliedAt)}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <p className="soft">在制证签发里提出申请；审批人用自己的钥匙审批，不能审批自己的申请。</p>
      <Citation id="sealUseApproval" />
      <div className="dialog-actions">
        <BackButton />
      </div>
    </Frame>
  );
}

interface LineProps {
  readonly approval: ApprovalView;
  readonly keyLabel: string;
  readonly first: boolean;
  readonly own: boolean;
}

function Line({ approval, keyLabel, first, own }: LineProps) {
  const { approvalId, purpose, seal, documents, applicant, appliedAt } = approval;
  const withdraw = async (): Promise<void> => {
    const done = await call('正在撤回…', () => window.terminal.request['approvals.withdraw']({ approvalId }));
    if (done) toast('用章申请已撤回');
  };
  return (
    <li className="staff-approval">
      <button
        type="button"
        className="line"
        data-testid="approval-waiting"
        data-approval-id={approvalId}
        data-autofocus={first ? '' : undefined}
        onClick={() => openStaff({ kind: 'decide', approval })}
      >
        <kbd>{keyLabel}</kbd>
        <span className="line-main">
          <b>{purpose}</b>
          <span className="soft">
            {seal} · {documents} 份
          </span>
        </span>
        <span className="soft">
          {applicant} {moment(appliedAt)}
        </span>
      </button>
      {own ? (
        <button
          type="button"
          className="button small"
          data-testid="approval-withdraw"
          onClick={() => void withdraw()}
        >
          撤回
        </button>
      ) : null}
    </li>
  );
}
