// A page with its templates, annotations and stamps → its display list, in the standard's order.
import { IDENTITY, multiply, scaling, translation, type Box, type Matrix } from '../document/geometry';
import type { LayerType, Page, PageContent } from '../document/document-model';
import { openOfd } from '../document/ofd-file';
import type { OfdDocument } from '../document/ofd-document';
import type { OfdError } from '../errors';
import { ok, type Result } from '../../result';
import type { DisplayItem, DisplayList, GroupItem } from './display-list';
import { DrawContext, MediaCache } from './draw-context';
import { NO_STYLE, styleOf } from './drawing-style';
import { rectangleData } from './path-data';
import { recognisePicture } from './pictures';
import { drawUnits } from './unit-drawer';

/** A seal's picture and its place, from Signature.xml's StampAnnot (GB/T 33190-2016 18.2.3). */
export interface StampPlacement {
  readonly pageId: string;
  readonly boundary: Box;
  /** The part of the picture to show, relative to the boundary (riding-edge seals, 骑缝章). */
  readonly clip?: Box | undefined;
  /** `type` as the seal says it (png, jpg, bmp, ofd …); pictures are recognised by their bytes. */
  readonly picture: { readonly type: string; readonly data: Uint8Array };
}

export interface DrawOptions {
  readonly stamps?: readonly StampPlacement[];
  /** `print` leaves out annotations that are not to be printed. */
  readonly purpose?: 'screen' | 'print';
  readonly annotations?: boolean;
}

const ORDER: readonly LayerType[] = ['Background', 'Body', 'Foreground'];
const MAX_NESTED_FILES = 2;

const caches = new WeakMap<OfdDocument, MediaCache>();

/** Draws a page (0 the first). Errors are those of `OfdDocument.page`; remarks go to the document's warnings. */
export function drawPage(
  document: OfdDocument,
  index: number,
  options: DrawOptions = {},
): Result<DisplayList, OfdError> {
  return drawAtDepth(document, index, options, 0);
}

function drawAtDepth(
  document: OfdDocument,
  index: number,
  options: DrawOptions,
  depth: number,
): Result<DisplayList, OfdError> {
  const page = document.page(index);
  if (!page.ok) return page;
  const ctx = DrawContext.start(
    document.resources,
    document.defaultColorSpace,
    document.warningBook,
    page.value.part,
    mediaOf(document),
  );
  const items = [
    ...ORDER.flatMap((type) => drawStage(page.value, type, ctx)),
    ...(options.annotations === false ? [] : drawAnnotations(document, page.value, options, ctx)),
    ...(options.stamps ?? [])
      .filter((s) => s.pageId === page.value.id)
      .flatMap((s) => drawStamp(s, document, depth)),
  ];
  const { width, height } = page.value.area.physical;
  return ok({ width, height, items });
}

/** Templates of a stage lie under the page's own layers of that stage (7.7). */
function drawStage(page: Page, type: LayerType, ctx: DrawContext): DisplayItem[] {
  return [
    ...page.templates
      .filter((template) => template.zOrder === type)
      .flatMap(({ content }) => ORDER.flatMap((layer) => drawLayers(content, layer, ctx))),
    ...drawLayers(page, type, ctx),
  ];
}

function drawLayers(content: PageContent, type: LayerType, ctx: DrawContext): DisplayItem[] {
  const inside = ctx.inPart(content.part, content.resources);
  return content.layers
    .filter((layer) => layer.type === type)
    .flatMap((layer) => {
      const style =
        layer.drawParam === undefined
          ? NO_STYLE
          : styleOf(layer.drawParam, NO_STYLE, content.resources, ctx.warnings, content.part);
      return drawUnits(layer.units, IDENTITY, inside, style);
    });
}

function drawAnnotations(
  document: OfdDocument,
  page: Page,
  options: DrawOptions,
  ctx: DrawContext,
): DisplayItem[] {
  return document
    .annotations(page.id)
    .filter((annotation) => annotation.visible && (options.purpose !== 'print' || annotation.print))
    .flatMap(({ boundary, units }) =>
      drawUnits(units, boundary ? translation(boundary.x, boundary.y) : IDENTITY, ctx),
    );
}

function drawStamp(stamp: StampPlacement, document: OfdDocument, depth: number): DisplayItem[] {
  const { boundary, clip, picture } = stamp;
  const recognised = recognisePicture(picture.data);
  const nested = recognised ? undefined : nestedList(stamp, document, depth);
  const square: Matrix = multiply(
    translation(boundary.x, boundary.y),
    scaling(boundary.width, boundary.height),
  );
  const item: DisplayItem | undefined = recognised
    ? { kind: 'image', matrix: square, picture: recognised, mask: undefined, opacity: 1 }
    : nested && {
        kind: 'nested',
        matrix: multiply(square, scaling(1 / nested.width, 1 / nested.height)),
        list: nested,
      };
  if (!item) {
    document.warningBook.add('STAMP_PICTURE_UNREADABLE', `${stamp.pageId} ${picture.type.slice(0, 16)}`);
    return [];
  }
  return clip ? [clipped(item, clip, boundary)] : [item];
}

/** Seal pictures of type OFD are whole files: the first page of the first document. */
function nestedList(stamp: StampPlacement, document: OfdDocument, depth: number): DisplayList | undefined {
  if (depth >= MAX_NESTED_FILES) {
    document.warningBook.add('NESTED_TOO_DEEP', `stamp ${stamp.pageId}`);
    return undefined;
  }
  const file = openOfd(stamp.picture.data);
  const inner = file.ok ? file.value.document(0) : file;
  const list = inner.ok ? drawAtDepth(inner.value, 0, {}, depth + 1) : inner;
  if (!list.ok) return undefined;
  if (file.ok)
    for (const { code, where } of file.value.warnings) document.warningBook.add(code, `stamp: ${where}`);
  return list.value;
}

function clipped(item: DisplayItem, clip: Box, boundary: Box): GroupItem {
  const frame = { x: boundary.x + clip.x, y: boundary.y + clip.y, width: clip.width, height: clip.height };
  return {
    kind: 'group',
    clips: [
      [
        {
          kind: 'path',
          data: rectangleData(frame),
          matrix: IDENTITY,
          evenOdd: false,
          fill: undefined,
          stroke: undefined,
        },
      ],
    ],
    opacity: 1,
    label: undefined,
    items: [item],
  };
}

function mediaOf(document: OfdDocument): MediaCache {
  let cache = caches.get(document);
  if (!cache) {
    cache = new MediaCache(document.files, document.warningBook);
    caches.set(document, cache);
  }
  return cache;
}
