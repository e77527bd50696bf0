// WASM code for the SM2 field and its points. An element is nine i64 limbs of 29 bits, little end first, in Montgomery
// form with R = 2²⁶¹; limbs 0 to 7 are below 2²⁹, the last is signed, and values stay between −p and 2p.
// Columns of a product are then below 9·2⁵⁸ and need no carry before the reduction.
import { WasmFunction } from './wasm-builder';

export const LIMBS = 9;
export const LIMB_BITS = 29n;
export const ELEMENT_BYTES = LIMBS * 8;
const MASK = (1n << LIMB_BITS) - 1n;

/** Scratch elements of the point functions begin at this address. */
export const SCRATCH = 0;
export const SCRATCH_ELEMENTS = 12;

/** Indices for `call`: the order of `sm2FieldFunctions`. */
const CALL = { mul: 0, sqr: 1, add: 2, sub: 3, sub2: 4, sub8: 5, mul2: 6, mul3: 7, rsub4: 8 } as const;

/**
 * mul, sqr, add, sub …: (result, operands…); dbl (result, point); addMixed, addJacobian (result, point, x, y[, z]).
 * Points are three elements one after the other. A result may not lie where an operand lies in the point functions.
 */
export function sm2FieldFunctions(): Record<string, WasmFunction> {
  return {
    mul: product(3),
    sqr: product(2),
    add: linear([1n, 1n]),
    sub: linear([1n, -1n]),
    sub2: linear([1n, -2n]),
    sub8: linear([1n, -8n]),
    mul2: linear([2n]),
    mul3: linear([3n]),
    rsub4: linear([-1n, 4n]),
    dbl: doubling(),
    addMixed: mixedAddition(),
    addJacobian: jacobianAddition(),
  };
}

/** result = a · b / R; with two parameters, a² / R. */
function product(parameters: 2 | 3): WasmFunction {
  const code = new WasmFunction(parameters);
  const a = loadLimbs(code, 1);
  const b = parameters === 3 ? loadLimbs(code, 2) : a;
  const columns = Array.from({ length: 2 * LIMBS }, () => code.local());
  for (let k = 0; k < 2 * LIMBS - 1; k += 1) {
    if (parameters === 3) productColumn(code, a, b, k);
    else squareColumn(code, a, k);
    code.set(columns[k]!);
  }
  reduceMontgomery(code, columns);
  storeCarried(code, columns.slice(LIMBS));
  return code;
}

function productColumn(code: WasmFunction, a: number[], b: number[], k: number): void {
  for (let i = Math.max(0, k - LIMBS + 1), first = true; i <= Math.min(k, LIMBS - 1); i += 1, first = false) {
    code
      .get(a[i]!)
      .get(b[k - i]!)
      .mul();
    if (!first) code.add();
  }
}

function squareColumn(code: WasmFunction, a: number[], k: number): void {
  let terms = 0;
  for (let i = Math.max(0, k - LIMBS + 1); i < k - i; i += 1) {
    code
      .get(a[i]!)
      .get(a[k - i]!)
      .mul();
    if (terms > 0) code.add();
    terms += 1;
  }
  if (terms > 0) code.i64(1n).shl();
  if (k % 2 === 1) return;
  code
    .get(a[k / 2]!)
    .get(a[k / 2]!)
    .mul();
  if (terms > 0) code.add();
}

/** p = 2²⁵⁶ − 2²²⁴ − 2⁹⁶ + 2⁶⁴ − 1, so −1/p is 1 modulo 2²⁹ and m·p is four shifts. */
function reduceMontgomery(code: WasmFunction, columns: number[]): void {
  const m = code.local();
  for (let i = 0; i < LIMBS; i += 1) {
    code.get(columns[i]!).i64(MASK).and().set(m);
    accumulate(code, columns[i + 1]!, () => code.get(columns[i]!).i64(LIMB_BITS).shr());
    accumulate(code, columns[i + 2]!, () => code.get(m).i64(6n).shl());
    accumulate(code, columns[i + 3]!, () => code.get(m).i64(9n).shl(), 'sub');
    accumulate(code, columns[i + 7]!, () => code.get(m).i64(21n).shl(), 'sub');
    accumulate(code, columns[i + 8]!, () => code.get(m).i64(24n).shl());
  }
}

/** result = Σ cᵢ·operandᵢ, brought back to between 0 and little more than p. */
function linear(coefficients: readonly bigint[]): WasmFunction {
  const code = new WasmFunction(1 + coefficients.length);
  const limbs = Array.from({ length: LIMBS }, (_, limb) => {
    coefficients.forEach((coefficient, operand) => {
      code.get(operand + 1).load(8 * limb);
      if (coefficient !== 1n && coefficient !== -1n)
        code.i64(coefficient < 0n ? -coefficient : coefficient).mul();
      if (operand === 0 && coefficient < 0n) code.i64(-1n).mul();
      if (operand > 0 && coefficient < 0n) code.sub();
      if (operand > 0 && coefficient > 0n) code.add();
    });
    const local = code.local();
    code.set(local);
    return local;
  });
  // The quotient by 2²⁵⁶ is near enough the quotient by p.
  const q = code.local();
  code.get(limbs[8]!).i64(24n).shr().set(q);
  accumulate(code, limbs[0]!, () => code.get(q));
  accumulate(code, limbs[2]!, () => code.get(q).i64(6n).shl(), 'sub');
  accumulate(code, limbs[3]!, () => code.get(q).i64(9n).shl());
  accumulate(code, limbs[7]!, () => code.get(q).i64(21n).shl());
  accumulate(code, limbs[8]!, () => code.get(q).i64(24n).shl(), 'sub');
  storeCarried(code, limbs);
  return code;
}

