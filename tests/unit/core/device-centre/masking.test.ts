// Personal data never survives masking, whatever pieces it comes in; framing, length and the rest do.
import { describe, expect, it } from 'vitest';
import { encodeSamFrame, SamFrameParser } from '#core/devices/id-card/framing';
import { parseCardText } from '#core/devices/id-card/text-layouts';
import { maskCardText, maskReaderBytes } from '#core/device-centre/mask-card';
import { maskScanBytes } from '#core/device-centre/mask-scan';
import { maskName, maskNumber, maskText } from '#core/device-centre/mask-text';
import { TrafficMask, type TrafficOf, type TrafficPiece } from '#core/device-centre/traffic-mask';
import { encodeCardPhoto, encodeCardText, type EmulatedCard } from '#emulators/id-card-reader/card-text';
import { encodeGb18030 } from '#emulators/scanner/gb18030-encoder';
import { demonstration } from '#tests/support/invented';
import { seededRandom } from '#tests/support/random';

const random = seededRandom(20_261_121);
const people = demonstration.people.map((person) => person as unknown as EmulatedCard).slice(0, 40);
const resident = people.find(({ kind }) => kind === 'resident')!;
const longTerm = people.find(({ validTo }) => validTo === 'long-term');

/** Anything of two characters or more that could tell who it was. */
function secretsOf(card: EmulatedCard): string[] {
  const { name, latinName, number, address, authority, latestAddress, passNumber } = card;
  const dates = [card.birth, card.validFrom].map((date) => date.replaceAll('-', ''));
  return [name, latinName, number, address, authority, latestAddress, passNumber, ...dates].flatMap(
    (value) => (value !== undefined && value.length > 1 ? [value] : []),
  );
}

function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from(part));
}

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf8 = (text: string) => new TextEncoder().encode(text);

function reading(card: EmulatedCard): Uint8Array {
  const content = [
    0x00,
    0x00,
    0x90,
    0x01,
    0x00,
    0x04,
    0x00,
    ...encodeCardText(card),
    ...encodeCardPhoto(card),
  ];
  return encodeSamFrame(Uint8Array.from(content));
}

function expectNobody(masked: Uint8Array, card: EmulatedCard): void {
  for (const secret of secretsOf(card)) {
    expect(contains(masked, utf16(secret)), 'UTF-16').toBe(false);
    expect(contains(masked, utf8(secret)), 'UTF-8').toBe(false);
  }
  const photo = encodeCardPhoto(card);
  for (let at = 4; at + 8 <= photo.length; at += 8)
    expect(contains(masked, photo.subarray(at, at + 8))).toBe(false);
}

