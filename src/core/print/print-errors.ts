// The closed set of ways in which printing fails. Codes and plain data only; the renderer has the words.
import type { PrinterBlock } from './printer-state';

/** What the way to the print service can answer instead of a result. */
export type SpoolerError =
  | { readonly code: 'PRINTER_ABSENT'; readonly queue: string | null }
  | { readonly code: 'PRINTER_NOT_ACCEPTING'; readonly queue: string; readonly reasons: readonly string[] }
  | { readonly code: 'SPOOLER_UNREACHABLE'; readonly cause: UnreachableCause }
  | {
      readonly code: 'SPOOLER_REFUSED';
      /** IPP status-code of RFC 8011 appendix B, or null when HTTP refused. */
      readonly status: number | null;
      readonly httpStatus: number;
      /** status-message of the spooler, for the log and the device centre. */
      readonly detail: string;
    }
  | { readonly code: 'SPOOLER_ANSWER_INVALID'; readonly what: string }
  | { readonly code: 'PRINT_JOB_UNKNOWN'; readonly jobId: number };

export type UnreachableCause =
  'no-service' | 'refused' | 'deadline' | 'broken-off' | 'no-permission' | 'stopped';

export type PrintError =
  | SpoolerError
  | {
      readonly code: Exclude<PrinterBlock, 'PRINTER_NOT_ACCEPTING'>;
      readonly queue: string;
      readonly reasons: readonly string[];
      /** The clerk may look, mend and print despite it: the spooler repeats what the last job left behind. */
      readonly canOverride: boolean;
    }
  | { readonly code: 'RENDER_FAILED'; readonly cause: RenderFailure }
  /** A reprint without a reason; the first print's control number. */
  | { readonly code: 'PRINT_REASON_REQUIRED'; readonly first: string }
  /** An earlier print of the same document is still open: it has to be settled first. */
  | { readonly code: 'PRINT_UNSETTLED'; readonly id: number; readonly controlNumber: string }
  /** Handed over, but nobody knows whether it arrived; the clerk looks at the paper tray. */
  | { readonly code: 'PRINT_UNCONFIRMED'; readonly id: number; readonly controlNumber: string }
  | { readonly code: 'PRINT_SERIAL_EXHAUSTED'; readonly day: string }
  /** Spooled and recorded, but the spooler gave it up; `reasons` are job-state-reasons. */
  | { readonly code: 'PRINT_JOB_ABORTED'; readonly reasons: readonly string[] }
  | { readonly code: 'PRINT_JOB_CANCELLED' }
  /** Spooled and recorded, then forgotten by the spooler: only the paper tray knows. */
  | { readonly code: 'PRINT_JOB_LOST' }
  | { readonly code: 'PRINT_RECORD_UNKNOWN'; readonly id: number };

export type RenderFailure =
  | { readonly kind: 'crashed' }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'load-failed' }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'wrong-size';
      readonly page: number;
      readonly widthPt: number;
      readonly heightPt: number;
    }
  | { readonly kind: 'no-pages' };

export type PrintErrorCode = PrintError['code'];
