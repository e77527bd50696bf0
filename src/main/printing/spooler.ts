// What the print service needs of a system spooler. The IPP driver implements it; nothing else knows IPP.
import type { JobMedia } from '#core/print/ipp/ipp-requests';
import type { JobFacts } from '#core/print/ipp/ipp-protocol';
import type { SpoolerError } from '#core/print/print-errors';
import type { PrinterFacts } from '#core/print/printer-state';
import type { Result } from '#core/result';

export interface SpoolJob {
  /** Control number: job name and document name. */
  readonly name: string;
  readonly media: JobMedia;
}

export interface Spooler {
  /** PRINTER_ABSENT when there is no queue of that name, or no default queue when none is configured. */
  printer(): Promise<Result<PrinterFacts, SpoolerError>>;
  /** An empty job; nothing is printed until its document has been sent. */
  createJob(job: SpoolJob): Promise<Result<number, SpoolerError>>;
  /** The one document. An error of kind SPOOLER_UNREACHABLE or SPOOLER_ANSWER_INVALID leaves open whether it arrived. */
  sendDocument(jobId: number, name: string, pdf: Uint8Array): Promise<Result<void, SpoolerError>>;
  /** PRINT_JOB_UNKNOWN when the service does not remember it. */
  job(jobId: number): Promise<Result<JobFacts, SpoolerError>>;
  /** Jobs of this terminal's user that the service remembers. */
  jobs(): Promise<Result<readonly JobFacts[], SpoolerError>>;
  cancelJob(jobId: number): Promise<Result<void, SpoolerError>>;
}
