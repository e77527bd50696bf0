// AbbreviatedData of GB/T 33190-2016 9.3.1: S M L Q B A C with absolute coordinates.
import type { XmlElement } from '../xml/xml-tree';
import type { PathCommand } from './graphics-model';
import { remark, type ReadContext } from './values';

const ARGUMENTS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const MAX_COMMANDS = 500_000;
const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);

/** Parses the element's text; stops with a remark at the first thing that is not path data. */
export function parsePathData(el: XmlElement, ctx: ReadContext): readonly PathCommand[] {
  const scanner = new Scanner(el.text);
  const commands: PathCommand[] = [];
  const args: number[] = [];
  let op = '';
  while (scanner.more()) {
    // Writers leave the letter out when it repeats, as in SVG.
    const letter = scanner.letter();
    if (letter !== undefined) op = letter;
    const needed = letter === undefined && op === 'C' ? undefined : ARGUMENTS[op];
    if (needed === undefined || commands.length >= MAX_COMMANDS) return stop(el, ctx, commands);
    for (let n = 0; n < needed; n++) {
      const value = scanner.number();
      if (Number.isNaN(value)) return stop(el, ctx, commands);
      args[n] = value;
    }
    commands.push(toCommand(op, args));
  }
  return commands;
}

/** Reads letters and numbers by character codes: certificates' guilloches are a hundred thousand numbers. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  more(): boolean {
    while (this.at < this.text.length && isSeparator(this.text.charCodeAt(this.at))) this.at++;
    return this.at < this.text.length;
  }

  /** The next letter, as a capital; undefined when something else comes. */
  letter(): string | undefined {
    const code = this.text.charCodeAt(this.at) & ~0x20;
    if (code < 0x41 || code > 0x5a) return undefined;
    this.at++;
    return String.fromCharCode(code);
  }

  /** The next number; NaN when none comes. */
  number(): number {
    if (!this.more()) return NaN;
    const start = this.at;
    const first = this.text.charCodeAt(start);
    if (first === 0x2d || first === 0x2b) this.at++;
    const from = this.at;
    let mantissa = this.digits(0);
    const whole = this.at - from;
    let fraction = 0;
    if (this.text.charCodeAt(this.at) === 0x2e) {
      const point = ++this.at;
      mantissa = this.digits(mantissa);
      fraction = this.at - point;
    }
    if (whole + fraction === 0) return NaN;
    const next = this.text.charCodeAt(this.at) | 0x20;
    // Up to 15 digits both are exact, so one division rounds as the language does; the rest is left to it.
    if (next === 0x65 || whole + fraction > 15) return this.exactly(start);
    const value = mantissa / POWERS[fraction]!;
    return first === 0x2d ? -value : value;
  }

  private digits(value: number): number {
    for (;;) {
      const digit = this.text.charCodeAt(this.at) - 0x30;
      if (!(digit >= 0 && digit <= 9)) return value;
      value = value * 10 + digit;
      this.at++;
    }
  }

  private exactly(start: number): number {
    const found = /^[-+]?\d*\.?\d*(?:[eE][-+]?\d+)?/.exec(this.text.slice(start, start + 400))?.[0] ?? '';
    this.at = start + found.length;
    const value = Number(found);
    return Number.isFinite(value) ? value : NaN;
  }
}

function isSeparator(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2c;
}

function toCommand(op: string, n: readonly number[]): PathCommand {
  if (op === 'L') return { op, to: { x: n[0]!, y: n[1]! } };
  if (op === 'B') {
    return { op, c1: { x: n[0]!, y: n[1]! }, c2: { x: n[2]!, y: n[3]! }, to: { x: n[4]!, y: n[5]! } };
  }
  if (op === 'Q') return { op, c: { x: n[0]!, y: n[1]! }, to: { x: n[2]!, y: n[3]! } };
  if (op === 'A') {
    const to = { x: n[5]!, y: n[6]! };
    return { op, rx: n[0]!, ry: n[1]!, angle: n[2]!, large: n[3] === 1, sweep: n[4] === 1, to };
  }
  // S sets the starting point of a subpath (table 35), which is what M does.
  return op === 'C' ? { op } : { op: 'M', to: { x: n[0]!, y: n[1]! } };
}

function stop(el: XmlElement, ctx: ReadContext, commands: readonly PathCommand[]): readonly PathCommand[] {
  remark(el, 'text', ctx);
  return commands;
}
