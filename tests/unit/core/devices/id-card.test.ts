// Byte vectors of the reader protocol, and the parser on streams that are split, dirty or damaged.
import { describe, expect, it } from 'vitest';
import { encodeSamFrame, SamFrameParser, type SamFrameEvent } from '#core/devices/id-card/framing';
import { encodeCommand, parseAnswer, type SamCommand } from '#core/devices/id-card/protocol';
import { ReaderSequence } from '#core/devices/id-card/reader-sequence';
import type { CommandOutcome, SequenceEffect } from '#core/devices/id-card/sequence-types';
import { errorOfStatus } from '#core/devices/id-card/status-words';
import { parseCardText } from '#core/devices/id-card/text-layouts';
import { encodeCardText } from '#emulators/id-card-reader/card-text';
import { nameOf, Sam, type Habit } from '#emulators/id-card-reader/sam';
import { elder, everyone, resident } from '#tests/integration/devices/people';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const frames = (events: SamFrameEvent[]) =>
  events.flatMap((event) => (event.kind === 'frame' ? [hex(event.payload)] : []));

describe('requests', () => {
  it.each<[SamCommand, string]>([
    ['status', 'aaaaaa9669 0003 11ff ed'],
    ['sam-id', 'aaaaaa9669 0003 12ff ee'],
    ['find', 'aaaaaa9669 0003 2001 22'],
    ['select', 'aaaaaa9669 0003 2002 21'],
    ['read', 'aaaaaa9669 0003 3001 32'],
    ['read-fingerprints', 'aaaaaa9669 0003 3010 23'],
  ])('%s', (command, vector) => {
    expect(hex(encodeCommand(command))).toBe(vector.replaceAll(' ', ''));
  });
});

describe('frames', () => {
  const found = bytes('aaaaaa9669 0008 00009f 00000000 97');
  const none = bytes('aaaaaa9669 0004 000080 84');

  it('finds whole frames at every split', () => {
    const stream = Uint8Array.from([...found, ...none]);
    for (let at = 0; at <= stream.length; at += 1) {
      const parser = new SamFrameParser();
      const events = [...parser.push(stream.subarray(0, at)), ...parser.push(stream.subarray(at))];
      expect(events.map(({ kind }) => kind)).toEqual(['frame', 'frame']);
      expect(parser.pending).toBe(0);
    }
  });

  it('finds them byte by byte, behind stale bytes and after a wrong checksum', () => {
    const parser = new SamFrameParser();
    const wrong = Uint8Array.from(found);
    wrong[wrong.length - 1] = 0;
    const stream = [...bytes('0097 aaaaaa96 aaaa'), ...found, ...wrong, ...none];
    const events = stream.flatMap((byte) => parser.push(Uint8Array.of(byte)));
    expect(frames(events)).toEqual(['00009f00000000', '000080']);
    expect(events.filter(({ kind }) => kind === 'bad-checksum')).toHaveLength(1);
  });

  it('takes a preamble inside the data as data', () => {
    const payload = bytes('000090 aaaaaa9669 0004 000080 84 00');
    expect(frames(new SamFrameParser().push(encodeSamFrame(payload)))).toEqual([hex(payload)]);
  });

  it.each(['0000', '0002', 'ffff', '0961'])('refuses a length of %s and goes on behind it', (length) => {
    const parser = new SamFrameParser();
    const events = parser.push(Uint8Array.from([...bytes(`aaaaaa9669${length}`), ...none]));
    expect(events).toContainEqual({ kind: 'bad-length', length: Number.parseInt(length, 16) });
    expect(frames(events)).toEqual(['000080']);
  });

  it('finds a frame inside an unfinished one when no more comes', () => {
    const parser = new SamFrameParser();
    expect(parser.push(Uint8Array.from([...bytes('aaaaaa9669 0508 0000'), ...none]))).toEqual([]);
    expect(frames(parser.settle())).toEqual(['000080']);
    expect(parser.pending).toBe(0);
  });

  it('holds no more than one message, whatever comes', () => {
    const parser = new SamFrameParser();
    for (let round = 0; round < 200; round += 1) parser.push(new Uint8Array(1_000).fill(0xaa));
    parser.push(bytes('aaaaaa9669 0908'));
    for (let round = 0; round < 20; round += 1) {
      parser.push(new Uint8Array(997).fill(round));
      expect(parser.pending).toBeLessThanOrEqual(2_407);
    }
    parser.reset();
    expect(frames(parser.push(none))).toEqual(['000080']);
  });
});

