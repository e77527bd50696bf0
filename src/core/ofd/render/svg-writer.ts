// Display list → one SVG document as a string: no scripts, no style attributes, nothing loaded from anywhere.
import { assertNever } from '../../result';
import { IDENTITY, type Matrix } from '../document/geometry';
import type {
  ClipRegion,
  DisplayItem,
  DisplayList,
  GlyphsItem,
  GroupItem,
  ImageItem,
  NestedItem,
  Paint,
  PathItem,
  Picture,
  Stroke,
  TextItem,
} from './display-list';
import { toBase64 } from './base64';
import { formatNumber as n, outlineData } from './path-data';
import type { Outline } from '../fonts/outline';

export interface SvgOptions {
  /** Before every id, so that several pages can stand in one document. Letters, digits and hyphens. */
  readonly idPrefix?: string;
  /** A background, `#rrggbb`; none by default. */
  readonly background?: string;
}

/** The page as SVG, one unit a millimetre. */
export function toSvg(list: DisplayList, options: SvgOptions = {}): string {
  const prefix = options.idPrefix ?? 'ofd';
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(prefix)) throw new Error('idPrefix holds letters, digits and hyphens');
  if (options.background !== undefined && !/^#[0-9a-f]{6}$/i.test(options.background))
    throw new Error('background is #rrggbb');
  const writer = new SvgWriter(prefix);
  const body = writer.items(list.items);
  const size = `${n(list.width)} ${n(list.height)}`;
  const paper = options.background
    ? `<rect width="${n(list.width)}" height="${n(list.height)}" fill="${options.background}"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(list.width)}mm" height="${n(list.height)}mm" viewBox="0 0 ${size}" ` +
    `overflow="hidden">${writer.definitions()}${paper}${body}</svg>`
  );
}

class SvgWriter {
  private readonly defs: string[] = [];
  private readonly pictures = new Map<Uint8Array, string>();
  private readonly outlines = new Map<Outline, string>();
  private readonly known = new Map<string, string>();
  private count = 0;

  constructor(private readonly prefix: string) {}

  definitions(): string {
    return this.defs.length > 0 ? `<defs>${this.defs.join('')}</defs>` : '';
  }

  items(items: readonly DisplayItem[]): string {
    let out = '';
    for (const item of items) out += this.item(item);
    return out;
  }

  private item(item: DisplayItem): string {
    switch (item.kind) {
      case 'path':
        return this.path(item, true);
      case 'text':
        return this.text(item, true);
      case 'glyphs':
        return this.glyphs(item);
      case 'image':
        return this.image(item);
      case 'group':
        return this.group(item);
      case 'nested':
        return this.nested(item);
      default:
        return assertNever(item);
    }
  }

  private path(item: PathItem, painted: boolean): string {
    const rule = item.evenOdd ? (painted ? ' fill-rule="evenodd"' : ' clip-rule="evenodd"') : '';
    const paint = painted ? this.fill(item.fill) + this.stroke(item.stroke) : '';
    return `<path d="${item.data}"${transform(item.matrix)}${rule}${paint}/>`;
  }

  private text(item: TextItem, painted: boolean): string {
    const content = item.characters.join('');
    if (content.trim() === '') return '';
    // SVG wants a place per UTF-16 unit: the second half of a pair takes none of its own but counts.
    const places = item.characters.flatMap((character, i) =>
      Array.from(character, (c) => c.length).flatMap((length) =>
        Array<number>(length).fill(Math.min(i, item.positions.length - 1)),
      ),
    );
    const single = item.positions.length === 1;
    const xs = single ? n(item.positions[0]!.x) : places.map((i) => n(item.positions[i]!.x)).join(' ');
    const ys = item.positions.map((p) => n(p.y));
    const level = ys.every((y) => y === ys[0]);
    const attributes =
      ` x="${xs}" y="${level ? ys[0] : places.map((i) => ys[i]).join(' ')}"` +
      (item.turn === 0 ? '' : ` rotate="${item.turn}"`) +
      ` font-family="${escape(item.family)}" font-size="${n(item.size)}"` +
      (item.bold ? ' font-weight="700"' : '') +
      (item.italic ? ' font-style="italic"' : '') +
      (painted ? this.fill(item.fill) + this.stroke(item.stroke) : '');
    return `<text xml:space="preserve"${transform(item.matrix)}${attributes}>${runs(item)}</text>`;
  }

