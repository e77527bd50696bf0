// Settles prints whose end nobody saw: a crash between two steps, or a spooler that went away with the answer.
import { arrivalOf } from '#core/print/arrival';
import type { PrintRecord, ReconcileReport } from '#core/print/print-record';
import type { Log } from '../log/logger';
import type { PrintJournal } from './print-journal';
import type { Spooler } from './spooler';

/** What is known of a document that was handed over: it arrived, certainly did not, or nobody can say. */
type Finding =
  | { readonly kind: 'arrived' }
  | { readonly kind: 'not-arrived'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string; readonly unreachable: boolean };

export class PrintSettler {
  readonly #journal: PrintJournal;
  readonly #spooler: Spooler;
  readonly #log: Log;

  constructor(journal: PrintJournal, spooler: Spooler, log: Log) {
    this.#journal = journal;
    this.#spooler = spooler;
    this.#log = log;
  }

  async settleAll(records: readonly PrintRecord[]): Promise<ReconcileReport> {
    let reachable = true;
    for (const record of records) reachable = await this.settle(record, reachable);
    const now = records.map(({ id }) => this.#journal.get(id)!);
    const numbers = (state: PrintRecord['state']): string[] =>
      now.filter((record) => record.state === state).map((record) => record.controlNumber);
    const report = {
      spooled: numbers('spooled'),
      abandoned: numbers('abandoned'),
      unconfirmed: numbers('unconfirmed'),
    };
    if (records.length > 0) {
      this.#log('print.settled', {
        spooled: report.spooled.length,
        abandoned: report.abandoned.length,
        unconfirmed: report.unconfirmed.length,
      });
    }
    return report;
  }

  /**
   * Moves one open row as far as the spooler's word allows.
   * @param ask false when the spooler was just found unreachable
   * @returns whether the spooler can be reached
   */
  async settle(record: PrintRecord, ask = true): Promise<boolean> {
    switch (record.state) {
      case 'numbered':
        this.#journal.abandoned(record, 'not-composed');
        return ask;
      case 'prepared':
        // The document is sent only after 'created' is on disk: at most an empty job is left behind.
        this.#journal.abandoned(record, 'not-sent');
        return ask ? await this.#removeEmptyJob(record) : ask;
      case 'created':
      case 'unconfirmed':
        return await this.#settleSent(record, ask);
      case 'spooled':
      case 'abandoned':
        return ask;
    }
  }

  async #settleSent(record: PrintRecord, ask: boolean): Promise<boolean> {
    const finding: Finding = ask
      ? await this.#find(record.spoolerJob!, record.controlNumber)
      : { kind: 'unknown', why: 'unreachable', unreachable: true };
    switch (finding.kind) {
      case 'arrived':
        this.#journal.spooled(record, 'spooler');
        return true;
      case 'not-arrived':
        this.#journal.abandoned(record, finding.why);
        return true;
      case 'unknown':
        if (record.state === 'created') this.#journal.unconfirmed(record, finding.why);
        return !finding.unreachable;
    }
  }

  async #find(jobId: number, controlNumber: string): Promise<Finding> {
    const before = await this.#arrival(jobId, controlNumber);
    if (before !== 'empty') return before;
    // Bytes of a sender that died may still be on their way into the spooler: close the job first, then look again.
    await this.#spooler.cancelJob(jobId);
    const after = await this.#arrival(jobId, controlNumber);
    if (after === 'empty') return { kind: 'unknown', why: 'still-open', unreachable: false };
    if (after.kind === 'arrived')
      return { kind: 'unknown', why: 'arrived-while-cancelled', unreachable: false };
    return after;
  }

  async #arrival(jobId: number, controlNumber: string): Promise<Finding | 'empty'> {
    const job = await this.#spooler.job(jobId);
    if (!job.ok) {
      // A spooler forgets finished jobs, and after a crash of its own also accepted ones.
      if (job.error.code === 'PRINT_JOB_UNKNOWN')
        return { kind: 'unknown', why: 'history-gone', unreachable: false };
      return { kind: 'unknown', why: job.error.code, unreachable: job.error.code === 'SPOOLER_UNREACHABLE' };
    }
    switch (arrivalOf(job.value, controlNumber)) {
      case 'arrived':
        return { kind: 'arrived' };
      case 'ended-empty':
        return { kind: 'not-arrived', why: 'ended-empty' };
      case 'other-job':
        return { kind: 'unknown', why: 'other-job', unreachable: false };
      case 'empty':
        return 'empty';
    }
  }

  /** Best effort: a spooler also gives up empty jobs by itself. */
  async #removeEmptyJob(record: PrintRecord): Promise<boolean> {
    const jobs = await this.#spooler.jobs();
    if (!jobs.ok) return jobs.error.code !== 'SPOOLER_UNREACHABLE';
    const left = jobs.value.find(
      (job) => job.name === record.controlNumber && arrivalOf(job, record.controlNumber) === 'empty',
    );
    if (left) await this.#spooler.cancelJob(left.jobId);
    return true;
  }
}
