// The text of the faults file (faults.c reads it).
import { randomUUID } from 'node:crypto';

export type FaultKind =
  /** The key is pulled before the call has an effect, or after: `ECCSignData` has signed then, and answers nothing. */
  | 'unplug-before'
  | 'unplug-after'
  /** The PIN counter of the application becomes 0 before the PIN is compared. */
  | 'pin-locked'
  /** SAR_NO_ROOM. */
  | 'full'
  /** `value` milliseconds, and up to `spread` more. */
  | 'slow'
  /** Never answers; every other call of the process waits behind it, save SKF_WaitForDevEvent. */
  | 'hang'
  /** SIGSEGV, SIGABRT. */
  | 'crash'
  | 'abort'
  /** The length that is answered becomes `value`; signature values stand left-aligned. */
  | 'wrong-size'
  /** A signature that does not verify. */
  | 'wrong-signature'
  /** Answers the result code `value` and does nothing. */
  | 'code'
  /** SAR_NOTSUPPORTYETERR. */
  | 'not-supported'
  /** SKF_WaitForDevEvent overlooks what has happened before and during the call. */
  | 'events-missed';

export interface SoftwareKeyFault {
  /** `SKF_…`, or `*` for every function. */
  on: string;
  kind: FaultKind;
  /** How many matching calls pass first; default 0. */
  after?: number;
  /** How many matching calls it strikes then; default 1, 0 for all. */
  times?: number;
  value?: number;
  spread?: number;
  /** Only on this key. */
  serial?: string;
}

export const faultLines = (faults: readonly SoftwareKeyFault[]): string =>
  faults.map((fault) => `${pairs(fault).join(' ')}\n`).join('');

function pairs({
  on,
  kind,
  after = 0,
  times = 1,
  value = 0,
  spread = 0,
  serial,
}: SoftwareKeyFault): string[] {
  const numbers = [`after=${after}`, `times=${times}`, `value=${value}`, `spread=${spread}`];
  return [
    `id=${randomUUID()}`,
    `function=${on}`,
    `kind=${kind}`,
    ...numbers,
    ...(serial ? [`serial=${serial}`] : []),
  ];
}
