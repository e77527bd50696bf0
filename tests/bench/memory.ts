// Memory: proportional set size of all processes with a case open, as a ratio to the same Electron with an empty window.
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { median, report, round, treePss } from '../support/bench';
import { waitFor } from '../support/bridge';
import { demonstration } from '../support/invented';
import { startStation } from '../support/station';
import { deskShown, logged } from '../support/terminal-log';
import { ended, timedStart } from '../support/timed-start';

const RUNS = 5;
const SETTLE_MS = 4_000;
const EMPTY = 'tests/support/empty-window/main.mjs';

const station = await startStation({ printer: false });
const floorProfile = await mkdtemp(join(tmpdir(), 'zc-floor-'));
const card = demonstration.people[0]!;

async function pssOf(child: ChildProcess, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    await delay(SETTLE_MS);
    return treePss(child.pid!);
  } finally {
    child.kill('SIGTERM');
    await ended(child);
  }
}

try {
  const ours: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const empty = await timedStart([EMPTY, `--profile-dir=${floorProfile}`]);
    floors.push(await pssOf(empty.child, async () => undefined));
    const workACase = async (): Promise<void> => {
      await waitFor('desk', async () => deskShown(station.profileDir, run + 1));
      await station.reader.lay(card);
      await waitFor('applicant', async () => logged(station.profileDir, 'card.read').length > run);
      await station.reader.lift();
    };
    ours.push(await pssOf(station.spawn(), workACase));
  }
  const [value, floor] = [median(ours), median(floors)];
  report({
    bench: 'memory',
    value: round(value, 1),
    unit: 'MiB',
    floor: round(floor, 1),
    ratio: round(value / floor),
    runs: RUNS,
    target: 'ratio <= 1.8',
  });
} finally {
  await station.stop();
  await rm(floorProfile, { recursive: true, force: true });
}
