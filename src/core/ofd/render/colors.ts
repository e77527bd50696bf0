// Colours of OFD → sRGB (GB/T 33190-2016 8.3).
import type { ColorSpace, Resources } from '../document/document-model';
import type { Color, Id } from '../document/graphics-model';
import type { Warnings } from '../errors';
import type { SolidPaint } from './display-list';

const RGB: ColorSpace = { type: 'RGB', bitsPerComponent: 8, palette: [] };

export interface ColorContext {
  readonly resources: Resources;
  readonly defaultColorSpace: Id | undefined;
  readonly warnings: Warnings;
  readonly where: string;
}

/** A plain colour; undefined when it has no value (a special colour, or none). */
export function solidPaint(color: Color, ctx: ColorContext): SolidPaint | undefined {
  const space = spaceOf(color, ctx);
  const value = color.value ?? (color.index === undefined ? undefined : space.palette[color.index]);
  if (!value) return undefined;
  const max = 2 ** Math.min(16, Math.max(1, space.bitsPerComponent)) - 1;
  const [a = 0, b = 0, c = 0, d = 0] = value.map((v) => Math.min(1, Math.max(0, v / max)));
  return { kind: 'solid', rgb: toHex(space.type, a, b, c, d, value.length), opacity: toOpacity(color.alpha) };
}

export function toOpacity(alpha: number): number {
  return Math.round((Math.min(255, Math.max(0, alpha)) / 255) * 1000) / 1000;
}

function spaceOf(color: Color, ctx: ColorContext): ColorSpace {
  const id = color.colorSpace ?? ctx.defaultColorSpace;
  if (id === undefined) return RGB;
  const space = ctx.resources.colorSpace(id);
  if (!space) ctx.warnings.add('COLOR_SPACE_MISSING', `${ctx.where} ${id}`);
  return space ?? RGB;
}

/** A file that gives one component in an RGB space, or three in none, means what the count says. */
function toHex(type: ColorSpace['type'], a: number, b: number, c: number, d: number, count: number): string {
  if (type === 'CMYK' && count >= 4) return hex((1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d));
  return count < 3 ? hex(a, a, a) : hex(a, b, c);
}

function hex(...components: number[]): string {
  return `#${components
    .map((v) =>
      Math.round(v * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
