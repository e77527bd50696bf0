// Certificates of the sizes that they have, by our own writer: one page of 200 kB, twenty pages of 5 MB, mostly pictures.
import { writeOfd } from '#core/ofd/write/write-ofd';
import type { DisplayOp } from '#core/faces/display-list';
import { noisePng } from '#tests/support/eseal/noise-png';
import { seededRandom, type Random } from '#tests/support/random';

export const BENCH_DOCUMENTS: Readonly<Record<string, () => Uint8Array>> = {
  '1-page-200kB': () => documentOf(1, 252),
  '20-pages-5MB': () => documentOf(20, 289),
};

/** `side`: pixels of each page's square photograph, three bytes each. */
function documentOf(pages: number, side: number): Uint8Array {
  const random = seededRandom(pages);
  return writeOfd({
    docId: '89000000000000000000000000000001',
    title: '示例证照',
    creator: '证窗',
    creationDate: '2026-06-01',
    customData: [{ name: '证照编号', value: '89-0001' }],
    pages: Array.from({ length: pages }, () => ({
      face: { title: '示例证照', width: 210, height: 297, regions: [], ops: faceOf(random) },
      pictures: [{ data: noisePng(side, random), box: { x: 140, y: 30, width: 50, height: 50 } }],
    })),
  });
}

/** A form with frame, rules and 120 texts of twelve characters. */
function faceOf(random: Random): DisplayOp[] {
  const texts = Array.from({ length: 120 }, (_, index): DisplayOp => {
    const characters = Array.from({ length: 12 }, () => String.fromCharCode(0x4e00 + random.below(3000)));
    return {
      ...{ kind: 'text', x: index % 2 === 0 ? 20 : 110, y: 90 + Math.floor(index / 2) * 3.2, size: 3 },
      ...{ width: 36, anchor: 'start', letterSpacing: 0, font: 'song', bold: false, colour: '#202020' },
      text: characters.join(''),
    };
  });
  const rules = Array.from({ length: 30 }, (_, index): DisplayOp => ({
    ...{ kind: 'path', fill: null, stroke: '#b08040', lineWidth: 0.2, dash: [] },
    commands: [
      ['M', 15, 87 + index * 6.4],
      ['L', 195, 87 + index * 6.4],
    ],
  }));
  return [{ kind: 'rect', x: 5, y: 5, w: 200, h: 287, fill: '#fffaf0' }, ...rules, ...texts];
}
