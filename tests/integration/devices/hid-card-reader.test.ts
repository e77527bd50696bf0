// ID card readers over HID through the real host process and real node-hid, in each way of carrying frames; then what
// the device centre asks of any device: test, record, probe; and the optional photo decoder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceConfig, ReaderProfile } from '#core/devices/device-config';
import { encodeCardPhoto } from '#emulators/id-card-reader/card-text';
import { buildPhotoDecoder } from '#emulators/photo-decoder/build';
import { startHidDevices, type HidDevices } from '#tests/support/hid-devices';
import { startReaderEmulator } from '#tests/support/reader-emulator';
import { HostedDevices } from './hosted';
import { elder, resident } from './people';

const SAM_ID = '05.03-20230517-0089000001-0012345678';
const folder = mkdtempSync(join(tmpdir(), 'zc-hid-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let hid: HidDevices;
let hosted: HostedDevices;
beforeAll(async () => {
  hid = await startHidDevices();
  const ids = { vendorId: 0x0400, manufacturer: 'Emulated' } as const;
  await hid.add('padded', { kind: 'card-reader', ...ids, productId: 0xc35a, serial: 'P1' });
  await hid.add('counted', {
    kind: 'card-reader',
    carriage: 'counted',
    numbered: true,
    ...ids,
    productId: 0xc35b,
    serial: 'C1',
  });
});
afterAll(() => hid.stop());
afterEach(() => hosted.stop());

const reader = (id: string, address: string, profile: ReaderProfile = {}): DeviceConfig => ({
  kind: 'id-card-reader',
  id,
  address,
  role: 'clerk',
  profile,
});
const padded = reader('padded', 'hid://0400:c35a/serial/P1');
const counted = reader('counted', 'hid://0400:c35b', { carriage: 'counted' });

describe('ID card readers over HID', () => {
  it('read their own cards at the same time, know when they are lifted, and come back on another path', async () => {
    hosted = new HostedDevices([padded, counted], hid.env);
    await hosted.state('padded', 'waiting');
    await hosted.state('counted', 'waiting');
    await hid.reader('padded', { cmd: 'lay', card: resident });
    await hid.reader('counted', { cmd: 'lay', card: elder });
    await hosted.until(() => hosted.cards.length === 2);
    const of = (id: string) => hosted.cards.find(({ deviceId }) => deviceId === id);
    expect(of('padded')).toMatchObject({ identity: resident, confirmed: true, samId: SAM_ID, picture: null });
    expect(of('padded')?.photo).toEqual(encodeCardPhoto(resident));
    expect(of('counted')).toMatchObject({ identity: elder, confirmed: true });
    await hid.reader('padded', { cmd: 'lift' });
    await hosted.state('padded', 'waiting');
    await hid.unplug('counted');
    expect((await hosted.state('counted', 'absent')).state).toEqual({ kind: 'absent', error: 'READER_GONE' });
    await hid.plug('counted', 33);
    await hosted.state('counted', 'card-present');
  });

  it('says why one may not be opened, and that another device is no reader', async () => {
    await hid.add('scanner', {
      kind: 'pos-scanner',
      layout: 'flag-at-61',
      vendorId: 0x0c2e,
      productId: 0x0b61,
    });
    await hid.deny('padded', 'EACCES');
    hosted = new HostedDevices([padded, reader('wrong', 'hid://0c2e:0b61')], hid.env);
    const { state } = await hosted.state('padded', 'absent');
    expect(state).toEqual({ kind: 'absent', error: 'READER_NO_PERMISSION' });
    expect((await hosted.state('wrong', 'failed')).state).toEqual({
      kind: 'failed',
      error: { code: 'READER_UNSUITABLE' },
    });
    await hid.deny('padded', null);
    await hosted.state('padded', 'waiting');
  });
});

describe('what the device centre asks', () => {
  it('tests a device between its own work', async () => {
    hosted = new HostedDevices([padded], hid.env);
    await hosted.state('padded', 'waiting');
    const outcome = await hosted.supervisor.test('padded');
    expect(outcome).toMatchObject({ kind: 'answered', detail: SAM_ID });
    expect(await hosted.supervisor.test('stranger')).toEqual({ kind: 'not-open' });
  });

  it('records what passes, with direction and time, until told to stop', async () => {
    hosted = new HostedDevices([padded], hid.env);
    await hosted.state('padded', 'waiting');
    hosted.supervisor.record('padded', true);
    const question = () => hosted.traffic.findIndex(({ direction }) => direction === 'out');
    const answer = () =>
      hosted.traffic.findIndex(({ direction }, at) => direction === 'in' && at > question());
    await hosted.until(() => question() >= 0 && answer() >= 0);
    hosted.supervisor.record('padded', false);
    const [asked, answered] = [hosted.traffic[question()]!, hosted.traffic[answer()]!];
    expect(Buffer.from(asked.bytes).toString('hex')).toMatch(/^00aaaaaa96690003/);
    expect(Buffer.from(answered.bytes).toString('hex')).toMatch(/^aaaaaa9669/);
    expect(answered.at).toBeGreaterThanOrEqual(asked.at);
  });

  it('finds a reader and its speed on a port, and gives the port back', async () => {
    const emulator = await startReaderEmulator({ mode: 'pty', link: join(folder, 'unknown') });
    try {
      hosted = new HostedDevices([]);
      const path = join(folder, 'unknown');
      const tried: number[] = [];
      const run = hosted.supervisor.probe(path, [9_600, 115_200], (baud) => tried.push(baud));
      // A pseudo terminal has no speed: the first one that is tried answers.
      expect(await run.outcome).toEqual({ kind: 'found', baud: 9_600, samId: SAM_ID });
      expect(tried).toEqual([9_600]);
      await emulator.fault({ kind: 'silence', times: 1_000 });
      const nothing = hosted.supervisor.probe(path, [9_600, 115_200], (baud) => tried.push(baud));
      expect(await nothing.outcome).toEqual({ kind: 'nothing' });
      const cancelled = hosted.supervisor.probe(path, [9_600, 19_200, 38_400, 115_200]);
      cancelled.cancel();
      expect(await cancelled.outcome).toEqual({ kind: 'cancelled' });
      await emulator.clearFaults();
      hosted.supervisor.configure([reader('found', emulator.dataUri)]);
      await hosted.state('found', 'waiting');
      const busy = hosted.supervisor.probe(path, [115_200]);
      expect(await busy.outcome).toEqual({ kind: 'failed', error: { code: 'DEVICE_BUSY' } });
      const gone = hosted.supervisor.probe(join(folder, 'nowhere'), [115_200]);
      expect(await gone.outcome).toEqual({ kind: 'failed', error: { code: 'DEVICE_GONE' } });
    } finally {
      await emulator.stop();
    }
  });
});

describe('the photo decoder', () => {
  it('is absent, is loaded where it is installed, and says what is wrong with it', async () => {
    await hid.reader('padded', { cmd: 'lift' });
    const decoder = {
      library: buildPhotoDecoder(),
      symbol: 'wlt_to_bgr',
      signature: 'wlt-to-bgr',
      success: 1,
    } as const;
    hosted = new HostedDevices(
      [
        { ...padded, profile: { photoDecoder: decoder } } as DeviceConfig,
        {
          ...counted,
          profile: { ...counted.profile, photoDecoder: { ...decoder, symbol: 'nothing' } },
        } as DeviceConfig,
        reader('missing', 'tcp://127.0.0.1:1', { photoDecoder: { ...decoder, library: '/nowhere.so' } }),
        reader('without', 'tcp://127.0.0.1:2'),
      ],
      hid.env,
    );
    await hosted.state('padded', 'waiting');
    const { supervisor } = hosted;
    expect(['padded', 'counted', 'missing', 'without'].map((id) => supervisor.photoDecoder(id))).toEqual([
      { kind: 'ready' },
      { kind: 'failed', reason: 'FUNCTION_MISSING' },
      { kind: 'failed', reason: 'LIBRARY_MISSING' },
      { kind: 'absent' },
    ]);
    await hid.reader('padded', { cmd: 'lay', card: resident });
    await hosted.until(() => hosted.cards.some(({ deviceId }) => deviceId === 'padded'));
    const picture = Buffer.from(hosted.cards.find(({ deviceId }) => deviceId === 'padded')!.picture!);
    expect(picture.subarray(0, 2).toString('latin1')).toBe('BM');
    expect([picture.readInt32LE(18), picture.readInt32LE(22)]).toEqual([102, 126]);
    // The stand-in repeats the 1,024 bytes over the picture, whose first row stands last in the file.
    const first = picture.subarray(54 + 125 * 308, 54 + 125 * 308 + 306);
    expect(new Uint8Array(first)).toEqual(encodeCardPhoto(resident).subarray(0, 306));
  });
});
