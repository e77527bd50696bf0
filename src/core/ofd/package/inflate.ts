// DEFLATE (RFC 1951) into a buffer of known size: stops at the first byte too many, so a bomb costs what it declared.
// Libraries either grow the output or drop what does not fit without saying so; a verifier may do neither.

const MAX_BITS = 15;
const FAST_BITS = 10;
const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DIST_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DIST_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Codes by length: `fast` answers the first FAST_BITS bits at once, (symbol << 4 | length); 0 means a longer code. */
interface Huffman {
  readonly fast: Uint16Array;
  readonly count: Uint16Array;
  readonly symbols: Uint16Array;
}

/**
 * Inflates the whole of `data` into exactly `size` bytes.
 * Undefined when the stream is malformed, holds more or fewer bytes than `size`, or is followed by bytes of its own entry.
 */
export function inflateExactly(data: Uint8Array, size: number): Uint8Array | undefined {
  const state = { data, pos: 0, bits: 0, held: 0, out: new Uint8Array(size), at: 0 };
  for (;;) {
    const header = take(state, 3);
    if (header < 0) return undefined;
    const done = blockOf(state, header >> 1);
    if (!done) return undefined;
    if (header & 1) break;
  }
  const leftover = data.length - state.pos + (state.held >> 3);
  return state.at === size && leftover === 0 ? state.out : undefined;
}

interface State {
  readonly data: Uint8Array;
  pos: number;
  bits: number;
  held: number;
  readonly out: Uint8Array;
  at: number;
}

function blockOf(s: State, type: number): boolean {
  if (type === 0) return stored(s);
  if (type === 1) return compressed(s, FIXED_LITERALS, FIXED_DISTANCES);
  if (type === 2) return dynamic(s);
  return false;
}

function stored(s: State): boolean {
  take(s, s.held & 7);
  const length = take(s, 16);
  const inverse = take(s, 16);
  if (length < 0 || inverse < 0 || (length ^ inverse) !== 0xffff) return false;
  s.pos -= s.held >> 3;
  s.held = 0;
  s.bits = 0;
  if (s.pos + length > s.data.length || s.at + length > s.out.length) return false;
  s.out.set(s.data.subarray(s.pos, s.pos + length), s.at);
  s.pos += length;
  s.at += length;
  return true;
}

function dynamic(s: State): boolean {
  const literals = take(s, 5) + 257;
  const distances = take(s, 5) + 1;
  const codes = take(s, 4) + 4;
  if (literals < 257 || literals > 286 || distances < 1 || distances > 30 || codes < 4) return false;
  const lengths = new Uint8Array(320);
  for (let i = 0; i < codes; i++) {
    const bits = take(s, 3);
    if (bits < 0) return false;
    lengths[CODE_ORDER[i]!] = bits;
  }
  const order = huffman(lengths.subarray(0, 19), false);
  if (!order) return false;
  lengths.fill(0);
  for (let i = 0; i < literals + distances;) {
    const symbol = decode(s, order);
    if (symbol < 0) return false;
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) return false;
    const value = symbol === 16 ? lengths[i - 1]! : 0;
    const extra = symbol === 16 ? take(s, 2) : take(s, symbol === 17 ? 3 : 7);
    if (extra < 0) return false;
    const repeat = extra + (symbol === 18 ? 11 : 3);
    if (i + repeat > literals + distances) return false;
    lengths.fill(value, i, i + repeat);
    i += repeat;
  }
  if (lengths[256] === 0) return false;
  const forLiterals = huffman(lengths.subarray(0, literals), true);
  const forDistances = huffman(lengths.subarray(literals, literals + distances), true);
  return forLiterals !== undefined && forDistances !== undefined && compressed(s, forLiterals, forDistances);
}

/** Literals by local variables, which the engine keeps in registers; all else by the state, where it stands between. */
function compressed(s: State, literals: Huffman, distances: Huffman): boolean {
  const { data, out } = s;
  const { fast } = literals;
  const end = data.length;
  let { bits, held, pos, at } = s;
  for (;;) {
    while (held < 24 && pos < end) {
      bits |= data[pos++]! << held;
      held += 8;
    }
    const entry = fast[bits & ((1 << FAST_BITS) - 1)]!;
    const length = entry & 15;
    if (entry !== 0 && length <= held && entry < END_OF_BLOCK << 4 && at < out.length) {
      bits >>>= length;
      held -= length;
      out[at++] = entry >> 4;
      continue;
    }
    s.bits = bits;
    s.held = held;
    s.pos = pos;
    s.at = at;
    const symbol = decode(s, literals);
    if (symbol === END_OF_BLOCK) return true;
    if (symbol < END_OF_BLOCK) {
      if (symbol < 0 || s.at >= out.length) return false;
      out[s.at++] = symbol;
    } else if (!copy(s, symbol - FIRST_LENGTH, distances)) return false;
    ({ bits, held, pos, at } = s);
  }
}

