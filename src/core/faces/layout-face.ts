// Template and certificate become a display list: the same input always gives the same list.
import { encode } from 'uqr';
import type { Certificate } from '../catalogue/certificate';
import { assertNever } from '../result';
import { bind, valueAt } from './bindings';
import type { DisplayList, DisplayOp, PathCommand, PathOp, Region } from './display-list';
import type { ElementOf, FaceElement, FaceTemplate } from './face-template';
import { braid, rosette, round, waves } from './guilloche';
import {
  bustsPath,
  cogPath,
  ellipsePath,
  fretPath,
  parsePath,
  rectPath,
  scallopPath,
  starPath,
} from './shapes';
import { layoutRows, layoutTable, layoutText, type Context } from './text-element';

export interface FaceOptions {
  /** Draws a dashed outline where the e-seal will stand. Off: only the region is reported. */
  readonly showSealRegion?: boolean;
  /** Replaces the content of the face's QR code, e.g. by one with a validity window (许政办〔2021〕13号 第十三条). */
  readonly qrText?: string;
}

/** Throws when the template names a colour that its palette lacks: templates are checked when they are loaded. */
export function layoutFace(
  template: FaceTemplate,
  certificate: Certificate,
  options: FaceOptions = {},
): DisplayList {
  const context: Context = {
    colour: (name) => resolveColour(template, name),
    fill: (text) => bind(text, certificate),
  };
  const drawn = template.elements.filter((element) => isWanted(element, certificate));
  const laid = drawn.map((element) => layoutOnce(template, element, context, options));
  const ground = drawn.findIndex(({ kind }, index) => !CONSTANT.has(kind) || laid[index]!.some(hasText));
  return {
    title: context.fill(template.title),
    width: template.page.width,
    height: template.page.height,
    ops: laid.flat(),
    ground: laid.slice(0, ground === -1 ? laid.length : ground).flat().length,
    regions: drawn.flatMap(regionOf),
  };
}

let lastCode: { readonly text: string; readonly code: ReturnType<typeof encode> } | undefined;

/** All faces of one certificate bear the same code. */
function qrModules(text: string): ReturnType<typeof encode> {
  if (lastCode?.text !== text) lastCode = { text, code: encode(text, { ecc: 'M', border: 0 }) };
  return lastCode.code;
}

/** The QR code as one filled path inside a square of `size` mm; horizontal runs are joined. */
export function qrPath(text: string, x: number, y: number, size: number): PathCommand[] {
  const { data, size: modules } = qrModules(text);
  const module = size / modules;
  const commands: PathCommand[] = [];
  data.forEach((row, line) => {
    for (let column = 0; column < row.length; column += 1) {
      if (!row[column] || row[column - 1]) continue;
      let end = column;
      while (row[end]) end += 1;
      const [left, right] = [round(x + column * module), round(x + end * module)];
      const [top, bottom] = [round(y + line * module), round(y + (line + 1) * module)];
      commands.push(['M', left, top], ['L', right, top], ['L', right, bottom], ['L', left, bottom], ['Z']);
    }
  });
  return commands;
}

const CONSTANT: ReadonlySet<FaceElement['kind']> = new Set<FaceElement['kind']>([
  ...(['rect', 'line', 'path', 'ellipse', 'waves', 'rosette', 'frame', 'ornament', 'photo'] as const),
]);
const laidOut = new WeakMap<FaceTemplate, WeakMap<FaceElement, readonly DisplayOp[]>>();

/** Ornament is most of a face and the same on every certificate: its operations are made once a template, and shared. */
function layoutOnce(
  template: FaceTemplate,
  element: FaceElement,
  context: Context,
  options: FaceOptions,
): readonly DisplayOp[] {
  if (!CONSTANT.has(element.kind)) return layoutElement(element, context, options);
  const known = laidOut.get(template) ?? new WeakMap<FaceElement, readonly DisplayOp[]>();
  laidOut.set(template, known);
  const ops = known.get(element) ?? layoutElement(element, context, options);
  known.set(element, ops);
  return ops;
}