  private glyphs({ matrix, glyphs, fill }: GlyphsItem): string {
    let uses = '';
    for (const { outline, at } of glyphs)
      uses += `<use href="#${this.glyph(outline)}" x="${n(at.x)}" y="${n(at.y)}"/>`;
    return uses === '' ? '' : `<g${transform(matrix)}${this.fill(fill)}>${uses}</g>`;
  }

  private glyph(outline: Outline): string {
    let id = this.outlines.get(outline);
    if (id === undefined) {
      id = this.nextId();
      this.outlines.set(outline, id);
      this.defs.push(`<path id="${id}" d="${outlineData(outline, IDENTITY)}"/>`);
    }
    return id;
  }

  private image(item: ImageItem): string {
    const mask = item.mask ? ` mask="url(#${this.mask(item.mask)})"` : '';
    const opacity = item.opacity < 1 ? ` opacity="${n(item.opacity)}"` : '';
    return `<use href="#${this.picture(item.picture)}"${transform(item.matrix)}${mask}${opacity}/>`;
  }

  private group(item: GroupItem): string {
    const inside = this.items(item.items);
    if (inside === '') return '';
    const opacity = item.opacity < 1 ? ` opacity="${n(item.opacity)}"` : '';
    const label = item.label === undefined ? '' : ` role="img" aria-label="${escape(item.label)}"`;
    const [first, ...others] = item.clips;
    const open = `<g${first ? ` clip-path="url(#${this.clip(first)})"` : ''}${opacity}${label}>`;
    // One element has one clip: the intersection of several is groups within groups.
    return others.reduce(
      (inner, clip) => `<g clip-path="url(#${this.clip(clip)})">${inner}</g>`,
      `${open}${inside}</g>`,
    );
  }

  private nested({ matrix, list }: NestedItem): string {
    const frame = `<path d="M0 0H${n(list.width)}V${n(list.height)}H0Z"/>`;
    const clip = this.define('clipPath', 'clipPathUnits="userSpaceOnUse"', frame);
    return `<g${transform(matrix)}><g clip-path="url(#${clip})">${this.items(list.items)}</g></g>`;
  }

  private clip(region: ClipRegion): string {
    const shapes = region.map((shape) =>
      shape.kind === 'path' ? this.path(shape, false) : this.text(shape, false),
    );
    return this.define('clipPath', 'clipPathUnits="userSpaceOnUse"', shapes.join(''));
  }

  private mask(picture: Picture): string {
    // On the unit square that the picture itself fills.
    const attributes = 'maskUnits="userSpaceOnUse" x="0" y="0" width="1" height="1"';
    return this.define('mask', attributes, `<use href="#${this.picture(picture)}"/>`);
  }

  /** Each picture once, however often it is shown. */
  private picture(picture: Picture): string {
    const known = this.pictures.get(picture.data);
    if (known !== undefined) return known;
    const id = this.nextId();
    this.pictures.set(picture.data, id);
    const href = `data:${picture.mime};base64,${toBase64(picture.data)}`;
    this.defs.push(`<image id="${id}" width="1" height="1" preserveAspectRatio="none" href="${href}"/>`);
    return id;
  }

  private fill(paint: Paint | undefined): string {
    if (!paint) return ' fill="none"';
    if (paint.kind !== 'solid') return ` fill="url(#${this.server(paint)})"`;
    return (paint.rgb === '#000000' ? '' : ` fill="${paint.rgb}"`) + opacityOf('fill-opacity', paint.opacity);
  }

