// SM4 in the modes that are used here: GCM (RFC 8998) for stored fields, CBC with PKCS#7 padding for key transport.
import { err, ok, type Result } from '../result';
import { equalBytes } from './bytes';
import { Ghash } from './ghash';
import { readWord, sm4Block, sm4DecryptionKeys, sm4ExpandKey, writeWord, SM4_BLOCK_BYTES } from './sm4-block';

const GCM_IV_BYTES = 12;
const GCM_TAG_BYTES = 16;

/**
 * SM4-GCM (RFC 8998, AEAD_SM4_GCM): ciphertext ‖ 16-byte tag.
 * `key` has 16 bytes, `iv` 12; an IV must never come twice under one key.
 */
export function sm4GcmSeal(
  key: Uint8Array,
  iv: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  const gcm = new Gcm(key, iv);
  const sealed = new Uint8Array(plaintext.length + GCM_TAG_BYTES);
  const ciphertext = sealed.subarray(0, plaintext.length);
  gcm.crypt(plaintext, ciphertext);
  sealed.set(gcm.tag(ciphertext, aad), plaintext.length);
  return sealed;
}

/** Opens what `sm4GcmSeal` made; a wrong key, IV, AAD or byte is one error, and no plaintext is returned. */
export function sm4GcmOpen(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): Result<Uint8Array, { code: 'SM4_TAG_MISMATCH' }> {
  const gcm = new Gcm(key, iv);
  if (sealed.length < GCM_TAG_BYTES) return err({ code: 'SM4_TAG_MISMATCH' });
  const ciphertext = sealed.subarray(0, sealed.length - GCM_TAG_BYTES);
  const tag = sealed.subarray(sealed.length - GCM_TAG_BYTES);
  if (!equalBytes(gcm.tag(ciphertext, aad), tag)) return err({ code: 'SM4_TAG_MISMATCH' });
  const plaintext = new Uint8Array(ciphertext.length);
  gcm.crypt(ciphertext, plaintext);
  return ok(plaintext);
}

/** SM4-CBC with PKCS#7 padding (GB/T 17964). `iv` has 16 bytes. */
export function sm4CbcEncrypt(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const roundKeys = sm4ExpandKey(key);
  const padding = SM4_BLOCK_BYTES - (plaintext.length % SM4_BLOCK_BYTES);
  const out = new Uint8Array(plaintext.length + padding).fill(padding, plaintext.length);
  out.set(plaintext);
  const chain = readBlock(checkIv(iv, SM4_BLOCK_BYTES), 0);
  for (let at = 0; at < out.length; at += SM4_BLOCK_BYTES) {
    for (let w = 0; w < 4; w += 1) chain[w] = chain[w]! ^ readWord(out, at + 4 * w);
    sm4Block(roundKeys, chain);
    for (let w = 0; w < 4; w += 1) writeWord(out, at + 4 * w, chain[w]!);
  }
  return out;
}

/** Inverse of `sm4CbcEncrypt`. CBC does not authenticate: a padding error is all that it can notice. */
export function sm4CbcDecrypt(
  key: Uint8Array,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Result<Uint8Array, { code: 'SM4_BAD_PADDING' }> {
  const roundKeys = sm4DecryptionKeys(sm4ExpandKey(key));
  if (ciphertext.length === 0 || ciphertext.length % SM4_BLOCK_BYTES !== 0)
    return err({ code: 'SM4_BAD_PADDING' });
  const out = new Uint8Array(ciphertext.length);
  let previous = readBlock(checkIv(iv, SM4_BLOCK_BYTES), 0);
  for (let at = 0; at < ciphertext.length; at += SM4_BLOCK_BYTES) {
    const received = readBlock(ciphertext, at);
    const block = received.slice();
    sm4Block(roundKeys, block);
    for (let w = 0; w < 4; w += 1) writeWord(out, at + 4 * w, block[w]! ^ previous[w]!);
    previous = received;
  }
  const padding = out[out.length - 1]!;
  const body = out.length - padding;
  if (padding < 1 || padding > SM4_BLOCK_BYTES || out.subarray(body).some((byte) => byte !== padding)) {
    return err({ code: 'SM4_BAD_PADDING' });
  }
  return ok(out.subarray(0, body));
}

class Gcm {
  readonly #roundKeys: Uint32Array;
  readonly #iv: Uint8Array;

  constructor(key: Uint8Array, iv: Uint8Array) {
    this.#roundKeys = sm4ExpandKey(key);
    this.#iv = checkIv(iv, GCM_IV_BYTES);
  }

  /** Counter mode from counter 2 on: the first counter belongs to the tag. */
  crypt(input: Uint8Array, output: Uint8Array): void {
    const stream = new Uint32Array(4);
    const i0 = readWord(this.#iv, 0);
    const i1 = readWord(this.#iv, 4);
    const i2 = readWord(this.#iv, 8);
    let counter = 2;
    const whole = input.length - (input.length % 16);
    for (let at = 0; at < input.length; at += 16) {
      stream[0] = i0;
      stream[1] = i1;
      stream[2] = i2;
      stream[3] = counter++;
      sm4Block(this.#roundKeys, stream);
      const end = at < whole ? at + 16 : input.length;
      for (let i = at, w = 0; i < end; w += 1) {
        const word = stream[w]!;
        for (let shift = 24; shift >= 0 && i < end; shift -= 8, i += 1) {
          output[i] = input[i]! ^ (word >>> shift);
        }
      }
    }
  }

  tag(ciphertext: Uint8Array, aad: Uint8Array): Uint8Array {
    const hashKey = new Uint32Array(4);
    sm4Block(this.#roundKeys, hashKey);
    const ghash = new Ghash(hashKey);
    ghash.update(aad);
    ghash.update(ciphertext);
    const state = ghash.finish(aad.length, ciphertext.length);
    const mask = Uint32Array.of(readWord(this.#iv, 0), readWord(this.#iv, 4), readWord(this.#iv, 8), 1);
    sm4Block(this.#roundKeys, mask);
    const tag = new Uint8Array(GCM_TAG_BYTES);
    for (let w = 0; w < 4; w += 1) writeWord(tag, 4 * w, state[w]! ^ mask[w]!);
    return tag;
  }
}

function readBlock(bytes: Uint8Array, at: number): Uint32Array {
  return Uint32Array.of(
    readWord(bytes, at),
    readWord(bytes, at + 4),
    readWord(bytes, at + 8),
    readWord(bytes, at + 12),
  );
}

function checkIv(iv: Uint8Array, length: number): Uint8Array {
  if (iv.length !== length) throw new Error(`the IV has ${length} bytes`);
  return iv;
}
