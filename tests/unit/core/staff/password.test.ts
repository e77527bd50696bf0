// Passwords: what is refused as too easy, Argon2id against its reference implementation, and how long failures make one wait.
import { describe, expect, it } from 'vitest';
import { argon2id } from 'hash-wasm';
import { toHex, utf8 } from '#core/crypto/bytes';
import { checkPassword, hashPassword, passwordMatches } from '#core/staff/password';
import { notBefore, waitAfter } from '#core/staff/sign-in-delay';

const SALT = new Uint8Array(16).fill(9);
const QUICK = { memory: 64, iterations: 1 };
const codeOf = (password: string): string => {
  const checked = checkPassword(utf8(password));
  return checked.ok ? 'ok' : checked.error.code;
};

describe('a password', () => {
  it.each([
    ['Short1!', 'STAFF_PASSWORD_LENGTH'],
    [`Aa1!${'x'.repeat(61)}`, 'STAFF_PASSWORD_LENGTH'],
    ['口令口令口令Aa1!', 'STAFF_PASSWORD_CHARACTERS'],
    ['Has space 1x', 'STAFF_PASSWORD_CHARACTERS'],
    ['onlysmallletters', 'STAFF_PASSWORD_WEAK'],
    ['small4nd9digits', 'STAFF_PASSWORD_WEAK'],
    ['Aaaaaaaaaaa1', 'STAFF_PASSWORD_WEAK'],
    ['Abcdefghij12', 'STAFF_PASSWORD_WEAK'],
    ['Window-A01-yq', 'ok'],
    ['9kTm2wQx7p', 'ok'],
  ])('%s: %s', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  it('matches its own hash alone', async () => {
    const known = await hashPassword(utf8('Window-A01-yq'), SALT, QUICK);
    expect(await passwordMatches(utf8('Window-A01-yq'), known)).toBe(true);
    expect(await passwordMatches(utf8('Window-A01-yr'), known)).toBe(false);
    expect(await passwordMatches(new Uint8Array(1), known)).toBe(false);
    const other = await hashPassword(utf8('Window-A01-yq'), new Uint8Array(16).fill(8), QUICK);
    expect(other.hash).not.toEqual(known.hash);
  });

  it('keeps its own parameters: raising them leaves an old hash valid', async () => {
    const old = await hashPassword(utf8('Window-A01-yq'), SALT, { memory: 128, iterations: 2 });
    expect(old).toMatchObject({ memory: 128, iterations: 2 });
    expect(await passwordMatches(utf8('Window-A01-yq'), old)).toBe(true);
  });

  it('is hashed by Argon2id as the reference implementation does', async () => {
    // phc-winner-argon2, src/test.c, Argon2id version 0x13: t=2, m=2^8, p=1.
    const hash = await argon2id({
      password: 'password',
      salt: 'somesalt',
      parallelism: 1,
      memorySize: 256,
      iterations: 2,
      hashLength: 32,
      outputType: 'binary',
    });
    expect(toHex(hash)).toBe('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe');
  });
});

describe('waiting after failures', () => {
  const AT = new Date('2026-11-21T01:00:00Z');
  it('begins with the third and grows to half an hour', () => {
    expect([1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([0, 0, 15_000, 30_000, 60_000, 120_000]);
    expect(waitAfter(10)).toBe(30 * 60_000);
    expect(waitAfter(100_000)).toBe(30 * 60_000);
  });

  it('ends when its time has passed', () => {
    expect(notBefore(3, AT, AT)).toEqual(new Date('2026-11-21T01:00:15Z'));
    expect(notBefore(3, AT, new Date('2026-11-21T01:00:14.999Z'))).toEqual(new Date('2026-11-21T01:00:15Z'));
    expect(notBefore(3, AT, new Date('2026-11-21T01:00:15Z'))).toBeUndefined();
    expect(notBefore(2, AT, AT)).toBeUndefined();
    expect(notBefore(0, undefined, AT)).toBeUndefined();
  });

  it('is not shortened by setting the clock back', () => {
    const back = new Date('2026-11-20T01:00:00Z');
    expect(notBefore(3, AT, back)).toEqual(new Date('2026-11-20T01:00:15Z'));
  });
});
