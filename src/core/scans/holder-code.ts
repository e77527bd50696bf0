// A holder's own code (渝快码, 随申办 …): a short-lived token that only its issuer can resolve, through an adapter.
import type { RulePack } from '../rules/rule-pack';

/** How the place's tokens look: plain data of the rule pack, never a pattern that could run away. */
export type HolderCodeShape = NonNullable<NonNullable<RulePack['qr']>['holderCode']>;

/** The person that a token stands for, as its issuer answers. */
export interface ResolvedHolder {
  readonly name: string;
  /** GB 11643, 18 characters. */
  readonly number: string;
}

export type HolderCodeError =
  /** This terminal has no way to the issuer of the code. */
  | { readonly code: 'HOLDER_CODE_NOT_CONNECTED'; readonly name: string }
  | { readonly code: 'HOLDER_CODE_UNKNOWN' }
  | { readonly code: 'HOLDER_CODE_EXPIRED'; readonly until: string }
  /** The issuer did not answer in time, or not sensibly. */
  | { readonly code: 'HOLDER_CODE_FAILED' };

const TOKEN = /^[A-Za-z0-9._~-]+$/;

export function isHolderCode(text: string, shape: HolderCodeShape): boolean {
  const { prefix, minLength, maxLength } = shape;
  return (
    text.length >= minLength &&
    text.length <= maxLength &&
    text.startsWith(prefix) &&
    TOKEN.test(text.slice(prefix.length))
  );
}
