// Deciding on one application: what for, then yes or no, then the approver's own key.
import { useState } from 'react';
import type { ApprovalView } from '#shared/ipc/staff-views';
import { BackButton, Frame, inTextField } from '../dialogs/frame';
import { toast } from '../state/call';
import { moment } from '../words/dates';
import { OwnKey } from './own-key';
import { decideApproval, openStaff } from './staff-commands';

type Outcome = 'approved' | 'refused';

export function DecideDialog({ approval }: { readonly approval: ApprovalView }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [noted, setNoted] = useState(false);
  const back = (): void => {
    if (outcome === null) return openStaff({ kind: 'approvals' });
    if (noted) return setNoted(false);
    setOutcome(null);
  };
  /** A refusal says why; an approval may. */
  const complete = outcome === 'approved' || note.trim() !== '';
  return (
    <Frame
      title="审批用章申请"
      testId="decide-dialog"
      focusKey={`${outcome ?? ''} ${String(noted)}`}
      onSubmit={() => {
        if (outcome !== null && complete) setNoted(true);
      }}
      onKey={(event) => {
        if (event.key === 'Escape') back();
        else if (outcome === null && !inTextField(event) && (event.key === '1' || event.key === '2'))
          setOutcome(event.key === '1' ? 'approved' : 'refused');
        else return false;
        return true;
      }}
    >
      <Facts approval={approval} />
      {outcome === null ? <Choices onChoose={setOutcome} /> : null}
      {outcome !== null && !noted ? (
        <>
          <label className="labelled">
            {outcome === 'approved' ? '意见（可不填）' : '不同意的原因'}
            <input
              className="field"
              data-autofocus=""
              data-testid="decide-note"
              autoComplete="off"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          <div className="dialog-actions">
            <button type="submit" className="button primary" data-testid="decide-next" disabled={!complete}>
              下一步：用本人钥匙{outcome === 'approved' ? '同意' : '不同意'} <kbd>Enter</kbd>
            </button>
          </div>
        </>
      ) : null}
      {outcome !== null && noted ? <ByKey approval={approval} outcome={outcome} note={note.trim()} /> : null}
      <div className="dialog-actions">
        <BackButton onBack={back} />
      </div>
    </Frame>
  );
}

function Facts({ approval }: { readonly approval: ApprovalView }) {
  const { purpose, seal, documents, applicant, appliedAt, lapsesAt, digest } = approval;
  return (
    <dl className="staff-facts">
      <dt>用途</dt>
      <dd>{purpose}</dd>
      <dt>印章</dt>
      <dd>{seal}</dd>
      <dt>文件</dt>
      <dd>
        {documents} 份 <span className="soft tabular">摘要 {digest.slice(0, 16)}…</span>
      </dd>
      <dt>申请人</dt>
      <dd>
        {applicant}，{moment(appliedAt)}
      </dd>
      <dt>有效到</dt>
      <dd>{moment(lapsesAt)}</dd>
    </dl>
  );
}

function Choices({ onChoose }: { readonly onChoose: (outcome: Outcome) => void }) {
  return (
    <div className="dialog-actions column">
      <button
        type="button"
        className="button primary"
        data-autofocus=""
        data-testid="decide-approve"
        onClick={() => onChoose('approved')}
      >
        同意用章 <kbd>1</kbd>
      </button>
      <button
        type="button"
        className="button"
        data-testid="decide-refuse"
        onClick={() => onChoose('refused')}
      >
        不同意 <kbd>2</kbd>
      </button>
    </div>
  );
}

interface ByKeyProps {
  readonly approval: ApprovalView;
  readonly outcome: Outcome;
  readonly note: string;
}

function ByKey({ approval, outcome, note }: ByKeyProps) {
  const word = outcome === 'approved' ? '同意' : '不同意';
  return (
    <OwnKey
      fits={({ staff }) =>
        staff !== null && staff.staffId !== approval.applicantId && staff.roles.includes('supervisor')
      }
      purpose={({ staff }) => `${staff?.name ?? ''} ${word}：${approval.purpose}。`}
      submitLabel={word}
      empty="请审批人插入本人的钥匙。申请人不能审批自己的申请。"
      onPin={async (key, pin) => {
        const refused = await decideApproval(approval, { outcome, note }, key, pin);
        if (refused) return refused;
        toast(outcome === 'approved' ? '已同意用章，请印章保管人登录后盖章' : '已审批：不同意');
        openStaff({ kind: 'approvals' });
        return null;
      }}
    />
  );
}
