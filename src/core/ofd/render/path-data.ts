// Path commands and outlines → SVG path data; and the box around a path.
import { apply, type Box, type Matrix, type Point } from '../document/geometry';
import type { PathCommand } from '../document/graphics-model';
import type { Outline } from '../fonts/outline';

const UNIT = 10_000;
const FRACTIONS: (string | undefined)[] = [];

/**
 * Four decimals of a millimetre: past what any printer resolves. Put together from integers, which engines write ten
 * times faster than fractions; pages hold a hundred thousand numbers.
 */
export function formatNumber(value: number): string {
  const scaled = Math.round(value * UNIT);
  if (!Number.isSafeInteger(scaled)) return Number.isFinite(value) ? String(value) : '0';
  const size = scaled < 0 ? -scaled : scaled;
  const whole = Math.floor(size / UNIT);
  const rest = size - whole * UNIT;
  const sign = scaled < 0 ? '-' : '';
  if (rest === 0) return sign + whole;
  const fraction = (FRACTIONS[rest] ??= `.${String(rest).padStart(4, '0').replace(/0+$/, '')}`);
  return whole === 0 ? sign + fraction : sign + whole + fraction;
}

const n = formatNumber;

export function svgPathData(commands: readonly PathCommand[]): string {
  let data = '';
  for (const command of commands) {
    switch (command.op) {
      case 'M':
      case 'L':
        data += `${command.op}${n(command.to.x)} ${n(command.to.y)}`;
        break;
      case 'Q':
        data += `Q${n(command.c.x)} ${n(command.c.y)} ${n(command.to.x)} ${n(command.to.y)}`;
        break;
      case 'B':
        data += `C${n(command.c1.x)} ${n(command.c1.y)} ${n(command.c2.x)} ${n(command.c2.y)} ${n(command.to.x)} ${n(command.to.y)}`;
        break;
      case 'A':
        data += `A${n(command.rx)} ${n(command.ry)} ${n(command.angle)} ${Number(command.large)} ${Number(command.sweep)} ${n(command.to.x)} ${n(command.to.y)}`;
        break;
      case 'C':
        data += 'Z';
        break;
    }
  }
  // SVG refuses data that does not start with a move.
  return data === '' || data.startsWith('M') ? data : `M0 0${data}`;
}

const POINTS: Readonly<Record<string, number>> = { M: 1, L: 1, Q: 2, C: 3, Z: 0 };

/** A glyph's outline moved by `matrix`, as path data. */
export function outlineData({ ops, points }: Outline, [a, b, c, d, e, f]: Matrix): string {
  let data = '';
  let at = 0;
  for (const op of ops) {
    data += op;
    for (let i = POINTS[op]!; i > 0; i--, at += 2) {
      const x = points[at]!;
      const y = points[at + 1]!;
      data += `${n(a * x + c * y + e)} ${n(b * x + d * y + f)}${i > 1 ? ' ' : ''}`;
    }
  }
  return data;
}

/** A box around the path (its control points included) after `matrix`; undefined for an empty path. */
export function pathBounds(commands: readonly PathCommand[], matrix: Matrix): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = (point: Point, around = 0): void => {
    const { x, y } = apply(matrix, point);
    left = Math.min(left, x - around);
    right = Math.max(right, x + around);
    top = Math.min(top, y - around);
    bottom = Math.max(bottom, y + around);
  };
  for (const command of commands) {
    if (command.op === 'C') continue;
    see(command.to);
    if (command.op === 'Q') see(command.c);
    if (command.op === 'B') {
      see(command.c1);
      see(command.c2);
    }
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

export function rectangleData({ x, y, width, height }: Box): string {
  return `M${n(x)} ${n(y)}H${n(x + width)}V${n(y + height)}H${n(x)}Z`;
}
