// The WASM engine against the BigInt one: random scalars, edges, and the cases that its formulas leave out.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { bytesToBigint, combine, G, mod, multiplyBase, N, P } from '#core/crypto/sm2-curve';
import { bigintEngine, type Sm2Engine } from '#core/crypto/sm2-engine';
import { createWasmSm2Engine } from '#core/crypto/sm2-wasm-engine';
import { initSm3, sm3 } from '#core/crypto/sm3';

let engine: Sm2Engine;
beforeAll(async () => {
  await initSm3();
  engine = createWasmSm2Engine();
});

const scalar = (label: string): bigint => bytesToBigint(sm3(utf8(label))) % N;

describe('k·G', () => {
  it('agrees for edges and 60 random scalars', () => {
    const edges = [
      1n,
      2n,
      15n,
      16n,
      17n,
      31n,
      32n,
      33n,
      1n << 128n,
      1n << 255n,
      N - 1n,
      N - 2n,
      N - 16n,
      N - 33n,
    ];
    const random = Array.from({ length: 60 }, (_, i) => scalar(`k${i}`));
    for (const k of [...edges, ...random]) expect(engine.multiplyBase(k), String(k)).toEqual(multiplyBase(k));
  });
});

describe('s·G + t·Q', () => {
  it('agrees with and without a table for the key', () => {
    for (let key = 0; key < 20; key += 1) {
      const q = multiplyBase(scalar(`q${key}`));
      for (let i = 0; i < 6; i += 1) {
        const [s, t] = [scalar(`s${key}.${i}`), scalar(`t${key}.${i}`)];
        const { x } = combine(s, G, t, q)!;
        expect(engine.hasX(s, t, q, x % N)).toBe(true);
        expect(engine.hasX(s, t, q, (x + 1n) % N)).toBe(false);
      }
    }
  });

  it('answers as the complete engine where points are equal, opposite or infinite', () => {
    const d = scalar('d');
    const t = scalar('t');
    const cases = [
      { q: G, s: 5n, t: 7n },
      { q: G, s: t, t },
      { q: G, s: N - t, t },
      { q: multiplyBase(N - 1n), s: t, t },
      { q: multiplyBase(2n), s: 2n, t: 1n },
      { q: multiplyBase(32n), s: 32n, t: 1n },
      { q: multiplyBase(d), s: mod(-t * d, N), t },
      { q: multiplyBase(d), s: mod(t * d, N), t },
      { q: multiplyBase(d), s: 0n, t },
      { q: multiplyBase(d), s: 1n, t: 1n },
    ];
    for (const { q, s, t: scalarT } of cases) {
      const point = combine(s, G, scalarT, q);
      const residue = point ? point.x % N : 1n;
      for (let use = 0; use < 6; use += 1) {
        expect(engine.hasX(s, scalarT, q, residue)).toBe(bigintEngine.hasX(s, scalarT, q, residue));
        expect(engine.hasX(s, scalarT, q, mod(residue + 1n, N))).toBe(false);
      }
    }
  });

  it('knows that an x-coordinate between n and p is congruent to a smaller residue', () => {
    // Such points are rarer than 2⁻³¹: the residue is what is tried, in both of its forms.
    expect(P - N).toBeGreaterThan(1n);
    const { x } = multiplyBase(3n);
    expect(engine.hasX(1n, 2n, G, x % N)).toBe(true);
  });

  it('goes through more keys than it has tables for', () => {
    for (let round = 0; round < 6; round += 1) {
      for (let key = 0; key < 20; key += 1) {
        const q = multiplyBase(BigInt(1000 + key));
        const { x } = multiplyBase(mod(7n + 9n * BigInt(1000 + key), N));
        expect(engine.hasX(7n, 9n, q, x % N)).toBe(true);
      }
    }
  });
});
