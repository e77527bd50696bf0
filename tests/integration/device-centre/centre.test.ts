// The device centre over the real host process and emulated devices: found, remembered, replugged elsewhere, tested,
// found by the wizard; recorded and replayed without anybody in it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { strFromU8, unzipSync } from 'fflate';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskText } from '#core/device-centre/mask-text';
import { decodeRecording } from '#core/device-centre/recording';
import { readerConfig } from '#core/devices/device-config';
import { SamFrameParser } from '#core/devices/id-card/framing';
import { encodeCommand } from '#core/devices/id-card/protocol';
import { composeDeviceCentre, type DeviceCentreParts } from '#main/device-centre/compose-device-centre';
import type { Divert } from '#main/device-centre/live-tests';
import { DeviceSupervisor, type CardEvent, type ScanEvent } from '#main/devices/device-supervisor';
import type { SealKeys } from '#main/seal-keys/seal-keys';
import { deviceRequests } from '#shared/ipc/device-contract';
import type { BundlePreview, DeviceCentreView, DeviceView } from '#shared/ipc/device-views';
import { highlight } from '#tests/support/invented';
import { startReaderEmulator, type ReaderEmulator } from '#tests/support/reader-emulator';
import { startScannerEmulator, type ScannerEmulator } from '#tests/support/scanner-emulator';
import { openTestStore, type TestStore } from '#tests/support/terminal-store';
import { forkHost } from '../devices/hosted';

const ROOT = resolve(import.meta.dirname, '../../..');
const person = highlight('renewal');

let store: TestStore;
let folder: string;
let supervisor: DeviceSupervisor;
let centre: DeviceCentreParts;
let cards: CardEvent[];
let saveTo: string | undefined;
const closing: (() => Promise<unknown> | void)[] = [];