describe('answers', () => {
  it.each<[SamCommand, string, object]>([
    ['status', '000090', { kind: 'ready' }],
    ['find', '00009f00000000', { kind: 'found' }],
    ['find', '000080', { kind: 'refused', status: 0x80 }],
    ['select', '0000900000000000000000', { kind: 'selected' }],
    ['read', '000041', { kind: 'refused', status: 0x41 }],
    [
      'sam-id',
      '000090 0500 0300 cfb03401 010a4e05 4e61bc00',
      { kind: 'sam-id', samId: '05.03-20230351-0089000449-0012345678' },
    ],
  ])('%s %s', (command, payload, answer) => {
    expect(parseAnswer(command, bytes(payload))).toEqual({ ok: true, value: answer });
  });

  it.each<[SamCommand, string]>([
    ['select', '000090'],
    ['select', '00009f00000000'],
    ['find', '0000900000000000000000'],
    ['read', '000090'],
    ['read', '00008000'],
    ['find', '010080'],
    ['find', '0000'],
  ])('does not take for an answer to %s: %s', (command, payload) => {
    expect(parseAnswer(command, bytes(payload))).toEqual({ ok: false, error: { code: 'ANSWER_FOREIGN' } });
  });

  it.each([
    ['read', 0, 1_295],
    ['read-fingerprints', 0, 1_297],
    ['read-fingerprints', 512, 1_809],
    ['read-fingerprints', 1_024, 2_321],
  ] as const)('%s with %i bytes of fingerprints: %i bytes in all', (command, fingerprints, total) => {
    const sam = new Sam('select-tells', fingerprints);
    sam.lay(resident);
    sam.answer('find');
    sam.answer('select');
    const payload = sam.answer(command);
    expect(encodeSamFrame(payload)).toHaveLength(total);
    const answer = parseAnswer(command, payload);
    if (!answer.ok || answer.value.kind !== 'card-data') throw new Error('no card data');
    expect(answer.value.fingerprints).toHaveLength(fingerprints);
    expect(answer.value.photo).toHaveLength(1_024);
    expect(parseCardText(answer.value.text)).toEqual({ ok: true, value: resident });
  });

  it('knows a code for every status of the protocol', () => {
    const codes = [0x10, 0x11, 0x21, 0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x60, 0x66, 0x80, 0x81, 0xee].map(
      errorOfStatus,
    );
    expect(codes.map(({ code }) => code)).toEqual([
      'READER_CHECKSUM',
      'READER_COMMAND_REFUSED',
      'READER_COMMAND_REFUSED',
      'CARD_AUTH_FAILED',
      'CARD_AUTH_FAILED',
      'CARD_AUTH_FAILED',
      'CARD_TYPE_UNSUPPORTED',
      'CARD_READ_FAILED',
      'CARD_READ_FAILED',
      'READER_SELF_TEST',
      'READER_NOT_LICENSED',
      'CARD_REMOVED',
      'CARD_REMOVED',
      'READER_COMMAND_REFUSED',
    ]);
    expect(codes.at(-1)?.status).toBe(0xee);
  });
});

describe('texts of cards', () => {
  it.each(everyone)('reads what a $kind card ($version) says', (person) => {
    expect(parseCardText(encodeCardText(person))).toEqual({ ok: true, value: person });
  });

  it('reads a resident whose latest address runs over the place of the card type', () => {
    const moved = { ...elder, latestAddress: '某省某市某区某街道某某小区一号楼二' };
    expect(parseCardText(encodeCardText(moved))).toEqual({ ok: true, value: moved });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ number: '89010119900307' }, 'number'],
    [{ birth: '1990-02-30' }, 'birth'],
    [{ validTo: '长久' }, 'validTo'],
    [{ address: '某省\u0007某市' }, 'address'],
  ])('names the field that cannot be read: %o', (change, field) => {
    expect(parseCardText(encodeCardText({ ...resident, ...change }))).toEqual({
      ok: false,
      error: { code: 'CARD_DATA_INVALID', field },
    });
  });

  it('refuses a kind of card that it does not know', () => {
    const text = encodeCardText(resident);
    text.set([0x51, 0], 248);
    expect(parseCardText(text)).toEqual({ ok: false, error: { code: 'CARD_TYPE_UNSUPPORTED' } });
  });
});

