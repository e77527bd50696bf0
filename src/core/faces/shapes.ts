// Plain shapes as path commands: rectangles, ellipses, the meander and lace frames, our star-and-cog ornament, a head.
import type { PathCommand } from './display-list';
import { round } from './guilloche';

/** Control distance of a cubic that stands for a quarter circle. */
const QUARTER = 0.5523;

export function rectPath(x: number, y: number, w: number, h: number, radius = 0): PathCommand[] {
  const r = Math.min(radius, w / 2, h / 2);
  if (r === 0) {
    return [['M', x, y], ['L', x + w, y], ['L', x + w, y + h], ['L', x, y + h], ['Z']];
  }
  const k = r * (1 - QUARTER);
  const [right, bottom] = [x + w, y + h];
  return [
    ['M', x + r, y],
    ['L', right - r, y],
    ['C', right - k, y, right, y + k, right, y + r],
    ['L', right, bottom - r],
    ['C', right, bottom - k, right - k, bottom, right - r, bottom],
    ['L', x + r, bottom],
    ['C', x + k, bottom, x, bottom - k, x, bottom - r],
    ['L', x, y + r],
    ['C', x, y + k, x + k, y, x + r, y],
    ['Z'],
  ];
}

export function ellipsePath(cx: number, cy: number, rx: number, ry: number): PathCommand[] {
  const [kx, ky] = [rx * QUARTER, ry * QUARTER];
  return [
    ['M', cx + rx, cy],
    ['C', cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry],
    ['C', cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy],
    ['C', cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry],
    ['C', cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy],
    ['Z'],
  ];
}

/** 回纹: a meander whose tiles are stretched a little so that whole ones fill each side. */
export function fretPath(x: number, y: number, w: number, h: number, thickness: number): PathCommand[] {
  const across = Math.max(2, Math.round(w / thickness));
  const down = Math.max(2, Math.round(h / thickness));
  const [tileW, tileH] = [w / across, h / down];
  const commands: PathCommand[] = [];
  for (let column = 0; column < across; column += 1) {
    commands.push(...fretTile(x + column * tileW, y, tileW, tileH));
    commands.push(...fretTile(x + column * tileW, y + h - tileH, tileW, tileH));
  }
  for (let row = 1; row < down - 1; row += 1) {
    commands.push(...fretTile(x, y + row * tileH, tileW, tileH));
    commands.push(...fretTile(x + w - tileW, y + row * tileH, tileW, tileH));
  }
  return commands;
}

function fretTile(x: number, y: number, w: number, h: number): PathCommand[] {
  const px = (part: number): number => round(x + w * part);
  const py = (part: number): number => round(y + h * part);
  return [
    ['M', px(0.08), py(0.92)],
    ['L', px(0.08), py(0.08)],
    ['L', px(0.92), py(0.08)],
    ['L', px(0.92), py(0.92)],
    ['L', px(0.3), py(0.92)],
    ['L', px(0.3), py(0.32)],
    ['L', px(0.68), py(0.32)],
    ['L', px(0.68), py(0.66)],
    ['L', px(0.5), py(0.66)],
  ];
}

/** Half circles outwards along a rectangle's sides. */
export function scallopPath(x: number, y: number, w: number, h: number, pitch: number): PathCommand[] {
  const across = Math.max(1, Math.round(w / pitch));
  const down = Math.max(1, Math.round(h / pitch));
  const commands: PathCommand[] = [['M', x, y]];
  const corners = [
    { dx: w / across, dy: 0, count: across },
    { dx: 0, dy: h / down, count: down },
    { dx: -w / across, dy: 0, count: across },
    { dx: 0, dy: -h / down, count: down },
  ];
  let [px, py] = [x, y];
  for (const { dx, dy, count } of corners) {
    // Outwards is to the left of the direction in which the frame is walked.
    const [ox, oy] = [dy * 0.66, -dx * 0.66];
    for (let index = 0; index < count; index += 1) {
      const [nx, ny] = [px + dx, py + dy];
      commands.push([
        'C',
        round(px + ox),
        round(py + oy),
        round(nx + ox),
        round(ny + oy),
        round(nx),
        round(ny),
      ]);
      [px, py] = [nx, ny];
    }
  }
  return [...commands, ['Z']];
}

/** A five-pointed star, one point up. */
export function starPath(cx: number, cy: number, radius: number): PathCommand[] {
  const commands = Array.from({ length: 10 }, (_, index): PathCommand => {
    const r = index % 2 === 0 ? radius : radius * 0.382;
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [index === 0 ? 'M' : 'L', round(cx + r * Math.cos(angle)), round(cy + r * Math.sin(angle))];
  });
  return [...commands, ['Z']];
}

/** A cog wheel of `teeth` teeth; deliberately no state's emblem. */
export function cogPath(cx: number, cy: number, radius: number, teeth: number): PathCommand[] {
  const commands: PathCommand[] = [];
  for (let tooth = 0; tooth < teeth; tooth += 1) {
    for (const [part, r] of [
      [0.1, 0.86],
      [0.28, 1],
      [0.62, 1],
      [0.8, 0.86],
    ] as const) {
      const angle = ((tooth + part) / teeth) * 2 * Math.PI - Math.PI / 2;
      const point = [
        round(cx + radius * r * Math.cos(angle)),
        round(cy + radius * r * Math.sin(angle)),
      ] as const;
      commands.push([commands.length === 0 ? 'M' : 'L', point[0], point[1]]);
    }
  }
  return [...commands, ['Z']];
}

/** Head and shoulders for a photo that is not shown; two of them in a box that is wider than high (双人照). */
export function bustsPath(x: number, y: number, w: number, h: number): PathCommand[] {
  if (w <= h) return bustPath(x, y, w, h);
  return [...bustPath(x + w * 0.04, y, w * 0.5, h), ...bustPath(x + w * 0.46, y, w * 0.5, h)];
}

function bustPath(x: number, y: number, w: number, h: number): PathCommand[] {
  const cx = x + w / 2;
  const head = w * 0.19;
  const neck = y + h * 0.56;
  return [
    ...ellipsePath(cx, y + h * 0.38, head, head * 1.25),
    ['M', x + w * 0.1, y + h],
    ['C', x + w * 0.12, y + h * 0.72, cx - head * 1.4, y + h * 0.7, cx - head * 0.55, neck + h * 0.08],
    ['L', cx + head * 0.55, neck + h * 0.08],
    ['C', cx + head * 1.4, y + h * 0.7, x + w * 0.88, y + h * 0.72, x + w * 0.9, y + h],
    ['Z'],
  ];
}

/** Absolute `M x y L x y C … Z`, as templates write it. */
export function parsePath(d: string): PathCommand[] {
  const commands: PathCommand[] = [];
  for (const [, letter = '', rest = ''] of d.matchAll(/([MLCZ])([^MLCZ]*)/gu)) {
    const n = rest
      .trim()
      .split(/[\s,]+/u)
      .filter((part) => part !== '')
      .map(Number);
    const at = (index: number): number => n[index] ?? 0;
    if (letter === 'M' || letter === 'L') commands.push([letter, at(0), at(1)]);
    else if (letter === 'C') commands.push(['C', at(0), at(1), at(2), at(3), at(4), at(5)]);
    else commands.push(['Z']);
  }
  return commands;
}
