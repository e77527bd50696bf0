// What the dialogs of scans show.
import type { ScannedPrintView, ScanOutcomeView } from '#shared/ipc/scan-views';

type Outcome<K extends ScanOutcomeView['kind']> = Extract<ScanOutcomeView, { kind: K }>;

export type ScanDialog =
  | { readonly kind: 'another-person'; readonly scanId: string; readonly found: Outcome<'another-person'> }
  | {
      readonly kind: 'certificate-without-case';
      readonly scanId: string;
      readonly found: Outcome<'certificate-without-case'>;
    }
  | { readonly kind: 'print'; readonly print: ScannedPrintView }
  /** Ctrl+B: what was scanned lately. */
  | { readonly kind: 'recent' };