function loadLimbs(code: WasmFunction, parameter: number): number[] {
  return Array.from({ length: LIMBS }, (_, limb) => {
    const local = code.local();
    code
      .get(parameter)
      .load(8 * limb)
      .set(local);
    return local;
  });
}

/** Carries through nine limbs and stores them at parameter 0; what leaves the eighth stays in the last. */
function storeCarried(code: WasmFunction, limbs: number[]): void {
  for (let i = 0; i < LIMBS - 1; i += 1) {
    accumulate(code, limbs[i + 1]!, () => code.get(limbs[i]!).i64(LIMB_BITS).shr());
    code
      .get(0)
      .get(limbs[i]!)
      .i64(MASK)
      .and()
      .store(8 * i);
  }
  code
    .get(0)
    .get(limbs[LIMBS - 1]!)
    .store(8 * (LIMBS - 1));
}

function accumulate(code: WasmFunction, local: number, push: () => void, how: 'add' | 'sub' = 'add'): void {
  code.get(local);
  push();
  code[how]().set(local);
}

/** Where an element is: at a parameter plus an offset in elements, or a scratch element. */
type Place = { parameter: number; element: number } | { scratch: number };

class PointCode {
  readonly code: WasmFunction;

  constructor(parameters: number) {
    this.code = new WasmFunction(parameters);
  }

  run(operation: keyof typeof CALL, ...places: Place[]): this {
    for (const place of places) this.#address(place);
    this.code.call(CALL[operation]);
    return this;
  }

  #address(place: Place): void {
    if ('scratch' in place) {
      this.code.i32(SCRATCH + place.scratch * ELEMENT_BYTES);
      return;
    }
    this.code.get(place.parameter);
    if (place.element > 0) this.code.i32(place.element * ELEMENT_BYTES).op(0x6a);
  }
}

const at = (parameter: number, element = 0): Place => ({ parameter, element });
const s = (scratch: number): Place => ({ scratch });
const RESULT = { x: at(0, 0), y: at(0, 1), z: at(0, 2) };

/** Jacobian doubling for a = −3: four products, four squares. */
function doubling(): WasmFunction {
  const [x, y, z] = [at(1, 0), at(1, 1), at(1, 2)];
  const [delta, gamma, beta, alpha, t, u] = [s(0), s(1), s(2), s(3), s(4), s(5)];
  return new PointCode(2)
    .run('sqr', delta, z)
    .run('sqr', gamma, y)
    .run('mul', beta, x, gamma)
    .run('sub', t, x, delta)
    .run('add', u, x, delta)
    .run('mul', alpha, t, u)
    .run('mul3', alpha, alpha)
    .run('mul', t, y, z)
    .run('mul2', RESULT.z, t)
    .run('sqr', t, alpha)
    .run('sub8', RESULT.x, t, beta)
    .run('rsub4', u, RESULT.x, beta)
    .run('mul', t, alpha, u)
    .run('sqr', u, gamma)
    .run('sub8', RESULT.y, t, u).code;
}

/** Point (parameter 1) plus affine (x: parameter 2, y: parameter 3). */
function mixedAddition(): WasmFunction {
  const [x1, y1, z1] = [at(1, 0), at(1, 1), at(1, 2)];
  const [zz, h, r] = [s(0), s(1), s(2)];
  const code = new PointCode(4)
    .run('sqr', zz, z1)
    .run('mul', h, at(2), zz)
    .run('sub', h, h, x1)
    .run('mul', r, at(3), z1)
    .run('mul', r, r, zz)
    .run('sub', r, r, y1)
    .run('mul', RESULT.z, z1, h);
  return finishAddition(code, x1, y1).code;
}

/** Point (parameter 1) plus point (x: parameter 2, y: parameter 3, z: parameter 4). */
function jacobianAddition(): WasmFunction {
  const [x1, y1, z1] = [at(1, 0), at(1, 1), at(1, 2)];
  const [zz, h, r, u1, s1] = [s(0), s(1), s(2), s(7), s(8)];
  const code = new PointCode(5)
    .run('sqr', zz, at(4))
    .run('mul', u1, x1, zz)
    .run('mul', s1, y1, at(4))
    .run('mul', s1, s1, zz)
    .run('sqr', zz, z1)
    .run('mul', h, at(2), zz)
    .run('sub', h, h, u1)
    .run('mul', r, at(3), z1)
    .run('mul', r, r, zz)
    .run('sub', r, r, s1)
    .run('mul', zz, z1, at(4))
    .run('mul', RESULT.z, zz, h);
  return finishAddition(code, u1, s1).code;
}

/** X and Y from h and r: h in scratch 1, r in scratch 2. */
function finishAddition(code: PointCode, u1: Place, s1: Place): PointCode {
  const [h, r, hh, hhh, v, t] = [s(1), s(2), s(3), s(4), s(5), s(6)];
  return code
    .run('sqr', hh, h)
    .run('mul', hhh, h, hh)
    .run('mul', v, u1, hh)
    .run('sqr', t, r)
    .run('sub', t, t, hhh)
    .run('sub2', RESULT.x, t, v)
    .run('sub', t, v, RESULT.x)
    .run('mul', t, r, t)
    .run('mul', hhh, s1, hhh)
    .run('sub', RESULT.y, t, hhh);
}
