// Prints pages of a case so that printed once means recorded once; docs/printing.md tells the order of steps and why.
import { initSm3, sm3 } from '#core/crypto/sm3';
import type { PrintControl, PrintDocument } from '#core/print/page';
import type { PrintError } from '#core/print/print-errors';
import type { PrintProgress, PrintRecord, PrintSubject, ReconcileReport } from '#core/print/print-record';
import {
  blocksOf,
  ENFORCED_BLOCKS,
  printerStateOf,
  type PrinterBlock,
  type PrinterState,
} from '#core/print/printer-state';
import { err, ok, type Result } from '#core/result';
import type { Log } from '../log/logger';
import { PrintJournal, type JournalDeps } from './print-journal';
import { PrintSettler } from './print-settler';
import { PrintWatch } from './print-watch';
import type { PageRenderer } from './rendered-page';
import type { Spooler } from './spooler';

export interface PrintRequest {
  readonly caseId: string;
  readonly subject: PrintSubject;
  /** For people, in the list of prints. */
  readonly title: string;
  /** The page is made when its number is known, because the number stands on it. */
  compose(control: PrintControl): PrintDocument;
  /** Why it is printed again; needed once this document of this case has been printed. */
  readonly reason?: string | undefined;
  /** Conditions that the clerk has seen to, while the printer still repeats them. */
  readonly despite?: readonly PrinterBlock[] | undefined;
}

export interface PrintServiceDeps extends JournalDeps {
  readonly renderer: PageRenderer;
  readonly spooler: Spooler;
  readonly log: Log;
  publish(event: PrintProgress): void;
}

const MAX_REASON = 200;

export class PrintService {
  readonly #deps: PrintServiceDeps;
  readonly #journal: PrintJournal;
  readonly #settler: PrintSettler;
  readonly #watch: PrintWatch;
  /** One print at a time: a second press of the key meets the record of the first. */
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(deps: PrintServiceDeps) {
    this.#deps = deps;
    this.#journal = new PrintJournal(deps);
    this.#settler = new PrintSettler(this.#journal, deps.spooler, deps.log);
    this.#watch = new PrintWatch(this.#journal, deps.spooler, deps.publish);
  }

