// The ways in which the fuzzer damages what a scanner sends. Each says whether the protocol gives any means to notice:
//   seen    nothing of the code may be accepted, or the code whole
//   silent  what arrives is what another code would look like (HID-POS and plain lines carry no check): counted apart
import type { Random } from './random';

/** Pieces as they reach the terminal, with the quiet before each in milliseconds. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly quietMs: number;
}

export interface ScanMutator {
  readonly name: string;
  readonly kind: 'seen' | 'silent';
  /** One code's pieces, as damaged; may be empty. */
  mutate(pieces: readonly Piece[], random: Random): Piece[];
}

/** Longer than any scanner pauses inside a code. What comes after two seconds is silent damage: nothing tells a rest from a code. */
const LONG_QUIET_MS = 1_500;

const now = (bytes: Uint8Array): Piece => ({ bytes, quietMs: 0 });
const noise = (length: number, random: Random) => Uint8Array.from({ length }, () => random.below(256));
const replaced = (pieces: readonly Piece[], at: number, bytes: Uint8Array): Piece[] =>
  pieces.map((piece, index) => (index === at ? { ...piece, bytes } : piece));
const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = value & 0xff;
  return copy;
};
const later = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece, index) => (index === 0 ? { ...piece, quietMs: LONG_QUIET_MS } : piece));

export interface ReportFacts {
  readonly numbered: boolean;
  readonly lengthAt: number | null;
  readonly dataAt: number;
  readonly room: number;
  readonly aimAt: number;
  readonly flag: { readonly at: number; readonly bit: number };
}

/** Mutators of HID-POS reports; `facts`: where things stand, as the emulator knows it. */
export function reportMutators(facts: ReportFacts): ScanMutator[] {
  const { lengthAt, dataAt, room, aimAt, flag, numbered } = facts;
  const any = (pieces: readonly Piece[], random: Random) => random.below(pieces.length);
  const mutators: ScanMutator[] = [
    {
      name: 'a report cut short',
      kind: 'seen',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        const { bytes } = pieces[at]!;
        return replaced(pieces, at, bytes.slice(0, random.below(bytes.length)));
      },
    },
    {
      name: 'a report too long',
      kind: 'seen',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return replaced(
          pieces,
          at,
          Uint8Array.from([...pieces[at]!.bytes, ...noise(1 + random.below(64), random)]),
        );
      },
    },
    {
      name: 'the end never comes',
      kind: 'seen',
      mutate: (pieces, random) => pieces.slice(0, Math.max(0, pieces.length - 1 - random.below(3))),
    },
    {
      name: 'a long pause inside',
      kind: 'seen',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return pieces.map((piece, index) => (index === at ? { ...piece, quietMs: LONG_QUIET_MS } : piece));
      },
    },
    {
      name: 'an empty report between',
      kind: 'seen',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return [...pieces.slice(0, at), now(new Uint8Array(0)), ...pieces.slice(at)];
      },
    },
    {
      name: 'bits of the code flipped',
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        const { bytes } = pieces[at]!;
        return replaced(pieces, at, changed(bytes, dataAt + random.below(room), random.below(256)));
      },
    },
    {
      name: 'the continued flag flipped',
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        const { bytes } = pieces[at]!;
        return replaced(pieces, at, changed(bytes, flag.at, (bytes[flag.at] ?? 0) ^ (1 << flag.bit)));
      },
    },
    {
      name: 'a report lost',
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return pieces.filter((_, index) => index !== at);
      },
    },
    {
      name: 'a report twice',
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return [...pieces.slice(0, at + 1), ...pieces.slice(at)];
      },
    },
    {
      name: 'a report of noise',
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return [...pieces.slice(0, at), now(noise(pieces[0]!.bytes.length, random)), ...pieces.slice(at)];
      },
    },
    {
      name: 'another symbology',
      // Inside a code it is seen; of the first report alone it is only another name.
      kind: 'silent',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        return replaced(pieces, at, changed(pieces[at]!.bytes, aimAt + 1, 65 + random.below(57)));
      },
    },
  ];
  if (lengthAt !== null) {
    mutators.push(
      {
        name: 'a length that cannot be',
        kind: 'seen',
        mutate: (pieces, random) => {
          const at = any(pieces, random);
          return replaced(
            pieces,
            at,
            changed(pieces[at]!.bytes, lengthAt, room + 1 + random.below(255 - room)),
          );
        },
      },
      {
        name: 'a shorter length before the end',
        kind: 'seen',
        mutate: (pieces, random) => {
          if (pieces.length === 1) return [...pieces];
          const at = random.below(pieces.length - 1);
          return replaced(pieces, at, changed(pieces[at]!.bytes, lengthAt, random.below(room)));
        },
      },
      {
        name: 'another length at the end',
        kind: 'silent',
        mutate: (pieces, random) =>
          replaced(
            pieces,
            pieces.length - 1,
            changed(pieces.at(-1)!.bytes, lengthAt, random.below(room + 1)),
          ),
      },
      {
        name: 'filling that is not zero',
        kind: 'seen',
        mutate: (pieces, random) => {
          const { bytes } = pieces.at(-1)!;
          const copy = bytes.slice();
          const end = dataAt + room;
          for (let at = dataAt + (bytes[lengthAt] ?? 0); at < end; at += 1) copy[at] = random.below(256);
          return replaced(pieces, pieces.length - 1, copy);
        },
      },
    );
  }
  if (numbered) {
    mutators.push({
      name: 'reports of another number between',
      kind: 'seen',
      mutate: (pieces, random) => {
        const at = any(pieces, random);
        const other = changed(pieces[0]!.bytes, 0, 100 + random.below(100));
        return [...pieces.slice(0, at), now(other), ...pieces.slice(at)];
      },
    });
  }
  return mutators;
}

