// SM2: the standard's example, OpenSSL both ways, a second library, and hostile signatures and keys.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sm2 as otherSm2 } from 'sm-crypto';
import { concatBytes, fromHex, toHex, utf8 } from '#core/crypto/bytes';
import { derInteger, derSequence } from '#core/crypto/der-write';
import { initCrypto } from '#core/crypto/init';
import {
  decodeSm2Signature,
  DEFAULT_SM2_ID,
  isSm2PublicKey,
  sm2Digest,
  sm2PrivateKeyFrom,
  sm2PublicKey,
  sm2SignDigest,
  sm2Verify,
  sm2VerifyDigest,
} from '#core/crypto/sm2';
import { N } from '#core/crypto/sm2-curve';
import { OpenSsl, paddedInteger, pem, sm2Sec1, sm2Spki } from '#tests/support/crypto/openssl';

const openssl = new OpenSsl();
beforeAll(initCrypto);
afterAll(() => openssl.dispose());

const MESSAGE = utf8('message digest');

describe('GB/T 32918.5 annex A.2', () => {
  const publicKey = fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  );
  const privateKey = fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
  const r = fromHex('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3');
  const s = fromHex('b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa');

  it('derives the public key, the digest and accepts the signature', () => {
    expect(toHex(sm2PublicKey(privateKey))).toBe(toHex(publicKey));
    expect(toHex(sm2Digest(publicKey, MESSAGE))).toBe(
      'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
    );
    expect(sm2Verify(publicKey, MESSAGE, derSequence(derInteger(r), derInteger(s)))).toEqual({ ok: true });
  });

  it('refuses it for another message, another identity and another key', () => {
    const signature = derSequence(derInteger(r), derInteger(s));
    const mismatch = { ok: false, error: { code: 'SM2_SIGNATURE_MISMATCH' } };
    expect(sm2Verify(publicKey, utf8('message digesT'), signature)).toEqual(mismatch);
    expect(sm2Verify(publicKey, MESSAGE, signature, utf8('1234567812345679'))).toEqual(mismatch);
    expect(sm2Verify(sm2PublicKey(sm2PrivateKeyFrom(utf8('x'))), MESSAGE, signature)).toEqual(mismatch);
  });
});

describe('against other implementations', () => {
  it('OpenSSL accepts what is signed here, and what OpenSSL signs is accepted here', () => {
    for (let i = 0; i < 8; i += 1) {
      const privateKey = sm2PrivateKeyFrom(utf8(`key ${i}`));
      const publicKey = sm2PublicKey(privateKey);
      const message = openssl.write('message', utf8(`材料 ${i}`.repeat(i * 20)));
      const id = ['-pkeyopt', `distid:${new TextDecoder().decode(DEFAULT_SM2_ID)}`];
      const key = openssl.write('key.pem', pem('EC PRIVATE KEY', sm2Sec1(privateKey)));
      const pub = openssl.write('pub.pem', pem('PUBLIC KEY', sm2Spki(publicKey)));

      const ours = openssl.write(
        'ours.sig',
        sm2SignDigest(privateKey, sm2Digest(publicKey, openssl.read('message'))),
      );
      const digest = ['-rawin', '-digest', 'sm3'];
      expect(
        openssl.accepts(
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          pub,
          '-in',
          message,
          '-sigfile',
          ours,
          ...digest,
          ...id,
        ),
      ).toBe(true);

      openssl.run(
        'pkeyutl',
        '-sign',
        '-inkey',
        key,
        '-in',
        message,
        '-out',
        openssl.path('theirs.sig'),
        ...digest,
        ...id,
      );
      expect(sm2Verify(publicKey, openssl.read('message'), openssl.read('theirs.sig'))).toEqual({ ok: true });
    }
  });

  it('sm-crypto accepts what is signed here, and the other way round', () => {
    const privateKey = sm2PrivateKeyFrom(utf8('second opinion'));
    const publicKey = sm2PublicKey(privateKey);
    for (let i = 0; i < 5; i += 1) {
      const message = utf8(`第 ${i} 件`);
      const ours = toHex(sm2SignDigest(privateKey, sm2Digest(publicKey, message)));
      expect(
        otherSm2.doVerifySignature([...message], ours, toHex(publicKey), { hash: true, der: true }),
      ).toBe(true);
      const theirs = otherSm2.doSignature([...message], toHex(privateKey), { hash: true, der: true });
      expect(sm2Verify(publicKey, message, fromHex(theirs))).toEqual({ ok: true });
    }
  });
});