beforeEach(async () => {
  store = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), 'zc-centre-'));
  cards = [];
  saveTo = undefined;
});
afterEach(async () => {
  await centre.part.stop?.();
  await supervisor.stop();
  for (const close of closing.splice(0).reverse()) await close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(readers: { id: string; uri: string; role: 'clerk' }[] = []): void {
  const configured = readers.map(readerConfig);
  supervisor = new DeviceSupervisor({ fork: forkHost, devices: configured, log: () => undefined });
  const diverted = new Map<string, (scan: ScanEvent) => void>();
  const divert: Divert = (deviceId, listener) => {
    diverted.set(deviceId, listener);
    return () => void diverted.delete(deviceId);
  };
  supervisor.on('scan', (scan) => diverted.get(scan.deviceId)?.(scan));
  const noKeys = Object.assign(new EventEmitter(), { keys: () => [], missing: () => [] });
  centre = composeDeviceCentre({
    store: store.store,
    audit: store.audit,
    clock: { now: () => new Date() },
    log: () => undefined,
    push: () => undefined,
    resourcesDir: join(ROOT, 'resources'),
    profileDir: folder,
    supervisor,
    configured,
    divert,
    printer: () => ({ kind: 'ready', queue: 'Q' }),
    printTestPage: () => Promise.resolve({ ok: true, value: { controlNumber: 'N-1' } }),
    sealKeys: noKeys as unknown as SealKeys,
    versions: () => ({ app: 'test' }),
    counter: { place: 'xuchang', window: 'A01' },
    chooseSave: () => Promise.resolve(saveTo),
  });
  supervisor.on('card', (card) => {
    if (!centre.takesCard(card)) cards.push(card);
  });
  supervisor.start();
  void centre.part.start?.();
}

const view = (): DeviceCentreView => {
  const answer = centre.handlers['devices.get'](undefined);
  if (!('ok' in answer) || !answer.ok) throw new Error('devices.get');
  return deviceRequests['devices.get'].out.parse(answer.value);
};
const device = (part: string): DeviceView | undefined =>
  view().devices.find(({ id, place }) => id === part || place.includes(part));

async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let tries = 0; tries < 800; tries += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(
    `${what}: ${JSON.stringify(view().wizard)} ${JSON.stringify(view().devices.map(({ id, state, place }) => [id, place, state]))}`,
  );
}

async function reader(
  options: Partial<Parameters<typeof startReaderEmulator>[0]> = {},
): Promise<ReaderEmulator> {
  const emulator = await startReaderEmulator({ mode: 'pty', link: join(folder, 'reader'), ...options });
  closing.push(() => emulator.stop());
  return emulator;
}
async function scanner(
  options: Partial<Parameters<typeof startScannerEmulator>[0]> = {},
): Promise<ScannerEmulator> {
  const emulator = await startScannerEmulator({
    mode: 'pty',
    link: join(folder, 'scanner'),
    baud: 115_200,
    ...options,
  });
  closing.push(() => emulator.stop());
  return emulator;
}
const typed = (text: string) => ({ target: { kind: 'typed' as const, text }, agreed: false });

describe('the wizard', () => {
  it('finds a reader and its speed, remembers it in the chosen role, and it serves', async () => {
    const emulator = await reader();
    start();
    expect(await centre.handlers['devices.wizardStart'](typed(join(folder, 'reader')))).toEqual({ ok: true });
    const found = await until('found', () => view().wizard?.kind === 'found' && view().wizard);
    expect(found).toMatchObject({ what: 'id-card-reader', baud: 115_200 });
    expect(await centre.handlers['devices.wizardAccept']({ role: 'applicant' })).toEqual({ ok: true });
    await until('ready', () => device('reader')?.state.kind === 'ready');
    expect(device('reader')).toMatchObject({ role: 'applicant', kind: 'id-card-reader', changeable: true });
    await emulator.lay(person);
    await until('card', () => cards.length === 1);
    expect(cards[0]!.identity.number).toBe(person.number);
  });

  it('finds a scanner by a code that it reads, and touches nothing of the counter meanwhile', async () => {
    const emulator = await scanner();
    start();
    await centre.handlers['devices.wizardStart'](typed(join(folder, 'scanner')));
    await until('listening', () => view().wizard?.kind === 'listening');
    await new Promise((done) => setTimeout(done, 500));
    await emulator.scan('6901234567892');
    expect(await until('found', () => view().wizard?.kind === 'found' && view().wizard)).toMatchObject({
      what: 'scanner',
    });
    await centre.handlers['devices.wizardAccept']({ role: 'clerk' });
    await until('ready', () => device('scanner')?.state.kind === 'ready');
  });

  it('is stopped at once, and leaves the port as it was', async () => {
    await scanner();
    start();
    await centre.handlers['devices.wizardStart'](typed(join(folder, 'scanner')));
    await centre.handlers['devices.wizardStop'](undefined);
    expect(view().wizard).toBeNull();
    expect(await centre.handlers['devices.wizardAccept']({ role: 'clerk' })).toEqual({
      ok: false,
      error: { code: 'DEVICE_WIZARD_NOTHING' },
    });
    expect(supervisor.devices()).toEqual([]);
  });

  it('asks before it takes a port from a device of ours, which rests and comes back', async () => {
    await reader();
    start();
    const where = typed(join(folder, 'reader'));
    await centre.handlers['devices.wizardStart'](where);
    await until('found', () => view().wizard?.kind === 'found');
    await centre.handlers['devices.wizardAccept']({ role: 'clerk' });
    await until('ready', () => device('reader')?.state.kind === 'ready');
    expect(await centre.handlers['devices.wizardStart'](where)).toEqual({
      ok: false,
      error: { code: 'DEVICE_WIZARD_ASK', belongsTo: 'device-of-ours' },
    });
    expect(await centre.handlers['devices.wizardStart']({ ...where, agreed: true })).toEqual({ ok: true });
    await until('found again', () => view().wizard?.kind === 'found');
    await centre.handlers['devices.wizardStop'](undefined);
    await until('ready again', () => device('reader')?.state.kind === 'ready');
  });

  it.each([
    ['no address', 'DEVICE_WIZARD_IMPOSSIBLE'],
    ['hid://0400:c35a', 'DEVICE_WIZARD_IMPOSSIBLE'],
  ])('refuses %s', async (text, code) => {
    start();
    expect(await centre.handlers['devices.wizardStart'](typed(text))).toEqual({ ok: false, error: { code } });
  });

  it('does not touch what the settings name', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    expect(await centre.handlers['devices.wizardStart'](typed(join(folder, 'reader')))).toEqual({
      ok: false,
      error: { code: 'DEVICE_FIXED' },
    });
    expect(await centre.handlers['devices.assign']({ deviceId: 'reader-1', role: 'applicant' })).toEqual({
      ok: false,
      error: { code: 'DEVICE_FIXED' },
    });
  });
});

