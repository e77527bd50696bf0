// The last traffic of a device: bounded, with idle polls counted, masked, in order, at its times.
import { describe, expect, it } from 'vitest';
import { TrafficMask, trafficOf, type TrafficOf, type TrafficPiece } from '#core/device-centre/traffic-mask';
import {
  MOST_COST,
  MOST_EXCHANGES,
  MOST_PIECE_BYTES,
  MOST_PIECES,
  TrafficRing,
} from '#core/device-centre/traffic-ring';
import { encodeSamFrame } from '#core/devices/id-card/framing';
import { encodeCardPhoto, encodeCardText, type EmulatedCard } from '#emulators/id-card-reader/card-text';
import { demonstration } from '#tests/support/invented';
import { seededRandom } from '#tests/support/random';

const READER: TrafficOf = { kind: 'id-card-reader', carrier: 'serial' };
const SCANNER: TrafficOf = { kind: 'scanner', carrier: 'serial' };
const START = 1_800_000_000_000;

const random = seededRandom(2_026_112_105);
const frame = (...payload: number[]): Uint8Array => encodeSamFrame(Uint8Array.from(payload));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FIND = frame(0x20, 0x01);
const SELECT = frame(0x20, 0x02);
const READ = frame(0x30, 0x01);
const ANSWER = { none: frame(0, 0, 0x80), found: frame(0, 0, 0x9f), good: frame(0, 0, 0x90) };
const out = (at: number, bytes: Uint8Array): TrafficPiece => ({ at: START + at, direction: 'out', bytes });
const into = (at: number, bytes: Uint8Array): TrafficPiece => ({ at: START + at, direction: 'in', bytes });

const people = demonstration.people.map((person) => person as unknown as EmulatedCard);
const resident = people.find(({ kind }) => kind === 'resident')!;
function reading(card: EmulatedCard): Uint8Array {
  return frame(0, 0, 0x90, 0x01, 0x00, 0x04, 0x00, ...encodeCardText(card), ...encodeCardPhoto(card));
}

function ringOf(of: TrafficOf, pieces: readonly TrafficPiece[]): TrafficRing {
  const ring = new TrafficRing(of, START);
  for (const piece of pieces) ring.push(piece);
  return ring;
}
const shown = (ring: TrafficRing) =>
  ring
    .kept()
    .pieces.map(({ at, direction, bytes, again }) => [
      at - START,
      direction,
      Buffer.from(bytes).toString('hex'),
      ...(again ? [again.times, again.until - START] : []),
    ]);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const everything = (ring: TrafficRing): Buffer => Buffer.concat(ring.kept().pieces.map(({ bytes }) => bytes));