describe('hostile input', () => {
  const privateKey = fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
  const setUp = (): { publicKey: Uint8Array; digest: Uint8Array; good: Uint8Array } => {
    const publicKey = sm2PublicKey(privateKey);
    const digest = sm2Digest(publicKey, MESSAGE);
    return { publicKey, digest, good: sm2SignDigest(privateKey, digest) };
  };

  it('refuses every other encoding of a good signature', () => {
    const { publicKey, digest, good } = setUp();
    const body = good.subarray(2);
    const r = good.subarray(4, 4 + good[3]!);
    const variants = {
      'long-form length': concatBytes(Uint8Array.of(0x30, 0x81, good[1]!), body),
      'trailing byte': concatBytes(good, Uint8Array.of(0)),
      'trailing byte inside': concatBytes(Uint8Array.of(0x30, good[1]! + 1), body, Uint8Array.of(0)),
      'padded r': derSequence(paddedInteger(r), good.subarray(4 + good[3]!)),
      'indefinite length': concatBytes(Uint8Array.of(0x30, 0x80), body, Uint8Array.of(0, 0)),
      empty: new Uint8Array(),
      truncated: good.subarray(0, -1),
      'raw r‖s': new Uint8Array(64).fill(1),
    };
    expect(sm2VerifyDigest(publicKey, digest, good).ok).toBe(true);
    for (const [name, variant] of Object.entries(variants)) {
      expect(sm2VerifyDigest(publicKey, digest, variant), name).toMatchObject({
        ok: false,
        error: { code: 'SM2_BAD_ENCODING' },
      });
    }
  });

  it('refuses r and s out of range, and r + s = n', () => {
    const { publicKey, digest, good } = setUp();
    const { r, s } = (decodeSm2Signature(good) as { ok: true; value: { r: bigint; s: bigint } }).value;
    const bytes = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(66, '0'));
    for (const [badR, badS] of [
      [0n, s],
      [r, 0n],
      [N, s],
      [r + N, s],
      [r, s + N],
      [r, N - r],
    ]) {
      const signature = derSequence(derInteger(bytes(badR!)), derInteger(bytes(badS!)));
      expect(sm2VerifyDigest(publicKey, digest, signature)).toEqual({
        ok: false,
        error: { code: 'SM2_SIGNATURE_MISMATCH' },
      });
    }
  });

  it('refuses keys that are not points, and digests that are not digests', () => {
    const { publicKey, digest, good } = setUp();
    const offCurve = publicKey.slice();
    offCurve[64] = offCurve[64]! ^ 1;
    for (const key of [
      offCurve,
      publicKey.subarray(1),
      new Uint8Array(65),
      new Uint8Array(0),
      new Uint8Array(65).fill(4),
    ]) {
      expect(isSm2PublicKey(key)).toBe(false);
      expect(sm2VerifyDigest(key, digest, good)).toEqual({
        ok: false,
        error: { code: 'SM2_BAD_PUBLIC_KEY' },
      });
    }
    expect(sm2VerifyDigest(publicKey, digest.subarray(1), good).ok).toBe(false);
  });

  it('never throws on 2,000 random changes, and accepts none', () => {
    const { publicKey, digest, good } = setUp();
    let state = 7;
    const random = (below: number): number => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below;
    for (let i = 0; i < 2000; i += 1) {
      const changed = good.slice(0, random(4) === 0 ? random(good.length) : good.length);
      if (changed.length > 0) {
        const at = random(Math.min(changed.length, 8));
        changed[at] = changed[at]! ^ (1 + random(255));
      }
      expect(sm2VerifyDigest(publicKey, digest, changed).ok).toBe(false);
    }
  });
});
