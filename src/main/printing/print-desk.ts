// Printing as the counter knows it: a copy of a certificate, the authorisation form, the slip; and the printer's state.
import { userInfo } from 'node:os';
import type { CaseError } from '#core/cases/case-errors';
import type { CaseState } from '#core/cases/case-state';
import { deviceTestPage } from '#core/print/documents/device-test-page';
import type { PrintControl } from '#core/print/page';
import type { PrintError } from '#core/print/print-errors';
import type { PrintRecord, PrintSubject } from '#core/print/print-record';
import type { PrinterBlock } from '#core/print/printer-state';
import type { CustodyFormKind } from '#core/print/printed-kinds';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { PrinterStateView, PrintRecordView } from '#shared/ipc/views';
import type { CaseRepository } from '../cases/case-repository';
import type { Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Settings } from '../lifecycle/settings';
import type { CachedCertificate } from '../store/certificate-cache';
import type { Storage } from '../lifecycle/storage';
import type { Log } from '../log/logger';
import { IppSpooler } from './ipp-spooler';
import { ElectronPageRenderer } from './page-renderer';
import type { Report } from '../evidence/verify-desk';
import type { CasePage, CasePages } from './case-pages';
import { progressView, recordView, printerView } from './print-views';
import { printerAddress } from './printer-address';
import { PrintService } from './print-service';

type Printed = Result<PrintRecordView, PrintError | CaseError>;

interface PrintOptions {
  readonly caseId: string;
  readonly reason?: string | undefined;
  readonly despite?: readonly string[] | undefined;
}

export interface CustodyPage extends CasePage {
  readonly kind: CustodyFormKind;
  readonly formId: string;
}

type Preparing = ReturnType<CasePages['caseSlip']>;

/** Stands in the journal for the case of a file that was verified between two people. */
const NO_CASE = 'no-case';
/** The same for forms of the register of seals. */
const CUSTODY = 'custody';
const PRINTER_EVERY_MS = 3_000;

export class PrintDesk {
  readonly #deps: PrintDeskDeps;
  readonly #service: PrintService;
  readonly #ending = new AbortController();
  #printer: PrinterStateView = { kind: 'checking' };
  #timer: NodeJS.Timeout | undefined;
  readonly part: Part;

  constructor(deps: PrintDeskDeps) {
    this.#deps = deps;
    const { storage, settings, clock, log, push } = deps;
    const address = printerAddress(settings.printer);
    // A printer address that cannot be read is told as an absent printer; the settings name it.
    if (!address.ok) log('printer.address-invalid');
    const where = address.ok
      ? address.value
      : { endpoint: { kind: 'unix', socketPath: '/' } as const, queue: null };
    this.#service = new PrintService({
      ...storage,
      clock,
      log,
      counter: settings.counter,
      renderer: new ElectronPageRenderer(),
      spooler: new IppSpooler({ address: where, user: userInfo().username, signal: this.#ending.signal }),
      publish: (event) => {
        push('print.progress', progressView(event));
        if (event.kind !== 'preparing') deps.changed();
      },
    });
    this.part = { name: 'printing', start: () => this.#start(), stop: () => this.#stop() };
  }

  certificateCopy(options: PrintOptions & { certificateId: string }): Promise<Printed> {
    const { certificateId } = options;
    return this.#print(options, { kind: 'certificate-copy', certificateId }, (state) =>
      this.#deps.pages.certificateCopy(state, certificateId),
    );
  }

