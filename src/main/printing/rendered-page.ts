// What the print service needs of a page renderer; the Electron one is in page-renderer.
import type { PrintDocument } from '#core/print/page';
import type { RenderFailure } from '#core/print/print-errors';
import type { Result } from '#core/result';

export interface RenderedPage {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

export interface PageRenderer {
  render(document: PrintDocument): Promise<Result<RenderedPage, RenderFailure>>;
  /** Makes the next render quick. */
  warm(): Promise<void>;
  close(): void;
}
