// The SM2 curve (GB/T 32918.5-2017) in BigInt: plain, complete, slow. The fast engine falls back to it in the rare
// cases that its formulas leave out, and tests hold the two against each other.

export const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
export const A = 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn;
export const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
export const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

export interface AffinePoint {
  readonly x: bigint;
  readonly y: bigint;
}
export const G: AffinePoint = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** Inverse of a value that is not 0 modulo a prime. */
export function invert(value: bigint, modulus: bigint): bigint {
  let [a, b] = [mod(value, modulus), modulus];
  let [u, v] = [1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [u, v] = [v - quotient * u, u];
  }
  return mod(u, modulus);
}

export function bytesToBigint(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = 0; at < bytes.length; at += 4) {
    const end = Math.min(at + 4, bytes.length);
    let word = 0;
    for (let i = at; i < end; i += 1) word = word * 256 + bytes[i]!;
    value = (value << BigInt(8 * (end - at))) | BigInt(word);
  }
  return value;
}

/** 32 bytes, big-endian. */
export function bigintToBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let left = value;
  for (let at = 28; at >= 0; at -= 4) {
    const word = Number(left & 0xffffffffn);
    bytes[at] = word >>> 24;
    bytes[at + 1] = word >>> 16;
    bytes[at + 2] = word >>> 8;
    bytes[at + 3] = word;
    left >>= 32n;
  }
  return bytes;
}

/** Whether the coordinates are reduced and on the curve; its order is prime, so such a point generates the group. */
export function isOnCurve({ x, y }: AffinePoint): boolean {
  if (x >= P || y >= P) return false;
  return (y * y - (x * x * x + A * x + B)) % P === 0n;
}

interface Jacobian {
  x: bigint;
  y: bigint;
  z: bigint;
}
const INFINITY: Jacobian = { x: 1n, y: 1n, z: 0n };

/** k·P + l·Q, or undefined for the point at infinity. */
export function combine(k: bigint, p: AffinePoint, l: bigint, q: AffinePoint): AffinePoint | undefined {
  let sum = INFINITY;
  for (let bit = 256n; bit >= 0n; bit -= 1n) {
    sum = double(sum);
    if ((k >> bit) & 1n) sum = add(sum, { ...p, z: 1n });
    if ((l >> bit) & 1n) sum = add(sum, { ...q, z: 1n });
  }
  return toAffine(sum);
}

/** k·G for k from 1 to n − 1. */
export function multiplyBase(k: bigint): AffinePoint {
  const point = combine(k, G, 0n, G);
  if (!point) throw new Error('scalar is a multiple of the order');
  return point;
}

function toAffine({ x, y, z }: Jacobian): AffinePoint | undefined {
  if (z === 0n) return undefined;
  const inverse = invert(z, P);
  const square = (inverse * inverse) % P;
  return { x: (x * square) % P, y: (((y * square) % P) * inverse) % P };
}

function double({ x, y, z }: Jacobian): Jacobian {
  if (z === 0n) return INFINITY;
  const zz = (z * z) % P;
  const yy = (y * y) % P;
  const s = (4n * x * yy) % P;
  const m = (3n * (x - zz) * (x + zz)) % P;
  const x3 = mod(m * m - 2n * s, P);
  return { x: x3, y: mod(m * (s - x3) - 8n * yy * yy, P), z: (2n * y * z) % P };
}

function add(p: Jacobian, q: Jacobian): Jacobian {
  if (p.z === 0n) return q;
  if (q.z === 0n) return p;
  const pzz = (p.z * p.z) % P;
  const qzz = (q.z * q.z) % P;
  const u1 = (p.x * qzz) % P;
  const u2 = (q.x * pzz) % P;
  const s1 = (((p.y * qzz) % P) * q.z) % P;
  const s2 = (((q.y * pzz) % P) * p.z) % P;
  const h = mod(u2 - u1, P);
  const r = mod(s2 - s1, P);
  if (h === 0n) return r === 0n ? double(p) : INFINITY;
  const hh = (h * h) % P;
  const hhh = (h * hh) % P;
  const v = (u1 * hh) % P;
  const x3 = mod(r * r - hhh - 2n * v, P);
  return { x: x3, y: mod(r * (v - x3) - s1 * hhh, P), z: (((p.z * q.z) % P) * h) % P };
}
