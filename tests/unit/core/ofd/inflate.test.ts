// DEFLATE: agrees with zlib on every kind of block, and never reads or writes outside.
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateExactly } from '#core/ofd/package/inflate';

/** Reproducible noise (xorshift32). */
function noise(length: number, seed: number, alphabet: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % alphabet;
  });
}

describe('inflateExactly', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['one byte', Uint8Array.of(7)],
    ['a long run', new Uint8Array(300_000)],
    ['noise', noise(150_000, 5, 256)],
    ['few letters', noise(150_000, 9, 3)],
    ['text-like', noise(80_000, 77, 40)],
  ])('agrees with zlib on %s, at every level and strategy', (_what, data) => {
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of [
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_FIXED,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
      ]) {
        const packed = new Uint8Array(deflateRawSync(data, { level, strategy }));
        const back = inflateExactly(packed, data.length);
        expect(back === undefined ? -1 : Buffer.compare(back, data)).toBe(0);
      }
    }
  });

  it('refuses every cut of a stream, and any other size', () => {
    const data = noise(400, 3, 9);
    const packed = new Uint8Array(deflateRawSync(data));
    for (let length = 0; length < packed.length; length++) {
      expect(inflateExactly(packed.subarray(0, length), data.length)).toBeUndefined();
    }
    expect(inflateExactly(packed, data.length - 1)).toBeUndefined();
    expect(inflateExactly(packed, data.length + 1)).toBeUndefined();
  });

  it('answers on noise, whatever it is', () => {
    let answered = 0;
    for (let seed = 1; seed < 3000; seed++) {
      const result = inflateExactly(noise(60, seed * 2654435761, 256), 200);
      if (result === undefined || result.length === 200) answered++;
    }
    expect(answered).toBe(2999);
  });
});
