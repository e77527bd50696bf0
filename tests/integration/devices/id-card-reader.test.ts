// The reader driver with real serialport and TCP against the emulator process, over every scripted fault.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCardPhoto } from '#emulators/id-card-reader/card-text';
import { startReaderEmulator, type Fault, type ReaderEmulator } from '#tests/support/reader-emulator';
import { DrivenReader } from './driven-reader';
import { elder, everyone, resident } from './people';

const folder = mkdtempSync(join(tmpdir(), 'reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Faults of the line are the same bytes on either transport, so the long list runs over the pty alone.
describe.each(['pty', 'tcp'] as const)('ID card reader over %s', (mode) => {
  const onPty = it.skipIf(mode === 'tcp');
  let emulator: ReaderEmulator;
  let reader: DrivenReader;

  beforeAll(async () => {
    emulator = await startReaderEmulator({ mode, link: join(folder, `one-${mode}`) });
  });
  afterAll(() => emulator.stop());
  beforeEach(async () => {
    reader = new DrivenReader(emulator.dataUri);
    await reader.state('waiting');
  });
  afterEach(async () => {
    await reader.stop();
    await emulator.clearFaults();
    await emulator.lift();
  });

  it.each(everyone)('reads a $kind card ($version) twice and presents it', async (person) => {
    await emulator.lay(person);
    const reading = await reader.reading();
    expect(reading.identity).toEqual(person);
    expect(reading.photo).toEqual(encodeCardPhoto(person));
    expect(reading.samId).toBe('05.03-20230517-0089000001-0012345678');
    expect(reading.confirmed).toBe(true);
    const { readingId } = await reader.state('card-present');
    expect(readingId).toBe(reading.readingId);
    await emulator.lift();
    expect((await reader.next('card-lifted')).readingId).toBe(readingId);
    await reader.state('waiting');
  });

  it('knows that the same card still lies there, that it was laid again, and that another one was', async () => {
    await emulator.lay(resident);
    const first = await reader.reading();
    await polled(emulator);
    expect(reader.events.some(({ kind }) => kind === 'card-lifted')).toBe(false);
    await emulator.swap(resident);
    expect((await reader.next('card-lifted')).readingId).toBe(first.readingId);
    const again = await reader.reading();
    expect(again).toMatchObject({ identity: resident, repeated: true });
    expect(again.readingId).not.toBe(first.readingId);
    await emulator.swap(elder);
    expect((await reader.next('card-lifted')).readingId).toBe(again.readingId);
    expect(await reader.reading()).toMatchObject({ identity: elder, repeated: false });
  });

  const harmless: [string, Fault[]][] = [
    ['frames split into 3 bytes', [{ kind: 'split', chunk: 3, gapMs: 1, on: 'select' }]],
    ['a reading split with gaps', [{ kind: 'split', chunk: 100, gapMs: 60, on: 'read' }]],
    ['a wrong checksum', [{ kind: 'bad-checksum', on: 'read' }]],
    ['wrong checksums on every command', [{ kind: 'bad-checksum', times: 3 }]],
    ['stale bytes before the answer', [{ kind: 'stale', bytes: 9, times: 4 }]],
    ['the tail of an earlier reading', [{ kind: 'stale', bytes: 700, on: 'read', times: 2 }]],
    ['a broken head of another frame', [{ kind: 'stale', hex: 'aaaaaa9669050800009001', on: 'select' }]],
    ['a burst of garbage', [{ kind: 'garbage', bytes: 400, times: 3 }]],
    ['the preamble inside the data', [{ kind: 'preamble-inside', on: 'read', times: 2 }]],
    [
      'the preamble inside data with a wrong checksum',
      [
        { kind: 'preamble-inside', on: 'read' },
        { kind: 'bad-checksum', on: 'read' },
      ],
    ],
    ['doubled answers', [{ kind: 'duplicate', times: 8 }]],
    ['silence', [{ kind: 'silence', on: 'select' }]],
    ['a late answer', [{ kind: 'late', ms: 1_300, on: 'select' }]],
    ['a slow card', [{ kind: 'slow', ms: 1_500, on: 'read', times: 2 }]],
    ['an answer that breaks off', [{ kind: 'truncate', bytes: 640, on: 'read' }]],
    [
      'a flipped pair that the check byte does not see',
      [{ kind: 'flip-pair', first: 8, second: 10, mask: 3, on: 'read' }],
    ],
    ['one failed read', [{ kind: 'status', status: 0x41, on: 'read' }]],
  ];
  onPty.each(harmless)('reads the right card through %s', async (_name, faults) => {
    await emulator.fault(...faults);
    await emulator.lay(resident);
    const reading = await reader.reading();
    expect(reading.identity).toEqual(resident);
    expect(reader.events.filter(({ kind }) => kind === 'card-failed')).toEqual([]);
    // The picture that the fault put into the data is the card's own content here.
    if (!faults.some(({ kind }) => kind === 'preamble-inside')) {
      expect(reading.photo).toEqual(encodeCardPhoto(resident));
    }
  });

  onPty.each([
    [0x31, 'CARD_AUTH_FAILED'],
    [0x32, 'CARD_AUTH_FAILED'],
    [0x33, 'CARD_AUTH_FAILED'],
    [0x40, 'CARD_TYPE_UNSUPPORTED'],
    [0x41, 'CARD_READ_FAILED'],
    [0x47, 'CARD_READ_FAILED'],
    [0x21, 'READER_COMMAND_REFUSED'],
    [0x10, 'READER_CHECKSUM'],
  ])('says what status %i means and reads the card when it is laid again', async (status, code) => {
    await emulator.fault({ kind: 'status', status, on: 'read', times: 100 });
    await emulator.lay(resident);
    expect((await reader.next('card-failed')).error).toEqual({ code, status });
    expect((await reader.state('failed')).error).toEqual({ code, status });
    await emulator.clearFaults();
    await emulator.lift();
    await polled(emulator);
    await emulator.lay(resident);
    expect((await reader.reading()).identity).toEqual(resident);
  });

  it('says that a card was lifted too early, and reads the next', async () => {
    await emulator.fault({ kind: 'slow', ms: 700, on: 'read' });
    await emulator.lay(resident);
    await reader.state('reading');
    await emulator.lift();
    expect((await reader.next('card-failed')).error.code).toBe('CARD_REMOVED');
    await emulator.lay(elder);
    expect((await reader.reading()).identity).toEqual(elder);
  });

  it('refuses a card of unknown kind and one whose text cannot be read', async () => {
    // A 'Q' where the kind of card stands.
    await emulator.lay({ ...resident, raw: '2000'.repeat(124) + '5100' + '2000'.repeat(3) });
    expect((await reader.next('card-failed')).error).toEqual({ code: 'CARD_TYPE_UNSUPPORTED' });
    await emulator.lift();
    await polled(emulator);
    await emulator.lay({ ...resident, birth: '1990-13-07' });
    expect((await reader.next('card-failed')).error).toEqual({ code: 'CARD_DATA_INVALID', field: 'birth' });
  });

  onPty.each([
    [0x66, 'READER_NOT_LICENSED'],
    [0x60, 'READER_SELF_TEST'],
  ])('says that the reader itself is unfit (%i) and goes on when it is fit again', async (status, code) => {
    await emulator.fault({ kind: 'status', status, times: 100 });
    expect((await reader.state('failed')).error).toEqual({ code, status });
    await emulator.clearFaults();
    await reader.state('waiting');
  });

  it('says that the reader is silent and finds it again', async () => {
    await emulator.fault({ kind: 'silence', times: 1_000 });
    expect((await reader.state('failed')).error).toEqual({ code: 'READER_SILENT' });
    await emulator.clearFaults();
    await reader.state('waiting');
    await emulator.lay(resident);
    expect((await reader.reading()).identity).toEqual(resident);
  });

  it('survives unplugging in the middle of a frame, and reads after replugging', async () => {
    await emulator.fault({ kind: 'unplug-after', bytes: 500, on: 'read' });
    await emulator.lay(resident);
    const absent = await reader.state('absent');
    expect(['READER_GONE', 'READER_UNREACHABLE']).toContain(absent.error);
    expect(reader.events.some(({ kind }) => kind === 'card-read')).toBe(false);
    await emulator.replug();
    // The card lay there all the while.
    expect((await reader.reading()).identity).toEqual(resident);
  });

  it('says that the card is away when the reader is unplugged under it', async () => {
    await emulator.lay(resident);
    const { readingId } = await reader.reading();
    await emulator.unplug();
    expect((await reader.next('card-lifted')).readingId).toBe(readingId);
    await reader.state('absent');
    await emulator.lift();
    await emulator.replug();
    await reader.state('waiting');
  });
});

describe('readers of other habits', () => {
  it.each([
    ['select-blind', true],
    ['single-read', false],
  ] as const)('%s: reads, tells the next card', async (habit, confirmed) => {
    const emulator = await startReaderEmulator({ mode: 'pty', link: join(folder, habit), habit });
    const reader = new DrivenReader(emulator.dataUri);
    try {
      await reader.state('waiting');
      await emulator.lay(resident);
      const first = await reader.reading();
      expect(first).toMatchObject({ identity: resident, confirmed });
      if (confirmed) {
        await emulator.lift();
        expect((await reader.next('card-lifted')).readingId).toBe(first.readingId);
      }
      await emulator.swap(elder);
      expect(await reader.reading()).toMatchObject({ identity: elder, confirmed });
    } finally {
      await reader.stop();
      await emulator.stop();
    }
  });
});

describe('ports', () => {
  it('drives two readers at once, each with its own card', async () => {
    const emulators = await Promise.all([
      startReaderEmulator({ mode: 'pty', link: join(folder, 'left') }),
      startReaderEmulator({ mode: 'tcp' }),
    ]);
    const readers = emulators.map(({ dataUri }) => new DrivenReader(dataUri));
    try {
      await Promise.all(readers.map((reader) => reader.state('waiting')));
      await Promise.all([emulators[0].lay(resident), emulators[1].lay(elder)]);
      const identities = await Promise.all(readers.map(async (reader) => (await reader.reading()).identity));
      expect(identities).toEqual([resident, elder]);
    } finally {
      await Promise.all(readers.map((reader) => reader.stop()));
      await Promise.all(emulators.map((emulator) => emulator.stop()));
    }
  });

  it('notices a port that is not there yet, and one that is in use', async () => {
    const link = join(folder, 'late');
    const reader = new DrivenReader(`serial://${link}`);
    expect(await reader.state('absent')).toEqual({ kind: 'absent' });
    const emulator = await startReaderEmulator({ mode: 'pty', link });
    const second = await reader.state('waiting').then(() => new DrivenReader(`serial://${link}`));
    try {
      expect(await second.state('absent')).toEqual({ kind: 'absent', error: 'READER_BUSY' });
      await reader.stop();
      await second.state('waiting');
    } finally {
      await reader.stop();
      await second.stop();
      await emulator.stop();
    }
  });

  it.each(['bluetooth://x', 'serial://host/dev/tty', 'tcp://nowhere', 'no address'])(
    'refuses %s',
    async (uri) => {
      const reader = new DrivenReader(uri);
      expect(await reader.state('absent')).toEqual({ kind: 'absent', error: 'READER_ADDRESS_INVALID' });
      await reader.stop();
    },
  );
});

/** The terminal has asked for a card several times more. */
async function polled(emulator: ReaderEmulator): Promise<void> {
  const finds = async () => (await emulator.stats()).commands.find ?? 0;
  const enough = (await finds()) + 6;
  while ((await finds()) < enough) await new Promise((wake) => setTimeout(wake, 20));
}
