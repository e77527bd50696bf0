// The pages of an examined OFD, as SVG drawn from the file itself: what is sealed is what is shown and printed.
import type { OfdDocument } from '../ofd/document/ofd-document';
import { renderPage, type RenderedPage } from '../ofd/render/render-page';
import { err, type Result } from '../result';
import type { ExaminedFile } from './examine-file';

type Ofd = NonNullable<ExaminedFile['ofd']>;
export type PageError =
  { code: 'EVIDENCE_PAGE_MISSING' } | { code: 'EVIDENCE_PAGE_UNREADABLE'; cause: string };

/** Pages of all documents of the file, in order. */
export function pageCount({ file }: Ofd): number {
  return documentsOf(file).reduce((sum, document) => sum + document.pages.length, 0);
}

/**
 * @param number from 1
 * @param idPrefix keeps the ids of several pages on one screen apart; letters and digits
 */
export function evidencePage(
  ofd: Ofd,
  number: number,
  options: { idPrefix: string; purpose: 'screen' | 'print' },
): Result<RenderedPage, PageError> {
  let index = number - 1;
  for (const document of documentsOf(ofd.file)) {
    if (index >= document.pages.length) {
      index -= document.pages.length;
      continue;
    }
    const page = renderPage(document, index, { ...options, stamps: ofd.stamps, background: '#ffffff' });
    return page.ok ? page : err({ code: 'EVIDENCE_PAGE_UNREADABLE', cause: page.error.code });
  }
  return err({ code: 'EVIDENCE_PAGE_MISSING' });
}

function documentsOf(file: Ofd['file']): OfdDocument[] {
  return file.bodies.flatMap((_body, index) => {
    const document = file.document(index);
    return document.ok ? [document.value] : [];
  });
}
