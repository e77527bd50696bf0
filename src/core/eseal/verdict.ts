// What a verification says: steps with clause and verdict each, and the two-second answer that follows from them.
import type { Check, Verdict } from '../crypto/verdict';
import { worst } from '../crypto/verdict';

export type StepName =
  | 'structure'
  | 'references'
  | 'coverage'
  | 'data-hash'
  | 'signature-value'
  | 'algorithms'
  | 'property-info'
  | 'signer-in-seal'
  | 'seal-file'
  | 'seal-signature'
  | 'seal-maker'
  | 'seal-validity'
  | 'signing-time'
  | 'certificate-validity'
  | 'key-usage'
  | 'chain'
  | 'revocation'
  | 'time-stamp';

export type Step = Check<StepName>;

/**
 * valid: every step is ok. intact: nothing was changed, but trust is unknown or a period had passed.
 * invalid: something was changed, forged or revoked. unsupported: another container or algorithm, named in the steps.
 */
export type SignatureVerdict = 'valid' | 'intact' | 'invalid' | 'unsupported';
export type FileVerdict = SignatureVerdict | 'unsigned';

const CLAUSES: Readonly<Record<StepName, string>> = {
  structure: 'GB/T 33190-2016 18',
  references: 'GB/T 33190-2016 18.2.2',
  coverage: 'GB/T 33190-2016 18.2.2',
  'data-hash': 'GB/T 38540-2020 7.3',
  'signature-value': 'GB/T 38540-2020 7.3',
  algorithms: 'GB/T 38540-2020 7.1',
  'property-info': 'GB/T 38540-2020 7.1',
  'signer-in-seal': 'GB/T 38540-2020 7.3',
  'seal-file': 'GB/T 33190-2016 18.2.1',
  'seal-signature': 'GB/T 38540-2020 6.3',
  'seal-maker': 'GB/T 38540-2020 6.3',
  'seal-validity': 'GB/T 38540-2020 6.3',
  'signing-time': 'GB/T 38540-2020 7.3',
  'certificate-validity': 'GB/T 38540-2020 7.3',
  'key-usage': 'GB/T 38540-2020 7.3',
  chain: 'GB/T 38540-2020 7.3',
  revocation: 'GB/T 38540-2020 7.3',
  'time-stamp': 'GB/T 38540-2020 7.3',
};

export function step(name: StepName, verdict: Verdict, detail: string): Step {
  return { step: name, clause: CLAUSES[name], verdict, detail };
}

const INTEGRITY: ReadonlySet<StepName> = new Set<StepName>([
  'structure',
  'references',
  'coverage',
  'data-hash',
  'signature-value',
  'algorithms',
  'property-info',
  'signer-in-seal',
  'seal-file',
  'seal-signature',
]);
/** Not knowing one of these leaves nothing that could be called intact. */
const ESSENTIAL: ReadonlySet<StepName> = new Set<StepName>([
  'structure',
  'references',
  'data-hash',
  'signature-value',
]);
/** A forged chain and a revoked certificate are no matter of missing knowledge or of time. */
const DISQUALIFYING: ReadonlySet<StepName> = new Set<StepName>(['chain', 'revocation']);

export function signatureVerdict(steps: readonly Step[]): SignatureVerdict {
  const has = (verdict: Verdict, among: ReadonlySet<StepName>): boolean =>
    steps.some((one) => one.verdict === verdict && among.has(one.step));
  // By a digest that is not known nothing can be compared, so what else differs proves nothing either.
  const digestUnknown = steps.some(
    ({ step: name, verdict }) => name === 'references' && verdict === 'unknown',
  );
  if (digestUnknown) return 'unsupported';
  if (has('failed', INTEGRITY) || has('failed', DISQUALIFYING)) return 'invalid';
  if (has('unknown', ESSENTIAL)) return 'unsupported';
  return steps.every(({ verdict }) => verdict === 'ok') ? 'valid' : 'intact';
}

/** The verdict on who signed and when, apart from whether the bytes are intact. */
export function trustVerdict(steps: readonly Step[]): Verdict {
  const trust = steps.filter(({ step: name }) => !INTEGRITY.has(name));
  // Without a chain nobody is known to have signed, however well the other steps went.
  if (!trust.some(({ step: name }) => name === 'chain')) return 'unknown';
  return worst(trust.map(({ verdict }) => verdict));
}

const ORDER: readonly SignatureVerdict[] = ['invalid', 'unsupported', 'intact', 'valid'];

/** The worst of a file's signatures. */
export function fileVerdict(verdicts: readonly SignatureVerdict[]): FileVerdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'unsigned';
}

/** `2026-03-04 13:06:07`, China's time. */
export function localTime(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
