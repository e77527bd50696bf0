// Texts, label-value rows and tables of a template as text runs.
import type { DisplayOp, FontRole, TextOp } from './display-list';
import type { ElementOf, TextStyle } from './face-template';
import { round } from './guilloche';
import { emWidth, fitText } from './text-layout';

type Align = 'left' | 'center' | 'right' | 'justify';

/** Resolves a palette name, and fills the bindings of a text. */
export interface Context {
  readonly colour: (name: string) => string;
  readonly fill: (text: string) => string;
}

export function layoutText(element: ElementOf<'text'>, context: Context): DisplayOp[] {
  const text = context.fill(element.text);
  if (text === '') return [];
  if (element.vertical) return verticalRuns(element, text, context);
  return textBlock(text, element, context, {
    x: element.x,
    y: element.y,
    width: element.width,
    align: element.align,
    maxLines: element.lines,
    lineHeight: element.lineHeight,
    letterSpacing: element.letterSpacing,
  });
}

export function layoutRows(element: ElementOf<'rows'>, context: Context): DisplayOp[] {
  const ops: DisplayOp[] = [];
  let y = element.y;
  for (const item of element.items) {
    const valueX = element.x + element.labelWidth + element.gap;
    const label = textBlock(item.label, element.label, context, {
      ...SINGLE_LINE,
      x: element.x,
      y,
      width: element.labelWidth,
      align: element.labelAlign,
    });
    const value = textBlock(context.fill(item.text), element.value, context, {
      ...SINGLE_LINE,
      x: valueX,
      y,
      width: element.valueWidth,
      align: 'left',
      maxLines: item.lines,
      lineHeight: element.rowHeight / element.value.size,
    });
    // `lines` is room, not height: what needs one line takes one, and the next row follows.
    const taken = Math.max(1, value.length);
    ops.push(...label, ...value);
    if (element.leader !== undefined) {
      ops.push(...leaders(element, taken, valueX, y, context.colour(element.leader)));
    }
    y += element.rowHeight * taken;
  }
  return ops;
}

export function layoutTable(element: ElementOf<'table'>, context: Context): DisplayOp[] {
  const stroke = context.colour(element.stroke);
  const ops: DisplayOp[] = [];
  let y = element.y;
  for (const row of element.rows) {
    let column = 0;
    let x = element.x;
    for (const cell of row.cells) {
      const w = element.columns.slice(column, column + cell.span).reduce((sum, one) => sum + one, 0);
      ops.push(cellBorder(x, y, w, row.h, stroke, element.lineWidth));
      const style = cell.role === 'label' ? element.label : element.value;
      const align = cell.align ?? (cell.role === 'label' ? 'center' : 'left');
      ops.push(
        ...cellText(context.fill(cell.text), style, context, { x, y, w, h: row.h, align, lines: cell.lines }),
      );
      column += cell.span;
      x += w;
    }
    y += row.h;
  }
  return ops;
}

interface Placement {
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly width: number | undefined;
  readonly align: Align;
  readonly maxLines: number;
  readonly lineHeight: number;
  readonly letterSpacing: number;
}

const SINGLE_LINE = { maxLines: 1, lineHeight: 1.4, letterSpacing: 0 } as const;

/** A wrapped block is moved as little as possible: its first baseline stays, its lines follow below. */
function textBlock(text: string, style: TextStyle, context: Context, place: Placement): TextOp[] {
  if (text === '') return [];
  const { size, font } = style;
  const spacing = place.align === 'justify' ? 0 : place.letterSpacing;
  const fitted =
    place.width === undefined
      ? { size, lines: text.split('\n') }
      : fitText(text, {
          size,
          font,
          width: place.width,
          maxLines: place.maxLines,
          minScale: style.minScale,
          letterSpacing: spacing,
        });
  const step = place.lineHeight * Math.min(size, fitted.size * 1.15);
  return fitted.lines.map((line, index) =>
    run(line, { ...style, size: fitted.size }, context, {
      ...place,
      y: place.y + index * step,
      letterSpacing: spacing,
      align: place.align === 'justify' && index > 0 ? 'left' : place.align,
    }),
  );
}

