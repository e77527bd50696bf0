// Twelve emulated devices and more × eight faults on the real application: what the clerk sees of each, read from the
// screen; the window is never blank; after a replug service is back within five seconds without a restart.
// --device=PART and --fault=PART choose.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatedCard } from '../support/reader-emulator';
import { startReaderEmulator } from '../support/reader-emulator';
import { COUNTER } from '../support/counter';
import { startHidDevices } from '../support/hid-devices';
import { demonstration } from '../support/invented';
import { startScannerEmulator } from '../support/scanner-emulator';
import { startStation } from '../support/station';
import { CentreScreen, type Seen } from '../support/device-matrix/centre-screen';
import {
  hidReader,
  hidScanner,
  serialReader,
  serialScanner,
  unmountRefused,
  type MatrixDevice,
} from '../support/device-matrix/matrix-devices';

const BACK_WITHIN_MS = 5_000;
/** How long something may take to be seen at all. */
const SEEN_MS = 12_000;
/** What was refused stays on screen for longer than this. */
const CLERK_READS_MS = 1_500;
const FAULTS = [
  '空闲时拔线',
  '工作时拔线',
  '很慢',
  '乱码',
  '两台同时',
  '没有权限',
  '不应答',
  '设备程序被杀',
] as const;
type FaultName = (typeof FAULTS)[number];

