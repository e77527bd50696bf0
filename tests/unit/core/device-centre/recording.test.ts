// A recording reads back to what was written, says what is wrong with it, and can be asked like the device it was made of.
import { describe, expect, it } from 'vitest';
import {
  decodeRecording,
  encodeRecording,
  exchangesOf,
  ReplayCursor,
  type Recording,
} from '#core/device-centre/recording';

const bytes = (...values: number[]) => Uint8Array.from(values);
const recording: Recording = {
  header: {
    format: 'zhengchuang-recording',
    version: 1,
    masked: true,
    kind: 'id-card-reader',
    carrier: 'serial',
    baud: 115_200,
    catalogue: null,
    usb: null,
  },
  pieces: [
    { at: 5_000, direction: 'in', bytes: bytes(1) },
    { at: 5_010, direction: 'out', bytes: bytes(0xaa, 1) },
    { at: 5_020, direction: 'in', bytes: bytes(0x80) },
    { at: 5_050, direction: 'out', bytes: bytes(0xaa, 1) },
    { at: 5_055, direction: 'in', bytes: bytes(0x9f) },
    { at: 5_056.5, direction: 'in', bytes: bytes(0x00) },
    { at: 5_060, direction: 'out', bytes: bytes(0xaa, 2) },
    { at: 5_070, direction: 'in', bytes: bytes(0x90) },
  ],
};

describe('the file', () => {
  it('is JSON lines that read back to the same, times from its first piece', () => {
    const text = encodeRecording(recording);
    expect(text.split('\n')).toHaveLength(recording.pieces.length + 2);
    const read = decodeRecording(text);
    expect(read.ok && read.value).toEqual({
      header: recording.header,
      pieces: recording.pieces.map((piece) => ({ ...piece, at: piece.at - 5_000 })),
    });
  });

  it('keeps how often an exchange came again, and what a bundle says of its traffic', () => {
    const kept = {
      since: '2026-11-21T01:00:00.000Z',
      began: '2026-11-21T01:30:00.000Z',
      dropped: 7,
      fault: { code: 'READER_SILENT', at: '2026-11-21T01:31:00.000Z' },
    };
    const [first, second, ...rest] = recording.pieces;
    const pieces = [first!, { ...second!, again: { times: 12, until: 9_000 } }, ...rest];
    const read = decodeRecording(encodeRecording({ header: { ...recording.header, kept }, pieces }));
    expect(read.ok && read.value.header.kept).toEqual(kept);
    expect(read.ok && read.value.pieces[1]?.again).toEqual({ times: 12, until: 4_000 });
    expect(read.ok && exchangesOf(read.value)).toEqual(exchangesOf(recording));
  });

  it.each([
    ['', { code: 'RECORDING_EMPTY' }],
    ['{}', { code: 'RECORDING_HEADER_INVALID' }],
    [
      encodeRecording(recording).replace('"masked":true', '"masked":false'),
      { code: 'RECORDING_HEADER_INVALID' },
    ],
    [
      encodeRecording(recording).replace('"hex":"9f"', '"hex":"9"'),
      { code: 'RECORDING_LINE_INVALID', line: 6 },
    ],
    [`${encodeRecording(recording)}not json\n`, { code: 'RECORDING_LINE_INVALID', line: 10 }],
  ])('that is wrong says where', (text, error) => {
    expect(decodeRecording(text)).toEqual({ ok: false, error });
  });
});

describe('playing it back', () => {
  const exchanges = exchangesOf(recording);

  it('cuts it at its questions', () => {
    expect(exchanges.map(({ question, answer }) => [question && [...question], answer.length])).toEqual([
      [null, 1],
      [[0xaa, 1], 1],
      [[0xaa, 1], 2],
      [[0xaa, 2], 1],
    ]);
    expect(exchanges[2]!.answer.map(({ afterMs }) => afterMs)).toEqual([5, 6.5]);
  });

  it('answers in order, a repeated question as before, a later one early', () => {
    const cursor = new ReplayCursor(exchanges);
    const said = (question: Uint8Array) => cursor.ask(question)?.map(({ bytes: answer }) => [...answer]);
    expect(cursor.unasked()).toHaveLength(1);
    expect(cursor.unasked()).toEqual([]);
    expect(said(bytes(0xaa, 1))).toEqual([[0x80]]);
    expect(said(bytes(0xaa, 2))).toEqual([[0x90]]);
    expect(cursor.ended).toBe(true);
    expect(said(bytes(0xaa, 1))).toEqual([[0x9f], [0x00]]);
    expect(cursor.ask(bytes(0xaa, 9))).toBeNull();
  });
});
