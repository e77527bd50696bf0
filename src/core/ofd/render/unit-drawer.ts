// Graphic units → display items: matrices, styles, clips, alpha (GB/T 33190-2016 8.5).
import { meanScale, multiply, scaling, translation, type Box, type Matrix } from '../document/geometry';
import type {
  Clip,
  Color,
  CompositeUnit,
  GraphicUnit,
  ImageUnit,
  PathUnit,
  TextUnit,
  UnitBase,
} from '../document/graphics-model';
import { toOpacity } from './colors';
import type { ClipRegion, DisplayItem, Paint, PathItem, Stroke } from './display-list';
import type { DrawContext } from './draw-context';
import { NO_STYLE, over, styleOf, type DrawingStyle } from './drawing-style';
import { paintOf } from './paints';
import { pathBounds, rectangleData, svgPathData } from './path-data';
import { textItems } from './text-items';

type Placed = Exclude<GraphicUnit, { kind: 'block' }>;

const DEFAULT_LINE_WIDTH = 0.353;
const DEFAULT_MITER_LIMIT = 3.528;
// A line of no width is the thinnest that the device shows.
const HAIRLINE = 0.05;
const BOUNDARY_TOLERANCE = 0.1;
const BLACK: Color = {
  value: [0, 0, 0],
  index: undefined,
  colorSpace: undefined,
  alpha: 255,
  special: undefined,
};

/** Draws units in order at `matrix` (their container's place on the page), with the container's style under theirs. */
export function drawUnits(
  units: readonly GraphicUnit[],
  matrix: Matrix,
  ctx: DrawContext,
  style: DrawingStyle = NO_STYLE,
): DisplayItem[] {
  const items: DisplayItem[] = [];
  for (const unit of units) {
    if (!ctx.spend(weightOf(unit))) break;
    if (unit.kind === 'block') items.push(...drawUnits(unit.units, matrix, ctx, style));
    else if (unit.visible) items.push(...drawPlaced(unit, matrix, ctx, style));
  }
  return items;
}

/** What drawing a unit costs, in path commands. */
function weightOf(unit: GraphicUnit): number {
  if (unit.kind === 'block') return 1;
  const shapes = unit.clips.flatMap((clip) => clip.areas.map((area) => weightOf(area.shape)));
  const own = unit.kind === 'path' ? unit.commands.length : unit.kind === 'text' ? 2 * lettersOf(unit) : 0;
  return shapes.reduce((sum, weight) => sum + weight, 4 + own);
}

function lettersOf(unit: TextUnit): number {
  return unit.codes.reduce((sum, code) => sum + code.text.length, 0);
}

function drawPlaced(
  unit: Placed,
  container: Matrix,
  ctx: DrawContext,
  layerStyle: DrawingStyle,
): readonly DisplayItem[] {
  const matrix = matrixOf(unit, container);
  const style = unitStyle(unit, layerStyle, ctx);
  const items = itemsOf(unit, matrix, ctx, style);
  if (items.length === 0) return items;
  const clips = unit.clips.map((clip) => clipRegion(clip, unit, container, ctx));
  const frame = boundaryClip(unit, container, style);
  if (frame) clips.unshift([frame]);
  const opacity = toOpacity(unit.alpha);
  if (clips.length === 0 && opacity === 1) return items;
  return [{ kind: 'group', clips, opacity, label: undefined, items }];
}

function itemsOf(
  unit: Placed,
  matrix: Matrix,
  ctx: DrawContext,
  style: DrawingStyle,
): readonly DisplayItem[] {
  switch (unit.kind) {
    case 'path':
      return drawPath(unit, matrix, ctx, style);
    case 'text':
      return drawText(unit, matrix, ctx, style);
    case 'image':
      return drawImage(unit, matrix, ctx);
    case 'composite':
      return drawComposite(unit, matrix, ctx);
  }
}

