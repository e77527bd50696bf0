// What comes before sealing, and whose turn it is: applying (用章审批, 川办规〔2022〕3号 印章 第十条), deciding, the custodian.
import type { ReactNode } from 'react';
import type { ConsentView, SealingSubject } from '#shared/ipc/issuing-views';
import { signInOrOut, openStaff } from '../staff/staff-commands';
import { call, toast } from '../state/call';
import { moment } from '../words/dates';
import { errorWords } from '../words/error-words';
import type { Applied, ConsentStage } from './consent-stage';
import { custodiansOf } from './consent-stage';

interface Props {
  readonly consent: ConsentView;
  readonly stage: ConsentStage;
  /** null: something is still missing before it can be applied for. */
  readonly apply: (() => Promise<void>) | null;
  /** Asks main anew where it stands. */
  readonly onChanged: () => void;
}

export function ConsentNext({ consent, stage, apply, onChanged }: Props): ReactNode {
  switch (stage.kind) {
    case 'seal':
      return null;
    case 'apply':
      return consent.registered.length === 0 ? <NoSeal /> : <Apply consent={consent} apply={apply} />;
    case 'may-not-apply':
      return (
        <p className="notice notice-busy" data-testid="consent-may-not-apply">
          {mayNotApply(stage.problem)}
        </p>
      );
    case 'wait':
      return <Waiting consent={consent} applied={stage.applied} onChanged={onChanged} />;
    case 'custodian':
      if (stage.applied) return <Approved consent={consent} applied={stage.applied} onChanged={onChanged} />;
      if (consent.registered.length === 0) return <NoSeal />;
      // Their own turn: what is missing is said as the problem.
      return consent.registered.some(({ kept }) => kept) ? null : <CustodianNeeded consent={consent} />;
  }
}

function mayNotApply(problem: Parameters<typeof errorWords>[0]): string {
  const { what, todo } = errorWords(problem);
  const missing = problem.code === 'STAFF_ROLE_MISSING';
  return `这次用章要先申请审批，同意后才能盖章。${missing ? '' : what}${todo}`;
}

function NoSeal() {
  return (
    <p className="notice notice-bad" role="alert" data-testid="consent-no-seal">
      印章台账里没有在用并在有效期内的印章。请审批人或管理员先在印章台账登记印章。
    </p>
  );
}

function Apply({ consent, apply }: Pick<Props, 'consent' | 'apply'>) {
  return (
    <div className="notice notice-busy issuing-approval">
      <span>
        {consent.approval.kind === 'refused' ? '改好后可以重新申请。' : ''}
        这次用章要先审批，同意后由印章的保管人盖章。
      </span>
      <button
        type="button"
        className="button primary"
        data-testid="consent-apply"
        data-autofocus=""
        disabled={apply === null}
        onClick={() => void apply?.()}
      >
        申请用章审批
      </button>
    </div>
  );
}

interface AppliedProps {
  readonly consent: ConsentView;
  readonly applied: Applied;
  readonly onChanged: () => void;
}

function Waiting({ consent, applied, onChanged }: AppliedProps) {
  return (
    <>
      <SealStopped applied={applied} />
      <div className="notice notice-busy issuing-approval" data-testid="consent-waiting">
        <span>
          {`${applied.applicant} 已申请。下一步：审批人用本人的钥匙审批，在本机审批不用换人登录；`}
          {`同意后由保管人 ${applied.seal.custodian} ${turnOf(consent.subject)}`}
        </span>
        <button
          type="button"
          className="button primary"
          data-testid="consent-approvals"
          data-autofocus=""
          onClick={() => openStaff({ kind: 'approvals' })}
        >
          去审批
        </button>
        <Withdraw applied={applied} onChanged={onChanged} />
      </div>
    </>
  );
}

function Approved({ consent, applied, onChanged }: AppliedProps) {
  const { custodian, kept } = applied.seal;
  const until = applied.lapsesAt === undefined ? '' : `，${moment(applied.lapsesAt)} 前有效`;
  return (
    <>
      <SealStopped applied={applied} />
      <div className="notice notice-good issuing-approval" data-testid="consent-custodian">
        <span>
          {`审批已同意${until}。`}
          {kept ? '' : `下一步：由保管人 ${custodian} ${turnOf(consent.subject)}`}
          内容有改动的要重新申请。
        </span>
        {kept ? null : <OtherPerson />}
        <Withdraw applied={applied} onChanged={onChanged} />
      </div>
    </>
  );
}

/** No approval is asked for here: whoever keeps a seal goes on. */
function CustodianNeeded({ consent }: { readonly consent: ConsentView }) {
  return (
    <div className="notice notice-busy issuing-approval" data-testid="consent-custodian">
      <span>
        {`盖章由印章的保管人来做。下一步：由 ${custodiansOf(consent.registered)} ${turnOf(consent.subject)}`}
      </span>
      <OtherPerson />
    </div>
  );
}

function OtherPerson() {
  return (
    <button
      type="button"
      className="button"
      data-testid="consent-other-person"
      data-autofocus=""
      onClick={signInOrOut}
    >
      换人登录
    </button>
  );
}

/** A seal that is no longer put by anybody: another one has to be applied for. */
function SealStopped({ applied }: { readonly applied: Applied }) {
  const { problem } = applied.seal;
  if (!problem) return null;
  const { what } = errorWords(problem);
  return (
    <p className="notice notice-bad" role="alert" data-testid="consent-seal-stopped">
      申请的印章现在不能用：{what}请申请人撤回，换一枚印章重新申请。
    </p>
  );
}

function Withdraw({ applied, onChanged }: Omit<AppliedProps, 'consent'>) {
  const { approvalId, own, lapsesAt } = applied;
  if (!own || lapsesAt === undefined) return null;
  const withdraw = async (): Promise<void> => {
    const done = await call('正在撤回…', () => window.terminal.request['approvals.withdraw']({ approvalId }));
    if (!done) return;
    toast('用章申请已撤回');
    onChanged();
  };
  return (
    <button type="button" className="button" data-testid="consent-withdraw" onClick={() => void withdraw()}>
      撤回申请
    </button>
  );
}

/** What the custodian does, after their name. */
const turnOf = ({ kind }: SealingSubject): string =>
  `在本机登录、插入印章的钥匙，打开${kind === 'draft' ? '同一份草稿' : '同一个批次'}盖章。`;
