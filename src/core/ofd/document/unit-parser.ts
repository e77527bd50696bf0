// Graphic units of pages, templates, composites, patterns and annotations (GB/T 33190-2016 8.5, 9, 10, 11, 13).
import type { XmlElement } from '../xml/xml-tree';
import { parseColor } from './color-parser';
import type {
  BlockUnit,
  Clip,
  ClipArea,
  CompositeUnit,
  GlyphMap,
  GraphicUnit,
  ImageBorder,
  ImageUnit,
  PathUnit,
  QuarterTurn,
  StrokeStyle,
  TextCode,
  TextUnit,
  UnitBase,
} from './graphics-model';
import { parsePathData } from './path-data';
import {
  booleanOf,
  boxOf,
  choiceOf,
  deltasOf,
  matrixOf,
  numberOf,
  numbersFrom,
  numbersOf,
  remark,
  type ReadContext,
} from './values';

const MAX_DEPTH = 24;
const CAPS = ['Butt', 'Round', 'Square'] as const;
const JOINS = ['Miter', 'Round', 'Bevel'] as const;
const RULES = ['NonZero', 'Even-Odd'] as const;
const NOT_UNITS = new Set(['Actions', 'Clips', 'Parameters', 'Thumbnail', 'Substitution']);

/** Parses the graphic units among an element's children, in order. */
export function parseUnits(el: XmlElement, ctx: ReadContext, depth = 0): readonly GraphicUnit[] {
  if (depth > MAX_DEPTH) {
    ctx.warnings.add('NESTED_TOO_DEEP', ctx.part);
    return [];
  }
  const units: GraphicUnit[] = [];
  for (const child of el.children) {
    const unit = parseUnit(child, ctx, depth);
    if (unit) units.push(unit);
  }
  return units;
}

/** Line style attributes, shared by units and drawing parameters (8.2). */
export function parseStrokeStyle(el: XmlElement, ctx: ReadContext): StrokeStyle {
  return {
    lineWidth: numberOf(el, 'LineWidth', ctx),
    cap: el.attribute('Cap') === undefined ? undefined : choiceOf(el, 'Cap', CAPS, 'Butt', ctx),
    join: el.attribute('Join') === undefined ? undefined : choiceOf(el, 'Join', JOINS, 'Miter', ctx),
    miterLimit: numberOf(el, 'MiterLimit', ctx),
    dashOffset: numberOf(el, 'DashOffset', ctx),
    dashPattern: numbersOf(el, 'DashPattern', ctx),
  };
}

function parseUnit(el: XmlElement, ctx: ReadContext, depth: number): GraphicUnit | undefined {
  if (el.foreign) {
    ctx.warnings.add('FOREIGN_ELEMENT', `${ctx.part} ${el.name}`);
    return undefined;
  }
  if (el.name === 'TextObject') return parseText(el, ctx, depth);
  if (el.name === 'PathObject') return parsePath(el, ctx, depth);
  if (el.name === 'ImageObject') return parseImage(el, ctx, depth);
  if (el.name === 'CompositeObject') return parseComposite(el, ctx, depth);
  if (el.name === 'PageBlock' || el.name === 'Layer') {
    return {
      kind: 'block',
      id: el.attribute('ID'),
      units: parseUnits(el, ctx, depth + 1),
    } satisfies BlockUnit;
  }
  if (!NOT_UNITS.has(el.name)) ctx.warnings.add('UNKNOWN_ELEMENT', `${ctx.part} ${el.name}`);
  return undefined;
}

function parseBase(el: XmlElement, ctx: ReadContext, depth: number): UnitBase {
  const boundary = boxOf(el, 'Boundary', ctx);
  if (!boundary && el.attribute('Boundary') === undefined) remark(el, 'Boundary', ctx);
  return {
    id: el.attribute('ID'),
    boundary: boundary ?? { x: 0, y: 0, width: 0, height: 0 },
    ctm: matrixOf(el, 'CTM', ctx),
    visible: booleanOf(el, 'Visible', true, ctx),
    drawParam: el.attribute('DrawParam')?.trim() || undefined,
    alpha: numberOf(el, 'Alpha', ctx) ?? 255,
    clips: parseClips(el, ctx, depth),
    ...parseStrokeStyle(el, ctx),
  };
}

function parseText(el: XmlElement, ctx: ReadContext, depth: number): TextUnit {
  const size = numberOf(el, 'Size', ctx);
  if (size === undefined) remark(el, 'Size', ctx);
  return {
    kind: 'text',
    ...parseBase(el, ctx, depth),
    font: el.attribute('Font')?.trim() ?? '',
    size: size ?? 0,
    stroke: booleanOf(el, 'Stroke', false, ctx),
    fill: booleanOf(el, 'Fill', true, ctx),
    hScale: numberOf(el, 'HScale', ctx) ?? 1,
    readDirection: turnOf(el, 'ReadDirection', ctx),
    charDirection: turnOf(el, 'CharDirection', ctx),
    weight: numberOf(el, 'Weight', ctx) ?? 400,
    italic: booleanOf(el, 'Italic', false, ctx),
    fillColor: parseColor(el.child('FillColor'), ctx, parseUnits, depth),
    strokeColor: parseColor(el.child('StrokeColor'), ctx, parseUnits, depth),
    codes: parseCodes(el, ctx),
    glyphs: el.all('CGTransform').flatMap((transform) => parseGlyphs(transform, ctx)),
  };
}