describe('a live test', () => {
  it('takes the card, masked, and gives the next one back to the counter', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    await until('ready', () => device('reader-1')?.state.kind === 'ready');
    await centre.handlers['devices.startTest']({ deviceId: 'reader-1' });
    await emulator.lay(person);
    const test = await until(
      'read',
      () => device('reader-1')?.test?.kind === 'card-read' && device('reader-1')?.test,
    );
    expect(cards).toEqual([]);
    expect(JSON.stringify(test)).not.toContain(person.name);
    expect(JSON.stringify(test)).not.toContain(person.number);
    expect(test).toMatchObject({ consistent: true, confirmed: true });
    await emulator.lift();
    await emulator.lay(highlight('expired-card'));
    await until('card', () => cards.length === 1);
  });
});

describe('the recorder', () => {
  it('makes a masked recording that plays as a reader, in which nobody is left', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    await until('ready', () => device('reader-1')?.state.kind === 'ready');
    await centre.handlers['devices.record']({ deviceId: 'reader-1', on: true });
    await emulator.lay(person);
    await until('card', () => cards.length === 1);
    await centre.handlers['devices.record']({ deviceId: 'reader-1', on: false });
    saveTo = join(folder, 'recorded.jsonl');
    expect(await centre.handlers['devices.saveRecording']({ deviceId: 'reader-1' })).toEqual({
      ok: true,
      value: { file: 'recorded.jsonl' },
    });
    const text = readFileSync(saveTo, 'utf8');
    const hex = decodeRecording(text);
    const bytes = hex.ok ? Buffer.concat(hex.value.pieces.map(({ bytes: piece }) => piece)) : Buffer.alloc(0);
    expect(bytes.length).toBeGreaterThan(2_600);
    for (const secret of [person.name, person.number, person.address!, person.birth.replaceAll('-', '')])
      expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);

    const replay = await startReplay(saveTo);
    await supervisor.stop();
    await centre.part.stop?.();
    cards = [];
    start([{ id: 'replayed', uri: replay, role: 'clerk' }]);
    await until('replayed card', () => cards.length === 1);
    expect(cards[0]!.confirmed).toBe(true);
    expect(cards[0]!.identity).toMatchObject({ kind: 'resident', birth: '1990-01-01' });
    expect(cards[0]!.identity.number).toMatch(/^890101/);
  });
});

async function bundle(): Promise<BundlePreview> {
  const preview = await centre.handlers['devices.bundle'](undefined);
  if (!preview.ok) throw new Error(preview.error.code);
  return preview.value;
}

/** The traffic in a bundle of now, read back; false as long as none of it tells of this fault. */
async function keptFiles(fault: string) {
  const { files } = await bundle();
  const traffic = files
    .filter(({ name }) => name.startsWith('traffic/'))
    .map(({ name, text }) => {
      const read = decodeRecording(text);
      if (!read.ok) throw new Error(`${name}: ${read.error.code}`);
      return { name, text, ...read.value };
    });
  return traffic.some(({ header }) => header.kept?.fault?.code === fault) && traffic;
}