function drawPath(
  unit: PathUnit,
  matrix: Matrix,
  ctx: DrawContext,
  style: DrawingStyle,
): readonly DisplayItem[] {
  const data = svgPathData(unit.commands);
  // Without a colour a path is not filled, but it is stroked in black (table 35).
  const fill = unit.fill ? paintFrom(style.fillColor, matrix, ctx) : undefined;
  const stroke = unit.stroke
    ? strokeFrom(style, paintFrom(style.strokeColor ?? BLACK, matrix, ctx))
    : undefined;
  if (data === '' || (!fill && !stroke)) return [];
  return [{ kind: 'path', data, matrix, evenOdd: unit.rule === 'Even-Odd', fill, stroke }];
}

function drawText(
  unit: TextUnit,
  matrix: Matrix,
  ctx: DrawContext,
  style: DrawingStyle,
): readonly DisplayItem[] {
  // Without a colour text is filled in black, but its outline is transparent (table 45).
  const fill = unit.fill ? paintFrom(style.fillColor ?? BLACK, matrix, ctx) : undefined;
  const stroke = unit.stroke ? strokeFrom(style, paintFrom(style.strokeColor, matrix, ctx)) : undefined;
  return fill || stroke ? textItems(unit, matrix, { fill, stroke }, ctx) : [];
}

function drawImage(unit: ImageUnit, matrix: Matrix, ctx: DrawContext): readonly DisplayItem[] {
  const picture =
    pictureOf(unit.resource, ctx) ?? (unit.substitution ? pictureOf(unit.substitution, ctx) : undefined);
  const items: DisplayItem[] = [];
  const mask = unit.mask === undefined ? undefined : pictureOf(unit.mask, ctx);
  if (picture) items.push({ kind: 'image', matrix: imageMatrix(unit, matrix), picture, mask, opacity: 1 });
  if (unit.border) {
    const { border } = unit;
    const { width, height } = unit.boundary;
    const style = { ...NO_STYLE, lineWidth: border.lineWidth, dashPattern: border.dashPattern };
    items.push({
      kind: 'path',
      data: rectangleData({ x: 0, y: 0, width, height }),
      matrix: unit.ctm ? multiply(matrix, scaling(1 / width, 1 / height)) : matrix,
      evenOdd: false,
      fill: undefined,
      stroke: strokeFrom(style, paintFrom(border.color ?? BLACK, matrix, ctx)),
    });
  }
  return items;
}

/** The unit square's place: by the CTM; without one the boundary is filled. */
function imageMatrix(unit: ImageUnit, matrix: Matrix): Matrix {
  return unit.ctm ? matrix : multiply(matrix, scaling(unit.boundary.width, unit.boundary.height));
}

function pictureOf(id: string, ctx: DrawContext) {
  const media = ctx.resources.media(id);
  if (!media) ctx.warnings.add('RESOURCE_MISSING', `${ctx.where} ${id}`);
  return media && ctx.media.picture(media.file);
}

function drawComposite(unit: CompositeUnit, matrix: Matrix, ctx: DrawContext): readonly DisplayItem[] {
  const composite = ctx.resources.composite(unit.resource);
  if (!composite) ctx.warnings.add('COMPOSITE_MISSING', `${ctx.where} ${unit.resource}`);
  const below = composite && ctx.deeper();
  return below ? drawUnits(composite.units, matrix, below) : [];
}

function matrixOf(unit: UnitBase, container: Matrix): Matrix {
  const placed = multiply(container, translation(unit.boundary.x, unit.boundary.y));
  return unit.ctm ? multiply(placed, unit.ctm) : placed;
}

function unitStyle(unit: Placed, layerStyle: DrawingStyle, ctx: DrawContext): DrawingStyle {
  const below =
    unit.drawParam === undefined
      ? layerStyle
      : styleOf(unit.drawParam, layerStyle, ctx.resources, ctx.warnings, ctx.where);
  const colors =
    unit.kind === 'path' || unit.kind === 'text' ? unit : { fillColor: undefined, strokeColor: undefined };
  return over({ ...unit, fillColor: colors.fillColor, strokeColor: colors.strokeColor }, below);
}

