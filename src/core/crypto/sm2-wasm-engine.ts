// The fast SM2 engine: windows of five bits, fixed tables for the generator and for keys that come again.
// Additions whose operands are equal or opposite are not in its formulas; they cannot come about by chance, are noticed,
// and are then left to the complete BigInt engine.
import { A, G, invert, mod, N, P, type AffinePoint } from './sm2-curve';
import { bigintEngine, fieldCandidates, type Sm2Engine } from './sm2-engine';
import {
  ELEMENT_BYTES,
  LIMB_BITS,
  LIMBS,
  sm2FieldFunctions,
  SCRATCH,
  SCRATCH_ELEMENTS,
} from './sm2-field-code';
import { instantiate } from './wasm-builder';

const WINDOW_BITS = 5;
const WINDOWS = 52;
const PER_WINDOW = 16;
const POINT = 3 * ELEMENT_BYTES;
const AFFINE = 2 * ELEMENT_BYTES;
const TABLE_BYTES = WINDOWS * PER_WINDOW * AFFINE;
const KEY_TABLES = 16;
/** A table costs about as much as four verifications without one. */
const USES_BEFORE_TABLE = 4;
const R = 1n << (LIMB_BITS * BigInt(LIMBS));
const LOW_LIMB_MASK = Number((1n << LIMB_BITS) - 1n);

interface KeyTable {
  uses: number;
  /** Address, once there is a table. */
  table: number | undefined;
}

/** Compiles the engine; about a millisecond. */
export function createWasmSm2Engine(): Sm2Engine {
  return new WasmSm2Engine();
}

class WasmSm2Engine implements Sm2Engine {
  readonly #wasm: Record<string, (...addresses: number[]) => void>;
  readonly #low: Int32Array;
  readonly #limbs: BigInt64Array;
  readonly #at = layout();
  readonly #keys = new Map<string, KeyTable>();
  #generatorReady = false;

