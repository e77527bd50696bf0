// Printed once means recorded once: the terminal, or the spooler, ends between any two steps of a print.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { err, type Result } from '#core/result';
import type { Spooler } from '#main/printing/spooler';
import type { SpoolerError } from '#core/print/print-errors';
import { findCupsd, startPrivateCups, type PrivateCups } from '#tests/support/cups/private-cups';
import { openPrintBench, request, spoolerOf, type PrintBench } from '#tests/support/printing/print-bench';

const cupsd = await findCupsd();
if (!cupsd) console.warn('skipped: cupsd is not installed');

type Step = 'createJob' | 'sendDocument';
class Killed extends Error {}

/** The real spooler, up to the moment at which the process is gone: before a step is asked, or before its answer is read. */
function dyingAt(real: Spooler, step: Step, moment: 'before' | 'after'): Spooler {
  const dies = async <T>(work: () => Promise<T>): Promise<T> => {
    if (moment === 'after') await work();
    throw new Killed();
  };
  return {
    printer: () => real.printer(),
    job: (id) => real.job(id),
    jobs: () => real.jobs(),
    cancelJob: (id) => real.cancelJob(id),
    createJob: (job) => (step === 'createJob' ? dies(() => real.createJob(job)) : real.createJob(job)),
    sendDocument: (id, name, pdf) =>
      step === 'sendDocument'
        ? dies(() => real.sendDocument(id, name, pdf))
        : real.sendDocument(id, name, pdf),
  };
}