function paintFrom(color: Color | undefined, matrix: Matrix, ctx: DrawContext): Paint | undefined {
  return color && paintOf(color, matrix, ctx, (units, at, below) => drawUnits(units, at, below));
}

function strokeFrom(style: DrawingStyle, paint: Paint | undefined): Stroke | undefined {
  if (!paint) return undefined;
  const dash = style.dashPattern?.filter((length) => length >= 0) ?? [];
  return {
    paint,
    width: Math.max(style.lineWidth ?? DEFAULT_LINE_WIDTH, HAIRLINE),
    cap: style.cap ?? 'Butt',
    join: style.join ?? 'Miter',
    miterLimit: Math.max(1, style.miterLimit ?? DEFAULT_MITER_LIMIT),
    dash: dash.some((length) => length > 0) ? dash : [],
    dashOffset: style.dashOffset ?? 0,
  };
}

/**
 * A unit is cut at its boundary (8.5.1). The cut is made only where a drawing reaches past it, half a line's width
 * allowed: writers give a line's axis as its boundary. Text is not cut, its boundaries in circulation are too rough.
 */
function boundaryClip(unit: Placed, container: Matrix, style: DrawingStyle): PathItem | undefined {
  const { width, height } = unit.boundary;
  if (unit.kind === 'text' || !(width > 0 || height > 0)) return undefined;
  const ctm = unit.ctm ?? translation(0, 0);
  const inside =
    unit.kind === 'path'
      ? pathBounds(unit.commands, ctm)
      : unit.kind === 'image'
        ? pathBounds(SQUARE, unit.ctm ?? scaling(width, height))
        : undefined;
  const stroked = unit.kind === 'path' && unit.stroke;
  const margin = stroked ? ((style.lineWidth ?? DEFAULT_LINE_WIDTH) / 2) * meanScale(ctm) : 0;
  const frame = grown({ x: 0, y: 0, width, height }, margin + BOUNDARY_TOLERANCE);
  if (unit.kind !== 'composite' && inside && contains(frame, grown(inside, margin))) return undefined;
  const matrix = multiply(container, translation(unit.boundary.x, unit.boundary.y));
  return {
    kind: 'path',
    data: rectangleData(frame),
    matrix,
    evenOdd: false,
    fill: undefined,
    stroke: undefined,
  };
}

const SQUARE = [
  { op: 'M', to: { x: 0, y: 0 } },
  { op: 'L', to: { x: 1, y: 1 } },
] as const;

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function clipRegion(clip: Clip, unit: UnitBase, container: Matrix, ctx: DrawContext): ClipRegion {
  const base = multiply(container, translation(unit.boundary.x, unit.boundary.y));
  const space = clip.follows && unit.ctm ? multiply(base, unit.ctm) : base;
  return clip.areas.flatMap(({ ctm, shape }): (PathItem | TextItem)[] => {
    const matrix = matrixOf(shape, ctm ? multiply(space, ctm) : space);
    if (shape.kind === 'path') {
      const data = svgPathData(shape.commands);
      return data === ''
        ? []
        : [
            {
              kind: 'path',
              data,
              matrix,
              evenOdd: shape.rule === 'Even-Odd',
              fill: undefined,
              stroke: undefined,
            },
          ];
    }
    return flatten(textItems(shape, matrix, { fill: undefined, stroke: undefined }, ctx));
  });
}

type TextItem = Extract<DisplayItem, { kind: 'text' }>;

function flatten(items: readonly DisplayItem[]): (PathItem | TextItem)[] {
  return items.flatMap((item) => {
    if (item.kind === 'group') return flatten(item.items);
    return item.kind === 'path' || item.kind === 'text' ? [item] : [];
  });
}
