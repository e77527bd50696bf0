// How long after wrong passwords no further one is taken. Counted before a password is looked at and kept in the database,
// so that neither a crash nor a restart gives a try back.

const FREE_FAILURES = 3;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** 0 for the first three failures, then 15 s, 30 s, 1 min … up to half an hour. */
export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_FAILURES, 20), LONGEST_WAIT_MS);
}

/**
 * Until when no try is taken; undefined where one is taken now. A clock that was set back does not shorten it: a failure
 * that lies in the future counts as one of this moment.
 */
export function notBefore(failures: number, lastFailure: Date | undefined, now: Date): Date | undefined {
  if (!lastFailure) return undefined;
  const from = Math.min(lastFailure.getTime(), now.getTime());
  const until = from + waitAfter(failures);
  return until > now.getTime() ? new Date(until) : undefined;
}
