// Colours with shadings and patterns → paints (GB/T 33190-2016 8.3.3, 8.3.4). Coordinates are those of the unit.
import type { Matrix } from '../document/geometry';
import { multiply, translation } from '../document/geometry';
import type {
  AxialShading,
  Color,
  GraphicUnit,
  MapType,
  MeshShading,
  PatternColor,
  RadialShading,
} from '../document/graphics-model';
import { solidPaint } from './colors';
import type { DisplayItem, GroupItem, Paint, PaintStop, PathItem, Spread } from './display-list';
import type { DrawContext } from './draw-context';
import { rectangleData } from './path-data';

/** Draws the units of a pattern's cell. */
export type UnitsDrawer = (
  units: readonly GraphicUnit[],
  matrix: Matrix,
  ctx: DrawContext,
) => readonly DisplayItem[];

/** Undefined when the colour paints nothing. `unitMatrix` is the unit's place on the page. */
export function paintOf(
  color: Color,
  unitMatrix: Matrix,
  ctx: DrawContext,
  draw: UnitsDrawer,
): Paint | undefined {
  const { special } = color;
  if (!special) return solidPaint(color, ctx);
  switch (special.kind) {
    case 'axial':
      return axialPaint(special, ctx) ?? solidPaint(color, ctx);
    case 'radial':
      return radialPaint(special, ctx) ?? solidPaint(color, ctx);
    case 'mesh':
      return meshPaint(special, ctx);
    case 'pattern':
      return patternPaint(special, unitMatrix, ctx, draw);
  }
}

const SPREAD: Readonly<Record<MapType, Spread>> = { Direct: 'pad', Repeat: 'repeat', Reflect: 'reflect' };

function axialPaint(shading: AxialShading, ctx: DrawContext): Paint | undefined {
  const { start, end, mapType } = shading;
  const stops = stopsOf(shading, ctx);
  if (stops.length === 0) return undefined;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const part = mapType !== 'Direct' && shading.mapUnit && length > 0 ? shading.mapUnit / length : 1;
  const to = { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
  return { kind: 'linear', from: start, to, spread: SPREAD[mapType], stops };
}

function radialPaint(shading: RadialShading, ctx: DrawContext): Paint | undefined {
  const stops = stopsOf(shading, ctx);
  if (stops.length === 0) return undefined;
  const inward = shading.startRadius > shading.endRadius;
  const focus = inward ? shading.end : shading.start;
  const center = inward ? shading.start : shading.end;
  const squash = Math.sqrt(Math.max(0.0001, 1 - shading.eccentricity ** 2));
  const turn = (shading.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const about = translation(center.x, center.y);
  const ellipse: Matrix = [cos, sin, -sin * squash, cos * squash, 0, 0];
  return {
    kind: 'radial',
    focus,
    focusRadius: Math.min(shading.startRadius, shading.endRadius),
    center,
    radius: Math.max(shading.startRadius, shading.endRadius),
    matrix: multiply(multiply(about, ellipse), translation(-center.x, -center.y)),
    spread: SPREAD[shading.mapType],
    stops: inward ? stops.map((stop) => ({ ...stop, offset: 1 - stop.offset })).reverse() : stops,
  };
}

/** Stops in order, evenly spread where no position is given; transparent past an end that is not extended. */
function stopsOf(shading: AxialShading | RadialShading, ctx: DrawContext): PaintStop[] {
  const count = shading.stops.length;
  const stops = shading.stops.flatMap(({ position, color }, i) => {
    const solid = solidPaint(color, ctx);
    const offset = Math.min(1, Math.max(0, position ?? (count > 1 ? i / (count - 1) : 0)));
    return solid ? [{ offset, rgb: solid.rgb, opacity: solid.opacity }] : [];
  });
  stops.sort((a, b) => a.offset - b.offset);
  const first = stops[0];
  const last = stops.at(-1);
  if (!first || !last || shading.mapType !== 'Direct') return stops;
  if (!(shading.extend & 1)) stops.unshift({ ...first, offset: 0, opacity: 0 }, { ...first, offset: 0 });
  if (!(shading.extend & 2)) stops.push({ ...last, offset: 1 }, { ...last, offset: 1, opacity: 0 });
  return stops;
}

/** SVG has no meshes: the mean of the corners, with a remark. */
function meshPaint(mesh: MeshShading, ctx: DrawContext): Paint | undefined {
  ctx.warnings.add('SHADING_SIMPLIFIED', ctx.where);
  const corners = mesh.points.flatMap(({ color }) => solidPaint(color, ctx) ?? []);
  if (corners.length === 0) return mesh.back && solidPaint(mesh.back, ctx);
  const mean = (from: number): string => {
    const sum = corners.reduce((total, { rgb }) => total + parseInt(rgb.slice(from, from + 2), 16), 0);
    return Math.round(sum / corners.length)
      .toString(16)
      .padStart(2, '0');
  };
  return { kind: 'solid', rgb: `#${mean(1)}${mean(3)}${mean(5)}`, opacity: corners[0]!.opacity };
}

function patternPaint(
  pattern: PatternColor,
  unitMatrix: Matrix,
  ctx: DrawContext,
  draw: UnitsDrawer,
): Paint | undefined {
  const below = ctx.deeper();
  const toPage = pattern.relativeTo === 'Page' ? inverse(unitMatrix) : undefined;
  if (!below || (pattern.relativeTo === 'Page' && !toPage)) {
    ctx.warnings.add('PATTERN_SKIPPED', ctx.where);
    return undefined;
  }
  const { width, height, xStep, yStep, reflect } = pattern;
  const own = pattern.ctm ?? ([1, 0, 0, 1, 0, 0] as const);
  const matrix = toPage ? multiply(toPage, own) : own;
  const acrossRows = reflect === 'Row' || reflect === 'RowAndColumn';
  const acrossColumns = reflect === 'Column' || reflect === 'RowAndColumn';
  const items: DisplayItem[] = [];
  for (const column of acrossColumns ? [0, 1] : [0]) {
    for (const row of acrossRows ? [0, 1] : [0]) {
      const place: Matrix = [
        column ? -1 : 1,
        0,
        0,
        row ? -1 : 1,
        column ? xStep + width : 0,
        row ? yStep + height : 0,
      ];
      items.push(cellGroup(width, height, place, draw(pattern.cell, place, below)));
    }
  }
  return {
    kind: 'pattern',
    width: acrossColumns ? 2 * xStep : xStep,
    height: acrossRows ? 2 * yStep : yStep,
    matrix,
    items,
  };
}

function cellGroup(width: number, height: number, matrix: Matrix, items: readonly DisplayItem[]): GroupItem {
  const frame: PathItem = {
    kind: 'path',
    data: rectangleData({ x: 0, y: 0, width, height }),
    matrix,
    evenOdd: false,
    fill: undefined,
    stroke: undefined,
  };
  return { kind: 'group', clips: [[frame]], opacity: 1, label: undefined, items };
}

function inverse([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-12) return undefined;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}
