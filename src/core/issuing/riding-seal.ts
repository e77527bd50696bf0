// Riding-edge seals (骑缝章): one seal over the fanned edges of all pages, so that no page can be taken out or put in.
import type { Stamp } from '../eseal/sign-ofd';

export interface RidingOrder {
  /** mm, in the order of the document; any sizes. */
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** The whole seal, mm. */
  readonly seal: { readonly width: number; readonly height: number };
  readonly edge: 'left' | 'right';
}

/** Narrower strips than this show nothing of the seal. */
const LEAST_STRIP_MM = 2.5;

/**
 * One stamp a page, each showing its strip: the box reaches over the page's edge and `clip` (relative to it) leaves what lies
 * on the page. Fanned to the right, the first page shows the seal's left part; fanned to the left, its right part. More pages
 * than strips of 2.5 mm share several seals one below the other, each beginning on the page where the one before ended, so
 * that all pages hold together. Fewer than two pages have none.
 */
export function ridingStamps({ pages, seal, edge }: RidingOrder): Stamp[] {
  if (pages.length < 2) return [];
  const lowest = Math.min(...pages.map(({ height }) => height));
  const scale = Math.min(
    1,
    (lowest * 0.9) / seal.height,
    ...pages.map(({ width }) => (width * 0.5) / seal.width),
  );
  const size = { width: seal.width * scale, height: seal.height * scale };
  const groups = pageGroups(pages.length, Math.max(2, Math.floor(size.width / LEAST_STRIP_MM)));
  return groups.flatMap((group, order) => {
    const y = topOf(order, groups.length, lowest, size.height);
    return group.map((index, position) =>
      strip(index, pages[index]!.width, { position, of: group.length, edge, y, size }),
    );
  });
}

/** Indices of pages a seal covers; neighbouring groups share one page. */
function pageGroups(count: number, most: number): number[][] {
  const groups = Math.ceil((count - 1) / (most - 1));
  return Array.from({ length: groups }, (_, order) => {
    const first = Math.round((order * (count - 1)) / groups);
    const last = Math.round(((order + 1) * (count - 1)) / groups);
    return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
  });
}

/** Alternating heights, so that two seals on one page do not cover each other. */
function topOf(order: number, groups: number, pageHeight: number, height: number): number {
  const centre = groups === 1 ? 0.5 : order % 2 === 0 ? 0.3 : 0.7;
  return round(Math.min(Math.max(0, pageHeight * centre - height / 2), pageHeight - height));
}

function strip(
  index: number,
  pageWidth: number,
  one: {
    position: number;
    of: number;
    edge: 'left' | 'right';
    y: number;
    size: { width: number; height: number };
  },
): Stamp {
  const { width, height } = one.size;
  const part = width / one.of;
  const shown = one.edge === 'right' ? one.position : one.of - 1 - one.position;
  const left = one.edge === 'right' ? pageWidth - (shown + 1) * part : -shown * part;
  return {
    page: index + 1,
    x: round(left),
    y: one.y,
    width: round(width),
    height: round(height),
    clip: { x: round(shown * part), y: 0, width: round(part), height: round(height) },
  };
}

function round(mm: number): number {
  return Math.round(mm * 1000) / 1000;
}