function expectNobody(text: string): void {
  for (const secret of [person.name, person.number]) {
    expect(text.includes(secret)).toBe(false);
    for (const encoding of ['utf16le', 'utf8'] as const)
      expect(text.includes(Buffer.from(secret, encoding).toString('hex'))).toBe(false);
  }
}

/** The device centre with one scanner. */
async function startWithScanner(): Promise<void> {
  start();
  supervisor.configure([
    {
      kind: 'scanner',
      id: 'scanner-1',
      address: `serial://${join(folder, 'scanner')}?baud=115200`,
      role: 'clerk',
      profile: {},
    },
  ]);
  await until('ready', () => supervisor.states()[0]?.state.kind === 'ready');
}

describe('diagnostics', () => {
  it('saves exactly what was previewed, notes it, and holds nobody', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    await until('ready', () => device('reader-1')?.state.kind === 'ready');
    await emulator.lay(person);
    await until('card', () => cards.length === 1);
    const preview = await centre.handlers['devices.bundle'](undefined);
    if (!preview.ok) throw new Error(preview.error.code);
    expect(preview.value.files.map(({ name }) => name)).toEqual([
      'versions.json',
      'devices.json',
      'terminal.log',
      'traffic/reader-1.jsonl',
    ]);
    saveTo = join(folder, 'bundle.zip');
    expect((await centre.handlers['devices.saveBundle']({ bundleId: 'older' })).ok).toBe(false);
    expect((await centre.handlers['devices.saveBundle']({ bundleId: preview.value.id })).ok).toBe(true);
    const files = unzipSync(new Uint8Array(readFileSync(saveTo)));
    expect(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])),
    ).toEqual(Object.fromEntries(preview.value.files.map(({ name, text }) => [name, text])));
    expectNobody(preview.value.files.map(({ text }) => text).join(''));
    const noted = store.store.db
      .prepare(`SELECT count(*) AS n FROM audit_entry WHERE action = 'diagnostics.saved'`)
      .get();
    expect(noted).toEqual({ n: 1 });
  });

  it('holds the traffic of a fault that came while nobody looked', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    await until('ready', () => device('reader-1')?.state.kind === 'ready');
    await emulator.fault({ kind: 'bad-checksum', on: 'read', times: 20 });
    await emulator.lay(person);
    await until('refused', () => device('reader-1')?.lastError?.code === 'READER_CHECKSUM');
    const files = await until('traffic of the fault', () => keptFiles('READER_CHECKSUM'));
    const { name, header, pieces } = files[0]!;
    expect(name).toBe('traffic/reader-1.jsonl');
    expect(header.kept?.dropped).toBe(0);
    // Polls without a card were counted, and the damaged readings are there, damaged still.
    expect(pieces.some(({ again }) => (again?.times ?? 0) > 0)).toBe(true);
    const heard = new SamFrameParser().push(
      Buffer.concat(pieces.filter(({ direction }) => direction === 'in').map(({ bytes }) => bytes)),
    );
    expect(heard.map(({ kind }) => kind)).toContain('bad-checksum');
    expect(heard.map(({ kind }) => kind)).toContain('frame');
    expectNobody(files.map(({ text }) => text).join(''));
    for (const secret of [person.name, person.number, person.address!])
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).includes(Buffer.from(secret, 'utf16le'))).toBe(
        false,
      );
  });

  it('still holds the traffic before a reader was pulled when the host has died since', async () => {
    const emulator = await reader();
    start([{ id: 'reader-1', uri: emulator.dataUri, role: 'clerk' }]);
    await until('ready', () => device('reader-1')?.state.kind === 'ready');
    // After a first card nothing is read but the next one: a reader that was just found is asked once for an old one.
    await emulator.lay(highlight('expired-card'));
    await until('card', () => cards.length === 1);
    await emulator.fault({ kind: 'unplug-after', bytes: 700, on: 'read' });
    await emulator.swap(person);
    await until('gone', () => device('reader-1')?.lastError?.code === 'READER_GONE');
    await until('handed over', () => keptFiles('READER_GONE'));
    supervisor.restartHost();
    await emulator.replug();
    const [before, since] = await until('both', async () => {
      const files = await keptFiles('READER_GONE');
      return files && files.length === 2 && files;
    });
    expect(before!.name).toBe('traffic/at-fault/reader-1.jsonl');
    expect(since!.name).toBe('traffic/reader-1.jsonl');
    expect(since!.header.kept!.fault).toBeNull();
    expect(since!.header.kept!.since > before!.header.kept!.fault!.at).toBe(true);
    // The last reading broke off; how much of it came through, and whether another question followed, is the system's to say.
    const { pieces } = before!;
    const read = Buffer.from(encodeCommand('read'));
    const asked = pieces.findLastIndex(({ direction, bytes }) => direction === 'out' && read.equals(bytes));
    const next = pieces.findIndex(({ direction }, index) => index > asked && direction === 'out');
    expect(asked).toBeGreaterThan(0);
    const answer = pieces.slice(asked + 1, next < 0 ? undefined : next);
    const heard = Buffer.concat(answer.map(({ bytes }) => bytes));
    expect(heard.length).toBeLessThanOrEqual(700);
    for (const secret of [person.name, person.number])
      expect(heard.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
    expectNobody(before!.text + since!.text);
  });

  it('keeps of a code only its shape', async () => {
    const emulator = await scanner();
    await startWithScanner();
    const scanned: string[] = [];
    supervisor.on('scan', ({ text }) => scanned.push(text));
    await emulator.scan(`${person.name},${person.number}`);
    await until('the code', () => scanned.length === 1);
    const { files } = await bundle();
    const traffic = files.find(({ name }) => name.startsWith('traffic/'))!;
    const read = decodeRecording(traffic.text);
    const bytes = read.ok ? Buffer.concat(read.value.pieces.map((piece) => piece.bytes)) : Buffer.alloc(0);
    expect(bytes.toString('utf8').replace(/[\r\n]+$/, '')).toBe(
      `${'某'.repeat(person.name.length)},${maskText(person.number)}`,
    );
    expectNobody(files.map(({ text }) => text).join(''));
  });

  it('says when the file could not be written, and writes nothing into the log of deeds', async () => {
    start();
    const preview = await centre.handlers['devices.bundle'](undefined);
    saveTo = join(folder, 'no-such-folder', 'bundle.zip');
    expect(
      preview.ok && (await centre.handlers['devices.saveBundle']({ bundleId: preview.value.id })),
    ).toEqual({
      ok: false,
      error: { code: 'DEVICE_FILE_NOT_WRITTEN' },
    });
    saveTo = undefined;
    expect(
      preview.ok && (await centre.handlers['devices.saveBundle']({ bundleId: preview.value.id })),
    ).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe('the catalogue of an administrator', () => {
  it('is named where it is wrong, and the rest is used', () => {
    mkdirSync(join(folder, 'devices'));
    writeFileSync(join(folder, 'devices', 'broken.json'), '{');
    writeFileSync(
      join(folder, 'devices', 'newland-serial.json'),
      readFileSync(join(ROOT, 'resources/devices/newland-serial.json'), 'utf8').replace('9600', '38400'),
    );
    start();
    expect(view().catalogue.problems).toEqual([
      { code: 'DEVICE_CATALOGUE_NOT_JSON', file: 'broken.json', field: '', origin: 'administrator' },
    ]);
    const shipped = readdirSync(join(ROOT, 'resources/devices')).filter((name) => name.endsWith('.json'));
    expect(view().catalogue.entries).toBe(shipped.length);
  });
});

/** A recording as a reader of its own process; answers its address. */
async function startReplay(file: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['scripts/run-ts.mjs', 'tests/emulators/replay/main.ts', '--file', file],
    {
      cwd: ROOT,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  closing.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const line = await new Promise<string>((done) =>
    createInterface({ input: child.stdout }).once('line', done),
  );
  return (JSON.parse(line) as { data: string }).data;
}
