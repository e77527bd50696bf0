// What the two ways of scanning (reports, lines) hand on: one whole code, or why there is none.
import type { ScanErrorCode } from './scanner-state';
import type { Symbology } from './symbology';

export type ScanPiece =
  | {
      readonly kind: 'code';
      readonly bytes: Uint8Array;
      readonly symbology: Symbology | undefined;
      /** Reports or chunks it came in. */
      readonly parts: number;
    }
  | { readonly kind: 'failed'; readonly error: ScanErrorCode };
