// Every step of a verification for an inspector: what was checked, how it went, why, by which clause.
import type { EvidenceStepView, ExaminedSignatureView, VerificationView } from '#shared/ipc/evidence-views';
import { Icon } from '../parts/icons';
import { chinaMoment } from '../words/dates';
import { signatureKind, signatureVerdict, STEP_VERDICT_WORDS, stepWord } from '../words/evidence-words';

export function VerificationSteps({ verification }: { readonly verification: VerificationView }) {
  return (
    <div className="steps" tabIndex={0} role="region" aria-label="核验步骤" data-testid="verification-steps">
      {verification.concerns.length > 0 ? (
        <>
          <h3>未通过或无法确认的步骤</h3>
          <StepList steps={verification.concerns} repeated />
        </>
      ) : null}
      <h3>文件整体</h3>
      <p className="soft">
        核验时间 {chinaMoment(verification.at)} · 内容摘要（SM3）
        <span className="digest">{verification.digest}</span>
      </p>
      <StepList steps={verification.checks} />
      {verification.signatures.map((signature, index) => (
        <Signature key={`${index}-${signature.id}`} signature={signature} number={index + 1} />
      ))}
    </div>
  );
}

function Signature({
  signature,
  number,
}: {
  readonly signature: ExaminedSignatureView;
  readonly number: number;
}) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['印章', signature.sealName],
    ['签章人证书', signature.signer],
    ['制章机构', signature.maker],
    ['签章时间', signature.signedAt && chinaMoment(signature.signedAt)],
  ];
  return (
    <section>
      <h3>
        签名 {number} · {signatureKind(signature)} · {signatureVerdict(signature)}
      </h3>
      <dl className="signature-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? '未写明'}</dd>
          </div>
        ))}
      </dl>
      <StepList steps={signature.steps} />
    </section>
  );
}

interface StepListProps {
  readonly steps: readonly EvidenceStepView[];
  /** They stand in their own place further down too. */
  readonly repeated?: boolean;
}

function StepList({ steps, repeated }: StepListProps) {
  return (
    <ol className="step-list">
      {steps.map((step, index) => (
        <li
          key={`${index}-${step.step}`}
          className={`step step-${step.verdict}`}
          data-testid={repeated ? 'verification-concern' : 'verification-step'}
          data-step={repeated ? undefined : step.step}
          data-verdict={step.verdict}
        >
          <Icon name={step.verdict === 'ok' ? 'check' : step.verdict === 'failed' ? 'cross' : 'warn'} />
          <b>{stepWord(step.step)}</b>
          <span className="step-verdict">{STEP_VERDICT_WORDS[step.verdict]}</span>
          <span className="step-detail">{step.detail}</span>
          <span className="step-clause">{step.clause}</span>
        </li>
      ))}
    </ol>
  );
}
