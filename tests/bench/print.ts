// Print: the key pressed to the job accepted by the spooler, p95. Floor: the same PDF handed over by CUPS's own `lp`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median, percentile, report, round } from '../support/bench';
import { authorisedCase, bridge, waitFor } from '../support/bridge';
import type { InWindow } from '../support/bridge';
import { highlight } from '../support/invented';
import { startStation } from '../support/station';

const RUNS = 30;
const run = promisify(execFile);

const station = await startStation();
const card = highlight('renewal');

try {
  const running = await station.launch();
  const terminal = bridge(running.page);
  const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, card);
  const certificateId = certificateIds[0]!;
  const print = (): Promise<number> =>
    running.page.evaluate(
      async (input) => {
        const pressed = performance.now();
        const answer = await (globalThis as unknown as InWindow).terminal.request['printing.certificateCopy'](
          input,
        );
        if (!answer.ok || answer.value.state !== 'spooled') throw new Error(JSON.stringify(answer));
        return performance.now() - pressed;
      },
      { caseId, certificateId, reason: '测量' },
    );
  const times: number[] = [];
  const floors: number[] = [];
  // The clerk's first print of the day counts: nothing is warmed but what the terminal warms itself.
  for (let n = 0; n < RUNS; n += 1) {
    times.push(await print());
    const { path } = (await waitFor('paper', async () => (await station.cups!.printed()).at(-1)))!;
    const started = performance.now();
    await run('lp', ['-h', station.cups!.socketPath, '-d', station.cups!.queue, path]);
    floors.push(performance.now() - started);
  }
  const [value, floor] = [percentile(times, 95), median(floors)];
  report({
    bench: 'print',
    value: round(value, 1),
    unit: 'ms',
    floor: round(floor, 1),
    ratio: round(value / floor),
    runs: RUNS,
    target: 'p95 <= 400 ms',
  });
  await running.close();
} finally {
  await station.stop();
}