describe('what is kept', () => {
  it('is each exchange in order, in the pieces and at the times it came, the last as far as it has come', () => {
    const ring = ringOf(READER, [
      out(10, FIND),
      into(15, ANSWER.found.subarray(0, 4)),
      into(17.5, ANSWER.found.subarray(4)),
      out(20, SELECT),
      into(30, ANSWER.good),
      out(40, READ),
    ]);
    expect(shown(ring)).toEqual([
      [10, 'out', hex(FIND)],
      [15, 'in', hex(ANSWER.found.subarray(0, 4))],
      [17.5, 'in', hex(ANSWER.found.subarray(4))],
      [20, 'out', hex(SELECT)],
      [30, 'in', hex(ANSWER.good)],
      [40, 'out', hex(READ)],
    ]);
    expect(ring.kept()).toMatchObject({ since: START, dropped: 0 });
  });

  it('counts a whole exchange that is one of the last without being told its pieces, and never one that masking changes', () => {
    const ring = ringOf(READER, [out(10, FIND), into(15, ANSWER.none)]);
    expect(
      ring.again([out(20, FIND), into(22, ANSWER.none.subarray(0, 3)), into(25, ANSWER.none.subarray(3))]),
    ).toBe(true);
    expect(ring.again([out(30, FIND), into(35, ANSWER.found)])).toBe(false);
    const read = [out(40, READ), into(60, reading(resident))];
    expect(ring.again(read)).toBe(false);
    for (const piece of read) ring.push(piece);
    expect(ring.again(read)).toBe(false);
    expect(shown(ring).slice(0, 3)).toEqual([
      [10, 'out', hex(FIND), 1, 20],
      [15, 'in', hex(ANSWER.none)],
      [40, 'out', hex(READ)],
    ]);
  });

  it('shows the message that is not whole yet, masked, and goes on waiting for its rest', () => {
    const bytes = reading(resident);
    const ring = ringOf(READER, [out(0, READ), into(5, bytes.subarray(0, 700))]);
    const early = ring.kept().pieces;
    expect(early.map(({ bytes: piece }) => piece.length)).toEqual([READ.length, 700]);
    expect(everything(ring).includes(Buffer.from(resident.name, 'utf16le'))).toBe(false);
    ring.push(into(9, bytes.subarray(700)));
    ring.push(out(20, FIND));
    const whole = new TrafficMask(READER);
    whole.push(into(0, bytes));
    expect(
      hex(
        Buffer.concat(
          ring
            .kept()
            .pieces.slice(1, 3)
            .map(({ bytes: piece }) => piece),
        ),
      ),
    ).toBe(hex(whole.flush()[0]!.bytes));
  });

  it('counts polls that are answered as before, whatever pieces the answer comes in', () => {
    const ring = new TrafficRing(READER, START);
    for (let poll = 0; poll < 5_000; poll += 1) {
      ring.push(out(poll * 150, FIND));
      const cut = 1 + (poll % 5);
      ring.push(into(poll * 150 + 3, ANSWER.none.subarray(0, cut)));
      ring.push(into(poll * 150 + 4, ANSWER.none.subarray(cut)));
    }
    ring.push(out(750_000, FIND));
    ring.push(into(750_003, ANSWER.found));
    ring.push(out(750_010, SELECT));
    expect(shown(ring)).toEqual([
      [0, 'out', hex(FIND), 4_999, 4_999 * 150],
      [3, 'in', hex(ANSWER.none.subarray(0, 1))],
      [4, 'in', hex(ANSWER.none.subarray(1))],
      [750_000, 'out', hex(FIND)],
      [750_003, 'in', hex(ANSWER.found)],
      [750_010, 'out', hex(SELECT)],
    ]);
    expect(ring.kept().dropped).toBe(0);
  });

  it('counts the questions that a reader with a card on it is asked in turn', () => {
    const ring = new TrafficRing(READER, START);
    const card = reading(resident);
    for (let turn = 0; turn < 400; turn += 1) {
      ring.push(out(turn * 100, FIND));
      ring.push(into(turn * 100 + 5, ANSWER.none));
      ring.push(out(turn * 100 + 6, READ));
      ring.push(into(turn * 100 + 50, card));
    }
    ring.settle();
    ring.closed();
    expect(shown(ring).map(([at, direction, , ...again]) => [at, direction, ...again])).toEqual([
      [0, 'out', 399, 39_900],
      [5, 'in'],
      [6, 'out', 399, 39_906],
      [50, 'in'],
    ]);
  });

  it('keeps a question that stays unanswered, or is answered otherwise, apart', () => {
    const ring = ringOf(READER, [
      ...[out(0, FIND), into(5, ANSWER.none)],
      ...[out(10, FIND), into(15, ANSWER.none)],
      out(20, FIND),
      ...[
        out(30, FIND),
        into(
          35,
          ANSWER.none.map((value, at) => (at === 9 ? value ^ 1 : value)),
        ),
      ],
      out(40, SELECT),
    ]);
    expect(shown(ring).map(([at, direction, , ...again]) => [at, direction, ...again])).toEqual([
      [0, 'out', 1, 10],
      [5, 'in'],
      [20, 'out'],
      [30, 'out'],
      [35, 'in'],
      [40, 'out'],
    ]);
  });

  it('keeps every code of a scanner, also those that look alike, each when it came', () => {
    const codes = ['6901234567892', '6909999999990', 'ABC'];
    const ring = new TrafficRing(SCANNER, START);
    codes.forEach((code, index) => ring.push(into(index * 1_000, utf8(`${code}\r`))));
    ring.settle();
    expect(ring.kept().pieces.map(({ at, bytes }) => [at - START, new TextDecoder().decode(bytes)])).toEqual([
      [0, '0000000000000\r'],
      [1_000, '0000000000000\r'],
      [2_000, 'XXX\r'],
    ]);
  });

  it('ends an exchange when the device is closed: what comes then was not asked for by it', () => {
    const ring = ringOf(READER, [out(0, FIND), into(5, ANSWER.none), out(100, FIND)]);
    ring.closed();
    ring.push(into(900, ANSWER.none));
    ring.push(out(1_000, FIND));
    ring.push(into(1_005, ANSWER.none));
    ring.closed();
    expect(shown(ring).map(([at, direction, , ...again]) => [at, direction, ...again])).toEqual([
      [0, 'out', 1, 1_000],
      [5, 'in'],
      [100, 'out'],
      [900, 'in'],
    ]);
  });
});

