// Security ornament drawn by formula: waves, rosettes and braids as smooth paths of few points.
import type { PathCommand } from './display-list';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Wavy lines across a box, each a little out of step with the one above. The caller clips. */
export function waves(box: {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly pitch: number;
  readonly amplitude: number;
  readonly wavelength: number;
}): PathCommand[] {
  const commands: PathCommand[] = [];
  const step = box.wavelength / 4;
  for (
    let y = box.y - box.amplitude, line = 0;
    y <= box.y + box.h + box.amplitude;
    y += box.pitch, line += 1
  ) {
    const points: Point[] = [];
    for (let x = box.x; x <= box.x + box.w + step; x += step) {
      const phase = ((x - box.x) / box.wavelength) * 2 * Math.PI;
      const swell = Math.sin(phase + line * 0.35) + 0.35 * Math.sin(phase * 0.37 - line * 0.21);
      points.push({ x, y: y + box.amplitude * swell });
    }
    commands.push(...smooth(points, false));
  }
  return commands;
}

/** Rings of `petals` lobes between `inner` and the rim, each ring turned by an equal part of a lobe. */
export function rosette(shape: {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  readonly inner: number;
  readonly petals: number;
  readonly rings: number;
}): PathCommand[] {
  const { cx, cy, rx, ry, inner, petals, rings } = shape;
  const middle = (1 + inner) / 2;
  const depth = (1 - inner) / 2;
  const count = petals * 4;
  return Array.from({ length: rings }, (_, ring) => (ring / rings) * 2 * Math.PI).flatMap((phase) => {
    const points = Array.from({ length: count }, (_, index): Point => {
      const angle = (index / count) * 2 * Math.PI;
      const radius = middle + depth * Math.sin(petals * angle + phase);
      return { x: cx + rx * radius * Math.cos(angle), y: cy + ry * radius * Math.sin(angle) };
    });
    return smooth(points, true);
  });
}

/** Braided strands along a rectangle's four sides: `strands` sine waves out of step around the middle line. */
export function braid(frame: {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly thickness: number;
  readonly strands: number;
}): PathCommand[] {
  const { x, y, w, h, thickness } = frame;
  const half = thickness / 2;
  const sides = [
    { from: { x: x + half, y: y + half }, along: { x: 1, y: 0 }, length: w - thickness },
    { from: { x: x + w - half, y: y + half }, along: { x: 0, y: 1 }, length: h - thickness },
    { from: { x: x + w - half, y: y + h - half }, along: { x: -1, y: 0 }, length: w - thickness },
    { from: { x: x + half, y: y + h - half }, along: { x: 0, y: -1 }, length: h - thickness },
  ];
  return sides.flatMap((side) => braidSide(side, half * 0.86, thickness * 1.6, frame.strands));
}

function braidSide(
  side: { readonly from: Point; readonly along: Point; readonly length: number },
  amplitude: number,
  wavelength: number,
  strands: number,
): PathCommand[] {
  // Whole waves only, so that the sides meet in the corners.
  const periods = Math.max(1, Math.round(side.length / wavelength));
  const count = periods * 4;
  return Array.from({ length: strands }, (_, strand) => (strand / strands) * 2 * Math.PI).flatMap((phase) => {
    const points = Array.from({ length: count + 1 }, (_, index): Point => {
      const t = index / count;
      const offset = amplitude * Math.sin(t * periods * 2 * Math.PI + phase);
      const { from, along } = side;
      return {
        x: from.x + along.x * t * side.length - along.y * offset,
        y: from.y + along.y * t * side.length + along.x * offset,
      };
    });
    return smooth(points, false);
  });
}

/** A cubic curve through the points (Catmull-Rom tangents). */
export function smooth(points: readonly Point[], closed: boolean): PathCommand[] {
  const at = (index: number): Point => {
    const wrapped = closed
      ? (index + points.length) % points.length
      : Math.min(Math.max(index, 0), points.length - 1);
    return points[wrapped] ?? { x: 0, y: 0 };
  };
  const first = at(0);
  const commands: PathCommand[] = [['M', round(first.x), round(first.y)]];
  for (let index = 0; index < points.length - (closed ? 0 : 1); index += 1) {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    commands.push([
      'C',
      round(p1.x + (p2.x - p0.x) / 6),
      round(p1.y + (p2.y - p0.y) / 6),
      round(p2.x - (p3.x - p1.x) / 6),
      round(p2.y - (p3.y - p1.y) / 6),
      round(p2.x),
      round(p2.y),
    ]);
  }
  if (closed) commands.push(['Z']);
  return commands;
}

/** A hundredth of a millimetre is finer than any printer; more digits would only make the list longer. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
