// The print service against a real, private CUPS: what comes out, and what is said when nothing can.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { A4, roll80 } from '#core/print/page';
import { parseControlNumber } from '#core/print/control-number';
import {
  FILTERED_QUEUE,
  findCupsd,
  startPrivateCups,
  type PrivateCups,
} from '#tests/support/cups/private-cups';
import {
  onePagePdf,
  openPrintBench,
  request,
  spoolerOf,
  type PrintBench,
} from '#tests/support/printing/print-bench';

const cupsd = await findCupsd();
if (!cupsd) console.warn('skipped: cupsd is not installed');

describe.skipIf(!cupsd)('printing through CUPS', () => {
  let cups: PrivateCups;
  let folder: string;
  let bench: PrintBench;

  beforeAll(async () => {
    cups = await startPrivateCups();
  });
  afterAll(() => cups.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zcprint-'));
    bench = await openPrintBench(folder, spoolerOf({ uri: cups.printerUri, queue: cups.queue }));
  });
  afterEach(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
    await cups.setMode('ok');
  });

  test('a page arrives byte for byte, is recorded once and followed to the end', async () => {
    const printed = await bench.service.print(request('case-1'));
    expect(printed).toMatchObject({ ok: true, value: { state: 'spooled', pages: 1, queue: 'ZC_PDF' } });
    if (!printed.ok) return;
    const { controlNumber } = printed.value;
    expect(parseControlNumber(controlNumber).ok).toBe(true);
    await until(() => bench.events.some((event) => event.kind === 'completed'));
    const file = (await cups.printed()).find(({ title }) => title === controlNumber)!;
    expect(new Uint8Array(readFileSync(file.path))).toEqual(onePagePdf(controlNumber));
    expect(bench.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['preparing', 'sending', 'spooled', 'completed']),
    );
    expect(bench.entries('print.spooled')).toMatchObject([
      { subject: controlNumber, detail: { by: 'answer', case: 'case-1', certificate: 'cert-1', pages: 1 } },
    ]);
    expect(bench.service.history('case-1')).toMatchObject([{ state: 'spooled', outcome: 'completed' }]);
    expect(bench.audit.verify()).toMatchObject({ intact: true });
  });

  test('a driver that filters keeps the paper size of A4 and of a roll', async () => {
    const spooler = spoolerOf({ uri: cups.uriOf(FILTERED_QUEUE), queue: FILTERED_QUEUE });
    for (const [name, media, size] of [
      ['a4', A4, [595.28, 841.89]],
      ['roll', roll80(120), [226.77, 340.16]],
    ] as const) {
      const pdf = onePagePdf(name, [...size]);
      const job = await spooler.createJob({
        name,
        media: { name: media.name, width: media.widthMm * 100, height: media.heightMm * 100 },
      });
      expect(job.ok).toBe(true);
      if (!job.ok) return;
      expect(await spooler.sendDocument(job.value, name, pdf)).toMatchObject({
        ok: true,
      });
      await until(async () => (await cups.printed()).some(({ title }) => title === name));
      const file = (await cups.printed()).find(({ title }) => title === name)!;
      const [width, height] = pageSize(file.path);
      // pdftopdf cuts custom sizes to whole points.
      expect(Math.abs(width - size[0])).toBeLessThan(1);
      expect(Math.abs(height - size[1])).toBeLessThan(1);
      expect(execFileSync('pdftotext', [file.path, '-']).toString()).toContain(name);
    }
  });

  test('a second copy needs a reason and carries the first number', async () => {
    const first = await bench.service.print(request('case-2'));
    const [again, blank] = await Promise.all([
      bench.service.print(request('case-2')),
      bench.service.print(request('case-2', { reason: '  ' })),
    ]);
    const number = first.ok ? first.value.controlNumber : '';
    expect(again).toEqual({ ok: false, error: { code: 'PRINT_REASON_REQUIRED', first: number } });
    expect(blank).toEqual({ ok: false, error: { code: 'PRINT_REASON_REQUIRED', first: number } });
    const reprint = await bench.service.print(request('case-2', { reason: '首份卡纸损坏' }));
    expect(reprint).toMatchObject({ ok: true, value: { reprintOf: number, reason: '首份卡纸损坏' } });
    const other = request('case-2', { subject: { kind: 'certificate-copy', certificateId: 'cert-2' } });
    expect(await bench.service.print(other)).toMatchObject({ ok: true, value: { reprintOf: null } });
    expect(readFileSync(join(folder, 'terminal.db')).includes('首份卡纸损坏')).toBe(false);
  });

  test('a stopped printer is said before anything is numbered', async () => {
    await cups.disable();
    try {
      expect(await bench.service.print(request('case-3'))).toMatchObject({
        ok: false,
        error: { code: 'PRINTER_STOPPED', queue: 'ZC_PDF', canOverride: false },
      });
      expect(await bench.service.printerState()).toMatchObject({
        kind: 'blocked',
        blocks: ['PRINTER_STOPPED'],
      });
      expect(bench.service.history('case-3')).toEqual([]);
      expect(bench.events.at(-1)).toMatchObject({ kind: 'failed', id: null });
    } finally {
      await cups.enable();
    }
    expect(await bench.service.print(request('case-3'))).toMatchObject({ ok: true });
  });

  test('a printer that takes no jobs', async () => {
    await cups.reject();
    try {
      expect(await bench.service.print(request('case-4'))).toMatchObject({
        ok: false,
        error: { code: 'PRINTER_NOT_ACCEPTING' },
      });
    } finally {
      await cups.accept();
    }
  });

  test.each([
    ['media-empty-error', 'PRINTER_OUT_OF_PAPER'],
    ['media-jam-error', 'PRINTER_JAM'],
    ['toner-empty-error', 'PRINTER_TONER'],
    ['door-open', 'PRINTER_DOOR_OPEN'],
    ['offline-error', 'PRINTER_OFFLINE'],
  ] as const)('%s is %s, and the clerk who has mended it can print', async (reason, code) => {
    await cups.setReasons([reason]);
    try {
      const refused = await bench.service.print(request('case-5'));
      expect(refused).toMatchObject({ ok: false, error: { code, canOverride: true } });
      const despite = await bench.service.print(request('case-5', { despite: [code] }));
      expect(despite).toMatchObject({ ok: true });
    } finally {
      await cups.setReasons([]);
    }
  });

  test('low toner is a warning and prints', async () => {
    await cups.setReasons(['toner-low-warning']);
    try {
      expect(await bench.service.printerState()).toMatchObject({
        kind: 'ready',
        warnings: ['toner-low-warning'],
      });
      expect(await bench.service.print(request('case-6'))).toMatchObject({ ok: true });
    } finally {
      await cups.setReasons([]);
    }
  });

  test('paper runs out while it prints: held, then completed', async () => {
    await cups.setMode('out-of-paper');
    expect(await bench.service.print(request('case-7'))).toMatchObject({ ok: true });
    await until(() => bench.events.some((event) => event.kind === 'held'));
    expect(bench.events.find((event) => event.kind === 'held')).toMatchObject({
      blocks: ['PRINTER_OUT_OF_PAPER'],
    });
    await cups.setMode('ok');
    await until(() => bench.events.some((event) => event.kind === 'completed'));
    expect(bench.entries('print.spooled')).toHaveLength(1);
  });

  test('a spooled page is taken back while the printer waits', async () => {
    await cups.setMode('out-of-paper');
    const printed = await bench.service.print(request('case-8'));
    if (!printed.ok) throw new Error(printed.error.code);
    expect(await bench.service.cancel(printed.value.id)).toEqual({ ok: true });
    await until(() => bench.events.some((event) => event.kind === 'failed'));
    expect(bench.events.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'PRINT_JOB_CANCELLED' } });
    expect(bench.service.history('case-8')).toMatchObject([{ state: 'spooled', outcome: 'cancelled' }]);
    expect(bench.entries('print.outcome')).toMatchObject([{ detail: { outcome: 'cancelled' } }]);
  });

  test('no such queue, no service', async () => {
    const nowhere = spoolerOf({ uri: cups.uriOf('NOWHERE'), queue: 'NOWHERE' });
    expect(await nowhere.printer()).toEqual({
      ok: false,
      error: { code: 'PRINTER_ABSENT', queue: 'NOWHERE' },
    });
    const silent = spoolerOf({ uri: 'ipp+unix://%2Fnonexistent%2Fs/printers/Q', queue: 'Q' });
    expect(await silent.printer()).toEqual({
      ok: false,
      error: { code: 'SPOOLER_UNREACHABLE', cause: 'no-service' },
    });
  });
});

function pageSize(path: string): [width: number, height: number] {
  const match = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', [path]).toString());
  return [Number(match?.[1]), Number(match?.[2])];
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(50);
}