  private stroke(stroke: Stroke | undefined): string {
    if (!stroke) return '';
    const { paint } = stroke;
    const color = paint.kind === 'solid' ? paint.rgb : `url(#${this.server(paint)})`;
    return (
      ` stroke="${color}" stroke-width="${n(stroke.width)}"` +
      (paint.kind === 'solid' ? opacityOf('stroke-opacity', paint.opacity) : '') +
      (stroke.cap === 'Butt' ? '' : ` stroke-linecap="${stroke.cap.toLowerCase()}"`) +
      (stroke.join === 'Miter'
        ? ` stroke-miterlimit="${n(stroke.miterLimit)}"`
        : ` stroke-linejoin="${stroke.join.toLowerCase()}"`) +
      (stroke.dash.length > 0 ? ` stroke-dasharray="${stroke.dash.map(n).join(' ')}"` : '') +
      (stroke.dashOffset === 0 ? '' : ` stroke-dashoffset="${n(stroke.dashOffset)}"`)
    );
  }

  private server(paint: Exclude<Paint, { kind: 'solid' }>): string {
    if (paint.kind === 'pattern') {
      const size = `width="${n(paint.width)}" height="${n(paint.height)}"`;
      const attributes = `patternUnits="userSpaceOnUse" ${size}${transform(paint.matrix, 'patternTransform')}`;
      return this.define('pattern', attributes, this.items(paint.items));
    }
    const stops = paint.stops
      .map(
        (stop) =>
          `<stop offset="${n(stop.offset)}" stop-color="${stop.rgb}"${opacityOf('stop-opacity', stop.opacity)}/>`,
      )
      .join('');
    const common = `gradientUnits="userSpaceOnUse" spreadMethod="${paint.spread}"`;
    if (paint.kind === 'linear') {
      const { from, to } = paint;
      return this.define(
        'linearGradient',
        `${common} x1="${n(from.x)}" y1="${n(from.y)}" x2="${n(to.x)}" y2="${n(to.y)}"`,
        stops,
      );
    }
    const { center, focus } = paint;
    const circle = `cx="${n(center.x)}" cy="${n(center.y)}" r="${n(paint.radius)}"`;
    const inner = `fx="${n(focus.x)}" fy="${n(focus.y)}" fr="${n(paint.focusRadius)}"`;
    return this.define(
      'radialGradient',
      `${common} ${circle} ${inner}${transform(paint.matrix, 'gradientTransform')}`,
      stops,
    );
  }

  private define(element: string, attributes: string, content: string): string {
    const key = `${element} ${attributes}>${content}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const id = this.nextId();
    this.known.set(key, id);
    this.defs.push(`<${element} id="${id}" ${attributes}>${content}</${element}>`);
    return id;
  }

  private nextId(): string {
    this.count++;
    return `${this.prefix}-${this.count}`;
  }
}

/** The text, with the runs of narrow characters in their own family. */
function runs({ characters, narrow, narrowFamily }: TextItem): string {
  if (narrow.length === 0) return escape(characters.join(''));
  let out = '';
  for (let i = 0; i < characters.length;) {
    const start = i;
    while (i < characters.length && narrow[i] === narrow[start]) i++;
    const content = escape(characters.slice(start, i).join(''));
    out += narrow[start] ? `<tspan font-family="${escape(narrowFamily)}">${content}</tspan>` : content;
  }
  return out;
}

function transform(matrix: Matrix, name = 'transform'): string {
  const [a, b, c, d, e, f] = matrix;
  if (matrix === IDENTITY) return '';
  if (a === 1 && b === 0 && c === 0 && d === 1)
    return e === 0 && f === 0 ? '' : ` ${name}="translate(${n(e)} ${n(f)})"`;
  return ` ${name}="matrix(${[a, b, c, d].map(precise).join(' ')} ${n(e)} ${n(f)})"`;
}

/** Factors keep more digits than lengths: they multiply coordinates of thousands. */
function precise(value: number): string {
  return String(Math.round(value * 1e8) / 1e8);
}

function opacityOf(name: string, opacity: number): string {
  return opacity < 1 ? ` ${name}="${n(opacity)}"` : '';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes markup; characters that XML 1.0 does not allow become U+FFFD. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}