describe('bounds', () => {
  it('lets the oldest exchanges go when there are too many, and says how many went', () => {
    const ring = new TrafficRing(READER, START);
    const more = 37;
    for (let index = 0; index < MOST_EXCHANGES + more; index += 1) {
      ring.push(out(index * 10, frame(0x20, index >> 8, index & 0xff)));
      ring.push(into(index * 10 + 3, ANSWER.none));
    }
    ring.closed();
    const { pieces, dropped } = ring.kept();
    expect(pieces).toHaveLength(MOST_EXCHANGES * 2);
    expect(pieces[0]!.at).toBe(START + more * 10);
    expect(dropped).toBe(more);
  });

  it('lets them go when they are too long, counted ones as often as they came', () => {
    const ring = new TrafficRing(READER, START);
    for (let poll = 0; poll < 10; poll += 1) {
      ring.push(out(poll, FIND));
      ring.push(into(poll, ANSWER.none));
    }
    const long = people
      .slice(0, 40)
      .flatMap((card, index) => [
        out(1_000 + index, frame(0x30, index)),
        ...Array.from({ length: 40 }, (_, at) =>
          into(1_000 + index, reading(card).subarray(at * 33, at * 33 + 33)),
        ),
      ]);
    for (const piece of long) ring.push(piece);
    ring.closed();
    const { pieces, dropped } = ring.kept();
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
    expect(bytes).toBeLessThanOrEqual(MOST_COST);
    expect(bytes).toBeGreaterThan(MOST_COST / 2);
    expect(dropped).toBeGreaterThan(10);
    expect(pieces.at(-1)!.at).toBe(START + 1_039);
  });

  it('keeps what a network brings at once in parts', () => {
    const ring = ringOf(SCANNER, [into(0, new Uint8Array(65_000).fill(0x41))]);
    const lengths = ring.kept().pieces.map(({ bytes }) => bytes.length);
    expect(Math.max(...lengths)).toBe(MOST_PIECE_BYTES);
    expect(everything(ring).every((value) => value === 0x58)).toBe(true);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(65_000);
  });

  it.each([READER, SCANNER])('holds with a line that never falls quiet, byte by byte: %o', (of) => {
    const ring = new TrafficRing(of, START);
    let most = 0;
    for (let at = 0; at < 100_000; at += 1) {
      ring.push(into(at * 0.1, Uint8Array.of(0x41 + (at % 26))));
      if (at % 5_000 === 0) most = Math.max(most, ring.kept().pieces.length);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(MOST_PIECES);
    expect(new Set(everything(ring))).toEqual(new Set([of === READER ? 0x2a : 0x58]));
  });
});

describe('masking', () => {
  it('leaves nobody in the ring, whatever the line does', () => {
    for (let round = 0; round < 60; round += 1) {
      const card = random.pick(people);
      const ring = new TrafficRing(READER, START);
      let at = 0;
      for (let step = 0; step < 12; step += 1) {
        if (random.below(3)) ring.push(out((at += 20), READ));
        const bytes = reading(card);
        for (let flips = random.below(3); flips > 0; flips -= 1) {
          const where = random.below(bytes.length);
          bytes[where] = bytes[where]! ^ (1 << random.below(8));
        }
        for (let from = 0; from < bytes.length;) {
          const to = from + 1 + random.below(400);
          ring.push(into((at += random.below(40) ? 3 : 2_000), bytes.subarray(from, to)));
          from = random.below(60) ? to : bytes.length;
        }
        if (!random.below(4)) ring.closed();
        const all = everything(ring);
        for (const secret of [
          card.name,
          card.number,
          card.address ?? card.name,
          card.birth.replaceAll('-', ''),
        ]) {
          expect(all.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
          expect(all.includes(Buffer.from(secret))).toBe(false);
        }
      }
    }
  });

  it('takes reports of any length and layout as they come', () => {
    const layout = { reportId: 2, bytes: 64, lengthAt: 1, dataAt: 62, dataBytes: 2 };
    const kinds: TrafficOf[] = [
      { kind: 'id-card-reader', carrier: 'hid', carriage: 'counted' },
      { kind: 'id-card-reader', carrier: 'hid', carriage: 'padded' },
      { kind: 'scanner', carrier: 'hid' },
      { kind: 'scanner', carrier: 'hid', layout },
    ];
    for (const of of kinds) {
      const ring = new TrafficRing(of, START);
      const lengths: number[] = [];
      for (let at = 0; at < 120; at += 1) {
        const bytes = Uint8Array.from({ length: random.below(at < 8 ? 3 : 70) }, () => random.below(256));
        lengths.push(bytes.length);
        ring.push(into(at * 90, bytes));
      }
      expect(ring.kept().pieces.map(({ bytes }) => bytes.length)).toEqual(lengths);
    }
  });
});

describe('what a line carries', () => {
  it('is told from the configuration', () => {
    const common = { id: 'd', role: 'clerk' } as const;
    expect(
      trafficOf({
        ...common,
        kind: 'id-card-reader',
        address: 'hid://0400:c35a',
        profile: { carriage: 'counted' },
      }),
    ).toMatchObject({ kind: 'id-card-reader', carrier: 'hid', carriage: 'counted' });
    expect(
      trafficOf({ ...common, kind: 'scanner', address: 'tcp://127.0.0.1:4001', profile: {} }),
    ).toMatchObject({ kind: 'scanner', carrier: 'tcp' });
  });
});
