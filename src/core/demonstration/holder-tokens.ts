// Holder's codes of the invented people: tokens that end after a few minutes, as real ones do. No real issuer's form.
import { toHex, utf8 } from '../crypto/bytes';
import { hmacSm3 } from '../crypto/sm3';

/** What a demonstration token says; `until` is to the second. */
export interface HolderToken {
  readonly personId: string;
  readonly until: Date;
}

// Not a secret: it only keeps a mistyped token from becoming somebody else's.
const KEY = utf8('demonstration holder codes');
const FORM = /^([a-z][a-z0-9-]{0,40})~([0-9a-z]{6,10})~([0-9a-f]{24})$/;

/** `prefix personId~until~check`; letters, digits, `-` and `~` only. */
export function holderToken(prefix: string, { personId, until }: HolderToken): string {
  const said = `${personId}~${Math.floor(until.getTime() / 1000).toString(36)}`;
  return `${prefix}${said}~${check(said)}`;
}

/** Whom the token names, whether or not its time is over; undefined for anything else. */
export function readHolderToken(prefix: string, token: string): HolderToken | undefined {
  if (!token.startsWith(prefix)) return undefined;
  const match = FORM.exec(token.slice(prefix.length));
  if (!match) return undefined;
  const [, personId, until, given] = match as unknown as [string, string, string, string];
  if (check(`${personId}~${until}`) !== given) return undefined;
  return { personId, until: new Date(Number.parseInt(until, 36) * 1000) };
}

function check(said: string): string {
  return toHex(hmacSm3(KEY, utf8(said))).slice(0, 24);
}
