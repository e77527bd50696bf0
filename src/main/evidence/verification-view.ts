// An examination in the words of the IPC contract. Nothing is decided here; the screen has the words.
import { concerns, useOf } from '#core/evidence/examination';
import type { EvidenceStep } from '#core/evidence/examination';
import type { EvidencePageView, VerificationView } from '#shared/ipc/evidence-views';
import type { Evidence } from './evidence-service';

export function verificationView(evidence: Evidence): VerificationView {
  const { examination, digest } = evidence;
  return {
    kind: examination.kind,
    verdict: examination.verdict,
    use: useOf(examination.verdict),
    intact: examination.intact,
    at: examination.at.toISOString(),
    digest,
    concerns: concerns(examination).map(stepView),
    checks: examination.checks.map(stepView),
    signatures: examination.signatures.map(({ signedAt, steps, ...signature }) => ({
      ...signature,
      signedAt: signedAt?.toISOString(),
      steps: steps.map(stepView),
    })),
  };
}

/** The page, or null where the file cannot be shown. */
export function pageView(evidence: Evidence, number: number): EvidencePageView | null {
  const page = evidence.page(number, 'screen');
  return page.ok ? { number, ...page.value } : null;
}

function stepView({ step, clause, verdict, detail }: EvidenceStep) {
  return { step, clause, verdict, detail };
}
