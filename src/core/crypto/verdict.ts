// What one check of evidence can say; "unknown" is never folded into either of the others.

export type Verdict = 'ok' | 'failed' | 'unknown';

/** One checked thing: what, by which clause, how it went, and a Chinese sentence for whoever reads it. */
export interface Check<Name extends string = string> {
  readonly step: Name;
  readonly clause: string;
  readonly verdict: Verdict;
  readonly detail: string;
}

/** The worst of several: failed before unknown before ok. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('unknown') ? 'unknown' : 'ok';
}
