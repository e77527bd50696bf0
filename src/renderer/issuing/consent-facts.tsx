// What the consent says of the use: what is sealed, by whom, with which seal, for which unit, approved by whom.
import type { ReactNode } from 'react';
import type { ConsentView, RegisteredSealView, UsableSealView } from '#shared/ipc/issuing-views';
import type { ConsentStage } from './consent-stage';
import { custodiansOf } from './consent-stage';
import { SealChoice, SealList, SealName } from './seal-choice';

interface Props {
  readonly consent: ConsentView;
  readonly stage: ConsentStage;
  /** The seal that would be put. */
  readonly usable: UsableSealView | undefined;
  /** The seal that would be applied for. */
  readonly proposed: RegisteredSealView | undefined;
  readonly otherHolder: string | null;
  readonly onChoose: (key: string) => void;
}

export function ConsentFacts(props: Props) {
  const { consent, stage } = props;
  const { approval } = consent;
  const applied = approval.kind === 'waiting' || approval.kind === 'approved' ? approval : undefined;
  return (
    <dl className="issuing-facts">
      <dt>盖什么</dt>
      <dd data-testid="consent-what">
        《{consent.typeName}》{consent.count} 份{consent.holderName ? `，${consent.holderName}` : ''}
        {consent.sealedAlready > 0 ? `；已签发 ${consent.sealedAlready} 份，不再重复` : ''}
      </dd>
      <dt>谁来盖</dt>
      <dd data-testid="consent-sealer">{sealer(props)}</dd>
      <dt>用哪枚章</dt>
      <dd>{seal(props)}</dd>
      <dt>发证单位</dt>
      <dd>
        {consent.issuer}
        <Holder {...props} />
      </dd>
      {applied ? (
        <>
          <dt>用章事由</dt>
          <dd data-testid="consent-approved-purpose">{applied.purpose}</dd>
          <dt>用章审批</dt>
          <dd data-testid={stage.kind === 'wait' ? undefined : 'consent-approved'}>
            申请人：{applied.applicant}
            {applied.kind === 'approved' ? `；已同意，审批人：${applied.approver}` : '；等待审批'}
          </dd>
        </>
      ) : null}
      {approval.kind === 'refused' ? (
        <>
          <dt>用章审批</dt>
          <dd data-testid="consent-refused">
            上次不同意，审批人：{approval.approver}
            {approval.note === '' ? '' : `；意见：${approval.note}`}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function sealer({ consent, stage, proposed }: Props): string {
  switch (stage.kind) {
    case 'seal':
      return consent.by?.name ?? '尚未登录';
    case 'apply':
      return proposed ? `${proposed.custodian}（保管人）` : '—';
    case 'wait':
      return `${stage.applied.seal.custodian}（保管人）`;
    case 'custodian':
      if (stage.applied) return `${stage.applied.seal.custodian}（保管人）`;
      return consent.registered.length > 0 ? `${custodiansOf(consent.registered)}（保管人）` : '—';
    case 'may-not-apply':
      return '—';
  }
}

function seal({ consent, stage, usable, proposed, onChoose }: Props): ReactNode {
  const { seals, registered } = consent;
  switch (stage.kind) {
    case 'seal':
      if (!usable) return '—';
      return (
        <SealChoice
          seals={seals}
          chosen={usable}
          legend={`有 ${seals.length} 枚可用，请选择`}
          onChoose={onChoose}
        />
      );
    case 'apply':
      if (!proposed) return '—';
      return (
        <SealChoice
          seals={registered}
          chosen={proposed}
          legend={`台账里有 ${registered.length} 枚在用，请选择`}
          onChoose={onChoose}
        />
      );
    case 'wait':
      return <SealName seal={stage.applied.seal} />;
    case 'custodian':
      return stage.applied ? <SealName seal={stage.applied.seal} /> : <SealList seals={registered} />;
    case 'may-not-apply':
      return <SealList seals={registered} />;
  }
}

/** Whose the seal is, beside 发证单位. */
function Holder({ consent, stage, usable, proposed, otherHolder }: Props) {
  const one = stage.kind === 'seal' ? usable : stage.kind === 'apply' ? proposed : undefined;
  if (!one) return null;
  if (!one.finding) return <span className="soft">，与印章持有主体一致</span>;
  const reason = consent.approval.kind === 'approved' ? '见用章事由' : otherHolder;
  if (reason === null) return null;
  return (
    <span className="soft" data-testid="consent-other-told">
      ，印章持有主体是{one.finding.holder}；原因：{reason}
    </span>
  );
}