describe.skipIf(!cupsd)('a print that is cut short', () => {
  let cups: PrivateCups;
  let folder: string;
  let bench: PrintBench | undefined;

  beforeAll(async () => {
    cups = await startPrivateCups();
  });
  afterAll(() => cups.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zcprint-'));
  });
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
    rmSync(folder, { recursive: true });
  });

  const real = (): Spooler => spoolerOf({ uri: cups.printerUri, queue: cups.queue });

  async function crash(spooler: Spooler): Promise<void> {
    const first = await openPrintBench(folder, spooler);
    await expect(first.service.print(request('case'))).rejects.toThrow(Killed);
    await first.close();
  }

  test.each([
    ['createJob', 'before', 'abandoned'],
    ['createJob', 'after', 'abandoned'],
    ['sendDocument', 'before', 'abandoned'],
    ['sendDocument', 'after', 'spooled'],
  ] as const)('terminal gone at %s, %s it: %s', async (step, moment, state) => {
    await crash(dyingAt(real(), step, moment));
    bench = await openPrintBench(folder, real());
    const report = await bench.service.reconcile();
    const [record] = bench.service.history('case');
    expect(record?.state).toBe(state);
    expect(report[state]).toEqual([record?.controlNumber]);
    expect(await bench.service.reconcile()).toEqual({ spooled: [], abandoned: [], unconfirmed: [] });
    expect(bench.entries('print.spooled')).toHaveLength(state === 'spooled' ? 1 : 0);
    expect(bench.entries('print.abandoned')).toHaveLength(state === 'spooled' ? 0 : 1);

    // What did not come out is printed without a reason; what did needs one.
    const again = await bench.service.print(request('case'));
    expect(again.ok).toBe(state === 'abandoned');
    const jobs = await real().jobs();
    const mine = jobs.ok ? jobs.value.filter((job) => job.name === record?.controlNumber) : [];
    expect(mine.map((job) => job.state)).not.toContain('held');
    expect(bench.entries('print.spooled')).toHaveLength(1);
    expect(bench.audit.verify()).toMatchObject({ intact: true });
  });

  test('terminal gone while the page is made: the number is accounted for', async () => {
    const first = await openPrintBench(folder, real(), {
      render: () => Promise.reject(new Killed()),
      warm: async () => undefined,
      close: () => undefined,
    });
    await expect(first.service.print(request('case'))).rejects.toThrow(Killed);
    expect(first.service.history('case')).toMatchObject([{ state: 'abandoned' }]);
    await first.close();
    bench = await openPrintBench(folder, real());
    const next = await bench.service.print(request('case'));
    expect(next).toMatchObject({ ok: true, value: { reprintOf: null } });
    const serials = bench.service.history('case').map(({ controlNumber }) => controlNumber.split('-')[3]);
    expect(serials).toEqual(['000001', '000002']);
  });

  test('spooler gone too: unconfirmed, then settled when it is back', async () => {
    await crash(dyingAt(real(), 'sendDocument', 'after'));
    await cups.restart();
    const gone = spoolerOf({ uri: 'ipp+unix://%2Fnonexistent%2Fs/printers/ZC_PDF', queue: 'ZC_PDF' });
    const second = await openPrintBench(folder, gone);
    expect((await second.service.reconcile()).unconfirmed).toHaveLength(1);
    expect(second.service.unconfirmed()).toMatchObject([{ state: 'unconfirmed' }]);
    expect(await second.service.print(request('case'))).toMatchObject({
      ok: false,
      error: { code: 'PRINT_UNSETTLED' },
    });
    await second.close();
    bench = await openPrintBench(folder, real());
    expect((await bench.service.reconcile()).spooled).toHaveLength(1);
    expect(bench.entries('print.spooled')).toMatchObject([{ detail: { by: 'spooler' } }]);
    expect(bench.entries('print.unconfirmed')).toHaveLength(1);
  });

  test.each([
    ['paper-came-out', 'spooled'],
    ['no-paper', 'abandoned'],
  ] as const)('the history is gone and the clerk says %s: %s', async (answer, state) => {
    await crash(dyingAt(real(), 'sendDocument', 'after'));
    const forgetful: Spooler = {
      ...dyingAt(real(), 'createJob', 'before'),
      job: async (jobId): Promise<Result<never, SpoolerError>> => err({ code: 'PRINT_JOB_UNKNOWN', jobId }),
    };
    bench = await openPrintBench(folder, forgetful);
    await bench.service.reconcile();
    const [open] = bench.service.unconfirmed();
    const settled = await bench.service.resolveUnconfirmed(open!.id, answer);
    expect(settled).toMatchObject({ ok: true, value: { state } });
    expect(await bench.service.resolveUnconfirmed(open!.id, answer)).toMatchObject({
      ok: false,
      error: { code: 'PRINT_RECORD_UNKNOWN' },
    });
    expect(bench.entries(`print.${state}`)).toMatchObject([{ subject: open!.controlNumber }]);
  });

  test('cupsd killed while the document is on its way: said at once, settled when it is back', async () => {
    const killing: Spooler = {
      ...dyingAt(real(), 'createJob', 'before'),
      createJob: (job) => real().createJob(job),
      sendDocument: async (id, name, pdf) => {
        await cups.kill();
        return real().sendDocument(id, name, pdf);
      },
    };
    const first = await openPrintBench(folder, killing);
    expect(await first.service.print(request('case'))).toMatchObject({
      ok: false,
      error: { code: 'PRINT_UNCONFIRMED' },
    });
    expect(first.events.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'PRINT_UNCONFIRMED' } });
    await first.close();
    await cups.restart();
    bench = await openPrintBench(folder, real());
    const report = await bench.service.reconcile();
    // cupsd keeps an empty job over its own death only when it had written it down; both answers are truthful.
    expect([...report.abandoned, ...report.unconfirmed]).toHaveLength(1);
    expect(bench.entries('print.spooled')).toHaveLength(0);
  });

  test('an audit log that cannot be written stops the print before it is sent', async () => {
    bench = await openPrintBench(folder, real());
    bench.store.db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    await expect(bench.service.print(request('case'))).rejects.toThrow('disk full');
    expect(bench.service.history('case')).toMatchObject([{ state: 'numbered', spoolerJob: null }]);
  });
});
