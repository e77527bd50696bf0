// SM3 and HMAC-SM3: the standard's vectors, and OpenSSL as the other opinion.
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '#core/crypto/bytes';
import { createSm3Stream, hmacSm3, initSm3, sm3 } from '#core/crypto/sm3';

beforeAll(initSm3);

const openssl = (args: string[], input: Uint8Array): string =>
  execFileSync('openssl', args, { input }).toString().trim().split(' ').at(-1)!;

describe('sm3', () => {
  it('answers the two examples of GB/T 32905 annex A', () => {
    expect(toHex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(toHex(sm3(utf8('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('reads chunks as one message', () => {
    expect(sm3(utf8('a'), utf8(''), utf8('bc'))).toEqual(sm3(utf8('abc')));
  });

  it('agrees with OpenSSL around the block length and over a megabyte', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 127, 1_000_003]) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
      expect(toHex(sm3(message)), `${length} bytes`).toBe(openssl(['dgst', '-sm3'], message));
    }
  });

  it('streams while other digests are computed', async () => {
    const stream = await createSm3Stream();
    stream.update(utf8('ab'));
    sm3(utf8('something else'));
    stream.update(utf8('c'));
    expect(stream.digest()).toEqual(sm3(utf8('abc')));
  });
});

describe('hmacSm3', () => {
  it('agrees with OpenSSL for keys shorter than, as long as and longer than a block', () => {
    for (const length of [1, 32, 64, 65, 200]) {
      const key = new Uint8Array(length).fill(0x0b);
      const expected = openssl(
        ['dgst', '-sm3', '-mac', 'HMAC', '-macopt', `hexkey:${toHex(key)}`],
        utf8('Hi There'),
      );
      expect(toHex(hmacSm3(key, utf8('Hi There'))), `${length}-byte key`).toBe(expected);
    }
  });
});

describe('hex', () => {
  it('refuses what is not hex', () => {
    expect(() => fromHex('0g')).toThrow();
    expect(() => fromHex('abc')).toThrow();
  });
});
