// Cold start: spawn to a desk painted and workable, as a ratio to the same Electron with an empty window; and to a
// reader that waits for a card.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, report, round } from '../support/bench';
import { startStation } from '../support/station';
import { ended, timedStart } from '../support/timed-start';

const RUNS = 9;
const EMPTY = 'tests/support/empty-window/main.mjs';

const station = await startStation({ printer: false });
const floorProfile = await mkdtemp(join(tmpdir(), 'zc-floor-'));
try {
  const ours: number[] = [];
  const floors: number[] = [];
  const readers: number[] = [];
  const startOurs = async (): Promise<number> => {
    const args = [
      '.',
      `--profile-dir=${station.profileDir}`,
      `--settings=${station.settingsFile}`,
      '--check',
    ];
    const { child, shownMs, readerReadyMs } = await timedStart(args);
    await ended(child);
    readers.push(readerReadyMs!);
    return shownMs;
  };
  const startEmpty = async (): Promise<number> => {
    const { child, shownMs } = await timedStart([EMPTY, `--profile-dir=${floorProfile}`]);
    child.kill('SIGKILL');
    await ended(child);
    return shownMs;
  };
  // The first of each fills caches and, for ours, the database; a counter starts each morning on what is there.
  await startOurs();
  await startEmpty();
  for (let run = 0; run < RUNS; run += 1) {
    floors.push(await startEmpty());
    ours.push(await startOurs());
  }
  const [value, floor] = [median(ours), median(floors)];
  report({
    bench: 'start',
    value: round(value),
    unit: 'ms',
    floor: round(floor),
    ratio: round(value / floor),
    runs: RUNS,
    target: 'ratio <= 1.6',
  });
  report({
    bench: 'start-reader',
    value: round(median(readers)),
    unit: 'ms',
    floor: round(floor),
    ratio: round(median(readers) / floor),
    runs: readers.length,
    target: 'none: told beside start, since devices start after the desk is painted',
  });
} finally {
  await station.stop();
  await rm(floorProfile, { recursive: true, force: true });
}
