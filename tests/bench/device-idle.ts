// What the device host costs while nothing happens: six devices of five kinds against an empty host, in percent of one
// core. The host runs as its own process; its emulated devices run in others and do not count.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { median, report, round } from '../support/bench';
import { HostedDevices, scannerConfig } from '../integration/devices/hosted';
import { startHidDevices } from '../support/hid-devices';
import { startReaderEmulator } from '../support/reader-emulator';
import { numberArgument } from '../support/random';
import { startScannerEmulator } from '../support/scanner-emulator';

const ROUNDS = numberArgument('rounds', 5);
const WINDOW_MS = numberArgument('window', 6_000);
/** A reader that was not used for a minute is asked less often (card-presence.ts). */
const SETTLE_MS = numberArgument('settle', 65_000);

const hid = await startHidDevices();
await hid.add('scanner', { kind: 'pos-scanner', layout: 'flag-at-63', vendorId: 0x0c2e, productId: 0x0b6a });
await hid.add('reader', { kind: 'card-reader', vendorId: 0x0400, productId: 0xc35a, serial: 'R1' });
const readers = await Promise.all([1, 2].map(() => startReaderEmulator({ mode: 'pty' })));
const scanners = await Promise.all([
  startScannerEmulator({ mode: 'pty' }),
  startScannerEmulator({ mode: 'tcp' }),
]);

const reader = (id: string, address: string) =>
  ({ kind: 'id-card-reader', id, address, role: 'clerk', profile: {} }) as const;
const six = [
  reader('serial-reader-1', readers[0]!.dataUri),
  reader('serial-reader-2', readers[1]!.dataUri),
  reader('hid-reader', 'hid://0400:c35a'),
  scannerConfig('serial-scanner', `${scanners[0]!.dataUri}?baud=9600`),
  scannerConfig('tcp-scanner', scanners[1]!.dataUri),
  scannerConfig('hid-scanner', 'hid://0c2e:0b6a'),
];

/** Processor time of all threads so far, in milliseconds (schedstat: nanoseconds). */
function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const spent = readdirSync(tasks).map((id) =>
    Number(readFileSync(`${tasks}/${id}/schedstat`, 'utf8').split(' ')[0]),
  );
  return spent.reduce((sum, each) => sum + each, 0) / 1e6;
}

async function percentOfCore(pid: number): Promise<number> {
  const [before, at] = [cpuMs(pid), performance.now()];
  await delay(WINDOW_MS);
  return ((cpuMs(pid) - before) / (performance.now() - at)) * 100;
}

try {
  const empty = new HostedDevices([], hid.env);
  const full = new HostedDevices(six, hid.env);
  for (const { id, kind } of six) await full.state(id, kind === 'scanner' ? 'ready' : 'waiting');
  await delay(SETTLE_MS);
  const costs: { empty: number[]; full: number[] } = { empty: [], full: [] };
  // In turn, so that whatever else the machine does falls on both.
  for (let round_ = 0; round_ < ROUNDS; round_ += 1) {
    costs.empty.push(await percentOfCore(empty.hostPid()));
    costs.full.push(await percentOfCore(full.hostPid()));
  }
  const floor = median(costs.empty);
  report({
    bench: 'device-idle',
    value: round(median(costs.full) - floor),
    unit: '% of a core over an empty host',
    floor: round(floor),
    ratio: null,
    runs: ROUNDS,
    target: '< 1 % of a core with six devices',
  });
  await Promise.all([empty.stop(), full.stop()]);
} finally {
  await Promise.all([
    hid.stop(),
    ...readers.map((each) => each.stop()),
    ...scanners.map((each) => each.stop()),
  ]);
}
