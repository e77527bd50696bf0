// The ways in which the fuzzer damages a frame, and the random numbers it does so with.

/** mulberry32: the same seed gives the same run everywhere. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  bytes(count: number): number[] {
    return Array.from({ length: count }, () => this.below(256));
  }
}

export interface Mutator {
  readonly name: string;
  mutate(frame: Uint8Array, random: Random): Uint8Array;
}

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
const PAYLOAD_AT = 7;

export const mutators: readonly Mutator[] = [
  {
    name: 'bit flips',
    mutate: (frame, random) =>
      edit(frame, 1 + random.below(8), (at, copy) => flip(copy, at, 1 << random.below(8)), random),
  },
  {
    name: 'byte replaced',
    mutate: (frame, random) =>
      edit(frame, 1 + random.below(4), (at, copy) => (copy[at] = random.below(256)), random),
  },
  {
    name: 'bytes inserted',
    mutate: (frame, random) =>
      splice(frame, random.below(frame.length), 0, random.bytes(1 + random.below(20))),
  },
  {
    name: 'bytes lost',
    mutate: (frame, random) => splice(frame, random.below(frame.length), 1 + random.below(20), []),
  },
  { name: 'cut short', mutate: (frame, random) => frame.slice(0, random.below(frame.length)) },
  { name: 'head lost', mutate: (frame, random) => frame.slice(1 + random.below(frame.length - 1)) },
  { name: 'lost whole', mutate: () => new Uint8Array(0) },
  { name: 'doubled', mutate: (frame) => Uint8Array.from([...frame, ...frame]) },
  {
    name: 'noise before',
    mutate: (frame, random) => Uint8Array.from([...random.bytes(1 + random.below(300)), ...frame]),
  },
  {
    name: 'noise after',
    mutate: (frame, random) => Uint8Array.from([...frame, ...random.bytes(1 + random.below(300))]),
  },
  { name: 'noise instead', mutate: (_frame, random) => Uint8Array.from(random.bytes(random.below(3_000))) },
  {
    name: 'tail of another before',
    mutate: (frame, random) => Uint8Array.from([...frame.slice(random.below(frame.length)), ...frame]),
  },
  {
    name: 'head of another before',
    mutate: (frame, random) => Uint8Array.from([...frame.slice(0, random.below(frame.length)), ...frame]),
  },
  {
    name: 'preambles before',
    mutate: (frame, random) =>
      Uint8Array.from([...Array.from({ length: 1 + random.below(200) }, () => PREAMBLE).flat(), ...frame]),
  },
  { name: 'preamble inside', mutate: (frame, random) => overwrite(frame, PREAMBLE, random) },
  {
    name: 'preamble inside, check fits',
    mutate: (frame, random) => refit(overwrite(frame, PREAMBLE, random)),
  },
  {
    name: 'frame inside',
    mutate: (frame, random) => overwrite(frame, [...PREAMBLE, 0, 4, 0, 0, 0x80, 0x84], random),
  },
  {
    name: 'frame inside, check fits',
    mutate: (frame, random) => refit(overwrite(frame, [...PREAMBLE, 0, 4, 0, 0, 0x41, 0x45], random)),
  },
  { name: 'length replaced', mutate: (frame, random) => overwriteAt(frame, 5, random.bytes(2)) },
  {
    name: 'length replaced, check fits',
    mutate: (frame, random) => refit(overwriteAt(frame, 5, random.bytes(2))),
  },
  {
    name: 'status replaced, check fits',
    mutate: (frame, random) => refit(overwriteAt(frame, PAYLOAD_AT + 2, random.bytes(1))),
  },
  { name: 'two bits of a column', mutate: columnPair },
  {
    name: 'data replaced, check fits',
    mutate: (frame, random) =>
      refit(edit(frame, 1 + random.below(6), (at, copy) => (copy[at] = random.below(256)), random)),
  },
  { name: 'two parts exchanged', mutate: exchange },
];

/** The damage that an XOR check cannot see: the same bit in two bytes. */
function columnPair(frame: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(frame);
  const mask = 1 << random.below(8);
  const body = Math.max(frame.length - PAYLOAD_AT - 1, 1);
  flip(copy, PAYLOAD_AT + random.below(body), mask);
  flip(copy, PAYLOAD_AT + random.below(body), mask);
  return copy;
}

/** Two stretches change places: the check byte fits, dates and names change. */
function exchange(frame: Uint8Array, random: Random): Uint8Array {
  const body = frame.length - PAYLOAD_AT - 1;
  const size = 2 * (1 + random.below(8));
  if (body < size * 2) return Uint8Array.from([...frame].reverse());
  const first = PAYLOAD_AT + random.below(body - size * 2 + 1);
  const second = first + size + random.below(frame.length - 1 - first - size * 2 + 1);
  const copy = Uint8Array.from(frame);
  copy.set(frame.subarray(first, first + size), second);
  copy.set(frame.subarray(second, second + size), first);
  return copy;
}

function edit(
  frame: Uint8Array,
  times: number,
  change: (at: number, copy: Uint8Array) => unknown,
  random: Random,
): Uint8Array {
  const copy = Uint8Array.from(frame);
  for (let time = 0; time < times; time += 1) change(random.below(copy.length), copy);
  return copy;
}

function flip(bytes: Uint8Array, at: number, mask: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ mask;
}

function splice(frame: Uint8Array, at: number, remove: number, insert: number[]): Uint8Array {
  return Uint8Array.from([...frame.subarray(0, at), ...insert, ...frame.subarray(at + remove)]);
}

function overwrite(frame: Uint8Array, bytes: number[], random: Random): Uint8Array {
  return overwriteAt(frame, random.below(Math.max(frame.length - bytes.length, 1)), bytes);
}

function overwriteAt(frame: Uint8Array, at: number, bytes: number[]): Uint8Array {
  const copy = Uint8Array.from(frame);
  copy.set(bytes.slice(0, Math.max(copy.length - at, 0)), at);
  return copy;
}

function refit(frame: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame);
  let check = 0;
  for (let at = 5; at < copy.length - 1; at += 1) check ^= copy[at] ?? 0;
  copy[copy.length - 1] = check;
  return copy;
}
