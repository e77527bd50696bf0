// Reads the PNGs that the rasteriser writes (8 bits, not interlaced) and measures how far two are apart.
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha. */
  readonly rgba: Uint8Array;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

export function decodePng(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = CHANNELS[png[25]!];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0)
    throw new Error('only 8-bit PNGs without interlace');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const gray = channels < 3;
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = rows[i * channels + (gray ? 0 : c)]!;
    rgba[i * 4 + 3] = channels % 2 === 0 ? rows[i * channels + channels - 1]! : 255;
  }
  return { width, height, rgba };
}

function unfilter(data: Buffer, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= step ? out[at - step]! : 0;
      const up = y > 0 ? out[at - stride]! : 0;
      const corner = x >= step && y > 0 ? out[at - stride - step]! : 0;
      out[at] = data[y * (stride + 1) + 1 + x]! + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

export interface Difference {
  /** Mean distance of a colour component, 0 … 1. */
  readonly mean: number;
  /** Share of pixels with a component off by more than a quarter. */
  readonly strong: number;
}

/** Pictures of different sizes differ wholly. */
export function difference(a: Pixels, b: Pixels): Difference {
  if (a.width !== b.width || a.height !== b.height) return { mean: 1, strong: 1 };
  let sum = 0;
  let strong = 0;
  for (let i = 0; i < a.rgba.length; i += 4) {
    let worst = 0;
    for (let c = 0; c < 3; c++) {
      const distance = Math.abs(a.rgba[i + c]! - b.rgba[i + c]!);
      sum += distance;
      worst = Math.max(worst, distance);
    }
    if (worst > 64) strong++;
  }
  const pixels = a.width * a.height;
  return { mean: sum / (pixels * 3 * 255), strong: strong / pixels };
}
