// Who stands behind a holder's code: asked of the code's issuer through an adapter, with a deadline.
import type { HolderCodeError, ResolvedHolder } from '#core/scans/holder-code';
import { err } from '#core/result';
import type { Result } from '#core/result';

export interface HolderCodeResolver {
  /** Answers data also for what went wrong; a broken adapter may throw, and `resolveInTime` says so in words. */
  resolve(token: string, signal: AbortSignal): Promise<Result<ResolvedHolder, HolderCodeError>>;
}

/** A terminal without a way to the issuer says so, and what else can be done is in the words of the code. */
export function notConnected(name: string): HolderCodeResolver {
  return { resolve: () => Promise.resolve(err({ code: 'HOLDER_CODE_NOT_CONNECTED', name })) };
}

const DEADLINE_MS = 5_000;

export async function resolveInTime(
  resolver: HolderCodeResolver,
  token: string,
  deadlineMs: number = DEADLINE_MS,
): Promise<Result<ResolvedHolder, HolderCodeError>> {
  const signal = AbortSignal.timeout(deadlineMs);
  const late = new Promise<Result<ResolvedHolder, HolderCodeError>>((resolve) =>
    signal.addEventListener('abort', () => resolve(err({ code: 'HOLDER_CODE_FAILED' })), { once: true }),
  );
  const asked = resolver
    .resolve(token, signal)
    .catch((): Result<ResolvedHolder, HolderCodeError> => err({ code: 'HOLDER_CODE_FAILED' }));
  return Promise.race([asked, late]);
}
