// What stands on a page (GB/T 33190-2016 8 to 13), as data. Lengths in mm; ids are the file's own.
import type { Box, Matrix, Point } from './geometry';

export type Id = string;

export type GraphicUnit = TextUnit | PathUnit | ImageUnit | CompositeUnit | BlockUnit;

/** CT_GraphicUnit, 8.5.1. Absent members are not given in the file; drawing parameters may then give them. */
export interface UnitBase extends StrokeStyle {
  readonly id: Id | undefined;
  readonly boundary: Box;
  readonly ctm: Matrix | undefined;
  readonly visible: boolean;
  readonly drawParam: Id | undefined;
  /** 0 (transparent) … 255. */
  readonly alpha: number;
  readonly clips: readonly Clip[];
}

export interface StrokeStyle {
  readonly lineWidth: number | undefined;
  readonly cap: LineCap | undefined;
  readonly join: LineJoin | undefined;
  readonly miterLimit: number | undefined;
  readonly dashOffset: number | undefined;
  readonly dashPattern: readonly number[] | undefined;
}

export type LineCap = 'Butt' | 'Round' | 'Square';
export type LineJoin = 'Miter' | 'Round' | 'Bevel';

/** CT_Text, 11.2. */
export interface TextUnit extends UnitBase {
  readonly kind: 'text';
  readonly font: Id;
  readonly size: number;
  readonly stroke: boolean;
  readonly fill: boolean;
  readonly hScale: number;
  readonly readDirection: QuarterTurn;
  readonly charDirection: QuarterTurn;
  /** 0 … 1000, 400 is regular. */
  readonly weight: number;
  readonly italic: boolean;
  readonly fillColor: Color | undefined;
  readonly strokeColor: Color | undefined;
  readonly codes: readonly TextCode[];
  readonly glyphs: readonly GlyphMap[];
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** TextCode, 11.3. x and y are those in force (taken over from the code before where absent). */
export interface TextCode {
  readonly x: number;
  readonly y: number;
  readonly deltaX: readonly number[] | undefined;
  readonly deltaY: readonly number[] | undefined;
  readonly text: string;
}

/** CT_CGTransform, 11.4: characters from `codePosition` on are drawn with these glyphs of the embedded font. */
export interface GlyphMap {
  readonly codePosition: number;
  readonly codeCount: number;
  readonly glyphCount: number;
  readonly glyphs: readonly number[];
}

/** CT_Path, 9.1; `commands` are parsed from AbbreviatedData. */
export interface PathUnit extends UnitBase {
  readonly kind: 'path';
  readonly stroke: boolean;
  readonly fill: boolean;
  readonly rule: 'NonZero' | 'Even-Odd';
  readonly fillColor: Color | undefined;
  readonly strokeColor: Color | undefined;
  readonly commands: readonly PathCommand[];
}

export type PathCommand =
  | { readonly op: 'M' | 'L'; readonly to: Point }
  | { readonly op: 'Q'; readonly c: Point; readonly to: Point }
  | { readonly op: 'B'; readonly c1: Point; readonly c2: Point; readonly to: Point }
  | {
      readonly op: 'A';
      readonly rx: number;
      readonly ry: number;
      readonly angle: number;
      readonly large: boolean;
      readonly sweep: boolean;
      readonly to: Point;
    }
  | { readonly op: 'C' };

/** CT_Image, 10. The picture fills the unit square, which `ctm` puts in its place. */
export interface ImageUnit extends UnitBase {
  readonly kind: 'image';
  readonly resource: Id;
  readonly mask: Id | undefined;
  readonly substitution: Id | undefined;
  readonly border: ImageBorder | undefined;
}

export interface ImageBorder {
  readonly lineWidth: number;
  readonly horizontalRadius: number;
  readonly verticalRadius: number;
  readonly dashPattern: readonly number[] | undefined;
  readonly color: Color | undefined;
}

/** CT_Composite, 13. */
export interface CompositeUnit extends UnitBase {
  readonly kind: 'composite';
  readonly resource: Id;
}

/** CT_PageBlock, 7.7: a group. */
export interface BlockUnit {
  readonly kind: 'block';
  readonly id: Id | undefined;
  readonly units: readonly GraphicUnit[];
}

/** CT_Color, 8.3.2. */
export interface Color {
  /** Components as written, unscaled. */
  readonly value: readonly number[] | undefined;
  readonly index: number | undefined;
  readonly colorSpace: Id | undefined;
  readonly alpha: number;
  readonly special: SpecialColor | undefined;
}

export type SpecialColor = AxialShading | RadialShading | MeshShading | PatternColor;

export type MapType = 'Direct' | 'Repeat' | 'Reflect';

export interface ShadingStop {
  readonly position: number | undefined;
  readonly color: Color;
}

/** CT_AxialShd, 8.3.4.2. `extend`: bit 0 before the start, bit 1 past the end. */
export interface AxialShading {
  readonly kind: 'axial';
  readonly mapType: MapType;
  readonly mapUnit: number | undefined;
  readonly extend: number;
  readonly start: Point;
  readonly end: Point;
  readonly stops: readonly ShadingStop[];
}

/** CT_RadialShd, 8.3.4.3. */
export interface RadialShading {
  readonly kind: 'radial';
  readonly mapType: MapType;
  readonly mapUnit: number | undefined;
  readonly extend: number;
  readonly start: Point;
  readonly end: Point;
  readonly startRadius: number;
  readonly endRadius: number;
  readonly eccentricity: number;
  readonly angle: number;
  readonly stops: readonly ShadingStop[];
}

/** CT_GouraudShd and CT_LaGouraudShd, 8.3.4.4 and 5: corners of triangles with their colours. */
export interface MeshShading {
  readonly kind: 'mesh';
  readonly lattice: number | undefined;
  readonly points: readonly { readonly at: Point; readonly edgeFlag: number; readonly color: Color }[];
  readonly back: Color | undefined;
}

/** CT_Pattern, 8.3.3. */
export interface PatternColor {
  readonly kind: 'pattern';
  readonly width: number;
  readonly height: number;
  readonly xStep: number;
  readonly yStep: number;
  readonly reflect: 'Normal' | 'Row' | 'Column' | 'RowAndColumn';
  readonly relativeTo: 'Page' | 'Object';
  readonly ctm: Matrix | undefined;
  readonly cell: readonly GraphicUnit[];
}

/** CT_Clip, 8.4: the union of its areas; several clips of a unit are intersected. */
export interface Clip {
  readonly areas: readonly ClipArea[];
  /** False: the clip is not moved by the unit's own CTM. */
  readonly follows: boolean;
}

export interface ClipArea {
  readonly ctm: Matrix | undefined;
  readonly drawParam: Id | undefined;
  readonly shape: PathUnit | TextUnit;
}
