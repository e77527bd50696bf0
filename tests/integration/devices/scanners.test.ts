// Scanners through the real host process: real serialport over a pseudo terminal, TCP, and real node-hid over emulated HID.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#emulators/scanner/gb18030-encoder';
import { startHidDevices, type HidDevices } from '#tests/support/hid-devices';
import { startScannerEmulator, type ScannerEmulator } from '#tests/support/scanner-emulator';
import { HostedDevices, scannerConfig } from './hosted';

const folder = mkdtempSync(join(tmpdir(), 'zc-scanners-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let hosted: HostedDevices;
afterEach(() => hosted.stop());

describe.each(['pty', 'tcp'] as const)('a serial scanner over %s', (mode) => {
  let scanner: ScannerEmulator;
  afterEach(() => scanner.stop());

  const start = async (options: Parameters<typeof startScannerEmulator>[0], profile: object = {}) => {
    scanner = await startScannerEmulator({ link: join(folder, `port-${mode}`), ...options });
    const address = options.mode === 'pty' ? `${scanner.dataUri}?baud=9600` : scanner.dataUri;
    hosted = new HostedDevices([scannerConfig('scanner', address, profile)]);
    await hosted.state('scanner', 'ready');
  };

  it.each(['cr', 'lf', 'crlf', 'none'] as const)('reads codes ended by %s', async (terminator) => {
    await start({ mode, terminator, baud: 115_200 });
    await scanner.scan('https://example.invalid/证照?编号=8900');
    await hosted.until(() => hosted.scans.length === 1);
    await scanner.scan('6901234567892');
    await hosted.until(() => hosted.scans.length === 2);
    expect(hosted.scans.map(({ text, encoding }) => ({ text, encoding }))).toEqual([
      { text: 'https://example.invalid/证照?编号=8900', encoding: 'utf-8' },
      { text: '6901234567892', encoding: 'ascii' },
    ]);
  });

  it('reads GBK at 9,600 baud, slowly, behind noise, and goes on after a replug', async () => {
    await start({ mode, encoding: 'gb18030', terminator: 'crlf' });
    await scanner.scan('统一社会信用代码：示例企业有限公司');
    await scanner.fault({ kind: 'slow', chunk: 3, gapMs: 40 });
    await scanner.scan('龘');
    await hosted.until(() => hosted.scans.length === 2);
    await scanner.unplug();
    await hosted.state('scanner', 'absent');
    await scanner.replug();
    await hosted.state('scanner', 'ready');
    await scanner.scan('第二次');
    await hosted.until(() => hosted.scans.length === 3);
    expect(hosted.scans.map(({ text, encoding }) => `${encoding}:${text}`)).toEqual([
      'gb18030:统一社会信用代码：示例企业有限公司',
      'gb18030:龘',
      'gb18030:第二次',
    ]);
    expect(hosted.scanFailures).toEqual([]);
  });

  it('takes twenty codes in two seconds, all and in order', async () => {
    await start({ mode, baud: 115_200 });
    const codes = Array.from({ length: 20 }, (_, index) => `CODE-${String(index).padStart(4, '0')}`);
    for (const code of codes) {
      await scanner.scan(code);
      await new Promise((wake) => setTimeout(wake, 80));
    }
    await hosted.until(() => hosted.scans.length === codes.length);
    expect(hosted.scans.map(({ text }) => text)).toEqual(codes);
  });

  it('names what breaks off and what is no text', async () => {
    await start({ mode, baud: 115_200, terminator: 'cr' }, { terminator: 'cr' });
    await scanner.fault({ kind: 'truncate', bytes: 5 });
    await scanner.scan('1234567890');
    await hosted.until(() => hosted.scanFailures.length === 1);
    await scanner.scan(Uint8Array.from([0xff, 0xfe, 0xff]));
    await hosted.until(() => hosted.scanFailures.length === 2);
    expect(hosted.scanFailures.map(({ error }) => error)).toEqual(['SCAN_INCOMPLETE', 'SCAN_UNREADABLE']);
    expect(hosted.scans).toEqual([]);
  });
});

describe('a serial port in use', () => {
  it('is named, and taken when it is free', async () => {
    const scanner = await startScannerEmulator({ mode: 'pty', link: join(folder, 'held') });
    try {
      await scanner.hold(true);
      hosted = new HostedDevices([scannerConfig('scanner', scanner.dataUri)]);
      const { state } = await hosted.state('scanner', 'absent');
      expect(state).toEqual({ kind: 'absent', error: 'DEVICE_BUSY' });
      await scanner.hold(false);
      await hosted.state('scanner', 'ready');
    } finally {
      await scanner.stop();
    }
  });
});

describe('a HID-POS scanner', () => {
  let hid: HidDevices;
  beforeAll(async () => {
    hid = await startHidDevices();
    await hid.add('a', { kind: 'pos-scanner', layout: 'flag-at-61', vendorId: 0x0c2e, productId: 0x0b61 });
    await hid.add('b', {
      kind: 'pos-scanner',
      layout: 'flag-at-63',
      vendorId: 0x0c2e,
      productId: 0x0b63,
      serial: 'B7',
      product: 'Scanner B',
    });
    await hid.add('c', { kind: 'pos-scanner', layout: 'unnumbered', vendorId: 0x05e0, productId: 0x1300 });
  });
  afterAll(() => hid.stop());

  const all = [
    scannerConfig('a', 'hid://0c2e:0b61'),
    scannerConfig('b', 'hid://0c2e:0b63/serial/B7'),
    scannerConfig('c', 'hid://05e0:1300'),
  ];
  const start = async (configs = all) => {
    hosted = new HostedDevices(configs, hid.env);
    for (const { id } of configs) await hosted.state(id, 'ready');
  };

  it.each(['a', 'b', 'c'])('layout %s: joins continued reports into 2,900 characters', async (name) => {
    await start();
    const long = Array.from({ length: 2_900 }, (_, index) => String.fromCharCode(0x30 + (index % 75))).join(
      '',
    );
    await hid.scan(name, long);
    await hid.scan(name, '短码');
    await hid.scan(name, encodeGb18030('电子营业执照'), 'X0');
    await hosted.until(() => hosted.scans.length === 3);
    expect(hosted.scans.map(({ text }) => text)).toEqual([long, '短码', '电子营业执照']);
    expect(hosted.scans.map(({ encoding }) => encoding)).toEqual(['ascii', 'utf-8', 'gb18030']);
    expect(hosted.scans.map(({ symbology }) => symbology)).toEqual([
      { aim: 'Q1', name: 'qr' },
      { aim: 'Q1', name: 'qr' },
      { aim: 'X0', name: 'other' },
    ]);
    expect(hosted.scans[0]?.parts).toBe(Math.ceil(2_900 / (name === 'c' ? 44 : 56)));
  });

  it('takes twenty codes in two seconds from two scanners at once, all and in order', async () => {
    await start();
    const codes = Array.from({ length: 20 }, (_, index) => `QR ${index} ${'x'.repeat(index * 9)}`);
    const send = async (name: string) => {
      for (const code of codes) {
        await hid.scan(name, code);
        await new Promise((wake) => setTimeout(wake, 60));
      }
    };
    await Promise.all([send('a'), send('b')]);
    await hosted.until(() => hosted.scans.length === 2 * codes.length);
    for (const name of ['a', 'b']) {
      const of = hosted.scans.filter(({ deviceId }) => deviceId === name);
      expect(of.map(({ text }) => text)).toEqual(codes);
    }
  });

  it('never takes part of a code for the whole', async () => {
    await start();
    await hid.fault('a', { kind: 'break-off', reports: 1 });
    await hid.scan('a', 'y'.repeat(300));
    await hosted.until(() => hosted.scanFailures.length === 1);
    // What comes now could be the rest of it.
    await hid.scan('a', 'too early');
    await hosted.until(() => hosted.scanFailures.length === 2);
    await hid.fault('a', { kind: 'truncate', bytes: 20 });
    await hid.scan('a', 'z'.repeat(300));
    await hosted.until(() => hosted.scanFailures.length === 3);
    await new Promise((wake) => setTimeout(wake, 600));
    await hid.scan('a', 'whole again');
    await hosted.until(() => hosted.scans.length === 1);
    expect(hosted.scanFailures.map(({ error }) => error)).toEqual([
      'SCAN_INCOMPLETE',
      'SCAN_INCOMPLETE',
      'SCAN_DAMAGED',
    ]);
    expect(hosted.scans.map(({ text }) => text)).toEqual(['whole again']);
  });

  it('is listed, lost, and found again under another path without a restart', async () => {
    await start();
    await hosted.until(() => hosted.listings.some((listing) => listing.hid.length === 3));
    const listed = hosted.supervisor.listing().hid.find(({ serialNumber }) => serialNumber === 'B7');
    expect(listed).toMatchObject({ vendorId: 0x0c2e, usagePage: 0x8c, usage: 0x02, product: 'Scanner B' });
    await hid.unplug('b');
    expect((await hosted.state('b', 'absent')).state).toEqual({ kind: 'absent', error: 'DEVICE_GONE' });
    await hosted.until(() => hosted.supervisor.listing().hid.length === 2);
    await hid.plug('b', 40);
    await hosted.state('b', 'ready');
    await hid.scan('b', 'after replug');
    await hosted.until(() => hosted.scans.length === 1);
    expect(hosted.scans[0]?.text).toBe('after replug');
    await hosted.until(() => hosted.supervisor.listing().hid.some(({ path }) => path === '/dev/hidraw40'));
    expect(hosted.logged.filter((event) => event === 'device-host-started')).toHaveLength(1);
  });

  it.each([
    ['EACCES', 'DEVICE_NO_PERMISSION'],
    ['EBUSY', 'DEVICE_BUSY'],
  ] as const)('says why it may not be opened (%s) and opens when it may', async (error, code) => {
    await hid.deny('c', error);
    hosted = new HostedDevices([scannerConfig('c', 'hid://05e0:1300')], hid.env);
    expect((await hosted.state('c', 'absent')).state).toEqual({ kind: 'absent', error: code });
    await hid.deny('c', null);
    await hosted.state('c', 'ready');
  });

  it('has one owner, and is not taken for a scanner when it is none', async () => {
    await hid.add('key', { kind: 'seal-key', vendorId: 0x2c97, productId: 0x1011, serial: 'K1' });
    hosted = new HostedDevices(
      [
        scannerConfig('first', 'hid://0c2e:0b61'),
        scannerConfig('second', 'hid://0c2e:0b61'),
        scannerConfig('key', 'hid://2c97:1011'),
      ],
      hid.env,
    );
    await hosted.state('first', 'ready');
    expect((await hosted.state('second', 'absent')).state).toEqual({ kind: 'absent', error: 'DEVICE_BUSY' });
    const { state } = await hosted.state('key', 'failed');
    expect(state).toEqual({ kind: 'failed', error: 'SCANNER_LAYOUT_UNKNOWN' });
  });
});
