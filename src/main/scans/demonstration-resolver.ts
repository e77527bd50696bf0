// In a demonstration only: resolves the codes of the invented people.
import { readHolderToken } from '#core/demonstration/holder-tokens';
import { err, ok } from '#core/result';
import type { ResolvedHolder } from '#core/scans/holder-code';
import type { Clock } from '#core/time/clock';
import type { HolderCodeResolver } from './holder-code-resolver';

export function demonstrationResolver(deps: {
  /** The place's prefix of holder's codes. */
  prefix: string;
  holderOf: (personId: string) => ResolvedHolder | undefined;
  clock: Clock;
}): HolderCodeResolver {
  return {
    resolve(token) {
      const said = readHolderToken(deps.prefix, token);
      const holder = said && deps.holderOf(said.personId);
      if (!said || !holder) return Promise.resolve(err({ code: 'HOLDER_CODE_UNKNOWN' }));
      const expired = deps.clock.now() >= said.until;
      return Promise.resolve(
        expired ? err({ code: 'HOLDER_CODE_EXPIRED', until: said.until.toISOString() }) : ok(holder),
      );
    },
  };
}
