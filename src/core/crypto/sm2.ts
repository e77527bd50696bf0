// SM2 signatures (GB/T 32918.2-2016) with SM3: digests with Z, verification that never throws on what others sent, signing.
import { err, ok, type Result } from '../result';
import { concatBytes, fromHex, utf8 } from './bytes';
import { decodeDer } from './der';
import { derInteger, derSequence } from './der-write';
import { bigintToBytes, bytesToBigint, invert, isOnCurve, mod, N, type AffinePoint } from './sm2-curve';
import { bigintEngine, type Sm2Engine } from './sm2-engine';
import { hmacSm3, sm3 } from './sm3';

/** GB/T 35276 clause 7: the identity used where the parties agreed on none. */
export const DEFAULT_SM2_ID = utf8('1234567812345678');

export type Sm2Error =
  | { code: 'SM2_BAD_PUBLIC_KEY' }
  | { code: 'SM2_BAD_ENCODING'; reason: string }
  | { code: 'SM2_SIGNATURE_MISMATCH' };

let engine: Sm2Engine = bigintEngine;

/** Puts another engine in place of the current one for the whole process. */
export function useSm2Engine(next: Sm2Engine): void {
  engine = next;
}

/** Whether `bytes` is an uncompressed point (04 ‖ x ‖ y) on the curve. */
export function isSm2PublicKey(bytes: Uint8Array): boolean {
  return readPoint(bytes) !== undefined;
}

/** Z of GB/T 32918.2 clause 5.5: binds the signer's identity and key into every digest. */
export function sm2Z(publicKey: Uint8Array, id: Uint8Array = DEFAULT_SM2_ID): Uint8Array {
  const bits = id.length * 8;
  return sm3(Uint8Array.of(bits >> 8, bits & 255), id, CURVE_BYTES, publicKey.subarray(1));
}

/** e = SM3(Z ‖ M), the 32 bytes that a seal key signs (SKF_ECCSignData). */
export function sm2Digest(
  publicKey: Uint8Array,
  message: Uint8Array,
  id: Uint8Array = DEFAULT_SM2_ID,
): Uint8Array {
  return sm3(sm2Z(publicKey, id), message);
}

/** Verifies a DER signature over `message` with Z. `publicKey` is 04 ‖ x ‖ y. */
export function sm2Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  id: Uint8Array = DEFAULT_SM2_ID,
): Result<void, Sm2Error> {
  if (!isSm2PublicKey(publicKey)) return err({ code: 'SM2_BAD_PUBLIC_KEY' });
  return sm2VerifyDigest(publicKey, sm2Digest(publicKey, message, id), signature);
}

/** Verifies a DER signature over a 32-byte digest e (GB/T 32918.2 clause 7.1). */
export function sm2VerifyDigest(
  publicKey: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): Result<void, Sm2Error> {
  const point = readPoint(publicKey);
  if (!point) return err({ code: 'SM2_BAD_PUBLIC_KEY' });
  const values = decodeSm2Signature(signature);
  if (!values.ok) return values;
  const { r, s } = values.value;
  const t = (r + s) % N;
  const inRange = r > 0n && r < N && s > 0n && s < N && t !== 0n;
  if (!inRange || digest.length !== 32) return err({ code: 'SM2_SIGNATURE_MISMATCH' });
  const residue = mod(r - bytesToBigint(digest), N);
  return engine.hasX(s, t, point, residue) ? ok() : err({ code: 'SM2_SIGNATURE_MISMATCH' });
}

/**
 * Signs a 32-byte digest e: DER of r and s. The nonce is derived from key and digest by HMAC-SM3 after RFC 6979,
 * so no random source is needed and none can repeat it. Not constant-time: keys in custody sign inside their own chip,
 * this one serves demonstration and test keys.
 */
