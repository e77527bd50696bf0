// IPP answers: what a response of the print service means for the terminal. Requests are built in ipp-requests.
import { err, ok, type Result } from '../../result';
import type { SpoolerError } from '../print-errors';
import type { PrinterFacts } from '../printer-state';
import { decodeIpp, IPP_GROUP, type IppAttribute, type IppGroup, type IppMessage } from './ipp-codec';

/** job-state of RFC 8011 5.3.7. */
export type JobState = 'pending' | 'held' | 'processing' | 'stopped' | 'canceled' | 'aborted' | 'completed';

export interface JobFacts {
  readonly jobId: number;
  /** Null when the service's policy hides it. */
  readonly name: string | null;
  readonly state: JobState;
  readonly reasons: readonly string[];
  /** job-k-octets: 0 until a document has arrived. */
  readonly kOctets: number;
  readonly documents: number;
  readonly printerReasons: readonly string[];
}

export interface PrinterAnswer {
  readonly facts: PrinterFacts;
  /** printer-uri-supported: the address under which the service knows the queue. */
  readonly uri: string;
}

/**
 * The message in an answer, if it is one to this request and says "successful".
 * `jobId` and `queue` only label the error.
 */
export function readAnswer(
  bytes: Uint8Array,
  expected: { readonly requestId: number; readonly queue: string; readonly jobId?: number },
): Result<IppMessage, SpoolerError> {
  const decoded = decodeIpp(bytes);
  if (!decoded.ok) return err({ code: 'SPOOLER_ANSWER_INVALID', what: decoded.error.code });
  const message = decoded.value;
  if (message.requestId !== expected.requestId)
    return err({ code: 'SPOOLER_ANSWER_INVALID', what: 'request-id' });
  if (message.code < STATUS.firstError) return ok(message);
  if (message.code === STATUS.notFound || message.code === STATUS.gone) {
    return expected.jobId === undefined
      ? err({ code: 'PRINTER_ABSENT', queue: expected.queue })
      : err({ code: 'PRINT_JOB_UNKNOWN', jobId: expected.jobId });
  }
  if (message.code === STATUS.notAccepting) {
    return err({ code: 'PRINTER_NOT_ACCEPTING', queue: expected.queue, reasons: [] });
  }
  const detail = stringOf(group(message, IPP_GROUP.operation), 'status-message') ?? '';
  return err({
    code: 'SPOOLER_REFUSED',
    status: message.code,
    httpStatus: 200,
    detail: detail.slice(0, 200),
  });
}

/** Status codes of RFC 8011 appendix B that change what happens next. */
const STATUS = { firstError: 0x0400, notFound: 0x0406, gone: 0x0407, notAccepting: 0x0506 } as const;

/** The job of a Create-Job, Send-Document or Get-Job-Attributes answer. */
export function readJob(message: IppMessage): Result<JobFacts, SpoolerError> {
  const job = group(message, IPP_GROUP.job);
  const facts = job && jobFacts(job);
  return facts ? ok(facts) : err({ code: 'SPOOLER_ANSWER_INVALID', what: 'job attributes' });
}

/** All jobs of a Get-Jobs answer; a job group without id or state makes the answer invalid. */
export function readJobs(message: IppMessage): Result<readonly JobFacts[], SpoolerError> {
  const jobs: JobFacts[] = [];
  for (const candidate of message.groups) {
    if (candidate.tag !== IPP_GROUP.job || candidate.attributes.length === 0) continue;
    const facts = jobFacts(candidate);
    if (!facts) return err({ code: 'SPOOLER_ANSWER_INVALID', what: 'job attributes' });
    jobs.push(facts);
  }
  return ok(jobs);
}

export function readPrinter(message: IppMessage, queue: string): Result<PrinterAnswer, SpoolerError> {
  const answer = readPrinters(message);
  if (!answer.ok) return answer;
  const [first] = answer.value;
  return first ? ok(first) : err({ code: 'PRINTER_ABSENT', queue });
}

export function readPrinters(message: IppMessage): Result<readonly PrinterAnswer[], SpoolerError> {
  const printers: PrinterAnswer[] = [];
  for (const candidate of message.groups) {
    if (candidate.tag !== IPP_GROUP.printer || candidate.attributes.length === 0) continue;
    const printer = printerAnswer(candidate);
    if (!printer) return err({ code: 'SPOOLER_ANSWER_INVALID', what: 'printer attributes' });
    printers.push(printer);
  }
  return ok(printers);
}

function jobFacts(job: IppGroup): JobFacts | undefined {
  const jobId = numberOf(job, 'job-id');
  const state = JOB_STATES.get(numberOf(job, 'job-state') ?? -1);
  if (jobId === undefined || jobId <= 0 || !state) return undefined;
  return {
    jobId,
    state,
    name: stringOf(job, 'job-name') ?? null,
    reasons: keywords(job, 'job-state-reasons'),
    kOctets: numberOf(job, 'job-k-octets') ?? 0,
    documents: numberOf(job, 'number-of-documents') ?? 0,
    printerReasons: keywords(job, 'job-printer-state-reasons'),
  };
}

function printerAnswer(printer: IppGroup): PrinterAnswer | undefined {
  const queue = stringOf(printer, 'printer-name');
  const activity = PRINTER_STATES.get(numberOf(printer, 'printer-state') ?? -1);
  const accepting = find(printer, 'printer-is-accepting-jobs')?.values[0];
  if (queue === undefined || !activity || accepting?.kind !== 'boolean') return undefined;
  return {
    uri: stringOf(printer, 'printer-uri-supported') ?? '',
    facts: {
      queue,
      activity,
      accepting: accepting.value,
      reasons: keywords(printer, 'printer-state-reasons'),
      message: stringOf(printer, 'printer-state-message') ?? '',
    },
  };
}

const JOB_STATES: ReadonlyMap<number, JobState> = new Map([
  [3, 'pending'],
  [4, 'held'],
  [5, 'processing'],
  [6, 'stopped'],
  [7, 'canceled'],
  [8, 'aborted'],
  [9, 'completed'],
]);

const PRINTER_STATES: ReadonlyMap<number, PrinterFacts['activity']> = new Map([
  [3, 'idle'],
  [4, 'processing'],
  [5, 'stopped'],
]);

function group(message: IppMessage, tag: number): IppGroup | undefined {
  return message.groups.find((candidate) => candidate.tag === tag);
}

function find(from: IppGroup | undefined, name: string): IppAttribute | undefined {
  return from?.attributes.find((attribute) => attribute.name === name);
}

function stringOf(from: IppGroup | undefined, name: string): string | undefined {
  const value = find(from, name)?.values[0];
  return value?.kind === 'string' ? value.value : undefined;
}

function numberOf(from: IppGroup, name: string): number | undefined {
  const value = find(from, name)?.values[0];
  return value?.kind === 'integer' || value?.kind === 'enum' ? value.value : undefined;
}

/** "none" says that there is nothing to say (RFC 8011 5.4.12). */
function keywords(from: IppGroup, name: string): readonly string[] {
  const values = find(from, name)?.values ?? [];
  return values.flatMap((value) => (value.kind === 'string' && value.value !== 'none' ? [value.value] : []));
}