describe('a card reading', () => {
  it('keeps length, framing and a right check byte, and loses the person', () => {
    for (const card of people) {
      const bytes = reading(card);
      const masked = maskReaderBytes(bytes);
      expect(masked).toHaveLength(bytes.length);
      expect(new SamFrameParser().push(masked).map(({ kind }) => kind)).toEqual(['frame']);
      expectNobody(masked, card);
    }
  });

  it('can still be read as a card of the same kind', () => {
    for (const card of people) {
      const parsed = parseCardText(maskCardText(encodeCardText(card)));
      expect(parsed.ok && parsed.value.kind, card.kind).toBe(card.kind);
      if (parsed.ok && card.kind !== 'foreign-permanent-resident') expect(parsed.value.number).toMatch(/^89/);
    }
    if (longTerm) {
      const parsed = parseCardText(maskCardText(encodeCardText(longTerm)));
      expect(parsed.ok && parsed.value.validTo).toBe('long-term');
    }
  });

  it('keeps a wrong check byte wrong', () => {
    const bytes = reading(resident);
    bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 0x21;
    expect(new SamFrameParser().push(maskReaderBytes(bytes)).map(({ kind }) => kind)).toContain(
      'bad-checksum',
    );
  });

  it('masks what is cut off, damaged, or begins in the middle', () => {
    for (let round = 0; round < 400; round += 1) {
      const card = random.pick(people);
      const whole = reading(card);
      const from = random.below(2) ? random.below(whole.length) : 0;
      const bytes = whole.slice(from, from + 1 + random.below(whole.length - from));
      for (let flips = random.below(4); flips > 0; flips -= 1) {
        const at = random.below(bytes.length);
        bytes[at] = bytes[at]! ^ (1 << random.below(8));
      }
      const masked = maskReaderBytes(bytes);
      expect(masked).toHaveLength(bytes.length);
      expectNobody(masked, card);
    }
  });

  it('leaves questions, statuses and the number of the module as they are', () => {
    const harmless = [
      [0x20, 0x01],
      [0x00, 0x00, 0x9f, 0, 0, 0, 0],
      [0x00, 0x00, 0x80],
      [0x00, 0x00, 0x90, ...Array.from({ length: 16 }, (_, index) => index)],
    ].map((payload) => encodeSamFrame(Uint8Array.from(payload)));
    for (const frame of harmless) expect(maskReaderBytes(frame)).toEqual(frame);
  });

  it('masks a short frame whose check byte is wrong: its length may be wrong too', () => {
    const frame = encodeSamFrame(Uint8Array.from([0, 0, 0x90, ...utf8('0123456789')]));
    frame[frame.length - 1] = frame[frame.length - 1]! ^ 1;
    expect(contains(maskReaderBytes(frame), utf8('12345'))).toBe(false);
  });
});

const CODES = [
  resident.number,
  `${resident.name},${resident.number}`,
  `https://example.invalid/q?name=${resident.name}&id=${resident.number}`,
  `${resident.name}|${resident.address ?? ''}|13900008888`,
];

describe('a scanned code', () => {
  it.each([
    ['UTF-8', utf8],
    ['GB18030', encodeGb18030],
  ] as const)('in %s keeps its length and shape and loses what it said', (encoding, encode) => {
    for (const code of CODES) {
      const bytes = encode(`${code}\r`);
      const masked = maskScanBytes(bytes);
      expect(masked).toHaveLength(bytes.length);
      expect(masked.at(-1)).toBe(0x0d);
      expect(contains(masked, encode(resident.number))).toBe(false);
      expect(contains(masked, encode(resident.name))).toBe(false);
      const text = new TextDecoder(encoding === 'UTF-8' ? 'utf-8' : 'gb18030', { fatal: true }).decode(
        masked,
      );
      expect(text).toBe(maskText(`${code}\r`));
    }
  });

  it('masks bytes that are no text at all', () => {
    for (let round = 0; round < 300; round += 1) {
      const bytes = Uint8Array.from({ length: 1 + random.below(80) }, () => random.below(256));
      const masked = maskScanBytes(bytes);
      expect(masked).toHaveLength(bytes.length);
      for (const value of masked) expect([0x41, 0x42, 0x61, 0x62, 0x31, 0x39]).not.toContain(value);
    }
  });
});

/** The bytes cut into pieces anywhere, each a little later than the one before. */
function cut(bytes: Uint8Array, most: number): TrafficPiece[] {
  const pieces: TrafficPiece[] = [];
  for (let at = 0; at < bytes.length;) {
    const next = Math.min(bytes.length, at + 1 + random.below(most));
    pieces.push({ at: 1_000 + pieces.length * 5, direction: 'in', bytes: bytes.slice(at, next) });
    at = next;
  }
  return pieces;
}

function masked(of: TrafficOf, pieces: readonly TrafficPiece[]): TrafficPiece[] {
  const mask = new TrafficMask(of);
  return [...pieces.flatMap((piece) => mask.push(piece)), ...mask.flush()];
}

const joined = (pieces: readonly TrafficPiece[]) =>
  new Uint8Array(Buffer.concat(pieces.map(({ bytes }) => bytes)));

