// Type 2 charstrings (Adobe TN 5177) → outlines. Hints are counted and skipped; arithmetic operators are not used by
// fonts in circulation and end the glyph with an error.
import type { CffFont, CffIndex } from './cff-table';
import { FontError, FontReader } from './font-reader';
import { OutlineBuilder, type Outline } from './outline';

const MAX_CALLS = 10;
const MAX_STEPS = 100_000;

/** The outline of one glyph. Throws FontError on a malformed charstring. */
export function cffOutline(font: CffFont, glyph: number): Outline {
  if (glyph >= font.charStrings.count) throw new FontError('no such glyph');
  const machine = new Type2Machine(font.globalSubrs, font.localSubrs(glyph));
  machine.run(font.charStrings.item(glyph), 0);
  return machine.out.finish();
}

class Type2Machine {
  readonly out = new OutlineBuilder();
  private stack: number[] = [];
  private x = 0;
  private y = 0;
  private hints = 0;
  private started = false;
  private steps = 0;

  constructor(
    private readonly globals: CffIndex,
    private readonly locals: CffIndex,
  ) {}

  /** Returns true when the glyph ended. */
  run(code: Uint8Array, depth: number): boolean {
    if (depth > MAX_CALLS) throw new FontError('calls too deep');
    const r = new FontReader(code);
    for (let i = 0; i < r.length;) {
      if (++this.steps > MAX_STEPS) throw new FontError('charstring too long');
      const b = r.u8(i++);
      if (b === 28) {
        this.push(r.i16(i));
        i += 2;
      } else if (b === 255) {
        this.push((r.u32(i) | 0) / 65536);
        i += 4;
      } else if (b >= 251) this.push(-(b - 251) * 256 - r.u8(i++) - 108);
      else if (b >= 247) this.push((b - 247) * 256 + r.u8(i++) + 108);
      else if (b >= 32) this.push(b - 139);
      else if (b === 11) return false;
      else if (b === 10 || b === 29) {
        const subrs = b === 10 ? this.locals : this.globals;
        const bias = subrs.count < 1240 ? 107 : subrs.count < 33900 ? 1131 : 32768;
        if (this.run(subrs.item((this.stack.pop() ?? NaN) + bias), depth + 1)) return true;
      } else if (b === 19 || b === 20) {
        this.countHints();
        i += (this.hints + 7) >> 3;
      } else if (b === 12) this.flex(r.u8(i++));
      else if (this.operator(b)) return true;
    }
    return false;
  }

  private operator(op: number): boolean {
    const s = this.stack;
    switch (op) {
      case 1:
      case 3:
      case 18:
      case 23:
        this.countHints();
        break;
      case 21:
        this.move(s.at(-2) ?? 0, s.at(-1) ?? 0);
        break;
      case 22:
        this.move(s.at(-1) ?? 0, 0);
        break;
      case 4:
        this.move(0, s.at(-1) ?? 0);
        break;
      case 5:
        this.lines(0, s.length);
        break;
      case 6:
      case 7:
        s.forEach((d, i) => ((op === 6) === (i % 2 === 0) ? this.line(d, 0) : this.line(0, d)));
        break;
      case 8:
        this.curves(0, s.length);
        break;
      case 24:
        this.curves(0, s.length - 2);
        this.lines(s.length - 2, s.length);
        break;
      case 25:
        this.lines(0, s.length - 6);
        this.curves(s.length - 6, s.length);
        break;
      case 26:
      case 27:
        this.alignedCurves(op === 26);
        break;
      case 30:
      case 31:
        this.alternatingCurves(op === 31);
        break;
      case 14:
        return true;
      default:
        throw new FontError(`operator ${op}`);
    }
    this.stack = [];
    return false;
  }

  private push(value: number): void {
    if (this.stack.length >= 513) throw new FontError('stack too high');
    this.stack.push(value);
  }

  private countHints(): void {
    this.hints += this.stack.length >> 1;
    this.stack = [];
  }

  private move(dx: number, dy: number): void {
    this.x = round(this.x + dx);
    this.y = round(this.y + dy);
    this.started = true;
    this.out.move(this.x, this.y);
  }

  private line(dx: number, dy: number): void {
    if (!this.started) this.move(0, 0);
    this.x = round(this.x + dx);
    this.y = round(this.y + dy);
    this.out.line(this.x, this.y);
  }

  private curve(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): void {
    if (!this.started) this.move(0, 0);
    const x1 = round(this.x + ax);
    const y1 = round(this.y + ay);
    const x2 = round(x1 + bx);
    const y2 = round(y1 + by);
    this.x = round(x2 + cx);
    this.y = round(y2 + cy);
    this.out.cubic(x1, y1, x2, y2, this.x, this.y);
  }

  private lines(from: number, to: number): void {
    for (let i = from; i + 1 < to; i += 2) this.line(this.stack[i]!, this.stack[i + 1]!);
  }

  private curves(from: number, to: number): void {
    const s = this.stack;
    for (let i = from; i + 5 < to; i += 6)
      this.curve(s[i]!, s[i + 1]!, s[i + 2]!, s[i + 3]!, s[i + 4]!, s[i + 5]!);
  }

  /** vvcurveto and hhcurveto: tangents along one axis, with one odd value first. */
  private alignedCurves(vertical: boolean): void {
    const s = this.stack;
    let i = s.length & 1;
    let odd = i === 1 ? s[0]! : 0;
    for (; i + 3 < s.length; i += 4, odd = 0) {
      if (vertical) this.curve(odd, s[i]!, s[i + 1]!, s[i + 2]!, 0, s[i + 3]!);
      else this.curve(s[i]!, odd, s[i + 1]!, s[i + 2]!, s[i + 3]!, 0);
    }
  }

  /** hvcurveto and vhcurveto: tangents alternate between the axes; the last curve may have a value more. */
  private alternatingCurves(startsHorizontal: boolean): void {
    const s = this.stack;
    let horizontal = startsHorizontal;
    for (let i = 0; i + 3 < s.length; i += 4, horizontal = !horizontal) {
      const last = s.length - i === 5 ? s[i + 4]! : 0;
      if (horizontal) this.curve(s[i]!, 0, s[i + 1]!, s[i + 2]!, last, s[i + 3]!);
      else this.curve(0, s[i]!, s[i + 1]!, s[i + 2]!, s[i + 3]!, last);
    }
  }

  private flex(op: number): void {
    const s = this.stack;
    const n = (i: number): number => s[i] ?? 0;
    if (op === 35) this.curves(0, 12);
    else if (op === 34) {
      this.curve(n(0), 0, n(1), n(2), n(3), 0);
      this.curve(n(4), 0, n(5), -n(2), n(6), 0);
    } else if (op === 36) {
      this.curve(n(0), n(1), n(2), n(3), n(4), 0);
      this.curve(n(5), 0, n(6), n(7), n(8), -(n(1) + n(3) + n(7)));
    } else if (op === 37) {
      const dx = n(0) + n(2) + n(4) + n(6) + n(8);
      const dy = n(1) + n(3) + n(5) + n(7) + n(9);
      const wide = Math.abs(dx) > Math.abs(dy);
      this.curve(n(0), n(1), n(2), n(3), n(4), n(5));
      this.curve(n(6), n(7), n(8), n(9), wide ? n(10) : -dx, wide ? -dy : n(10));
    } else throw new FontError(`operator 12 ${op}`);
    this.stack = [];
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
