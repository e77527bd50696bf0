// What an SM2 engine computes; the default is the WASM engine, a faster one (a system library) can be put in its place.
import { combine, G, multiplyBase, N, P, type AffinePoint } from './sm2-curve';

/** Group operations that verification and signing rest on. Scalars are below n, points on the curve. */
export interface Sm2Engine {
  /** Whether (s·G + t·Q) has an x-coordinate congruent to `residue` modulo n. */
  hasX(s: bigint, t: bigint, q: AffinePoint, residue: bigint): boolean;
  /** k·G for 0 < k < n. */
  multiplyBase(k: bigint): AffinePoint;
}

/** Complete and slow: no case is left out. */
export const bigintEngine: Sm2Engine = {
  hasX(s, t, q, residue) {
    const point = combine(s, G, t, q);
    return point !== undefined && (point.x % N === residue || point.x === residue);
  },
  multiplyBase,
};

/** The field values that are congruent to `residue` modulo n: one, or two where residue + n is still below p. */
export function fieldCandidates(residue: bigint): bigint[] {
  return residue + N < P ? [residue, residue + N] : [residue];
}
