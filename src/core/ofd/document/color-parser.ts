// CT_Color with its shadings and patterns (GB/T 33190-2016 8.3).
import type { XmlElement } from '../xml/xml-tree';
import type { Point } from './geometry';
import type {
  Color,
  GraphicUnit,
  MapType,
  MeshShading,
  PatternColor,
  ShadingStop,
  SpecialColor,
} from './graphics-model';
import { choiceOf, matrixOf, numberOf, numbersOf, remark, type ReadContext } from './values';

/** Parses the units of a pattern's cell; given by the unit parser, which needs colours itself. */
export type UnitsReader = (el: XmlElement, ctx: ReadContext, depth: number) => readonly GraphicUnit[];

const MAP_TYPES: readonly MapType[] = ['Direct', 'Repeat', 'Reflect'];
const REFLECT = ['Normal', 'Row', 'Column', 'RowAndColumn'] as const;
const RELATIVE = ['Object', 'Page'] as const;

export function parseColor(
  el: XmlElement | undefined,
  ctx: ReadContext,
  units: UnitsReader,
  depth: number,
): Color | undefined {
  if (!el) return undefined;
  return {
    value: componentsOf(el, ctx),
    index: numberOf(el, 'Index', ctx),
    colorSpace: el.attribute('ColorSpace')?.trim() || undefined,
    alpha: numberOf(el, 'Alpha', ctx) ?? 255,
    special: parseSpecial(el, ctx, units, depth),
  };
}

/** Components are decimal or, with a leading #, hexadecimal; some writers use hexadecimal for single digits (`#0`). */
function componentsOf(el: XmlElement, ctx: ReadContext): readonly number[] | undefined {
  const text = el.attribute('Value')?.trim();
  if (!text) return undefined;
  const values = text
    .split(/[\s,]+/)
    .map((part) => (part.startsWith('#') ? parseInt(part.slice(1), 16) : Number(part)));
  if (values.every(Number.isFinite) && values.length <= 8) return values;
  remark(el, 'Value', ctx);
  return undefined;
}

function parseSpecial(
  el: XmlElement,
  ctx: ReadContext,
  units: UnitsReader,
  depth: number,
): SpecialColor | undefined {
  for (const child of el.children) {
    if (child.foreign) continue;
    if (child.name === 'AxialShd' || child.name === 'RadialShd')
      return parseGradient(child, ctx, units, depth);
    if (child.name === 'GouraudShd' || child.name === 'LaGouraudShd')
      return parseMesh(child, ctx, units, depth);
    if (child.name === 'Pattern') return parsePattern(child, ctx, units, depth);
  }
  return undefined;
}

function parseGradient(
  el: XmlElement,
  ctx: ReadContext,
  units: UnitsReader,
  depth: number,
): SpecialColor | undefined {
  const start = pointOf(el, 'StartPoint', ctx);
  const end = pointOf(el, 'EndPoint', ctx);
  if (!start || !end) return undefined;
  const stops: ShadingStop[] = [];
  // Writers spell the stops' element Segment (the standard's schema) or Seg.
  for (const segment of [...el.all('Segment'), ...el.all('Seg')].slice(0, 1000)) {
    const color = parseColor(segment.child('Color'), ctx, units, depth);
    if (color) stops.push({ position: numberOf(segment, 'Position', ctx), color });
  }
  const common = {
    mapType: choiceOf(el, 'MapType', MAP_TYPES, 'Direct', ctx),
    mapUnit: numberOf(el, 'MapUnit', ctx),
    extend: numberOf(el, 'Extend', ctx) ?? 0,
    start,
    end,
    stops,
  };
  if (el.name === 'AxialShd') return { kind: 'axial', ...common };
  return {
    kind: 'radial',
    ...common,
    startRadius: Math.max(0, numberOf(el, 'StartRadius', ctx) ?? 0),
    endRadius: Math.max(0, numberOf(el, 'EndRadius', ctx) ?? 0),
    eccentricity: numberOf(el, 'Eccentricity', ctx) ?? 0,
    angle: numberOf(el, 'Angle', ctx) ?? 0,
  };
}

function parseMesh(el: XmlElement, ctx: ReadContext, units: UnitsReader, depth: number): MeshShading {
  const points = el
    .all('Point')
    .slice(0, 10_000)
    .flatMap((point) => {
      const color = parseColor(point.child('Color'), ctx, units, depth);
      const x = numberOf(point, 'X', ctx);
      const y = numberOf(point, 'Y', ctx);
      if (!color || x === undefined || y === undefined) return [];
      return [{ at: { x, y }, edgeFlag: numberOf(point, 'EdgeFlag', ctx) ?? 0, color }];
    });
  return {
    kind: 'mesh',
    lattice: el.name === 'LaGouraudShd' ? numberOf(el, 'VerticesPerRow', ctx) : undefined,
    points,
    back: parseColor(el.child('BackColor'), ctx, units, depth),
  };
}

function parsePattern(
  el: XmlElement,
  ctx: ReadContext,
  units: UnitsReader,
  depth: number,
): PatternColor | undefined {
  const width = numberOf(el, 'Width', ctx) ?? 0;
  const height = numberOf(el, 'Height', ctx) ?? 0;
  const content = el.child('CellContent');
  if (!(width > 0) || !(height > 0) || !content) {
    remark(el, 'Width', ctx);
    return undefined;
  }
  return {
    kind: 'pattern',
    width,
    height,
    xStep: Math.max(width, numberOf(el, 'XStep', ctx) ?? width),
    yStep: Math.max(height, numberOf(el, 'YStep', ctx) ?? height),
    reflect: choiceOf(el, 'ReflectMethod', REFLECT, 'Normal', ctx),
    relativeTo: choiceOf(el, 'RelativeTo', RELATIVE, 'Object', ctx),
    ctm: matrixOf(el, 'CTM', ctx),
    cell: units(content, ctx, depth + 1),
  };
}

function pointOf(el: XmlElement, name: string, ctx: ReadContext): Point | undefined {
  const values = numbersOf(el, name, ctx);
  if (values?.length === 2) return { x: values[0]!, y: values[1]! };
  remark(el, name, ctx);
  return undefined;
}
