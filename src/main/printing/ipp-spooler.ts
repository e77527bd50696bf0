// The system print service as a Spooler: CUPS on its UNIX socket, or any IPP service on a host.
import { encodeIpp, type IppMessage } from '#core/print/ipp/ipp-codec';
import { readAnswer, readJob, readJobs, readPrinter, type JobFacts } from '#core/print/ipp/ipp-protocol';
import * as requests from '#core/print/ipp/ipp-requests';
import type { SpoolerError } from '#core/print/print-errors';
import type { PrinterFacts } from '#core/print/printer-state';
import { err, ok, type Result } from '#core/result';
import { postIpp, type IppEndpoint } from './ipp-transport';
import type { PrinterAddress } from './printer-address';
import type { SpoolJob, Spooler } from './spooler';

export interface IppSpoolerOptions {
  readonly address: PrinterAddress;
  /** Owner of the jobs; the account the terminal runs under. */
  readonly user: string;
  /** Every wait ends with this signal, so that closing the terminal does not hang on a silent service. */
  readonly signal?: AbortSignal;
}

/** A question is answered from memory; a document is copied to disk first. */
const QUESTION_MS = 5_000;
const DOCUMENT_MS = 30_000;
const RESOLUTION_DPI = 600;
const HISTORY_LIMIT = 500;

export class IppSpooler implements Spooler {
  #requestId = 0;
  readonly #options: IppSpoolerOptions;

  constructor(options: IppSpoolerOptions) {
    this.#options = options;
  }

  async printer(): Promise<Result<PrinterFacts, SpoolerError>> {
    const queue = this.#options.address.queue;
    const answer =
      queue === null
        ? await this.#ask((target) => requests.cupsGetDefault(target))
        : await this.#ask((target) => requests.getPrinterAttributes(target));
    if (!answer.ok) return answer;
    const printer = readPrinter(answer.value, queue ?? '');
    return printer.ok ? ok(printer.value.facts) : printer;
  }

  async createJob(job: SpoolJob): Promise<Result<number, SpoolerError>> {
    const queue = await this.#queue();
    if (!queue.ok) return queue;
    const ticket = { name: job.name, media: job.media, copies: 1, resolutionDpi: RESOLUTION_DPI };
    const answer = await this.#ask((target) => requests.createJob(target, ticket), { queue: queue.value });
    if (!answer.ok) return answer;
    const created = readJob(answer.value);
    return created.ok ? ok(created.value.jobId) : created;
  }

  async sendDocument(jobId: number, name: string, pdf: Uint8Array): Promise<Result<void, SpoolerError>> {
    const queue = await this.#queue();
    if (!queue.ok) return queue;
    const answer = await this.#ask((target) => requests.sendDocument(target, jobId, name, pdf), {
      queue: queue.value,
      jobId,
      deadlineMs: DOCUMENT_MS,
    });
    return answer.ok ? ok() : answer;
  }

  async job(jobId: number): Promise<Result<JobFacts, SpoolerError>> {
    const queue = await this.#queue();
    if (!queue.ok) return queue;
    const answer = await this.#ask((target) => requests.getJobAttributes(target, jobId), {
      queue: queue.value,
      jobId,
    });
    return answer.ok ? readJob(answer.value) : answer;
  }

  async jobs(): Promise<Result<readonly JobFacts[], SpoolerError>> {
    const queue = await this.#queue();
    if (!queue.ok) return queue;
    const answer = await this.#ask((target) => requests.getJobs(target, HISTORY_LIMIT), {
      queue: queue.value,
    });
    return answer.ok ? readJobs(answer.value) : answer;
  }

  async cancelJob(jobId: number): Promise<Result<void, SpoolerError>> {
    const queue = await this.#queue();
    if (!queue.ok) return queue;
    const answer = await this.#ask((target) => requests.cancelJob(target, jobId), {
      queue: queue.value,
      jobId,
    });
    return answer.ok ? ok() : answer;
  }

  /** The configured queue, or the service's default one, asked each time: an administrator may change it. */
  async #queue(): Promise<Result<string, SpoolerError>> {
    if (this.#options.address.queue !== null) return ok(this.#options.address.queue);
    const printer = await this.printer();
    return printer.ok ? ok(printer.value.queue) : printer;
  }

  async #ask(
    build: (target: requests.IppTarget) => IppMessage,
    about: { readonly queue?: string; readonly jobId?: number; readonly deadlineMs?: number } = {},
  ): Promise<Result<IppMessage, SpoolerError>> {
    const queue = about.queue ?? this.#options.address.queue;
    const path = queue === null ? '/' : `/printers/${encodeURIComponent(queue)}`;
    const requestId = ++this.#requestId;
    const target = {
      requestId,
      printerUri: printerUri(this.#options.address.endpoint, path),
      user: this.#options.user,
    };
    const answer = await postIpp(this.#options.address.endpoint, {
      path,
      body: encodeIpp(build(target)),
      deadlineMs: about.deadlineMs ?? QUESTION_MS,
      signal: this.#options.signal,
    });
    if (!answer.ok) return answer;
    const expected = {
      requestId,
      queue: queue ?? '',
      ...(about.jobId === undefined ? {} : { jobId: about.jobId }),
    };
    const message = readAnswer(answer.value, expected);
    // CUPS-Get-Default answers "not found" when no queue is the default one.
    if (!message.ok && message.error.code === 'PRINTER_ABSENT') return err({ code: 'PRINTER_ABSENT', queue });
    return message;
  }
}

/** CUPS on a socket knows itself as localhost. */
function printerUri(endpoint: IppEndpoint, path: string): string {
  return endpoint.kind === 'unix'
    ? `ipp://localhost${path}`
    : `ipp://${endpoint.host}:${endpoint.port}${path}`;
}