function copy(s: State, lengthIndex: number, distances: Huffman): boolean {
  if (lengthIndex >= 29) return false;
  const lengthExtra = take(s, LENGTH_EXTRA[lengthIndex]!);
  const distIndex = decode(s, distances);
  if (lengthExtra < 0 || distIndex < 0 || distIndex >= 30) return false;
  const distExtra = take(s, DIST_EXTRA[distIndex]!);
  if (distExtra < 0) return false;
  const length = LENGTH_BASE[lengthIndex]! + lengthExtra;
  const from = s.at - DIST_BASE[distIndex]! - distExtra;
  if (from < 0 || s.at + length > s.out.length) return false;
  const { out, at } = s;
  if (from + length <= at && length > 24) out.copyWithin(at, from, from + length);
  else for (let i = 0; i < length; i++) out[at + i] = out[from + i]!;
  s.at += length;
  return true;
}

/** The next `n` (≤ 16) bits, least significant first; −1 past the end. */
function take(s: State, n: number): number {
  while (s.held < n) {
    if (s.pos >= s.data.length) return -1;
    s.bits |= s.data[s.pos++]! << s.held;
    s.held += 8;
  }
  const value = s.bits & ((1 << n) - 1);
  s.bits >>>= n;
  s.held -= n;
  return value;
}

function decode(s: State, table: Huffman): number {
  while (s.held < MAX_BITS && s.pos < s.data.length) {
    s.bits |= s.data[s.pos++]! << s.held;
    s.held += 8;
  }
  const entry = table.fast[s.bits & ((1 << FAST_BITS) - 1)]!;
  if (entry !== 0 && (entry & 15) <= s.held) {
    s.bits >>>= entry & 15;
    s.held -= entry & 15;
    return entry >> 4;
  }
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_BITS && length <= s.held; length++) {
    code |= (s.bits >>> (length - 1)) & 1;
    const count = table.count[length]!;
    if (code - first < count) {
      s.bits >>>= length;
      s.held -= length;
      return table.symbols[index + code - first]!;
    }
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

/** Canonical code from lengths; refuses over-subscribed sets, and incomplete ones unless a single code (RFC 1951 3.2.7). */
function huffman(lengths: Uint8Array, mayBeSingle: boolean): Huffman | undefined {
  const count = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) count[length]!++;
  const used = lengths.length - count[0]!;
  count[0] = 0;
  let left = 1;
  const offsets = new Uint16Array(MAX_BITS + 2);
  for (let length = 1; length <= MAX_BITS; length++) {
    left = (left << 1) - count[length]!;
    if (left < 0) return undefined;
    offsets[length + 1] = offsets[length]! + count[length]!;
  }
  if (left > 0 && !(mayBeSingle && used <= 1)) return undefined;
  const symbols = new Uint16Array(used);
  const next = offsets.slice();
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length) symbols[next[length]!++] = symbol;
  }
  return { count, symbols, fast: fastTable(count, symbols) };
}

function fastTable(count: Uint16Array, symbols: Uint16Array): Uint16Array {
  const fast = new Uint16Array(1 << FAST_BITS);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= FAST_BITS; length++) {
    for (let i = 0; i < count[length]!; i++, code++, index++) {
      let reversed = 0;
      for (let b = 0; b < length; b++) reversed |= ((code >> b) & 1) << (length - 1 - b);
      for (let slot = reversed; slot < fast.length; slot += 1 << length)
        fast[slot] = (symbols[index]! << 4) | length;
    }
    code <<= 1;
  }
  return fast;
}

const FIXED_LITERALS = fixed(288, (i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
const FIXED_DISTANCES = fixed(32, () => 5);

function fixed(size: number, lengthOf: (symbol: number) => number): Huffman {
  const table = huffman(
    Uint8Array.from({ length: size }, (_, i) => lengthOf(i)),
    false,
  );
  if (!table) throw new Error('the fixed codes of RFC 1951 are complete');
  return table;
}