function parseCodes(el: XmlElement, ctx: ReadContext): readonly TextCode[] {
  let x = 0;
  let y = 0;
  return el.all('TextCode').map((code) => {
    x = numberOf(code, 'X', ctx) ?? x;
    y = numberOf(code, 'Y', ctx) ?? y;
    return {
      x,
      y,
      deltaX: deltasOf(code, 'DeltaX', ctx),
      deltaY: deltasOf(code, 'DeltaY', ctx),
      text: code.text,
    };
  });
}

function parseGlyphs(el: XmlElement, ctx: ReadContext): GlyphMap[] {
  const glyphs = numbersFrom(el.textOf('Glyphs') ?? '') ?? [];
  const codePosition = numberOf(el, 'CodePosition', ctx);
  const codeCount = numberOf(el, 'CodeCount', ctx) ?? 1;
  const glyphCount = numberOf(el, 'GlyphCount', ctx) ?? 1;
  const valid =
    codePosition !== undefined && codePosition >= 0 && codeCount >= 1 && glyphs.length >= glyphCount;
  if (!valid || !glyphs.every((g) => Number.isInteger(g) && g >= 0 && g <= 0xffff)) {
    remark(el, 'Glyphs', ctx);
    return [];
  }
  return [{ codePosition, codeCount, glyphCount, glyphs }];
}

function parsePath(el: XmlElement, ctx: ReadContext, depth: number): PathUnit {
  const data = el.child('AbbreviatedData');
  if (!data) remark(el, 'AbbreviatedData', ctx);
  return {
    kind: 'path',
    ...parseBase(el, ctx, depth),
    stroke: booleanOf(el, 'Stroke', true, ctx),
    fill: booleanOf(el, 'Fill', false, ctx),
    rule: choiceOf(el, 'Rule', RULES, 'NonZero', ctx),
    fillColor: parseColor(el.child('FillColor'), ctx, parseUnits, depth),
    strokeColor: parseColor(el.child('StrokeColor'), ctx, parseUnits, depth),
    commands: data ? parsePathData(data, ctx) : [],
  };
}

function parseImage(el: XmlElement, ctx: ReadContext, depth: number): ImageUnit {
  const border = el.child('Border');
  return {
    kind: 'image',
    ...parseBase(el, ctx, depth),
    resource: el.attribute('ResourceID')?.trim() ?? '',
    mask: el.attribute('ImageMask')?.trim() || undefined,
    substitution: el.attribute('Substitution')?.trim() || undefined,
    border: border && parseBorder(border, ctx, depth),
  };
}

function parseBorder(el: XmlElement, ctx: ReadContext, depth: number): ImageBorder {
  return {
    lineWidth: numberOf(el, 'LineWidth', ctx) ?? 0.353,
    horizontalRadius: numberOf(el, 'HorizonalCornerRadius', ctx) ?? 0,
    verticalRadius: numberOf(el, 'VerticalCornerRadius', ctx) ?? 0,
    dashPattern: numbersOf(el, 'DashPattern', ctx),
    color: parseColor(el.child('BorderColor'), ctx, parseUnits, depth),
  };
}

function parseComposite(el: XmlElement, ctx: ReadContext, depth: number): CompositeUnit {
  return {
    kind: 'composite',
    ...parseBase(el, ctx, depth),
    resource: el.attribute('ResourceID')?.trim() ?? '',
  };
}

function parseClips(el: XmlElement, ctx: ReadContext, depth: number): readonly Clip[] {
  const clips = el.child('Clips');
  if (!clips) return [];
  if (depth > MAX_DEPTH) {
    ctx.warnings.add('NESTED_TOO_DEEP', ctx.part);
    return [];
  }
  const follows = booleanOf(clips, 'TransFlag', true, ctx);
  return clips.all('Clip').map((clip) => ({
    follows,
    areas: clip.all('Area').flatMap((area) => parseArea(area, ctx, depth)),
  }));
}

function parseArea(el: XmlElement, ctx: ReadContext, depth: number): ClipArea[] {
  const path = el.child('Path');
  const text = el.child('Text');
  const shape = path ? parsePath(path, ctx, depth + 1) : text ? parseText(text, ctx, depth + 1) : undefined;
  if (!shape) return [];
  return [
    { ctm: matrixOf(el, 'CTM', ctx), drawParam: el.attribute('DrawParam')?.trim() || undefined, shape },
  ];
}

function turnOf(el: XmlElement, name: string, ctx: ReadContext): QuarterTurn {
  const value = numberOf(el, name, ctx) ?? 0;
  if (value === 0 || value === 90 || value === 180 || value === 270) return value;
  remark(el, name, ctx);
  return 0;
}
