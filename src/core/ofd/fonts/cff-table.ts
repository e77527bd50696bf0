// The Compact Font Format (Adobe TN 5176): what is needed to find a glyph's charstring and its subroutines.
import { FontError, FontReader } from './font-reader';

export interface CffFont {
  readonly charStrings: CffIndex;
  readonly globalSubrs: CffIndex;
  /** Local subroutines that a glyph may call. */
  localSubrs(glyph: number): CffIndex;
  /** Glyph by CID for CID-keyed fonts; undefined for others, whose glyph ids are used as they are. */
  readonly glyphByCid: ReadonlyMap<number, number> | undefined;
  readonly unitsPerEm: number;
}

export interface CffIndex {
  readonly count: number;
  item(i: number): Uint8Array;
  readonly end: number;
}

const EMPTY: CffIndex = {
  count: 0,
  end: 0,
  item: () => {
    throw new FontError('empty index');
  },
};

const OP_CHARSET = 15;
const OP_CHARSTRINGS = 17;
const OP_PRIVATE = 18;
const OP_SUBRS = 19;
const OP_FONT_MATRIX = 12 * 256 + 7;
const OP_ROS = 12 * 256 + 30;
const OP_FD_ARRAY = 12 * 256 + 36;
const OP_FD_SELECT = 12 * 256 + 37;

type Dict = ReadonlyMap<number, readonly number[]>;

/** Parses the first font of a CFF table. Throws FontError. */
export function parseCff(bytes: Uint8Array): CffFont {
  const r = new FontReader(bytes);
  if (r.u8(0) !== 1) throw new FontError('only CFF version 1');
  const names = readIndex(r, r.u8(2));
  const tops = readIndex(r, names.end);
  const strings = readIndex(r, tops.end);
  const globalSubrs = readIndex(r, strings.end);
  const top = readDict(tops.item(0));
  const at = top.get(OP_CHARSTRINGS)?.[0];
  if (at === undefined) throw new FontError('no charstrings');
  const charStrings = readIndex(r, at);
  const scale = top.get(OP_FONT_MATRIX)?.[0];
  const isCid = top.has(OP_ROS);
  return {
    charStrings,
    globalSubrs,
    localSubrs: isCid ? cidSubrs(r, top, charStrings.count) : plainSubrs(r, top),
    glyphByCid: isCid ? readCharset(r, top.get(OP_CHARSET)?.[0] ?? 0, charStrings.count) : undefined,
    unitsPerEm: scale && scale > 0 ? Math.round(1 / scale) : 1000,
  };
}

function plainSubrs(r: FontReader, top: Dict): CffFont['localSubrs'] {
  const subrs = privateSubrs(r, top);
  return () => subrs;
}

function cidSubrs(r: FontReader, top: Dict, glyphs: number): CffFont['localSubrs'] {
  const arrayAt = top.get(OP_FD_ARRAY)?.[0];
  const selectAt = top.get(OP_FD_SELECT)?.[0];
  if (arrayAt === undefined || selectAt === undefined) throw new FontError('CID font without FDArray');
  const array = readIndex(r, arrayAt);
  const subrs: CffIndex[] = [];
  for (let i = 0; i < array.count; i++) subrs.push(privateSubrs(r, readDict(array.item(i))));
  const select = readFdSelect(r, selectAt, glyphs);
  return (glyph) => subrs[select[glyph] ?? 0] ?? EMPTY;
}

function privateSubrs(r: FontReader, dict: Dict): CffIndex {
  const [size, at] = dict.get(OP_PRIVATE) ?? [];
  if (size === undefined || at === undefined || size === 0) return EMPTY;
  const subrsAt = readDict(r.part(at, size)).get(OP_SUBRS)?.[0];
  return subrsAt === undefined ? EMPTY : readIndex(r, at + subrsAt);
}

function readFdSelect(r: FontReader, at: number, glyphs: number): Uint8Array {
  const select = new Uint8Array(glyphs);
  if (r.u8(at) === 0) {
    select.set(r.part(at + 1, glyphs));
    return select;
  }
  if (r.u8(at) !== 3) throw new FontError('FDSelect format');
  const ranges = r.u16(at + 1);
  for (let i = 0; i < ranges; i++) {
    const from = r.u16(at + 3 + i * 3);
    select.fill(r.u8(at + 5 + i * 3), from, r.u16(at + 6 + i * 3));
  }
  return select;
}

function readCharset(r: FontReader, at: number, glyphs: number): ReadonlyMap<number, number> {
  const map = new Map<number, number>([[0, 0]]);
  // 0 to 2 are predefined charsets, which CID fonts do not use: identity.
  if (at <= 2) {
    for (let glyph = 1; glyph < glyphs; glyph++) map.set(glyph, glyph);
    return map;
  }
  const format = r.u8(at);
  let pos = at + 1;
  for (let glyph = 1; glyph < glyphs;) {
    const cid = r.u16(pos);
    pos += 2;
    let left = 0;
    if (format === 1) left = r.u8(pos++);
    else if (format === 2) {
      left = r.u16(pos);
      pos += 2;
    } else if (format !== 0) throw new FontError('charset format');
    for (let n = 0; n <= left && glyph < glyphs; n++) map.set(cid + n, glyph++);
  }
  return map;
}

function readIndex(r: FontReader, at: number): CffIndex {
  const count = r.u16(at);
  if (count === 0) return { ...EMPTY, end: at + 2 };
  const size = r.u8(at + 2);
  if (size < 1 || size > 4) throw new FontError('index offset size');
  const offset = (i: number): number => {
    let value = 0;
    for (let n = 0; n < size; n++) value = value * 256 + r.u8(at + 3 + i * size + n);
    return value;
  };
  const base = at + 2 + (count + 1) * size;
  return {
    count,
    end: base + offset(count),
    item: (i) => {
      if (!(i >= 0 && i < count)) throw new FontError('no such item');
      return r.part(base + offset(i), offset(i + 1) - offset(i));
    },
  };
}

function readDict(bytes: Uint8Array): Dict {
  const r = new FontReader(bytes);
  const dict = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let i = 0; i < r.length;) {
    const b = r.u8(i++);
    if (b <= 21) {
      dict.set(b === 12 ? 12 * 256 + r.u8(i++) : b, operands);
      operands = [];
    } else if (b === 28) {
      operands.push(r.i16(i));
      i += 2;
    } else if (b === 29) {
      operands.push(r.u32(i) | 0);
      i += 4;
    } else if (b === 30) {
      const real = readReal(r, i);
      operands.push(real.value);
      i = real.next;
    } else if (b >= 32 && b <= 246) operands.push(b - 139);
    else if (b >= 247 && b <= 250) operands.push((b - 247) * 256 + r.u8(i++) + 108);
    else if (b >= 251 && b <= 254) operands.push(-(b - 251) * 256 - r.u8(i++) - 108);
  }
  return dict;
}

function readReal(r: FontReader, at: number): { value: number; next: number } {
  const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'E', 'E-', '', '-'];
  let text = '';
  for (;;) {
    const b = r.u8(at++);
    for (const nibble of [b >> 4, b & 15]) {
      if (nibble === 15) return { value: Number(text) || 0, next: at };
      text += digits[nibble]!;
    }
  }
}