  constructor() {
    const { memory, functions } = instantiate(sm2FieldFunctions(), Math.ceil(this.#at.end / 65_536));
    this.#wasm = functions;
    this.#low = new Int32Array(memory);
    this.#limbs = new BigInt64Array(memory);
    this.#write(this.#at.zero, 0n);
    this.#write(this.#at.one, R % P);
    this.#write(this.#at.rSquared, (R * R) % P);
  }

  hasX(s: bigint, t: bigint, q: AffinePoint, residue: bigint): boolean {
    const sum = this.#tryCombine(s, t, q);
    if (sum === undefined) return bigintEngine.hasX(s, t, q, residue);
    return fieldCandidates(residue).some((x) => this.#hasAffineX(sum, x));
  }

  multiplyBase(k: bigint): AffinePoint {
    const sum = this.#addWindows(undefined, this.#generatorTable(), recode(k));
    if (sum === undefined || sum === 'degenerate') return bigintEngine.multiplyBase(k);
    return this.#toAffine(sum);
  }

  /** Address of s·G + t·Q, or undefined where the formulas do not hold. */
  #tryCombine(s: bigint, t: bigint, q: AffinePoint): number | undefined {
    const table = this.#keyTable(q);
    const digits = recode(t);
    const first =
      table === undefined ? this.#multiplyPoint(q, digits) : this.#addWindows(undefined, table, digits);
    if (first === undefined || first === 'degenerate') return undefined;
    const sum = this.#addWindows(first, this.#generatorTable(), recode(s));
    return sum === 'degenerate' ? undefined : sum;
  }

  /** Σ digitᵢ · tableᵢ, added to the point at `start`. */
  #addWindows(
    start: number | undefined,
    table: number,
    digits: Int8Array,
  ): number | undefined | 'degenerate' {
    let sum = start;
    for (let i = 0; i < WINDOWS; i += 1) {
      const digit = digits[i]!;
      if (digit === 0) continue;
      const entry = table + (i * PER_WINDOW + Math.abs(digit) - 1) * AFFINE;
      const y = this.#signed(entry + ELEMENT_BYTES, digit);
      if (sum === undefined) {
        sum = this.#at.a;
        this.#copy(sum, entry);
        this.#copy(sum + ELEMENT_BYTES, y);
        this.#copy(sum + 2 * ELEMENT_BYTES, this.#at.one);
        continue;
      }
      const next = this.#other(sum);
      this.#wasm['addMixed']!(next, sum, entry, y);
      if (this.#maybeZero(next + 2 * ELEMENT_BYTES)) return 'degenerate';
      sum = next;
    }
    return sum;
  }

  /** t·Q without a table: sixteen multiples, then doublings and additions from the top. */
  #multiplyPoint(q: AffinePoint, digits: Int8Array): number | undefined | 'degenerate' {
    const multiples = this.#at.multiples;
    this.#writeAffine(multiples, q);
    this.#copy(multiples + 2 * ELEMENT_BYTES, this.#at.one);
    this.#wasm['dbl']!(multiples + POINT, multiples);
    for (let i = 2; i < PER_WINDOW; i += 1) {
      const target = multiples + i * POINT;
      this.#wasm['addMixed']!(target, target - POINT, multiples, multiples + ELEMENT_BYTES);
      if (this.#maybeZero(target + 2 * ELEMENT_BYTES)) return 'degenerate';
    }
    let sum: number | undefined;
    for (let i = WINDOWS - 1; i >= 0; i -= 1) {
      if (sum !== undefined) sum = this.#doubleTimes(sum, WINDOW_BITS);
      const digit = digits[i]!;
      if (digit === 0) continue;
      const entry = multiples + (Math.abs(digit) - 1) * POINT;
      const y = this.#signed(entry + ELEMENT_BYTES, digit);
      if (sum === undefined) {
        sum = this.#at.a;
        this.#copy(sum, entry);
        this.#copy(sum + ELEMENT_BYTES, y);
        this.#copy(sum + 2 * ELEMENT_BYTES, entry + 2 * ELEMENT_BYTES);
        continue;
      }
      const next = this.#other(sum);
      this.#wasm['addJacobian']!(next, sum, entry, y, entry + 2 * ELEMENT_BYTES);
      if (this.#maybeZero(next + 2 * ELEMENT_BYTES)) return 'degenerate';
      sum = next;
    }
    return sum;
  }

  #doubleTimes(start: number, times: number): number {
    let sum = start;
    for (let i = 0; i < times; i += 1) {
      const next = this.#other(sum);
      this.#wasm['dbl']!(next, sum);
      sum = next;
    }
    return sum;
  }

  #generatorTable(): number {
    if (!this.#generatorReady) this.#buildTable(this.#at.generator, G);
    this.#generatorReady = true;
    return this.#at.generator;
  }

  /** The table of a key that has come often enough; the least recently used one gives way. */
  #keyTable(q: AffinePoint): number | undefined {
    const id = `${q.x.toString(36)}${(q.y & 1n).toString()}`;
    const known = this.#keys.get(id) ?? { uses: 0, table: undefined };
    this.#keys.delete(id);
    this.#keys.set(id, known);
    known.uses += 1;
    if (known.table === undefined && known.uses >= USES_BEFORE_TABLE) {
      known.table = this.#freeTable();
      this.#buildTable(known.table, q);
    }
    this.#forgetOldKeys();
    return known.table;
  }

  #freeTable(): number {
    const holders = [...this.#keys.values()].filter(({ table }) => table !== undefined);
    if (holders.length < KEY_TABLES) {
      const taken = new Set(holders.map(({ table }) => table));
      const free = Array.from({ length: KEY_TABLES }, (_, i) => this.#at.keys + i * TABLE_BYTES);
      return free.find((address) => !taken.has(address))!;
    }
    const oldest = holders[0]!;
    const address = oldest.table!;
    oldest.table = undefined;
    oldest.uses = 0;
    return address;
  }

  #forgetOldKeys(): void {
    for (const [id, { table }] of this.#keys) {
      if (this.#keys.size <= 256) return;
      if (table === undefined) this.#keys.delete(id);
    }
  }

  /** For each window i the multiples 1 to 16 of 2^(5i)·Q, affine by one common inversion. */
  #buildTable(table: number, q: AffinePoint): void {
    const points = this.#at.build;
    const at = (window: number, multiple: number): number =>
      points + (window * PER_WINDOW + multiple - 1) * POINT;
    this.#writeAffine(at(0, 1), q);
    this.#copy(at(0, 1) + 2 * ELEMENT_BYTES, this.#at.one);
    for (let i = 0; i < WINDOWS; i += 1) {
      const base = at(i, 1);
      this.#wasm['dbl']!(at(i, 2), base);
      for (let k = 3; k <= PER_WINDOW; k += 1) {
        const previous = at(i, k - 1);
        this.#wasm['addJacobian']!(at(i, k), previous, base, base + ELEMENT_BYTES, base + 2 * ELEMENT_BYTES);
      }
      if (i + 1 < WINDOWS) this.#wasm['dbl']!(at(i + 1, 1), at(i, PER_WINDOW));
    }
    this.#normalise(table, points, WINDOWS * PER_WINDOW);
  }

  /** Montgomery's trick: products of all z, one inversion, and back. */
  #normalise(table: number, points: number, count: number): void {
    const { mul, sqr } = this.#wasm as {
      mul: (r: number, a: number, b: number) => void;
      sqr: (r: number, a: number) => void;
    };
    const z = (i: number): number => points + i * POINT + 2 * ELEMENT_BYTES;
    const prefix = (i: number): number => this.#at.prefixes + i * ELEMENT_BYTES;
    this.#copy(prefix(0), z(0));
    for (let i = 1; i < count; i += 1) mul(prefix(i), prefix(i - 1), z(i));
    const [inverse, one, square] = [this.#at.t, this.#at.t + ELEMENT_BYTES, this.#at.t + 2 * ELEMENT_BYTES];
    const total = (this.#read(prefix(count - 1)) * invert(R, P)) % P;
    this.#write(inverse, (invert(total, P) * R) % P);
    for (let i = count - 1; i >= 0; i -= 1) {
      if (i > 0) mul(one, inverse, prefix(i - 1));
      else this.#copy(one, inverse);
      mul(inverse, inverse, z(i));
      sqr(square, one);
      mul(table + i * AFFINE, points + i * POINT, square);
      mul(square, square, one);
      mul(table + i * AFFINE + ELEMENT_BYTES, points + i * POINT + ELEMENT_BYTES, square);
    }
  }

  #hasAffineX(point: number, x: bigint): boolean {
    const t = this.#at.t;
    this.#write(t, x);
    this.#wasm['mul']!(t, t, this.#at.rSquared);
    this.#wasm['sqr']!(t + ELEMENT_BYTES, point + 2 * ELEMENT_BYTES);
    this.#wasm['mul']!(t, t, t + ELEMENT_BYTES);
    this.#wasm['sub']!(t, t, point);
    return this.#maybeZero(t) && this.#read(t) === 0n;
  }