describe('the sequence', () => {
  it('asks again, and believes neither, when two readings differ', () => {
    const { sequence, sam, step } = table();
    sam.lay(resident);
    let readings = 0;
    const effects = run(sequence, 60, () => {
      const outcome = step();
      if (outcome.kind === 'answer' && outcome.answer.kind === 'card-data' && (readings += 1) % 2 === 1) {
        outcome.answer.text[2] = (outcome.answer.text[2] ?? 0) ^ 1;
        outcome.answer.text[4] = (outcome.answer.text[4] ?? 0) ^ 1;
      }
      return outcome;
    });
    expect(effects.filter(({ kind }) => kind === 'card-read')).toEqual([]);
    expect(effects).toContainEqual({
      kind: 'card-failed',
      error: { code: 'CARD_DATA_INVALID', field: 'comparison' },
    });
  });

  it('gives a silent reader up after three questions', () => {
    const { sequence } = table();
    const effects = run(sequence, 10, () => ({ kind: 'silent' }));
    expect(sequence.next()).toEqual({ kind: 'lost', error: { code: 'READER_SILENT' } });
    expect(effects).toEqual([{ kind: 'state', state: { kind: 'failed', error: { code: 'READER_SILENT' } } }]);
  });

  it('finds a card that was read before it was here', () => {
    const { sequence, sam, step } = table();
    sam.lay(resident);
    for (const command of ['find', 'select', 'read'] as const) sam.answer(command);
    const effects = run(sequence, 12, step);
    expect(effects).toContainEqual(
      expect.objectContaining({
        kind: 'card-read',
        reading: expect.objectContaining({ identity: resident }),
      }),
    );
  });

  it('serves again by itself after one damaged line on a reader that hands a card out once', () => {
    const { sequence, sam, step } = table('single-read');
    sam.lay(resident);
    const damaged = run(sequence, 40, () => {
      const next = sequence.next();
      const outcome = step();
      return next.kind === 'command' && next.command === 'read' ? { kind: 'damaged' } : outcome;
    });
    expect(damaged).toContainEqual({ kind: 'card-failed', error: { code: 'READER_CHECKSUM' } });
    sam.lift();
    run(sequence, 40, step, 10_000);
    sam.lay(elder);
    const again = run(sequence, 40, step, 20_000);
    expect(again).toContainEqual(
      expect.objectContaining({
        kind: 'card-read',
        reading: expect.objectContaining({ identity: elder, confirmed: false }),
      }),
    );
  });

  it('does not believe the one reading of a card while the line is still suspect, and says the line is to blame', () => {
    const { sequence, sam, step } = table('single-read');
    run(sequence, 12, step);
    expect(sequence.apply({ kind: 'damaged' }, 2_000)).toEqual([]);
    sam.lay(resident);
    const effects = run(sequence, 40, step, 2_050, 1);
    expect(effects.filter(({ kind }) => kind === 'card-read')).toEqual([]);
    expect(effects).toContainEqual({ kind: 'card-failed', error: { code: 'READER_CHECKSUM' } });
  });

  it('takes no notice of what an earlier program left on the line', () => {
    const { sequence, sam, step } = table('single-read');
    sequence.apply({ kind: 'answer', answer: { kind: 'ready' }, damaged: true }, 0);
    run(sequence, 8, step, 10, 1);
    sam.lay(resident);
    const effects = run(sequence, 20, step, 30, 1);
    expect(effects.filter(({ kind }) => kind === 'card-read')).toHaveLength(1);
  });

  it('wants the line sound for a while, counted anew after each damage', () => {
    const { sequence, sam, step } = table('single-read');
    run(sequence, 12, step);
    for (let now = 2_000; now < 6_000; now += 100)
      sequence.apply(
        now % 500 === 0 ? { kind: 'damaged' } : { kind: 'answer', answer: NO_CARD, damaged: false },
        now,
      );
    sam.lay(resident);
    const effects = run(sequence, 40, step, 6_000, 1);
    expect(effects.filter(({ kind }) => kind === 'card-read')).toEqual([]);
  });

  const NO_CARD = { kind: 'refused', status: 0x80 } as const;

  function table(habit: Habit = 'select-tells') {
    const sam = new Sam(habit, 0);
    const sequence = new ReaderSequence(() => 'one');
    const step = (): CommandOutcome => {
      const next = sequence.next();
      if (next.kind !== 'command') throw new Error('a command expected');
      const answer = parseAnswer(
        next.command,
        sam.answer(nameOf(encodeCommand(next.command).subarray(7, 9))),
      );
      return answer.ok ? { kind: 'answer', answer: answer.value, damaged: false } : { kind: 'damaged' };
    };
    return { sam, sequence, step };
  }

  function run(
    sequence: ReaderSequence,
    commands: number,
    step: () => CommandOutcome,
    from = 0,
    everyMs = 100,
  ): SequenceEffect[] {
    const effects: SequenceEffect[] = [];
    for (let turn = 0; turn < commands; turn += 1) {
      const next = sequence.next();
      if (next.kind === 'lost') break;
      if (next.kind === 'command') effects.push(...sequence.apply(step(), from + turn * everyMs));
    }
    return effects;
  }
});
