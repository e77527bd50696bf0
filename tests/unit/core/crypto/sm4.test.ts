// SM4: GB/T 32907 and RFC 8998 vectors, OpenSSL for CBC, and every way a sealed field can be wrong.
import { execFileSync } from 'node:child_process';
import { sm4 as otherSm4 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '#core/crypto/bytes';
import { sm4Block, sm4DecryptionKeys, sm4ExpandKey } from '#core/crypto/sm4-block';
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4GcmOpen, sm4GcmSeal } from '#core/crypto/sm4';

const KEY = fromHex('0123456789abcdeffedcba9876543210');
const words = (hex: string): Uint32Array =>
  Uint32Array.from(hex.match(/.{8}/g)!, (word) => Number.parseInt(word, 16));

describe('one block', () => {
  it('answers GB/T 32907 example 1, and back', () => {
    const block = words('0123456789abcdeffedcba9876543210');
    sm4Block(sm4ExpandKey(KEY), block);
    expect(block).toEqual(words('681edf34d206965e86b3e94f536e4246'));
    sm4Block(sm4DecryptionKeys(sm4ExpandKey(KEY)), block);
    expect(block).toEqual(words('0123456789abcdeffedcba9876543210'));
  });

  it('answers GB/T 32907 example 2: a million times', () => {
    const block = words('0123456789abcdeffedcba9876543210');
    const roundKeys = sm4ExpandKey(KEY);
    for (let i = 0; i < 1_000_000; i += 1) sm4Block(roundKeys, block);
    expect(block).toEqual(words('595298c7c6fd271f0402f804c33d3f66'));
  });
});

describe('GCM', () => {
  const iv = fromHex('00001234567800000000abcd');
  const aad = fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const plaintext = fromHex(
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa',
  );

  it('answers RFC 8998 appendix A.1, and opens it', () => {
    const sealed = sm4GcmSeal(KEY, iv, plaintext, aad);
    expect(toHex(sealed)).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
        '83de3541e4c2b58177e065a9bf7b62ec',
    );
    expect(sm4GcmOpen(KEY, iv, sealed, aad)).toEqual({ ok: true, value: plaintext });
  });

  it('agrees with a second implementation for every length around the block', () => {
    for (let length = 0; length < 50; length += 1) {
      const message = Uint8Array.from({ length }, (_, i) => i);
      const other = otherSm4.encrypt(message, KEY, {
        mode: 'gcm',
        iv,
        associatedData: aad.subarray(0, length % 21),
        output: 'array',
        outputTag: true,
      }) as unknown as { output: Uint8Array; tag: Uint8Array };
      const sealed = sm4GcmSeal(KEY, iv, message, aad.subarray(0, length % 21));
      expect(toHex(sealed), `${length} bytes`).toBe(toHex(other.output) + toHex(other.tag!));
    }
  });

  it('refuses each changed bit of ciphertext, tag, IV, key and AAD', () => {
    const sealed = sm4GcmSeal(KEY, iv, utf8('八九〇一〇一'), aad);
    const wrong = { ok: false, error: { code: 'SM4_TAG_MISMATCH' } };
    const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
      const copy = bytes.slice();
      copy[bit >> 3] = copy[bit >> 3]! ^ (1 << (bit & 7));
      return copy;
    };
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      expect(sm4GcmOpen(KEY, iv, flip(sealed, bit), aad)).toEqual(wrong);
    }
    expect(sm4GcmOpen(flip(KEY, 3), iv, sealed, aad)).toEqual(wrong);
    expect(sm4GcmOpen(KEY, flip(iv, 3), sealed, aad)).toEqual(wrong);
    expect(sm4GcmOpen(KEY, iv, sealed, flip(aad, 3))).toEqual(wrong);
    expect(sm4GcmOpen(KEY, iv, sealed.subarray(0, 15), aad)).toEqual(wrong);
  });
});

describe('CBC', () => {
  const iv = fromHex('000102030405060708090a0b0c0d0e0f');
  const openssl = (direction: '-e' | '-d', input: Uint8Array): Uint8Array =>
    new Uint8Array(
      execFileSync('openssl', ['enc', '-sm4-cbc', direction, '-K', toHex(KEY), '-iv', toHex(iv)], { input }),
    );

  it('agrees with OpenSSL both ways', () => {
    for (const length of [0, 1, 15, 16, 17, 1000]) {
      const message = Uint8Array.from({ length }, (_, i) => i & 255);
      const encrypted = sm4CbcEncrypt(KEY, iv, message);
      expect(encrypted).toEqual(openssl('-e', message));
      expect(openssl('-d', encrypted)).toEqual(message);
      expect(sm4CbcDecrypt(KEY, iv, encrypted)).toEqual({ ok: true, value: message });
    }
  });

  it('names a wrong padding and a wrong length', () => {
    expect(sm4CbcDecrypt(KEY, iv, new Uint8Array(16))).toEqual({
      ok: false,
      error: { code: 'SM4_BAD_PADDING' },
    });
    expect(sm4CbcDecrypt(KEY, iv, new Uint8Array(15))).toEqual({
      ok: false,
      error: { code: 'SM4_BAD_PADDING' },
    });
  });
});
