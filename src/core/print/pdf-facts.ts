// What a PDF says about its pages, as far as paper is concerned: how many, and how large. For PDFs our renderer made.
import type { PageMedia } from './page';

export interface PdfPage {
  readonly widthPt: number;
  readonly heightPt: number;
}

const POINTS_PER_MM = 72 / 25.4;
/** Renderers round to CSS pixels; half a point is 0.18 mm, less than any printer's feed holds. */
const TOLERANCE_PT = 0.5;

/** MediaBox of each page object. Skia writes page objects uncompressed, each with a box of its own. */
export function pdfPages(pdf: Uint8Array): readonly PdfPage[] {
  const text = new TextDecoder('latin1').decode(pdf);
  const pages: PdfPage[] = [];
  for (const match of text.matchAll(/\/Type\s*\/Page\b(?!s)[\s\S]*?endobj/g)) {
    const box = /\/MediaBox\s*\[\s*([\d.-]+)\s+([\d.-]+)\s+([\d.-]+)\s+([\d.-]+)\s*\]/.exec(match[0]);
    if (!box) continue;
    const [left, bottom, right, top] = box.slice(1).map(Number) as [number, number, number, number];
    pages.push({ widthPt: right - left, heightPt: top - bottom });
  }
  return pages;
}

/** Index of the first page that is not of this paper, -1 when all are. */
export function firstWrongPage(pages: readonly PdfPage[], media: PageMedia): number {
  const width = media.widthMm * POINTS_PER_MM;
  const height = media.heightMm * POINTS_PER_MM;
  return pages.findIndex(
    (page) =>
      Math.abs(page.widthPt - width) > TOLERANCE_PT || Math.abs(page.heightPt - height) > TOLERANCE_PT,
  );
}