function hasText(op: DisplayOp): boolean {
  return op.kind === 'text' || (op.kind === 'clip' && op.ops.some(hasText));
}

function layoutElement(element: FaceElement, context: Context, options: FaceOptions): DisplayOp[] {
  switch (element.kind) {
    case 'text':
      return layoutText(element, context);
    case 'rows':
      return layoutRows(element, context);
    case 'table':
      return layoutTable(element, context);
    case 'rect':
      return [shape(rectPath(element.x, element.y, element.w, element.h, element.radius), element, context)];
    case 'line':
      return [line(element, context)];
    case 'path':
      return [shape(parsePath(element.d), element, context)];
    case 'ellipse':
      return [shape(ellipsePath(element.cx, element.cy, element.rx, element.ry), element, context)];
    case 'waves':
      return [clippedWaves(element, context)];
    case 'rosette':
      return [stroked(rosette(element), context.colour(element.stroke), element.lineWidth)];
    case 'frame':
      return frame(element, context);
    case 'ornament':
      return ornament(element, context);
    case 'photo':
      return photo(element, context);
    case 'seal':
      return options.showSealRegion ? [sealOutline(element)] : [];
    case 'qr':
      return qr(element, context, options.qrText);
    default:
      return assertNever(element);
  }
}

function resolveColour(template: FaceTemplate, name: string): string {
  if (name.startsWith('#')) return name;
  const colour = template.palette[name];
  if (colour === undefined) throw new Error(`face ${template.id}: no colour ${name} in its palette`);
  return colour;
}

function isWanted(element: FaceElement, certificate: Certificate): boolean {
  return !('when' in element) || element.when === undefined || valueAt(certificate, element.when) !== '';
}

function regionOf(element: FaceElement): Region[] {
  if (element.kind === 'photo') {
    return [{ role: 'photo', x: element.x, y: element.y, w: element.w, h: element.h }];
  }
  if (element.kind === 'seal') {
    const { cx, cy, size } = element;
    return [{ role: 'seal', x: round(cx - size / 2), y: round(cy - size / 2), w: size, h: size }];
  }
  return [];
}

function shape(
  commands: readonly PathCommand[],
  element: {
    readonly fill?: string | undefined;
    readonly stroke?: string | undefined;
    readonly lineWidth: number;
  },
  context: Context,
): PathOp {
  return {
    kind: 'path',
    commands,
    fill: element.fill === undefined ? null : context.colour(element.fill),
    stroke: element.stroke === undefined ? null : context.colour(element.stroke),
    lineWidth: element.lineWidth,
    dash: [],
  };
}

function stroked(commands: readonly PathCommand[], stroke: string, lineWidth: number): PathOp {
  return { kind: 'path', commands, fill: null, stroke, lineWidth, dash: [] };
}

function filled(commands: readonly PathCommand[], fill: string): PathOp {
  return { kind: 'path', commands, fill, stroke: null, lineWidth: 0.1, dash: [] };
}

function line(element: ElementOf<'line'>, context: Context): PathOp {
  const commands: PathCommand[] = [
    ['M', element.x1, element.y1],
    ['L', element.x2, element.y2],
  ];
  return { ...stroked(commands, context.colour(element.stroke), element.lineWidth), dash: element.dash };
}

function clippedWaves(element: ElementOf<'waves'>, context: Context): DisplayOp {
  return {
    kind: 'clip',
    commands: rectPath(element.x, element.y, element.w, element.h),
    ops: [stroked(waves(element), context.colour(element.stroke), element.lineWidth)],
  };
}