  /** The record once the spooler has the document. Paper follows; `publish` tells. */
  print(request: PrintRequest): Promise<Result<PrintRecord, PrintError>> {
    return this.#inTurn(async () => {
      const { caseId, subject } = request;
      if (this.#stopped) return err({ code: 'SPOOLER_UNREACHABLE', cause: 'stopped' } as const);
      this.#deps.publish({ kind: 'preparing', caseId, subject });
      const printed = await this.#print(request);
      if (printed.ok) this.#watch.start(printed.value);
      else this.#fail(request, printed.error);
      return printed;
    });
  }

  /** Settles what an earlier run, or a spooler that went away, left open. Call on start, and when the printer is back. */
  reconcile(): Promise<ReconcileReport> {
    return this.#inTurn(async () => {
      const report = await this.#settler.settleAll(this.#journal.open());
      if (!this.#stopped) for (const record of this.#journal.unwatched()) this.#watch.start(record);
      return report;
    });
  }

  async printerState(): Promise<PrinterState> {
    const printer = await this.#deps.spooler.printer();
    if (printer.ok) return printerStateOf(printer.value);
    return printer.error.code === 'PRINTER_ABSENT' ? { kind: 'absent' } : { kind: 'unreachable' };
  }

  history(caseId: string): PrintRecord[] {
    return this.#journal.history(caseId);
  }

  find(controlNumber: string): PrintRecord | undefined {
    return this.#journal.byNumber(controlNumber);
  }

  unconfirmed(): PrintRecord[] {
    return this.#journal.open().filter((record) => record.state === 'unconfirmed');
  }

  /** The clerk has looked at the tray. */
  resolveUnconfirmed(
    id: number,
    answer: 'paper-came-out' | 'no-paper',
  ): Promise<Result<PrintRecord, PrintError>> {
    return this.#inTurn(async () => {
      const record = this.#journal.get(id);
      if (record?.state !== 'unconfirmed') return err({ code: 'PRINT_RECORD_UNKNOWN', id } as const);
      if (answer === 'paper-came-out') this.#journal.spooled(record, 'clerk');
      else this.#journal.abandoned(record, 'clerk');
      return ok(this.#journal.get(id)!);
    });
  }

  /** Takes a spooled page back before it comes out. The record of the print stays, with what became of it. */
  async cancel(id: number): Promise<Result<void, PrintError>> {
    const record = this.#journal.get(id);
    if (record?.state !== 'spooled' || record.outcome !== null)
      return err({ code: 'PRINT_RECORD_UNKNOWN', id });
    return this.#deps.spooler.cancelJob(record.spoolerJob!);
  }

  /** Makes the first print quick. */
  async warm(): Promise<void> {
    await this.#deps.renderer.warm();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#watch.stop();
    await this.#turn;
    this.#deps.renderer.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #print(request: PrintRequest): Promise<Result<PrintRecord, PrintError>> {
    const { caseId, subject, title } = request;
    const reprint = await this.#reprint(request);
    if (!reprint.ok) return reprint;
    const queue = await this.#readyQueue(request.despite ?? []);
    if (!queue.ok) return queue;
    const numbered = this.#journal.number({ caseId, subject, title, reprint: reprint.value });
    if (!numbered.ok) return numbered;
    const page = await this.#render(request, numbered.value);
    if (!page.ok) {
      this.#journal.abandoned(numbered.value, 'render-failed');
      return err({ code: 'RENDER_FAILED', cause: page.error });
    }
    await initSm3();
    const { pdf, pages, document } = page.value;
    this.#journal.prepared(numbered.value, {
      digest: sm3(pdf),
      source: document.sourceDigest ?? null,
      pages,
      media: document.media.name,
      queue: queue.value,
    });
    return this.#submit(request, numbered.value, document, pdf);
  }

  /** Null for a first print; the first one's number and the reason for a reprint. */
  async #reprint(request: PrintRequest): Promise<Result<{ of: string; reason: string } | null, PrintError>> {
    const open = this.#journal
      .earlier(request.caseId, request.subject)
      .filter(({ state }) => state !== 'spooled');
    await this.#settler.settleAll(open);
    const [first, ...others] = this.#journal.earlier(request.caseId, request.subject);
    if (!first) return ok(null);
    const unsettled = [first, ...others].find(({ state }) => state !== 'spooled');
    if (unsettled) {
      return err({ code: 'PRINT_UNSETTLED', id: unsettled.id, controlNumber: unsettled.controlNumber });
    }
    const reason = request.reason?.trim().slice(0, MAX_REASON) ?? '';
    if (reason === '') return err({ code: 'PRINT_REASON_REQUIRED', first: first.controlNumber });
    return ok({ of: first.controlNumber, reason });
  }

  /** A printer that cannot print is said before a number is taken or a page with personal data waits in a queue. */
  async #readyQueue(despite: readonly PrinterBlock[]): Promise<Result<string, PrintError>> {
    const printer = await this.#deps.spooler.printer();
    if (!printer.ok) return printer;
    const { queue, reasons } = printer.value;
    const block = blocksOf(printer.value).find(
      (each) => ENFORCED_BLOCKS.has(each) || !despite.includes(each),
    );
    if (!block) return ok(queue);
    if (block === 'PRINTER_NOT_ACCEPTING') return err({ code: block, queue, reasons });
    return err({ code: block, queue, reasons, canOverride: !ENFORCED_BLOCKS.has(block) });
  }

  async #render(request: PrintRequest, record: PrintRecord) {
    const control = {
      number: record.controlNumber,
      printedAt: new Date(record.numberedAt),
      reprintOf: record.reprintOf,
    };
    try {
      const document = request.compose(control);
      const rendered = await this.#deps.renderer.render(document);
      return rendered.ok ? ok({ ...rendered.value, document }) : rendered;
    } catch (bug) {
      this.#journal.abandoned(record, 'compose-failed');
      throw bug;
    }
  }

  async #submit(
    request: PrintRequest,
    record: PrintRecord,
    document: PrintDocument,
    pdf: Uint8Array,
  ): Promise<Result<PrintRecord, PrintError>> {
    const { spooler, publish } = this.#deps;
    const { caseId, subject } = request;
    const { id, controlNumber } = record;
    publish({ kind: 'sending', caseId, subject, id, controlNumber });
    const { name, widthMm, heightMm } = document.media;
    const media = { name, width: Math.round(widthMm * 100), height: Math.round(heightMm * 100) };
    const job = await spooler.createJob({ name: controlNumber, media });
    if (!job.ok) {
      await this.#settler.settle(record);
      return job;
    }
    this.#journal.created(record, job.value);
    const sent = await spooler.sendDocument(job.value, controlNumber, pdf);
    if (sent.ok) this.#journal.spooled(record, 'answer');
    else await this.#settler.settle(this.#journal.get(id)!);
    const settled = this.#journal.get(id)!;
    if (settled.state === 'spooled') {
      publish({ kind: 'spooled', caseId, subject, id, controlNumber });
      return ok(settled);
    }
    if (settled.state === 'unconfirmed') return err({ code: 'PRINT_UNCONFIRMED', id, controlNumber });
    if (sent.ok) throw new Error(`print ${id} is ${settled.state} after it was sent`);
    return sent;
  }

  #fail(request: PrintRequest, error: PrintError): void {
    const { caseId, subject } = request;
    this.#deps.log('print.failed', { code: error.code, document: subject.kind });
    const about =
      error.code === 'PRINT_UNCONFIRMED'
        ? { id: error.id, controlNumber: error.controlNumber }
        : { id: null, controlNumber: null };
    this.#deps.publish({ kind: 'failed', caseId, subject, ...about, error });
  }
}