const choice = (name: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? '';
const cards = demonstration.people.filter(({ kind }) => kind === 'resident') as EmulatedCard[];
const failures: string[] = [];
let slowestMs = 0;

const hid = await startHidDevices();
const [blind, single, network, crlf, bare] = await Promise.all([
  startReaderEmulator({ mode: 'pty', habit: 'select-blind' }),
  startReaderEmulator({ mode: 'pty', habit: 'single-read' }),
  startReaderEmulator({ mode: 'tcp' }),
  startScannerEmulator({ mode: 'pty', terminator: 'crlf' }),
  startScannerEmulator({ mode: 'pty', terminator: 'none', encoding: 'gb18030' }),
]);
await hid.add('reader-padded', { kind: 'card-reader', vendorId: 0x0400, productId: 0xc35a, serial: 'HR1' });
await hid.add('reader-counted', {
  kind: 'card-reader',
  carriage: 'counted',
  numbered: true,
  vendorId: 0x1234,
  productId: 0x5678,
  serial: 'HR2',
});
await hid.add('pos-61', {
  kind: 'pos-scanner',
  layout: 'flag-at-61',
  vendorId: 0x1eab,
  productId: 0x1a10,
  serial: 'P1',
});
await hid.add('pos-63', {
  kind: 'pos-scanner',
  layout: 'flag-at-63',
  vendorId: 0x0c2e,
  productId: 0x0b81,
  serial: 'P2',
});
await hid.add('pos-plain', {
  kind: 'pos-scanner',
  layout: 'unnumbered',
  vendorId: 0x4321,
  productId: 0x8765,
  serial: 'P3',
});
const station = await startStation({ reader: 'pty', printer: false, env: hid.env });
addToProfile();
const running = await station.launch();
const screen = await CentreScreen.open(running.page);
try {
  await prove();
} finally {
  await running.close();
  unmountRefused();
  await Promise.all([
    station.stop(),
    hid.stop(),
    blind.stop(),
    single.stop(),
    network.stop(),
    crlf.stop(),
    bare.stop(),
  ]);
}

/** Further readers in the settings; the administrator's entry for a reader whose reports count their bytes. */
function addToProfile(): void {
  const readers = [station.reader, blind, single, network].map(({ dataUri }, index) => ({
    id: `reader-${index + 1}`,
    uri: dataUri,
    role: index < 2 ? 'clerk' : 'applicant',
  }));
  writeFileSync(
    station.settingsFile,
    JSON.stringify({
      profile: 'demonstration',
      counter: COUNTER,
      readers,
      printer: null,
    }),
  );
  mkdirSync(join(station.profileDir, 'devices'));
  writeFileSync(
    join(station.profileDir, 'devices', 'own-reader.json'),
    JSON.stringify({
      id: 'own-reader',
      kind: 'id-card-reader',
      vendor: '某厂',
      model: '计数报告读卡器',
      tried: true,
      source: 'the maker’s manual',
      match: [{ bus: 'hid', vendorId: '1234', productId: '5678' }],
      transport: { kind: 'hid' },
      profile: { carriage: 'counted' },
    }),
  );
}

async function prove(): Promise<void> {
  const devices = await knownDevices();
  const rows: string[][] = [];
  for (const [index, device] of devices.entries()) {
    if (!device.name.includes(choice('device'))) continue;
    const row = [device.name];
    for (const fault of FAULTS.filter((one) => one.includes(choice('fault')))) {
      const partner = devices[(index + 1) % devices.length]!;
      row.push(await cell(device, fault, partner));
      process.stderr.write('.');
    }
    rows.push(row);
    process.stderr.write(` ${device.name}\n`);
  }
  print(rows);
  const { looks, blank } = await screen.blankWatch();
  if (blank > 0) failures.push(`the window was blank at ${blank} of ${looks} looks`);
  const cells = rows.reduce((sum, row) => sum + row.length - 1, 0);
  console.log(
    JSON.stringify({
      devices: rows.length,
      cells,
      looks,
      blank,
      slowestBackMs: Math.round(slowestMs),
      bound: BACK_WITHIN_MS,
      failures: failures.length,
    }),
  );
  for (const failure of failures) console.log(`FAILED ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

async function knownDevices(): Promise<MatrixDevice[]> {
  for (const scanner of [crlf, bare]) {
    await screen.addTyped(new URL(scanner.dataUri).pathname, () => scanner.scan('ZCTEST-0001'));
  }
  const id = async (part: string): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await screen.find(part);
      if (found) return found;
      await delay(100);
    }
    throw new Error(`${part} is not on the screen`);
  };
  const byPort = async (dataUri: string) => id(new URL(dataUri).pathname);
  return [
    serialReader('串口读卡器（可再选卡）', 'reader-1', station.reader, cards[0]!),
    serialReader('串口读卡器（不可再选）', 'reader-2', blind, cards[1]!),
    serialReader('串口读卡器（只读一次）', 'reader-3', single, cards[2]!),
    serialReader('网络串口读卡器', 'reader-4', network, cards[3]!),
    hidReader('HID 读卡器（补零）', await id('0400:c35a'), hid, 'reader-padded', cards[4]!),
    hidReader('HID 读卡器（计数）', await id('计数报告'), hid, 'reader-counted', cards[5]!),
    serialScanner('串口扫码枪（回车换行）', await byPort(crlf.dataUri), crlf),
    serialScanner('串口扫码枪（无结束符）', await byPort(bare.dataUri), bare),
    hidScanner('HID-POS（62 字节）', await id('新大陆'), hid, 'pos-61'),
    hidScanner('HID-POS（64 字节）', await id('霍尼韦尔'), hid, 'pos-63'),
    hidScanner('HID-POS（无报告号）', await id('（通用）'), hid, 'pos-plain'),
    typing(),
  ];
}

/** A scanner that types has no plug of its own: what is seen is that typing means what it should. */
function typing(): MatrixDevice {
  let [gapMs, enter, text] = [4, true, '6901234567892'];
  const plain = (): Promise<void> => {
    [gapMs, enter, text] = [4, true, '6901234567892'];
    return Promise.resolve();
  };
  const later = (change: () => void) => (): Promise<void> => Promise.resolve(change());
  return {
    name: '键盘方式扫码枪',
    id: 'keyboard',
    kind: 'keys',
    use: () => screen.type(text, gapMs, enter),
    rest: () => Promise.resolve(),
    unplug: () => Promise.resolve(),
    replug: plain,
    unplugWhileUsed: later(() => ([text, enter] = ['690123', false])),
    slow: later(() => (gapMs = 160)),
    garbage: later(() => (text = '#~!8)_')),
    silent: later(() => (text = '')),
    heal: plain,
    deny: () => Promise.resolve(null),
  };
}

async function cell(device: MatrixDevice, fault: FaultName, partner: MatrixDevice): Promise<string> {
  const { id, name } = device;
  await screen.select(id);
  const working = await screen.until(
    id,
    ({ state }) => state === 'ready' || state === 'card-present',
    SEEN_MS,
  );
  if (!working) return failed(`${name}, ${fault}: not ready beforehand: ${(await screen.see(id))?.sentence}`);
  try {
    return await hurt(device, fault, partner);
  } catch (cause) {
    await device.heal().then(() => device.replug());
    return failed(`${name}, ${fault}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

async function hurt(device: MatrixDevice, fault: FaultName, partner: MatrixDevice): Promise<string> {
  const { id, kind } = device;
  const gone = (seen: Seen): boolean =>
    !['ready', 'reading', 'card-present', 'connecting'].includes(seen.state);
  switch (fault) {
    case '空闲时拔线': {
      await device.unplug();
      const seen = kind === 'keys' ? await now(id) : await shown(id, gone, device, fault);
      return `${seen} → ${await backAfter(device, fault, () => device.replug())}`;
    }
    case '工作时拔线': {
      await screen.beginTest(id);
      await device.unplugWhileUsed();
      await device.use();
      if (kind === 'scan') await device.unplug();
      const seen = kind === 'keys' ? await settled(id) : await shown(id, gone, device, fault);
      await device.heal();
      await device.rest();
      return `${seen} → ${await backAfter(device, fault, () => device.replug())}`;
    }
    case '很慢':
      await device.slow();
      return used(device, fault);
    case '乱码': {
      await device.garbage();
      await screen.beginTest(id);
      await device.use();
      const seen = await settled(id);
      await device.heal();
      await device.rest();
      // No plug is to be pulled for it: the clerk has read what was refused, and lays the card or scans again.
      await delay(CLERK_READS_MS);
      return `${seen} → ${await works(device, fault)}`;
    }
    case '两台同时':
      return together(device, partner);
    case '没有权限': {
      const denied = await device.deny();
      if (!denied) return kind === 'keys' ? '不适用（键盘由系统管）' : '不适用（网络设备没有文件权限）';
      const refusedStates = ['no-permission', 'busy-elsewhere'];
      const seen = await shown(id, ({ state }) => refusedStates.includes(state), device, fault);
      return `${denied.how}：${seen} → ${await backAfter(device, fault, denied.undo)}`;
    }
    case '不应答': {
      await device.silent();
      if (kind === 'card') {
        const seen = await shown(id, gone, device, fault);
        return `${seen} → ${await backAfter(device, fault, () => device.heal())}`;
      }
      await screen.beginTest(id);
      await device.use();
      await delay(1_200);
      const seen = await now(id);
      await device.heal();
      return `${seen} → ${await works(device, fault)}`;
    }
    case '设备程序被杀': {
      await killHost();
      const seen =
        kind === 'keys'
          ? await now(id)
          : await shown(id, ({ state }) => state === 'restarting', device, fault);
      return `${seen} → ${await backAfter(device, fault, () => Promise.resolve())}`;
    }
  }
}

/** The short word, and the test's words where one is under way. */
function words({ word, test }: Seen): string {
  return test ? `${word}，${test.text}` : word;
}

async function now(id: string): Promise<string> {
  const seen = await screen.see(id);
  return seen ? words(seen) : '（空）';
}

async function shown(
  id: string,
  holds: (seen: Seen) => boolean,
  device: MatrixDevice,
  fault: string,
): Promise<string> {
  const found = await screen.until(id, holds, SEEN_MS);
  if (found) return found.seen.word;
  return failed(`${device.name}, ${fault}: never seen; ${(await screen.see(id))?.sentence}`);
}

/** Whatever the test came to, or that it still waits. */
async function settled(id: string): Promise<string> {
  const found = await screen.until(id, ({ test }) => test !== null && !test.kind.endsWith('-awaited'), 6_000);
  return found ? words(found.seen) : now(id);
}

/** Time from the replug until the screen says that it is there, then a real card or code. */
async function backAfter(device: MatrixDevice, fault: string, heal: () => Promise<void>): Promise<string> {
  await heal();
  const back = await screen.until(
    device.id,
    ({ state }) => state === 'ready' || state === 'card-present',
    SEEN_MS,
  );
  if (!back) return failed(`${device.name}, ${fault}: not back; ${(await screen.see(device.id))?.sentence}`);
  slowestMs = Math.max(slowestMs, back.afterMs);
  if (back.afterMs > BACK_WITHIN_MS)
    failures.push(`${device.name}, ${fault}: back after ${Math.round(back.afterMs)} ms`);
  return `${(back.afterMs / 1000).toFixed(1)} 秒恢复，${await works(device, fault)}`;
}

async function works(device: MatrixDevice, fault: string): Promise<string> {
  const served = await serve(device);
  return served ? '可用' : failed(`${device.name}, ${fault}: does not serve; ${await now(device.id)}`);
}

async function used(device: MatrixDevice, fault: string): Promise<string> {
  await screen.beginTest(device.id);
  await device.use();
  const seen = await settled(device.id);
  await device.heal();
  await device.rest();
  return `${seen} → ${await works(device, fault)}`;
}

/** A card is read, a code arrives: at the live test, as the clerk would try. */
async function serve(device: MatrixDevice): Promise<boolean> {
  await device.rest();
  await device.heal();
  await delay(400);
  await screen.beginTest(device.id);
  await device.use();
  const done = await screen.until(
    device.id,
    ({ test }) => test?.kind === 'card-read' || test?.kind === 'scan-arrived',
    8_000,
  );
  await device.rest();
  return done !== null;
}

async function together(device: MatrixDevice, partner: MatrixDevice): Promise<string> {
  await screen.beginTest(partner.id);
  await screen.beginTest(device.id);
  // Keys go to the window one after another; a device's own line does not wait for another's.
  await Promise.all([device.use(), partner.use()]);
  const served = ({ test }: Seen): boolean => test?.kind === 'card-read' || test?.kind === 'scan-arrived';
  const first = await screen.until(device.id, served, 8_000);
  await screen.select(partner.id);
  const second = await screen.until(partner.id, served, 8_000);
  await Promise.all([device.rest(), partner.rest()]);
  if (!first || !second)
    return failed(
      `${device.name} and ${partner.name} at once: ${first ? '' : 'the first '}${second ? '' : 'the second '}missing`,
    );
  return `两台都收到：${words(first.seen)}`;
}

async function killHost(): Promise<void> {
  const pid = await running.app.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => `${name}${serviceName}`.includes('设备主机'))
        ?.pid ?? 0,
  );
  if (pid === 0) throw new Error('no device host');
  process.kill(pid, 'SIGKILL');
}

function failed(what: string): string {
  failures.push(what);
  return '失败';
}

function print(rows: readonly string[][]): void {
  const faults = FAULTS.filter((one) => one.includes(choice('fault')));
  console.log(['设备', ...faults].join(' | '));
  for (const row of rows) {
    console.log(`\n${row[0]}`);
    row.slice(1).forEach((text, index) => console.log(`  ${faults[index]}：${text.replaceAll(/\s+/g, ' ')}`));
  }
}