export function sm2SignDigest(privateKey: Uint8Array, digest: Uint8Array): Uint8Array {
  const d = readPrivateKey(privateKey);
  const e = bytesToBigint(digest);
  for (const k of nonces(privateKey, digest)) {
    const r = mod(e + engine.multiplyBase(k).x, N);
    if (r === 0n || r + k === N) continue;
    const s = mod(invert(1n + d, N) * (k - r * d), N);
    if (s === 0n) continue;
    return encodeSm2Signature(bigintToBytes(r), bigintToBytes(s));
  }
  throw new Error('unreachable: nonces do not end');
}

/** 04 ‖ x ‖ y of a 32-byte private key. */
export function sm2PublicKey(privateKey: Uint8Array): Uint8Array {
  const { x, y } = engine.multiplyBase(readPrivateKey(privateKey));
  return concatBytes(Uint8Array.of(4), bigintToBytes(x), bigintToBytes(y));
}

/** A private key from 32 or more bytes of entropy, or of a demonstration's seed. */
export function sm2PrivateKeyFrom(seed: Uint8Array): Uint8Array {
  const wide = concatBytes(sm3(Uint8Array.of(1), seed), sm3(Uint8Array.of(2), seed));
  return bigintToBytes((bytesToBigint(wide) % (N - 2n)) + 1n);
}

/** Strict DER of SEQUENCE { r INTEGER, s INTEGER }: minimal, positive, nothing after (GB/T 35276 clause 7.3). */
export function decodeSm2Signature(der: Uint8Array): Result<{ r: bigint; s: bigint }, Sm2Error> {
  const decoded = decodeDer(der, (reader) =>
    reader.sequence((pair) => ({ r: positive(pair.integerBytes()), s: positive(pair.integerBytes()) })),
  );
  if (!decoded.ok) return err({ code: 'SM2_BAD_ENCODING', reason: decoded.error.reason });
  const { r, s } = decoded.value;
  if (r === undefined || s === undefined)
    return err({ code: 'SM2_BAD_ENCODING', reason: 'r or s out of range' });
  return ok({ r, s });
}

/** DER of r and s, 32 bytes each as a seal key returns them (ECCSIGNATUREBLOB without its padding). */
export function encodeSm2Signature(r: Uint8Array, s: Uint8Array): Uint8Array {
  return derSequence(derInteger(r), derInteger(s));
}

function positive(content: Uint8Array): bigint | undefined {
  return content.length > 33 || content[0]! >= 0x80 ? undefined : bytesToBigint(content);
}

function readPoint(bytes: Uint8Array): AffinePoint | undefined {
  if (bytes.length !== 65 || bytes[0] !== 4) return undefined;
  const point = { x: bytesToBigint(bytes.subarray(1, 33)), y: bytesToBigint(bytes.subarray(33)) };
  return isOnCurve(point) ? point : undefined;
}

function readPrivateKey(bytes: Uint8Array): bigint {
  const d = bytesToBigint(bytes);
  if (bytes.length !== 32 || d === 0n || d >= N - 1n) throw new Error('not an SM2 private key');
  return d;
}

/** RFC 6979 clause 3.2 with HMAC-SM3. */
function* nonces(privateKey: Uint8Array, digest: Uint8Array): Generator<bigint, never> {
  const seed = concatBytes(privateKey, bigintToBytes(bytesToBigint(digest) % N));
  let v: Uint8Array = new Uint8Array(32).fill(1);
  let key: Uint8Array = new Uint8Array(32);
  for (const round of [0, 1]) {
    key = hmacSm3(key, concatBytes(v, Uint8Array.of(round), seed));
    v = hmacSm3(key, v);
  }
  for (;;) {
    v = hmacSm3(key, v);
    const k = bytesToBigint(v);
    if (k > 0n && k < N) yield k;
    key = hmacSm3(key, concatBytes(v, Uint8Array.of(0)));
    v = hmacSm3(key, v);
  }
}

/** a ‖ b ‖ xG ‖ yG (GB/T 32918.5). */
const CURVE_BYTES = fromHex(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
);
