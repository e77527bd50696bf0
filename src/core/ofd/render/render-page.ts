// The two things a screen or a printer asks for: a page as SVG, and what it says.
import { ok, type Result } from '../../result';
import type { GraphicUnit } from '../document/graphics-model';
import type { OfdDocument } from '../document/ofd-document';
import type { OfdError } from '../errors';
import { drawPage, type DrawOptions } from './page-drawer';
import { toSvg, type SvgOptions } from './svg-writer';

/** Size in mm. */
export interface RenderedPage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface RenderOptions extends DrawOptions, SvgOptions {}

/** A page (0 the first) as SVG. Remarks made on the way are in `document.warnings`. */
export function renderPage(
  document: OfdDocument,
  index: number,
  options: RenderOptions = {},
): Result<RenderedPage, OfdError> {
  const list = drawPage(document, index, options);
  if (!list.ok) return list;
  return ok({ svg: toSvg(list.value, options), width: list.value.width, height: list.value.height });
}

/** The text of a page, one line a TextCode, templates first. */
export function pageText(document: OfdDocument, index: number): Result<string, OfdError> {
  const page = document.page(index);
  if (!page.ok) return page;
  const contents = [...page.value.templates.map((template) => template.content), page.value];
  return ok(contents.flatMap(({ layers }) => layers.flatMap((layer) => linesOf(layer.units))).join('\n'));
}

function linesOf(units: readonly GraphicUnit[]): string[] {
  return units.flatMap((unit) => {
    if (unit.kind === 'block') return linesOf(unit.units);
    return unit.kind === 'text' && unit.visible ? unit.codes.map((code) => code.text) : [];
  });
}
