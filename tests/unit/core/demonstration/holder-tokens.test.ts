// Tokens of the invented people: what is said is read back, and nothing else is.
import { beforeAll, describe, expect, it } from 'vitest';
import { initSm3 } from '#core/crypto/sm3';
import { holderToken, readHolderToken } from '#core/demonstration/holder-tokens';
import { isHolderCode } from '#core/scans/holder-code';

beforeAll(initSm3);

const said = { personId: 'renewal', until: new Date('2026-11-21T02:00:00Z') };
const shape = { prefix: 'YKM1.', minLength: 24, maxLength: 200, identity: null };

describe('a holder’s token', () => {
  it('says whom it names and until when, in the shape of the place', () => {
    const token = holderToken('YKM1.', said);
    expect(readHolderToken('YKM1.', token)).toEqual(said);
    expect(isHolderCode(token, shape)).toBe(true);
  });

  it('names nobody when any character is another, or the place is', () => {
    const token = holderToken('YKM1.', said);
    expect(readHolderToken('SSM1.', token)).toBeUndefined();
    for (let at = 5; at < token.length; at += 1) {
      const other = token.charAt(at) === 'a' ? 'b' : 'a';
      expect(readHolderToken('YKM1.', token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
    }
  });
});
