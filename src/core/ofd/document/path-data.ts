// AbbreviatedData of GB/T 33190-2016 9.3.1: S M L Q B A C with absolute coordinates.
import type { XmlElement } from '../xml/xml-tree';
import type { PathCommand } from './graphics-model';
import { remark, type ReadContext } from './values';

const ARGUMENTS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const MAX_COMMANDS = 500_000;

/** Parses the element's text; stops with a remark at the first thing that is not path data. */
export function parsePathData(el: XmlElement, ctx: ReadContext): readonly PathCommand[] {
  const tokens = el.text.match(/[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s,]/g) ?? [];
  const commands: PathCommand[] = [];
  let i = 0;
  let op = '';
  while (i < tokens.length) {
    const token = tokens[i]!;
    // Writers leave the letter out when it repeats, as in SVG.
    if (/^[A-Za-z]$/.test(token)) {
      op = token.toUpperCase();
      i++;
    } else if (op === '' || op === 'C') {
      return stop(el, ctx, commands);
    }
    const needed = ARGUMENTS[op];
    if (needed === undefined || commands.length >= MAX_COMMANDS) return stop(el, ctx, commands);
    const args: number[] = [];
    for (let n = 0; n < needed; n++) {
      const value = Number(tokens[i + n] ?? NaN);
      if (!Number.isFinite(value)) return stop(el, ctx, commands);
      args.push(value);
    }
    i += needed;
    commands.push(toCommand(op, args));
  }
  return commands;
}

function toCommand(op: string, n: readonly number[]): PathCommand {
  const point = (i: number) => ({ x: n[i]!, y: n[i + 1]! });
  if (op === 'L') return { op, to: point(0) };
  if (op === 'Q') return { op, c: point(0), to: point(2) };
  if (op === 'B') return { op, c1: point(0), c2: point(2), to: point(4) };
  if (op === 'A') {
    return { op, rx: n[0]!, ry: n[1]!, angle: n[2]!, large: n[3] === 1, sweep: n[4] === 1, to: point(5) };
  }
  // S sets the starting point of a subpath (table 35), which is what M does.
  return op === 'C' ? { op } : { op: 'M', to: point(0) };
}

function stop(el: XmlElement, ctx: ReadContext, commands: readonly PathCommand[]): readonly PathCommand[] {
  remark(el, 'text', ctx);
  return commands;
}
