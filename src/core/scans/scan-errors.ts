// Why a scan, or the step it asks for, is refused. Closed: the screen has words for each code.
import type { HolderCodeError } from './holder-code';

export type ScanError =
  /** Older than what is kept, or from before the terminal was started again. */
  | { readonly code: 'SCAN_GONE' }
  | { readonly code: 'SCAN_TAKEN' }
  /** Hundreds wait: something scans on its own, or nobody is at the counter. */
  | { readonly code: 'SCAN_INBOX_FULL' }
  /** The page's number is not in this terminal's journal. */
  | { readonly code: 'PRINT_NUMBER_UNKNOWN'; readonly controlNumber: string }
  /** Nothing of this kind to hold before the scanner in this demonstration. */
  | { readonly code: 'SCAN_DEMONSTRATION_NOTHING' }
  | HolderCodeError;

export type ScanErrorCode = ScanError['code'];