function run(text: string, style: TextStyle, context: Context, place: Placement): TextOp {
  const { font, size, bold } = style;
  const count = [...text].length;
  const natural = emWidth(text, font) * size;
  // 两端对齐: labels of two to five characters are spread over one width.
  const spread = place.align === 'justify' && place.width !== undefined && count > 1 && natural < place.width;
  const letterSpacing = spread ? ((place.width ?? 0) - natural) / (count - 1) : place.letterSpacing;
  const width = natural + letterSpacing * (count - 1);
  const free = (place.width ?? width) - width;
  const shift = place.align === 'center' ? free / 2 : place.align === 'right' ? free : 0;
  // Without a width, x is the middle or the end itself.
  const origin = place.width === undefined ? originOf(place.align, place.x, width) : place.x + shift;
  return {
    kind: 'text',
    x: round(origin),
    y: round(place.y),
    size: round(size),
    width: round(width),
    anchor: anchorOf(place.align, letterSpacing),
    letterSpacing: Math.round(letterSpacing * 1000) / 1000,
    font: font satisfies FontRole,
    bold,
    colour: context.colour(style.colour),
    text,
  };
}

/** Engines disagree whether the spacing after the last character counts, so spaced texts are pinned at their start. */
function anchorOf(align: Align, letterSpacing: number): TextOp['anchor'] {
  if (letterSpacing !== 0) return 'start';
  return align === 'center' ? 'middle' : align === 'right' ? 'end' : 'start';
}

function originOf(align: Align, x: number, width: number): number {
  return align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
}

function verticalRuns(element: ElementOf<'text'>, text: string, context: Context): TextOp[] {
  return [...text].map((char, index) =>
    run(char, element, context, {
      ...SINGLE_LINE,
      x: element.x,
      y: element.y + element.size * 0.86 + index * (element.size + element.letterSpacing),
      width: undefined,
      align: 'center',
    }),
  );
}

function leaders(
  element: ElementOf<'rows'>,
  lines: number,
  x: number,
  y: number,
  stroke: string,
): DisplayOp[] {
  return Array.from({ length: lines }, (_, index): DisplayOp => {
    const below = round(y + index * element.rowHeight + element.value.size * 0.32);
    return {
      kind: 'path',
      commands: [
        ['M', x, below],
        ['L', x + element.valueWidth, below],
      ],
      fill: null,
      stroke,
      lineWidth: 0.15,
      dash: [],
    };
  });
}

function cellBorder(
  x: number,
  y: number,
  w: number,
  h: number,
  stroke: string,
  lineWidth: number,
): DisplayOp {
  const [left, top, right, bottom] = [round(x), round(y), round(x + w), round(y + h)];
  return {
    kind: 'path',
    commands: [['M', left, top], ['L', right, top], ['L', right, bottom], ['L', left, bottom], ['Z']],
    fill: null,
    stroke,
    lineWidth,
    dash: [],
  };
}

function cellText(
  text: string,
  style: TextStyle,
  context: Context,
  cell: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
    readonly align: Align;
    readonly lines: number;
  },
): TextOp[] {
  const pad = Math.min(1.5, cell.w * 0.08);
  const place = {
    x: cell.x + pad,
    y: 0,
    width: cell.w - 2 * pad,
    align: cell.align,
    maxLines: cell.lines,
    lineHeight: 1.35,
    letterSpacing: 0,
  };
  const lines = textBlock(text, style, context, place);
  const last = lines[lines.length - 1];
  if (!last) return [];
  // The block stands in the middle of the cell: half the em above the middle is not where the eye sees it, 0.36 is.
  const top = cell.y + cell.h / 2 + last.size * 0.36 - last.y / 2;
  return lines.map((line) => ({ ...line, y: round(line.y + top) }));
}
