// Whether an examined seal may enter the register: verified, kept by a custodian, no double of what is there.
// 川办规〔2022〕3号 印章 第八、十条; GB/T 38540-2020 6.3.
import type { CustodyError } from './custody-error';
import type { CustodyActor } from './custody-role';
import type { ExaminedCandidate } from './examine-seal';
import type { SealState } from './seal-state';

interface Wanted {
  readonly custodianId: string;
  readonly reason?: string | undefined;
  /** The seal in whose place it comes. */
  readonly replaces?: string | undefined;
}

/** By what it is and who is to keep it. */
export function registrationRefusal(
  { custodianId, reason }: Wanted,
  { use, steps }: ExaminedCandidate,
  people: readonly CustodyActor[],
): CustodyError | undefined {
  if (use === 'refuse') {
    const failed = steps.filter(({ verdict }) => verdict === 'failed').map(({ step }) => step);
    return { code: 'SEAL_NOT_VERIFIED', steps: failed };
  }
  if (use === 'accept-with-reason' && (reason ?? '') === '') return { code: 'SEAL_REASON_REQUIRED' };
  const custodian = people.find(({ staffId }) => staffId === custodianId);
  return custodian?.roles.includes('custodian') ? undefined : { code: 'CUSTODIAN_UNKNOWN' };
}

/** One seal a key and one key a seal, among those that are not closed; the same file never twice. */
export function doubleOf(
  { facts }: ExaminedCandidate,
  { replaces }: Wanted,
  seals: readonly SealState[],
): CustodyError | undefined {
  if (seals.some((seal) => seal.facts.eslDigest === facts.eslDigest))
    return { code: 'SEAL_ALREADY_REGISTERED' };
  const open = seals.filter(
    ({ id, status }) => id !== replaces && (status.kind === 'in-use' || status.kind === 'stopped'),
  );
  if (open.some((seal) => seal.facts.fingerprint === facts.fingerprint)) return { code: 'SEAL_KEY_IN_USE' };
  return open.some((seal) => seal.facts.number === facts.number) ? { code: 'SEAL_NUMBER_IN_USE' } : undefined;
}