/** Mutators of a serial line; a code is one piece that ends with its terminator. */
export const lineMutators: readonly ScanMutator[] = [
  {
    name: 'split anywhere',
    kind: 'seen',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      const out: Piece[] = [];
      for (let at = 0; at < whole.length;) {
        const end = Math.min(whole.length, at + 1 + random.below(9));
        out.push({ bytes: whole.slice(at, end), quietMs: random.below(40) });
        at = end;
      }
      return out;
    },
  },
  {
    name: 'broken off, then quiet',
    kind: 'seen',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      return [
        now(whole.slice(0, random.below(whole.length - 1))),
        { bytes: new Uint8Array(0), quietMs: LONG_QUIET_MS },
      ];
    },
  },
  {
    name: 'control characters inside',
    kind: 'seen',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      const at = random.below(whole.length - 1);
      const noisy = random.pick([0x00, 0x01, 0x02, 0x05, 0x07, 0x0b, 0x11, 0x1b, 0x7f]);
      return [now(Uint8Array.from([...whole.subarray(0, at), noisy, ...whole.subarray(at)]))];
    },
  },
  {
    name: 'bytes that no text has',
    kind: 'seen',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      const at = random.below(whole.length - 1);
      return [now(Uint8Array.from([...whole.subarray(0, at), 0xff, ...whole.subarray(at)]))];
    },
  },
  {
    name: 'empty lines around',
    kind: 'seen',
    mutate: (pieces, random) => {
      const ends = Uint8Array.from({ length: 1 + random.below(6) }, () => random.pick([0x0d, 0x0a]));
      return random.below(2) === 0 ? [now(ends), ...pieces] : [...pieces, now(ends)];
    },
  },
  {
    name: 'babble longer than any code, ended',
    kind: 'seen',
    mutate: (pieces, random) => [
      now(Uint8Array.from([...new Uint8Array(8_200 + random.below(4_000)).fill(0x41), 0x0d])),
      ...later(pieces),
    ],
  },
  {
    name: 'bytes of the code changed',
    kind: 'silent',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      return [now(changed(whole, random.below(whole.length - 1), random.below(256)))];
    },
  },
  {
    name: 'a byte lost',
    kind: 'silent',
    mutate: (pieces, random) => {
      const whole = pieces[0]!.bytes;
      const at = random.below(whole.length);
      return [now(whole.filter((_, index) => index !== at))];
    },
  },
  {
    name: 'noise before the code',
    kind: 'silent',
    mutate: (pieces, random) => [now(noise(1 + random.below(30), random)), ...pieces],
  },
  {
    name: 'broken off, the next at once',
    kind: 'silent',
    mutate: (pieces, random) => [now(pieces[0]!.bytes.slice(0, random.below(pieces[0]!.bytes.length)))],
  },
];
