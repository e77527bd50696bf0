// Outlines from TrueType's glyf table (OpenType 1.9 "glyf"): simple and composite glyphs, no hinting.
import { FontError, type FontReader } from './font-reader';
import { OutlineBuilder, type Outline } from './outline';

export interface GlyfTables {
  readonly glyf: FontReader;
  readonly loca: FontReader;
  readonly longLoca: boolean;
  readonly glyphCount: number;
}

interface GlyphPoint {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

type Contour = readonly GlyphPoint[];

const MAX_COMPONENT_DEPTH = 6;
const MAX_POINTS = 20_000;

/** The outline of one glyph. Throws FontError on a malformed glyph. */
export function trueTypeOutline(tables: GlyfTables, glyph: number): Outline {
  const out = new OutlineBuilder();
  for (const contour of contoursOf(tables, glyph, 0, { points: 0 })) drawContour(contour, out);
  return out.finish();
}

function contoursOf(tables: GlyfTables, glyph: number, depth: number, budget: { points: number }): Contour[] {
  const { loca, longLoca, glyf } = tables;
  if (glyph >= tables.glyphCount || depth > MAX_COMPONENT_DEPTH) throw new FontError('no such glyph');
  const start = longLoca ? loca.u32(glyph * 4) : loca.u16(glyph * 2) * 2;
  const end = longLoca ? loca.u32(glyph * 4 + 4) : loca.u16(glyph * 2 + 2) * 2;
  if (end <= start) return [];
  const count = glyf.i16(start);
  return count >= 0 ? simple(glyf, start + 10, count, budget) : composite(tables, start + 10, depth, budget);
}

function simple(glyf: FontReader, at: number, contourCount: number, budget: { points: number }): Contour[] {
  const ends: number[] = [];
  for (let i = 0; i < contourCount; i++) ends.push(glyf.u16(at + i * 2));
  const pointCount = (ends.at(-1) ?? -1) + 1;
  budget.points += pointCount;
  if (budget.points > MAX_POINTS) throw new FontError('too many points');
  let pos = at + contourCount * 2;
  pos += 2 + glyf.u16(pos);
  const flags = new Uint8Array(pointCount);
  for (let i = 0; i < pointCount;) {
    const flag = glyf.u8(pos++);
    const repeat = flag & 8 ? glyf.u8(pos++) : 0;
    for (let n = 0; n <= repeat && i < pointCount; n++) flags[i++] = flag;
  }
  const xs = new Int32Array(pointCount);
  pos = coordinates(glyf, pos, flags, 2, 16, xs);
  const ys = new Int32Array(pointCount);
  coordinates(glyf, pos, flags, 4, 32, ys);
  const contours: Contour[] = [];
  let from = 0;
  for (const end of ends) {
    const contour: GlyphPoint[] = [];
    for (let i = from; i <= end; i++) contour.push({ x: xs[i]!, y: ys[i]!, on: (flags[i]! & 1) !== 0 });
    contours.push(contour);
    from = end + 1;
  }
  return contours;
}

function coordinates(
  glyf: FontReader,
  at: number,
  flags: Uint8Array,
  short: number,
  same: number,
  out: Int32Array,
): number {
  let value = 0;
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if (flag & short) value += flag & same ? glyf.u8(at++) : -glyf.u8(at++);
    else if (!(flag & same)) {
      value += glyf.i16(at);
      at += 2;
    }
    out[i] = value;
  }
  return at;
}

function composite(tables: GlyfTables, at: number, depth: number, budget: { points: number }): Contour[] {
  const { glyf } = tables;
  const contours: Contour[] = [];
  for (let more = true; more;) {
    const flags = glyf.u16(at);
    const part = contoursOf(tables, glyf.u16(at + 2), depth + 1, budget);
    at += 4;
    const words = (flags & 1) !== 0;
    const given = (flags & 2) !== 0;
    // Arguments that are point numbers instead of offsets are taken as no offset: CJK fonts do not use them.
    const dx = given ? (words ? glyf.i16(at) : glyf.i8(at)) : 0;
    const dy = given ? (words ? glyf.i16(at + 2) : glyf.i8(at + 1)) : 0;
    at += words ? 4 : 2;
    const f2dot14 = (n: number): number => glyf.i16(at + n * 2) / 16384;
    let [a, b, c, d] = [1, 0, 0, 1];
    if (flags & 8) {
      a = d = f2dot14(0);
      at += 2;
    } else if (flags & 64) {
      [a, d] = [f2dot14(0), f2dot14(1)];
      at += 4;
    } else if (flags & 128) {
      [a, b, c, d] = [f2dot14(0), f2dot14(1), f2dot14(2), f2dot14(3)];
      at += 8;
    }
    for (const contour of part) {
      contours.push(
        contour.map(({ x, y, on }) => ({ x: round(a * x + c * y + dx), y: round(b * x + d * y + dy), on })),
      );
    }
    budget.points++;
    if (budget.points > MAX_POINTS) throw new FontError('too many components');
    more = (flags & 32) !== 0;
  }
  return contours;
}

/** Quadratic contours: two off-curve points in a row have an on-curve point between them. */
function drawContour(points: Contour, out: OutlineBuilder): void {
  if (points.length < 2) return;
  const first = points[0]!;
  const last = points.at(-1)!;
  const start = first.on ? first : last.on ? last : middle(first, last);
  out.move(start.x, start.y);
  let control: GlyphPoint | undefined;
  const rest = first.on ? points.slice(1) : last.on ? points.slice(0, -1) : points;
  for (const point of rest) {
    if (point.on) {
      if (control) out.quad(control.x, control.y, point.x, point.y);
      else out.line(point.x, point.y);
      control = undefined;
    } else {
      if (control) {
        const mid = middle(control, point);
        out.quad(control.x, control.y, mid.x, mid.y);
      }
      control = point;
    }
  }
  if (control) out.quad(control.x, control.y, start.x, start.y);
  out.close();
}

function middle(a: GlyphPoint, b: GlyphPoint): GlyphPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
