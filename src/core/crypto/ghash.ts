// GHASH (NIST SP 800-38D clause 6.4), eight bits at a time by Shoup's tables.
import { readWord } from './sm4-block';

/** Accumulates blocks under the hash key H (four big-endian words). */
export class Ghash {
  readonly #table: Uint32Array;
  readonly #y = new Uint32Array(4);

  constructor(hashKey: Uint32Array) {
    this.#table = multiplesOf(hashKey);
  }

  /** Data, padded with zeros to whole blocks. */
  update(data: Uint8Array): void {
    const whole = data.length - (data.length % 16);
    for (let at = 0; at < whole; at += 16) {
      this.#block(
        readWord(data, at),
        readWord(data, at + 4),
        readWord(data, at + 8),
        readWord(data, at + 12),
      );
    }
    if (whole === data.length) return;
    const last = new Uint8Array(16);
    last.set(data.subarray(whole));
    this.#block(readWord(last, 0), readWord(last, 4), readWord(last, 8), readWord(last, 12));
  }

  /** The closing block of lengths; returns the state. */
  finish(aadBytes: number, dataBytes: number): Uint32Array {
    this.#block(
      Math.floor(aadBytes / 0x20000000),
      (aadBytes << 3) >>> 0,
      Math.floor(dataBytes / 0x20000000),
      (dataBytes << 3) >>> 0,
    );
    return this.#y;
  }

  #block(x0: number, x1: number, x2: number, x3: number): void {
    const y = this.#y;
    const table = this.#table;
    const w0 = y[0]! ^ x0;
    const w1 = y[1]! ^ x1;
    const w2 = y[2]! ^ x2;
    const w3 = y[3]! ^ x3;
    let z0 = 0;
    let z1 = 0;
    let z2 = 0;
    let z3 = 0;
    for (let i = 15; i >= 0; i -= 1) {
      const word = i > 11 ? w3 : i > 7 ? w2 : i > 3 ? w1 : w0;
      const entry = ((word >>> (24 - 8 * (i & 3))) & 255) << 2;
      const carry = REDUCTION[z3 & 255]!;
      z3 = ((z3 >>> 8) | (z2 << 24)) ^ table[entry + 3]!;
      z2 = ((z2 >>> 8) | (z1 << 24)) ^ table[entry + 2]!;
      z1 = ((z1 >>> 8) | (z0 << 24)) ^ table[entry + 1]!;
      z0 = (z0 >>> 8) ^ carry ^ table[entry]!;
    }
    y[0] = z0;
    y[1] = z1;
    y[2] = z2;
    y[3] = z3;
  }
}

/** Entry b is b·H; in GCM's order of bits 0x80 stands for x⁰. */
function multiplesOf(hashKey: Uint32Array): Uint32Array {
  const table = new Uint32Array(256 * 4);
  let [h0, h1, h2, h3] = [hashKey[0]!, hashKey[1]!, hashKey[2]!, hashKey[3]!];
  for (let bit = 0x80; bit > 0; bit >>= 1) {
    table.set([h0, h1, h2, h3], bit * 4);
    const carry = h3 & 1 ? 0xe1000000 : 0;
    h3 = (h3 >>> 1) | (h2 << 31);
    h2 = (h2 >>> 1) | (h1 << 31);
    h1 = (h1 >>> 1) | (h0 << 31);
    h0 = (h0 >>> 1) ^ carry;
  }
  for (let high = 2; high < 256; high <<= 1) {
    for (let low = 1; low < high; low += 1) {
      for (let w = 0; w < 4; w += 1) {
        table[(high + low) * 4 + w] = table[high * 4 + w]! ^ table[low * 4 + w]!;
      }
    }
  }
  return table;
}

/** What the eight bits that fall out on the right add on the left: modulo x¹²⁸ + x⁷ + x² + x + 1. */
const REDUCTION = Uint32Array.from({ length: 256 }, (_, byte) => {
  let low = byte;
  let top = 0;
  for (let i = 0; i < 8; i += 1) {
    top = (top >>> 1) ^ (low & 1 ? 0xe1000000 : 0);
    low >>= 1;
  }
  return top >>> 0;
});