function frame(element: ElementOf<'frame'>, context: Context): DisplayOp[] {
  const { x, y, w, h, thickness, lineWidth } = element;
  const stroke = context.colour(element.stroke);
  const inset = (by: number): PathCommand[] => rectPath(x + by, y + by, w - 2 * by, h - 2 * by);
  const ground = element.ground === undefined ? [] : groundBand(element, context.colour(element.ground));
  const edges = [inset(0), inset(thickness)].map((path) => stroked(path, stroke, lineWidth * 2));
  switch (element.style) {
    case 'double':
      return [...ground, ...edges];
    case 'guilloche':
      return [...ground, stroked(braid({ x, y, w, h, thickness, strands: 6 }), stroke, lineWidth), ...edges];
    case 'fret':
      return [...ground, stroked(fretPath(x, y, w, h, thickness), stroke, lineWidth), ...edges];
    case 'scallop': {
      const lace = [0.25, 0.5, 0.75].map((part) => {
        const by = thickness * part;
        return stroked(
          scallopPath(x + by, y + by, w - 2 * by, h - 2 * by, thickness * 0.8),
          stroke,
          lineWidth,
        );
      });
      return [...ground, ...lace, stroked(inset(thickness), stroke, lineWidth * 2)];
    }
    default:
      return assertNever(element.style);
  }
}

/** Four bars, so that what lies inside the frame stays untouched. */
function groundBand({ x, y, w, h, thickness }: ElementOf<'frame'>, fill: string): DisplayOp[] {
  return [
    { kind: 'rect', x, y, w, h: thickness, fill },
    { kind: 'rect', x, y: round(y + h - thickness), w, h: thickness, fill },
    { kind: 'rect', x, y: round(y + thickness), w: thickness, h: round(h - 2 * thickness), fill },
    {
      kind: 'rect',
      x: round(x + w - thickness),
      y: round(y + thickness),
      w: thickness,
      h: round(h - 2 * thickness),
      fill,
    },
  ];
}

function ornament({ cx, cy, size, fill, accent }: ElementOf<'ornament'>, context: Context): DisplayOp[] {
  const [dark, light] = [context.colour(fill), context.colour(accent)];
  const r = size / 2;
  return [
    filled(cogPath(cx, cy, r, 16), dark),
    filled(ellipsePath(cx, cy, r * 0.74, r * 0.74), light),
    stroked(
      rosette({ cx, cy, rx: r * 0.7, ry: r * 0.7, inner: 0.55, petals: 12, rings: 3 }),
      dark,
      size * 0.006,
    ),
    filled(ellipsePath(cx, cy, r * 0.5, r * 0.5), dark),
    filled(starPath(cx, round(cy + r * 0.02), r * 0.4), light),
  ];
}

function photo(element: ElementOf<'photo'>, context: Context): DisplayOp[] {
  const { x, y, w, h } = element;
  const ground = context.colour(element.fill);
  const outline = rectPath(x, y, w, h);
  return [
    { kind: 'rect', x, y, w, h, fill: ground },
    { kind: 'clip', commands: outline, ops: [filled(bustsPath(x, y, w, h), context.colour(element.stroke))] },
    stroked(outline, context.colour(element.stroke), 0.2),
  ];
}

function sealOutline({ cx, cy, size }: ElementOf<'seal'>): DisplayOp {
  const red = '#c8302a';
  return { ...stroked(ellipsePath(cx, cy, size / 2, size / 2), red, 0.3), dash: [1.6, 1.2] };
}

function qr(element: ElementOf<'qr'>, context: Context, replacement: string | undefined): DisplayOp[] {
  const { x, y, size } = element;
  const quiet = size * 0.06;
  const text = replacement ?? context.fill(element.text);
  return [
    {
      kind: 'rect',
      x: round(x - quiet),
      y: round(y - quiet),
      w: round(size + 2 * quiet),
      h: round(size + 2 * quiet),
      fill: '#ffffff',
    },
    filled(qrPath(text, x, y, size), context.colour(element.fill)),
  ];
}