describe('traffic', () => {
  it('comes out in the pieces and at the times it came, the answers of a reader masked', () => {
    const question = encodeSamFrame(Uint8Array.from([0x30, 0x01]));
    for (let round = 0; round < 60; round += 1) {
      const card = random.pick(people);
      const pieces: TrafficPiece[] = [
        { at: 990, direction: 'out', bytes: question },
        ...cut(reading(card), 200),
        { at: 9_000, direction: 'out', bytes: question },
      ];
      const out = masked({ kind: 'id-card-reader', carrier: 'serial' }, pieces);
      expect(out.map(({ at, direction, bytes }) => [at, direction, bytes.length])).toEqual(
        pieces.map(({ at, direction, bytes }) => [at, direction, bytes.length]),
      );
      expect(out[0]!.bytes).toEqual(question);
      expectNobody(joined(out), card);
    }
  });

  it.each(['padded', 'counted'] as const)('of a HID reader (%s) stays readable as reports', (carriage) => {
    const bytes = reading(resident);
    const room = carriage === 'counted' ? 63 : 64;
    const reports: TrafficPiece[] = [];
    for (let at = 0; at < bytes.length; at += room) {
      const part = bytes.subarray(at, at + room);
      const report = new Uint8Array(65);
      if (carriage === 'counted') report[1] = part.length;
      report.set(part, carriage === 'counted' ? 2 : 1);
      reports.push({ at: 1_000 + at, direction: 'in', bytes: report });
    }
    const out = masked({ kind: 'id-card-reader', carrier: 'hid', carriage }, reports);
    expectNobody(joined(out), resident);
    const content = out.flatMap(({ bytes: report }) => [
      ...(carriage === 'counted' ? report.subarray(2, 2 + report[1]!) : report.subarray(1)),
    ]);
    expect(new SamFrameParser().push(Uint8Array.from(content)).some(({ kind }) => kind === 'frame')).toBe(
      true,
    );
  });

  it('of a HID-POS scanner keeps header, length and flag, over continued reports', () => {
    const text = utf8(CODES[3]!.repeat(3));
    const reports: TrafficPiece[] = [];
    for (let at = 0; at < text.length; at += 56) {
      const part = text.subarray(at, at + 56);
      const report = new Uint8Array(64);
      report.set([0x02, part.length, 0x5d, 0x51, 0x31, ...part]);
      report[62] = 0x73;
      report[63] = at + 56 < text.length ? 1 : 0;
      reports.push({ at: 1_000 + at, direction: 'in', bytes: report });
    }
    const out = masked({ kind: 'scanner', carrier: 'hid' }, reports);
    expect(contains(joined(out), utf8(resident.name))).toBe(false);
    expect(contains(joined(out), utf8(resident.number.slice(0, 10)))).toBe(false);
    expect(out.map(({ bytes }) => [...bytes.subarray(0, 5), bytes[63]])).toEqual(
      reports.map(({ bytes }) => [...bytes.subarray(0, 5), bytes[63]]),
    );
  });

  it('of a report whose layout nobody knows keeps no letter and no digit', () => {
    const report = new Uint8Array(40);
    report.set([0x00, ...utf8(resident.number)]);
    const out = masked({ kind: 'scanner', carrier: 'hid' }, [{ at: 1, direction: 'in', bytes: report }]);
    expect(contains(joined(out), utf8(resident.number.slice(1, 6)))).toBe(false);
  });

  it('waits with a message until it is whole, and gives it up when the line falls quiet', () => {
    const mask = new TrafficMask({ kind: 'scanner', carrier: 'serial' });
    expect(mask.push({ at: 1_000, direction: 'in', bytes: utf8('AB') })).toEqual([]);
    expect(mask.settle(1_100)).toEqual([]);
    expect(mask.settle(1_400).map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['XX']);
    expect(mask.settle(2_000)).toEqual([]);
  });
});

describe('text on the screen', () => {
  it('shows the class of each character, the first of a name, the last of a number', () => {
    expect(maskText('许昌A1-b')).toBe('某某X0-x');
    expect(maskName('欧阳小满')).toBe('欧***');
    expect(maskNumber('890101199001010015')).toBe('**************0015');
  });
});
