// Display operations of a face → graphic units of OFD.
import { assertNever } from '../../result';
import type {
  ClipOp,
  DisplayOp,
  FontRole,
  PathCommand,
  PathOp,
  RectOp,
  TextOp,
} from '../../faces/display-list';
import { emWidth } from '../../faces/text-layout';
import type { Box } from '../document/geometry';
import { element, escapeText, num, nums } from './xml-writer';

/** Numbers objects and collects what pages share. */
export interface UnitSink {
  nextId(): number;
  fontId(role: FontRole): number;
  /** Keeps a composite and returns its id. */
  addComposite(width: number, height: number, content: string): number;
}

// Of the em, above and below the baseline: every CJK font keeps its characters inside.
const ASCENT = 0.9;
const DESCENT = 0.25;

/** Units in order, as markup; coordinates are moved by (−originX, −originY). */
export function writeUnits(ops: readonly DisplayOp[], sink: UnitSink, originX = 0, originY = 0): string {
  return ops.map((op) => writeUnit(op, sink, originX, originY)).join('');
}

function writeUnit(op: DisplayOp, sink: UnitSink, ox: number, oy: number): string {
  switch (op.kind) {
    case 'text':
      return writeText(op, sink, ox, oy);
    case 'path':
      return writePath(op, sink, ox, oy);
    case 'rect':
      return writePath(rectPath(op), sink, ox, oy);
    case 'clip':
      return writeClip(op, sink, ox, oy);
    default:
      return assertNever(op);
  }
}

/** Each character is placed (DeltaX), so that the face looks the same whichever font stands in for the named one. */
function writeText(op: TextOp, sink: UnitSink, ox: number, oy: number): string {
  const characters = [...op.text];
  if (op.text.trim() === '') return '';
  const advances = characters.map((character) => emWidth(character, op.font) * op.size + op.letterSpacing);
  const boundary = {
    x: op.x - ox,
    y: op.y - oy - ASCENT * op.size,
    width: Math.max(op.width, op.size),
    height: (ASCENT + DESCENT) * op.size,
  };
  const code =
    `<ofd:TextCode X="0" Y="${num(ASCENT * op.size)}"` +
    (characters.length > 1 ? ` DeltaX="${deltas(advances.slice(0, -1))}"` : '') +
    `>${escapeText(op.text)}</ofd:TextCode>`;
  const attributes = {
    ID: sink.nextId(),
    Boundary: boxText(boundary),
    Font: sink.fontId(op.font),
    Size: num(op.size),
    Weight: op.bold ? 700 : undefined,
  };
  return element('TextObject', attributes, color('FillColor', op.colour) + code);
}

function writePath(op: PathOp, sink: UnitSink, ox: number, oy: number): string {
  if (op.commands.length === 0 || (op.fill === null && op.stroke === null)) return '';
  const frame = boundsOf(op.commands, op.stroke === null ? 0 : op.lineWidth / 2);
  const attributes = {
    ID: sink.nextId(),
    Boundary: boxText({ ...frame, x: frame.x - ox, y: frame.y - oy }),
    Stroke: op.stroke === null ? 'false' : undefined,
    Fill: op.fill === null ? undefined : 'true',
    LineWidth: op.stroke === null ? undefined : num(op.lineWidth),
    Join: op.stroke === null ? undefined : 'Round',
    DashPattern: op.stroke !== null && op.dash.length > 0 ? nums(...op.dash) : undefined,
  };
  const data = `<ofd:AbbreviatedData>${pathText(op.commands, frame.x, frame.y)}</ofd:AbbreviatedData>`;
  return element(
    'PathObject',
    attributes,
    color('StrokeColor', op.stroke) + color('FillColor', op.fill) + data,
  );
}

/** OFD clips single units; what is clipped together is a composite, clipped where it is placed. */
function writeClip(op: ClipOp, sink: UnitSink, ox: number, oy: number): string {
  const frame = op.commands.length > 0 ? boundsOf(op.commands, 0) : undefined;
  const content = frame ? writeUnits(op.ops, sink, frame.x, frame.y) : '';
  if (!frame || content === '') return '';
  const resource = sink.addComposite(frame.width, frame.height, content);
  const box = { x: 0, y: 0, width: frame.width, height: frame.height };
  const path = element(
    'Path',
    { ID: sink.nextId(), Boundary: boxText(box) },
    `<ofd:AbbreviatedData>${pathText(op.commands, frame.x, frame.y)}</ofd:AbbreviatedData>`,
  );
  const clips = element('Clips', {}, element('Clip', {}, element('Area', {}, path)));
  const boundary = boxText({ ...frame, x: frame.x - ox, y: frame.y - oy });
  return element('CompositeObject', { ID: sink.nextId(), Boundary: boundary, ResourceID: resource }, clips);
}

function rectPath({ x, y, w, h, fill }: RectOp): PathOp {
  const commands: PathCommand[] = [['M', x, y], ['L', x + w, y], ['L', x + w, y + h], ['L', x, y + h], ['Z']];
  return { kind: 'path', commands, fill, stroke: null, lineWidth: 0, dash: [] };
}

/** `3 3 3 3 1.5` → `g 4 3 1.5` (GB/T 33190-2016 11.3). */
function deltas(values: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < values.length;) {
    const text = num(values[i]!);
    let count = 1;
    while (i + count < values.length && num(values[i + count]!) === text) count++;
    parts.push(count > 2 ? `g ${count} ${text}` : Array<string>(count).fill(text).join(' '));
    i += count;
  }
  return parts.join(' ');
}

const LETTERS = { M: 'M', L: 'L', C: 'B', Z: 'C' } as const;

function pathText(commands: readonly PathCommand[], originX: number, originY: number): string {
  return commands
    .map(([letter, ...values]) => {
      const moved = (values as number[]).map((value, i) => num(value - (i % 2 === 0 ? originX : originY)));
      return [LETTERS[letter], ...moved].join(' ');
    })
    .join(' ');
}

function boundsOf(commands: readonly PathCommand[], margin: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, ...values] of commands) {
    (values as number[]).forEach((value, i) => {
      if (i % 2 === 0) [left, right] = [Math.min(left, value), Math.max(right, value)];
      else [top, bottom] = [Math.min(top, value), Math.max(bottom, value)];
    });
  }
  // Whole hundredths, as faces are laid out: what is written relative to the box then has no more digits than it had.
  const [x, y] = [down(left - margin), down(top - margin)];
  return { x, y, width: right + margin - x, height: bottom + margin - y };
}

function down(value: number): number {
  return Math.floor(value * 100) / 100;
}

function color(name: string, value: string | null): string {
  if (value === null) return '';
  const parts = [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
  if (!/^#[0-9a-fA-F]{6}$/.test(value)) throw new Error(`not a colour: ${value}`);
  return element(name, { Value: parts.join(' ') });
}

function boxText({ x, y, width, height }: Box): string {
  return nums(x, y, width, height);
}
