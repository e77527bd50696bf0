// What drawing a page carries along: the document's resources, the budget, and caches shared by all pages.
import type { Resources } from '../document/document-model';
import type { Id } from '../document/graphics-model';
import type { Warnings } from '../errors';
import { openFont, type EmbeddedFont } from '../fonts/embedded-font';
import type { OfdPackage } from '../package/zip-reader';
import type { Picture } from './display-list';
import { recognisePicture } from './pictures';

// A path command or half a character each; a map sheet has some 100,000.
const MAX_WEIGHT = 3_000_000;
const MAX_COMPOSITE_DEPTH = 12;

/** Fonts and pictures of one file, opened once. */
export class MediaCache {
  private readonly fonts = new Map<string, EmbeddedFont | undefined>();
  private readonly pictures = new Map<string, Picture | undefined>();

  constructor(
    private readonly files: OfdPackage,
    private readonly warnings: Warnings,
  ) {}

  font(file: string): EmbeddedFont | undefined {
    if (!this.fonts.has(file)) {
      const data = this.files.read(file);
      const font = data && openFont(data);
      if (!font) this.warnings.add(data ? 'FONT_UNREADABLE' : 'FONT_MISSING', file);
      this.fonts.set(file, font);
    }
    return this.fonts.get(file);
  }

  picture(file: string): Picture | undefined {
    if (!this.pictures.has(file)) {
      const data = this.files.read(file);
      const picture = data && recognisePicture(data);
      if (!picture) this.warnings.add(data ? 'IMAGE_UNSUPPORTED' : 'IMAGE_MISSING', file);
      this.pictures.set(file, picture);
    }
    return this.pictures.get(file);
  }
}

export class DrawContext {
  private constructor(
    readonly resources: Resources,
    readonly defaultColorSpace: Id | undefined,
    readonly warnings: Warnings,
    readonly where: string,
    readonly media: MediaCache,
    private readonly budget: { weight: number },
    private readonly depth: number,
  ) {}

  static start(
    resources: Resources,
    defaultColorSpace: Id | undefined,
    warnings: Warnings,
    where: string,
    media: MediaCache,
  ): DrawContext {
    return new DrawContext(resources, defaultColorSpace, warnings, where, media, { weight: 0 }, 0);
  }

  /** The same drawing, in another part with its own resources. */
  inPart(where: string, resources: Resources): DrawContext {
    return new DrawContext(
      resources,
      this.defaultColorSpace,
      this.warnings,
      where,
      this.media,
      this.budget,
      this.depth,
    );
  }

  /** One level down, for composites and patterns; undefined when they are nested too deep to be meant. */
  deeper(): DrawContext | undefined {
    if (this.depth >= MAX_COMPOSITE_DEPTH) {
      this.warnings.add('NESTED_TOO_DEEP', this.where);
      return undefined;
    }
    return new DrawContext(
      this.resources,
      this.defaultColorSpace,
      this.warnings,
      this.where,
      this.media,
      this.budget,
      this.depth + 1,
    );
  }

  /** False when the page has become too large: composites that name each other multiply. */
  spend(weight: number): boolean {
    this.budget.weight += weight;
    if (this.budget.weight <= MAX_WEIGHT) return true;
    this.warnings.add('PAGE_TOO_COMPLEX', this.where);
    return false;
  }
}
