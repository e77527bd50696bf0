// What a page draws, flat and resolved: everything looked up, every matrix multiplied, nothing yet said in SVG.
import type { Matrix, Point } from '../document/geometry';
import type { LineCap, LineJoin } from '../document/graphics-model';
import type { Outline } from '../fonts/outline';

/** A page to draw: size in mm, items from the back to the front, coordinates in mm from the upper left corner. */
export interface DisplayList {
  readonly width: number;
  readonly height: number;
  readonly items: readonly DisplayItem[];
}

export type DisplayItem = GroupItem | PathItem | TextItem | GlyphsItem | ImageItem | NestedItem;

/** Items inside the intersection of `clips`, faded together. */
export interface GroupItem {
  readonly kind: 'group';
  readonly clips: readonly ClipRegion[];
  readonly opacity: number;
  /** What the drawing says, where it is outlines instead of text. */
  readonly label: string | undefined;
  readonly items: readonly DisplayItem[];
}

/** The union of its shapes. */
export type ClipRegion = readonly (PathItem | TextItem)[];

export interface PathItem {
  readonly kind: 'path';
  /** SVG path data in the coordinates of `matrix`. */
  readonly data: string;
  readonly matrix: Matrix;
  readonly evenOdd: boolean;
  readonly fill: Paint | undefined;
  readonly stroke: Stroke | undefined;
}

/** Characters placed one by one on their baselines. */
export interface TextItem {
  readonly kind: 'text';
  readonly matrix: Matrix;
  readonly family: string;
  /** Family for the characters marked in `narrow`: Latin that the file sets half an em wide. */
  readonly narrowFamily: string;
  /** As many as characters, or none when no character is narrow. */
  readonly narrow: readonly boolean[];
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Degrees by which each character turns about its own origin, clockwise. */
  readonly turn: number;
  readonly characters: readonly string[];
  /** As many as characters; a single one where the font's own advances are to be used. */
  readonly positions: readonly Point[];
  readonly fill: Paint | undefined;
  readonly stroke: Stroke | undefined;
}

/** Glyphs of an embedded font, placed and drawn in font units (y upwards before `matrix`) in one plain colour. */
export interface GlyphsItem {
  readonly kind: 'glyphs';
  readonly matrix: Matrix;
  readonly glyphs: readonly { readonly outline: Outline; readonly at: Point }[];
  readonly fill: SolidPaint;
}

/** A picture on the unit square. */
export interface ImageItem {
  readonly kind: 'image';
  readonly matrix: Matrix;
  readonly picture: Picture;
  readonly mask: Picture | undefined;
  readonly opacity: number;
}

export interface Picture {
  readonly mime: 'image/png' | 'image/jpeg' | 'image/bmp' | 'image/gif';
  readonly data: Uint8Array;
}

/** Another page drawn on this one: a seal whose picture is an OFD. */
export interface NestedItem {
  readonly kind: 'nested';
  readonly matrix: Matrix;
  readonly list: DisplayList;
}

export interface Stroke {
  readonly paint: Paint;
  readonly width: number;
  readonly cap: LineCap;
  readonly join: LineJoin;
  readonly miterLimit: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

export type Paint = SolidPaint | LinearPaint | RadialPaint | PatternPaint;

export interface SolidPaint {
  readonly kind: 'solid';
  /** `#rrggbb` */
  readonly rgb: string;
  readonly opacity: number;
}

export interface PaintStop extends Omit<SolidPaint, 'kind'> {
  readonly offset: number;
}

export interface LinearPaint {
  readonly kind: 'linear';
  readonly from: Point;
  readonly to: Point;
  readonly spread: Spread;
  readonly stops: readonly PaintStop[];
}

export interface RadialPaint {
  readonly kind: 'radial';
  readonly focus: Point;
  readonly focusRadius: number;
  readonly center: Point;
  readonly radius: number;
  readonly matrix: Matrix;
  readonly spread: Spread;
  readonly stops: readonly PaintStop[];
}

export type Spread = 'pad' | 'repeat' | 'reflect';

export interface PatternPaint {
  readonly kind: 'pattern';
  readonly width: number;
  readonly height: number;
  readonly matrix: Matrix;
  readonly items: readonly DisplayItem[];
}
