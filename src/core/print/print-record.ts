// A print as the journal knows it, and what a clerk hears while it happens.
import type { PrintError } from './print-errors';
import type { PrinterBlock } from './printer-state';
import type { CustodyFormKind, PrintedKind } from './printed-kinds';

/** Which document of a case is printed; two prints of one subject are a print and its reprint. */
export type PrintSubject =
  | { readonly kind: 'certificate-copy'; readonly certificateId: string }
  | { readonly kind: 'authorisation-form' }
  | { readonly kind: 'case-slip' }
  /** `digest`: SM3 of the file that the report is about. */
  | { readonly kind: 'verification-report'; readonly digest: string }
  /** `testId`: one test of the device centre. */
  | { readonly kind: 'device-test-page'; readonly testId: string }
  /** `formId`: the form that is kept in the register of seals. */
  | { readonly kind: CustodyFormKind; readonly formId: string };

/** What tells two documents of one kind and case apart; null where a case has one of the kind. */
export function subjectKey(subject: PrintSubject): string | null {
  switch (subject.kind) {
    case 'certificate-copy':
      return subject.certificateId;
    case 'verification-report':
      return subject.digest;
    case 'device-test-page':
      return subject.testId;
    case 'authorisation-form':
    case 'case-slip':
      return null;
    default:
      return subject.formId;
  }
}

/** The subject of a record; the key stands in `certificateId`. */
export function subjectOf({ document, certificateId }: PrintRecord): PrintSubject {
  switch (document) {
    case 'certificate-copy':
      return { kind: document, certificateId: certificateId ?? '' };
    case 'verification-report':
      return { kind: document, digest: certificateId ?? '' };
    case 'device-test-page':
      return { kind: document, testId: certificateId ?? '' };
    case 'authorisation-form':
    case 'case-slip':
      return { kind: document };
    default:
      return { kind: document, formId: certificateId ?? '' };
  }
}

/**
 * How far a control number got. 'spooled' is the legal fact: the spooler has the document. 'unconfirmed': handed over, but
 * nobody can say whether it arrived, until the clerk has looked. 'abandoned': no paper bears this number.
 */
export type PrintJobState = 'numbered' | 'prepared' | 'created' | 'spooled' | 'unconfirmed' | 'abandoned';

export type PrintOutcome = 'completed' | 'failed' | 'cancelled' | 'unknown';

export interface PrintRecord {
  readonly id: number;
  readonly controlNumber: string;
  readonly caseId: string;
  readonly document: PrintedKind;
  /** Of a certificate's copy; of a verification report, the SM3 of its file; of a form of the register of seals, its id. */
  readonly certificateId: string | null;
  readonly title: string;
  readonly state: PrintJobState;
  /** ISO 8601 instants. */
  readonly numberedAt: string;
  readonly spooledAt: string | null;
  /** Control number of the first print, on a reprint, and why it was made. */
  readonly reprintOf: string | null;
  readonly reason: string | null;
  /** SM3 of the PDF, 64 hex digits. */
  readonly pdfDigest: string | null;
  /** SM3 of what the page was made from; null until it is prepared, and for pages of before it was kept. */
  readonly sourceDigest: string | null;
  readonly pages: number | null;
  readonly media: string | null;
  readonly queue: string | null;
  readonly spoolerJob: number | null;
  /** What became of the paper, as far as the spooler says; null while it is printing or nobody watched. */
  readonly outcome: PrintOutcome | null;
}

interface Step {
  readonly caseId: string;
  readonly subject: PrintSubject;
}

/** A print that has its number; `id` is the journal's. */
interface NumberedStep extends Step {
  readonly id: number;
  readonly controlNumber: string;
}

export type PrintProgress =
  | (Step & { readonly kind: 'preparing' })
  | (NumberedStep & { readonly kind: 'sending' | 'spooled' | 'printing' | 'completed' })
  /** The spooler has it and nothing moves; `blocks` is empty when somebody holds the job itself. */
  | (NumberedStep & {
      readonly kind: 'held';
      readonly blocks: readonly PrinterBlock[];
      readonly reasons: readonly string[];
    })
  /** Before or after spooling; without a number when nothing was numbered. */
  | (Step & {
      readonly kind: 'failed';
      readonly id: number | null;
      readonly controlNumber: string | null;
      readonly error: PrintError;
    });

export interface ReconcileReport {
  readonly spooled: readonly string[];
  readonly abandoned: readonly string[];
  readonly unconfirmed: readonly string[];
}
