// Follows spooled jobs to their end and says what becomes of the paper. Polling is bounded; the record does not wait for it.
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobFacts } from '#core/print/ipp/ipp-protocol';
import type { PrintError } from '#core/print/print-errors';
import { subjectOf } from '#core/print/print-record';
import type { PrintOutcome, PrintProgress, PrintRecord } from '#core/print/print-record';
import { blocksOf } from '#core/print/printer-state';
import type { PrintJournal } from './print-journal';
import type { Spooler } from './spooler';

/** Half a second while the clerk watches, then less and less; a job that waits over a quarter of an hour is left alone. */
const PACES: readonly (readonly [times: number, everyMs: number])[] = [
  [40, 500],
  [60, 2_000],
  [156, 5_000],
];

type Look =
  | { readonly kind: 'moving'; readonly event: 'printing' | null }
  | { readonly kind: 'held'; readonly key: string; readonly event: Held }
  | { readonly kind: 'ended'; readonly outcome: PrintOutcome; readonly error: PrintError | null };
type Held = Pick<Extract<PrintProgress, { kind: 'held' }>, 'blocks' | 'reasons'>;

export class PrintWatch {
  readonly #journal: PrintJournal;
  readonly #spooler: Spooler;
  readonly #publish: (event: PrintProgress) => void;
  readonly #stop = new AbortController();
  readonly #watched = new Set<number>();

  constructor(journal: PrintJournal, spooler: Spooler, publish: (event: PrintProgress) => void) {
    this.#journal = journal;
    this.#spooler = spooler;
    this.#publish = publish;
    // One listener a page that is still printing.
    setMaxListeners(0, this.#stop.signal);
  }

  start(record: PrintRecord): void {
    if (record.spoolerJob === null || this.#watched.has(record.id)) return;
    this.#watched.add(record.id);
    void this.#follow(record, record.spoolerJob).finally(() => this.#watched.delete(record.id));
  }

  stop(): void {
    this.#stop.abort();
  }

  async #follow(record: PrintRecord, jobId: number): Promise<void> {
    const { id, caseId, controlNumber } = record;
    const step = { id, caseId, controlNumber, subject: subjectOf(record) };
    let said = '';
    for await (const _ of this.#ticks()) {
      const look = await this.#look(jobId, controlNumber);
      if (this.#stop.signal.aborted) return;
      if (look === 'unreachable') continue;
      if (look.kind === 'ended') {
        this.#journal.outcome(record, look.outcome);
        if (look.error === null) this.#publish({ kind: 'completed', ...step });
        else this.#publish({ kind: 'failed', ...step, error: look.error });
        return;
      }
      const key = look.kind === 'held' ? look.key : (look.event ?? said);
      if (key === said) continue;
      said = key;
      this.#publish(
        look.kind === 'held' ? { kind: 'held', ...step, ...look.event } : { kind: 'printing', ...step },
      );
    }
  }

  async *#ticks(): AsyncGenerator<void> {
    yield;
    for (const [times, everyMs] of PACES) {
      for (let turn = 0; turn < times; turn++) {
        const stopped = await delay(everyMs, false, { signal: this.#stop.signal, ref: false }).catch(
          () => true,
        );
        if (stopped) return;
        yield;
      }
    }
  }

  async #look(jobId: number, controlNumber: string): Promise<Look | 'unreachable'> {
    const job = await this.#spooler.job(jobId);
    if (!job.ok) return job.error.code === 'PRINT_JOB_UNKNOWN' ? LOST : 'unreachable';
    if (job.value.name !== null && job.value.name !== controlNumber) return LOST;
    const ended = endOf(job.value);
    if (ended) return ended;
    const printer = await this.#spooler.printer();
    const blocks = printer.ok
      ? blocksOf(printer.value).filter((block) => block !== 'PRINTER_NOT_ACCEPTING')
      : [];
    if (blocks.length > 0 || job.value.state === 'held' || job.value.state === 'stopped') {
      const reasons = printer.ok ? printer.value.reasons : [];
      return { kind: 'held', key: `held ${blocks.join()} ${reasons.join()}`, event: { blocks, reasons } };
    }
    return { kind: 'moving', event: job.value.state === 'processing' ? 'printing' : null };
  }
}

const LOST: Look = { kind: 'ended', outcome: 'unknown', error: { code: 'PRINT_JOB_LOST' } };

function endOf(job: JobFacts): Look | undefined {
  switch (job.state) {
    case 'completed':
      return { kind: 'ended', outcome: 'completed', error: null };
    case 'aborted':
      return { kind: 'ended', outcome: 'failed', error: { code: 'PRINT_JOB_ABORTED', reasons: job.reasons } };
    case 'canceled':
      return { kind: 'ended', outcome: 'cancelled', error: { code: 'PRINT_JOB_CANCELLED' } };
    default:
      return undefined;
  }
}
