// The terminal is killed (SIGKILL) at random moments while it prints: paper and records stay the same set.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCupsd, startPrivateCups, type PrivateCups } from '#tests/support/cups/private-cups';
import { openPrintBench, spoolerOf } from '#tests/support/printing/print-bench';

const cupsd = await findCupsd();
if (!cupsd) console.warn('skipped: cupsd is not installed');
const root = resolve(import.meta.dirname, '../../..');
const KILLS = 10;

describe.skipIf(!cupsd)('a terminal that is killed while it prints', () => {
  let cups: PrivateCups;
  let folder: string;

  beforeAll(async () => {
    cups = await startPrivateCups();
    folder = mkdtempSync(join(tmpdir(), 'zckill-'));
  });
  afterAll(async () => {
    await cups.stop();
    rmSync(folder, { recursive: true });
  });

  test(`${KILLS} kills: every paper has one record, every record its paper`, async () => {
    for (let kill = 0; kill < KILLS; kill++) await printAndKill();
    const bench = await openPrintBench(folder, spoolerOf({ uri: cups.printerUri, queue: cups.queue }));
    await bench.service.reconcile();
    // A document that reached the spooler while it was being asked for: the clerk looks at the tray.
    for (const open of bench.service.unconfirmed()) {
      const inTray = (await cups.printed()).some(({ title }) => title === open.controlNumber);
      await bench.service.resolveUnconfirmed(open.id, inTray ? 'paper-came-out' : 'no-paper');
    }
    while (
      bench.store.db.prepare(`SELECT 1 FROM print_job WHERE state = 'spooled' AND outcome IS NULL`).get()
    ) {
      await delay(100);
    }
    const rows = bench.store.db.prepare('SELECT control_number AS number, state FROM print_job').all() as {
      number: string;
      state: string;
    }[];
    const papers = (await cups.printed()).map(({ title }) => title).sort();
    expect(
      rows
        .filter(({ state }) => state === 'spooled')
        .map(({ number }) => number)
        .sort(),
    ).toEqual(papers);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['spooled', 'abandoned']));
    expect(
      bench
        .entries('print.spooled')
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(papers);
    expect(papers.length).toBeGreaterThan(KILLS);
    expect(bench.audit.verify()).toMatchObject({ intact: true });
    await bench.close();
  }, 120_000);

  async function printAndKill(): Promise<void> {
    const args = [
      'scripts/run-ts.mjs',
      'tests/support/printing/print-loop.ts',
      folder,
      cups.printerUri,
      cups.queue,
    ];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('printing\n');
    await delay(Math.random() * 400);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});
