// Resource files (GB/T 33190-2016 7.9): parsed when first asked for; composites only when drawn.
import type { XmlElement } from '../xml/xml-tree';
import { parseColor } from './color-parser';
import type {
  ColorSpace,
  CompositeResource,
  DrawParam,
  FontResource,
  MediaResource,
  Resources,
} from './document-model';
import type { Id } from './graphics-model';
import type { PartReader } from './part-reader';
import { parseStrokeStyle, parseUnits } from './unit-parser';
import { booleanOf, choiceOf, numberOf, numbersFrom, type ReadContext } from './values';

const COLOR_TYPES = ['GRAY', 'RGB', 'CMYK'] as const;

/** The resources of one file. */
class ResourceFile implements Resources {
  private readonly elements = new Map<string, XmlElement>();
  private readonly values = new Map<string, unknown>();
  private readonly ctx: ReadContext;

  constructor(
    private readonly reader: PartReader,
    private readonly part: string,
    private readonly root: XmlElement,
  ) {
    this.ctx = reader.context(part);
    this.index('Fonts', 'Font');
    this.index('ColorSpaces', 'ColorSpace');
    this.index('DrawParams', 'DrawParam');
    this.index('MultiMedias', 'MultiMedia');
    this.index('CompositeGraphicUnits', 'CompositeGraphicUnit');
  }

  font(id: Id): FontResource | undefined {
    return this.get('Font', id, (el) => ({
      id,
      fontName: el.attribute('FontName')?.trim() ?? '',
      familyName: el.attribute('FamilyName')?.trim() || undefined,
      bold: booleanOf(el, 'Bold', false, this.ctx),
      italic: booleanOf(el, 'Italic', false, this.ctx),
      serif: booleanOf(el, 'Serif', false, this.ctx),
      fixedWidth: booleanOf(el, 'FixedWidth', false, this.ctx),
      file: this.locate(el.textOf('FontFile')),
    }));
  }

  colorSpace(id: Id): ColorSpace | undefined {
    return this.get('ColorSpace', id, (el) => ({
      type: choiceOf(el, 'Type', COLOR_TYPES, 'RGB', this.ctx),
      bitsPerComponent: numberOf(el, 'BitsPerComponent', this.ctx) ?? 8,
      palette: (el.child('Palette')?.all('CV') ?? []).slice(0, 4096).map((cv) => numbersFrom(cv.text) ?? []),
    }));
  }

  drawParam(id: Id): DrawParam | undefined {
    return this.get('DrawParam', id, (el) => ({
      id,
      relative: el.attribute('Relative')?.trim() || undefined,
      fillColor: parseColor(el.child('FillColor'), this.ctx, parseUnits, 0),
      strokeColor: parseColor(el.child('StrokeColor'), this.ctx, parseUnits, 0),
      ...parseStrokeStyle(el, this.ctx),
    }));
  }

  media(id: Id): MediaResource | undefined {
    return this.get('MultiMedia', id, (el) => {
      const file = this.locate(el.textOf('MediaFile'));
      if (file === undefined) return undefined;
      return { id, type: el.attribute('Type') ?? 'Image', format: el.attribute('Format') || undefined, file };
    });
  }

  composite(id: Id): CompositeResource | undefined {
    return this.get('CompositeGraphicUnit', id, (el) => {
      const content = el.child('Content');
      return {
        id,
        width: numberOf(el, 'Width', this.ctx) ?? 0,
        height: numberOf(el, 'Height', this.ctx) ?? 0,
        units: content ? parseUnits(content, this.ctx) : [],
      };
    });
  }

  private index(group: string, name: string): void {
    for (const list of this.root.all(group)) {
      for (const el of list.all(name)) {
        const id = el.attribute('ID')?.trim();
        if (id === undefined) continue;
        const key = `${name} ${id}`;
        if (this.elements.has(key)) this.ctx.warnings.add('DUPLICATE_ID', `${this.part} ${key}`);
        else this.elements.set(key, el);
      }
    }
  }

  private get<T>(name: string, id: Id, parse: (el: XmlElement) => T | undefined): T | undefined {
    const key = `${name} ${id}`;
    if (this.values.has(key)) return this.values.get(key) as T | undefined;
    const el = this.elements.get(key);
    const value = el && parse(el);
    this.values.set(key, value);
    return value;
  }

  /** BaseLoc is "the common path of the files of this resource file" (table 20), itself relative to it. */
  private locate(location: string | undefined): string | undefined {
    if (location === undefined) return undefined;
    return this.reader.resolveOptional(this.part, location, this.root.attribute('BaseLoc') ?? '');
  }
}

/** Several resource files asked one after the other. */
class ResourceChain implements Resources {
  constructor(private readonly files: readonly Resources[]) {}

  font = (id: Id) => this.first((file) => file.font(id));
  colorSpace = (id: Id) => this.first((file) => file.colorSpace(id));
  drawParam = (id: Id) => this.first((file) => file.drawParam(id));
  media = (id: Id) => this.first((file) => file.media(id));
  composite = (id: Id) => this.first((file) => file.composite(id));

  private first<T>(ask: (file: Resources) => T | undefined): T | undefined {
    for (const file of this.files) {
      const found = ask(file);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Resources named by locations written in the part `from`, asked in order, then `rest`. Missing files are remarked. */
export function readResources(
  reader: PartReader,
  from: string,
  locations: readonly string[],
  rest?: Resources,
): Resources {
  const files: Resources[] = [];
  for (const location of locations) {
    const part = reader.resolveOptional(from, location);
    const root = part === undefined ? undefined : reader.optional(part);
    if (part !== undefined && root) files.push(new ResourceFile(reader, part, root));
  }
  return new ResourceChain(rest ? [...files, rest] : files);
}
