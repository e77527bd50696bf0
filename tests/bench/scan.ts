// Last byte of a code on the wire to the right screen painted, p95: a holder's code that opens the case, over HID-POS.
import { setTimeout as delay } from 'node:timers/promises';
import { initSm3 } from '#core/crypto/sm3';
import { holderToken } from '#core/demonstration/holder-tokens';
import { median, percentile, report, round } from '../support/bench';
import { bridge, currentCase, waitFor } from '../support/bridge';
import { COUNTER } from '../support/counter';
import { startHidDevices } from '../support/hid-devices';
import { numberArgument } from '../support/random';
import { startStation } from '../support/station';
import { logged } from '../support/terminal-log';

const RUNS = numberArgument('runs', 40);
/** The first ones compile what all later ones use. */
const WARM_UP = 5;

await initSm3();
const hid = await startHidDevices();
const counter = { ...COUNTER, place: 'chongqing' };
const station = await startStation({ printer: false, env: hid.env, settings: { counter } });

const shownCount = () => logged(station.profileDir, 'scan.shown').length;

try {
  await hid.add('scanner', {
    kind: 'pos-scanner',
    layout: 'flag-at-63',
    vendorId: 0x0c2e,
    productId: 0x0b6a,
  });
  const running = await station.launch();
  const terminal = bridge(running.page);
  await waitFor('scanner ready', async () =>
    logged(station.profileDir, 'device-opened').some(({ device }) => String(device) !== 'reader-1'),
  );
  const over: number[] = [];
  const toMain: number[] = [];
  const toTaken: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    await delay(250 + ((run * 37) % 113));
    // Each code is another, as real ones are.
    const until = new Date(Date.now() + 300_000 + run * 1_000);
    const before = shownCount();
    const { lastByteAt } = await hid.scan('scanner', holderToken('YKM1.', { personId: 'renewal', until }));
    await waitFor('scan painted', async () => shownCount() > before);
    const opened = await waitFor('case', () => currentCase(terminal));
    const shown = logged(station.profileDir, 'scan.shown').at(-1)!;
    const arrived = logged(station.profileDir, 'scan.arrived').at(-1)!;
    const taken = logged(station.profileDir, 'scan.taken').at(-1)!;
    if (run >= WARM_UP) {
      over.push(shown.at - lastByteAt);
      toMain.push(arrived.at - lastByteAt);
      toTaken.push(taken.at - lastByteAt);
    }
    await terminal.request('cases.close', { caseId: opened.id, outcome: 'withdrawn' });
    await waitFor('case closed', async () => !(await currentCase(terminal)));
  }
  process.stderr.write(
    `medians: known in main ${round(median(toMain), 1)} ms, case open ${round(median(toTaken), 1)} ms, ` +
      `painted ${round(median(over), 1)} ms\n`,
  );
  report({
    bench: 'scan',
    value: round(percentile(over, 95), 1),
    unit: 'ms',
    floor: null,
    ratio: null,
    runs: RUNS,
    target: 'p95 <= 60 ms over the wire time',
  });
  await running.close();
} finally {
  await station.stop();
  await hid.stop();
}
