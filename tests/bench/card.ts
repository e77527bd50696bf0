// Card on the reader to applicant on screen, p95, minus the time the bytes need on the wire.
import { setTimeout as delay } from 'node:timers/promises';
import { chinaDay } from '#core/time/clock';
import { median, percentile, report, round } from '../support/bench';
import { bridge, currentCase, waitFor } from '../support/bridge';
import { demonstration } from '../support/invented';
import { startStation } from '../support/station';
import { logged } from '../support/terminal-log';

const RUNS = 40;

const station = await startStation({ printer: false, reader: 'pty' });
const today = chinaDay(new Date());
const people = demonstration.people.filter(
  ({ kind, validTo }) => kind === 'resident' && (validTo === 'long-term' || validTo > today),
);

/** The screen says when an applicant is painted; the log's clock is the machine's. Nothing asks the program meanwhile. */
const shown = () => logged(station.profileDir, 'card.shown');

try {
  const running = await station.launch();
  const terminal = bridge(running.page);
  await waitFor('reader waiting', async () => (await terminal.desk()).readers[0]?.state.kind === 'waiting');
  const over: number[] = [];
  const toMain: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Laid at any moment of the polling: not in step with it.
    await delay(300 + ((run * 37) % 113));
    const before = shown().length;
    const { laidAt } = await station.reader.lay(people[run]!);
    const painted = await waitFor('applicant painted', async () => shown()[before]);
    const opened = await waitFor('case', () => currentCase(terminal));
    const state = (await terminal.desk()).readers[0]!.state;
    if (state.kind !== 'card-present' || state.readingId !== painted['reading'])
      throw new Error(`reader is ${state.kind}`);
    const { readings } = await station.reader.stats();
    const { wireMs } = readings.at(-1)!;
    over.push(painted.at - laidAt - wireMs);
    toMain.push(logged(station.profileDir, 'card.read').at(-1)!.at - laidAt - wireMs);
    await terminal.request('cases.close', { caseId: opened.id, outcome: 'withdrawn' });
    await station.reader.lift();
    await waitFor('reader waiting', async () => (await terminal.desk()).readers[0]?.state.kind === 'waiting');
  }
  process.stderr.write(
    `medians: known in main ${round(median(toMain), 1)} ms, painted ${round(median(over), 1)} ms\n`,
  );
  report({
    bench: 'card',
    value: round(percentile(over, 95), 1),
    unit: 'ms',
    floor: null,
    ratio: null,
    runs: RUNS,
    target: 'p95 <= 100 ms over the wire time',
  });
  await running.close();
} finally {
  await station.stop();
}