  authorisationForm(options: PrintOptions & { certificateIds: readonly string[] }): Promise<Printed> {
    return this.#print(options, { kind: 'authorisation-form' }, (state) =>
      this.#deps.pages.authorisationForm(state, options.certificateIds),
    );
  }

  caseSlip(options: PrintOptions): Promise<Printed> {
    return this.#print(options, { kind: 'case-slip' }, (state) =>
      this.#deps.pages.caseSlip(state, this.#service.history(state.id)),
    );
  }

  /** A copy for the holder of what was issued here, in the records of its case, where it has one. */
  async issuedCopy(
    caseId: string | undefined,
    cached: CachedCertificate,
    options: Omit<PrintOptions, 'caseId'>,
  ): Promise<Printed> {
    const page = await this.#deps.pages.copyOf(cached, null);
    if (!page.ok) return page;
    const subject = { kind: 'certificate-copy', certificateId: cached.certificate.id } as const;
    return this.#send(caseId ?? NO_CASE, subject, page.value, options);
  }

  issuedPrints(caseId: string | undefined, certificateId: string): PrintRecordView[] {
    return this.printsOf(caseId ?? NO_CASE).filter((print) => print.certificateId === certificateId);
  }

  /** In the records of the open case; without one under a name of its own. */
  verificationReport(report: Report, options: Omit<PrintOptions, 'caseId'>): Promise<Printed> {
    const caseId = this.#deps.repository.current()?.id ?? NO_CASE;
    return this.#send(caseId, { kind: 'verification-report', digest: report.digest }, report, options);
  }

  /** A form that the register of seals keeps; printing the same form again is a reprint. */
  custodyForm(form: CustodyPage, options: Omit<PrintOptions, 'caseId'>): Promise<Printed> {
    return this.#send(CUSTODY, { kind: form.kind, formId: form.formId }, form, options);
  }

  /** Prints of forms of the register, oldest first; `certificateId` holds the form's id. */
  custodyPrints(): PrintRecordView[] {
    return this.printsOf(CUSTODY);
  }

  /** The device centre's test page: it has a number like every page, and belongs to no case. */
  deviceTestPage(testId: string): Promise<Printed> {
    const queue = 'queue' in this.#printer ? this.#printer.queue : '';
    const { counter } = this.#deps.settings;
    const page = {
      title: '设备测试页',
      compose: (control: PrintControl) => deviceTestPage({ queue, counter }, control),
    };
    return this.#send(NO_CASE, { kind: 'device-test-page', testId }, page, {});
  }

  /** Control number of the authorisation form last printed in this case. */
  formNumber(caseId: string): string | undefined {
    return this.#service
      .history(caseId)
      .findLast(({ document, state }) => document === 'authorisation-form' && state === 'spooled')
      ?.controlNumber;
  }

  async resolveUnconfirmed(
    printId: string,
    outcome: 'paper-came-out' | 'no-paper',
  ): Promise<Result<void, PrintError>> {
    const resolved = await this.#service.resolveUnconfirmed(Number(printId), outcome);
    this.#deps.changed();
    return resolved.ok ? ok() : resolved;
  }

  printsOf(caseId: string): PrintRecordView[] {
    return this.#service
      .history(caseId)
      .filter(({ state }) => state !== 'abandoned')
      .map(recordView);
  }

  /** The record of a page by the number that stands on it. */
  find(controlNumber: string): PrintRecord | undefined {
    return this.#service.find(controlNumber);
  }

  unconfirmed(): PrintRecordView[] {
    return this.#service.unconfirmed().map(recordView);
  }

  printer(): PrinterStateView {
    return this.#printer;
  }

  async #print(
    { caseId, reason, despite }: PrintOptions,
    subject: PrintSubject,
    prepare: (state: CaseState) => Preparing | Promise<Preparing>,
  ): Promise<Printed> {
    const state = this.#deps.repository.get(caseId);
    if (!state) return err({ code: 'CASE_NOT_FOUND' });
    const page = await prepare(state);
    if (!page.ok) return page;
    return this.#send(caseId, subject, page.value, { reason, despite });
  }

  async #send(
    caseId: string,
    subject: PrintSubject,
    { title, compose }: CasePage,
    { reason, despite }: Omit<PrintOptions, 'caseId'>,
  ): Promise<Result<PrintRecordView, PrintError>> {
    const seenTo = despite as readonly PrinterBlock[] | undefined;
    const printed: Result<PrintRecord, PrintError> = await this.#service.print({
      caseId,
      subject,
      title,
      compose,
      reason,
      despite: seenTo,
    });
    this.#deps.changed();
    void this.#look();
    return printed.ok ? ok(recordView(printed.value)) : printed;
  }

  #start(): void {
    this.#timer = setInterval(() => void this.#look(), PRINTER_EVERY_MS);
    void this.#look();
    void this.#service.reconcile().then((report) => {
      const { spooled, abandoned, unconfirmed } = report;
      this.#deps.log('print.reconciled', {
        spooled: spooled.length,
        abandoned: abandoned.length,
        unconfirmed: unconfirmed.length,
      });
      this.#deps.changed();
    });
  }

  async #look(): Promise<void> {
    const state = printerView(await this.#service.printerState());
    if (JSON.stringify(state) === JSON.stringify(this.#printer)) return;
    this.#printer = state;
    this.#deps.changed();
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await this.#service.stop();
  }

  /** Called when a case nears its first print, so that no clerk waits for a process to start. */
  warm(): void {
    if (this.#printer.kind === 'ready' || this.#printer.kind === 'busy') void this.#service.warm();
  }
}

export interface PrintDeskDeps {
  storage: Storage;
  settings: Settings;
  repository: CaseRepository;
  pages: CasePages;
  clock: Clock;
  log: Log;
  push: Push;
  changed: () => void;
}