  #toAffine(point: number): AffinePoint {
    const fromMontgomery = invert(R, P);
    const [x, y, z] = [0, 1, 2].map((i) => (this.#read(point + i * ELEMENT_BYTES) * fromMontgomery) % P) as [
      bigint,
      bigint,
      bigint,
    ];
    const inverse = invert(z, P);
    const square = (inverse * inverse) % P;
    return { x: (x * square) % P, y: (((y * square) % P) * inverse) % P };
  }

  /** Address of y, or of its negative. */
  #signed(y: number, digit: number): number {
    if (digit > 0) return y;
    this.#wasm['sub']!(this.#at.negative, this.#at.zero, y);
    return this.#at.negative;
  }

  #other(point: number): number {
    return point === this.#at.a ? this.#at.b : this.#at.a;
  }

  /** Elements between −p and 2p that are 0 modulo p end in 0 or in p's last limb, which is all ones. */
  #maybeZero(element: number): boolean {
    const low = this.#low[element >> 2]!;
    return low <= 1 || low >= LOW_LIMB_MASK - 1;
  }

  #writeAffine(address: number, { x, y }: AffinePoint): void {
    this.#write(address, x);
    this.#write(address + ELEMENT_BYTES, y);
    this.#wasm['mul']!(address, address, this.#at.rSquared);
    this.#wasm['mul']!(address + ELEMENT_BYTES, address + ELEMENT_BYTES, this.#at.rSquared);
  }

  #write(address: number, value: bigint): void {
    let left = value;
    for (let i = 0; i < LIMBS; i += 1) {
      this.#limbs[(address >> 3) + i] = left & ((1n << LIMB_BITS) - 1n);
      left >>= LIMB_BITS;
    }
  }

  /** The value as it stands (in Montgomery form), modulo p. */
  #read(address: number): bigint {
    let value = 0n;
    for (let i = LIMBS - 1; i >= 0; i -= 1) value = (value << LIMB_BITS) + this.#limbs[(address >> 3) + i]!;
    return mod(value, P);
  }

  #copy(to: number, from: number): void {
    this.#low.copyWithin(to >> 2, from >> 2, (from + ELEMENT_BYTES) >> 2);
  }
}

/** Digits from −15 to 16 to base 32, least first. */
function recode(scalar: bigint): Int8Array {
  const digits = new Int8Array(WINDOWS);
  let left = scalar % N;
  let carry = 0;
  for (let i = 0; i < WINDOWS; i += 6) {
    let word = Number(left & 0x3fffffffn);
    left >>= 30n;
    for (let j = i; j < Math.min(i + 6, WINDOWS); j += 1) {
      const digit = (word & 31) + carry;
      word >>= 5;
      carry = digit > 16 ? 1 : 0;
      digits[j] = digit - 32 * carry;
    }
  }
  return digits;
}

/** Addresses in the module's memory. */
function layout() {
  let next = SCRATCH + SCRATCH_ELEMENTS * ELEMENT_BYTES;
  const take = (bytes: number): number => {
    const address = next;
    next += bytes;
    return address;
  };
  return {
    zero: take(ELEMENT_BYTES),
    one: take(ELEMENT_BYTES),
    rSquared: take(ELEMENT_BYTES),
    negative: take(ELEMENT_BYTES),
    t: take(4 * ELEMENT_BYTES),
    a: take(POINT),
    b: take(POINT),
    multiples: take(PER_WINDOW * POINT),
    build: take(WINDOWS * PER_WINDOW * POINT),
    prefixes: take(WINDOWS * PER_WINDOW * ELEMENT_BYTES),
    generator: take(TABLE_BYTES),
    keys: take(KEY_TABLES * TABLE_BYTES),
    end: next,
  };
}

if (A !== P - 3n) throw new Error('the doubling formula is for a = −3');
