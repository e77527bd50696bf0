// What is drawn on a page, as data: screen, print and OFD pages are made from the same list.

/**
 * 宋 黑 仿宋 楷: the four faces that Chinese certificates are set in; the backend names the real fonts.
 */
export type FontRole = 'song' | 'hei' | 'kai' | 'fang';

/** `#rrggbb`. Tints are mixed beforehand, so that no backend needs transparency. */
export type Colour = string;

/** Millimetres from the page's upper left corner, y downwards. */
export type PathCommand =
  | readonly ['M', number, number]
  | readonly ['L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

/**
 * One run on one baseline. `x` is where it starts by the width model and `width` how long it is by that model, letter
 * spacing included; a backend whose font runs differently keeps the `anchor` in place. Sizes are mm of the em.
 */
export interface TextOp {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly letterSpacing: number;
  readonly font: FontRole;
  readonly bold: boolean;
  readonly colour: Colour;
  readonly text: string;
}

export interface PathOp {
  readonly kind: 'path';
  readonly commands: readonly PathCommand[];
  readonly fill: Colour | null;
  readonly stroke: Colour | null;
  readonly lineWidth: number;
  readonly dash: readonly number[];
}

export interface RectOp {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly fill: Colour;
}

/** Draws `ops` inside `commands` only. */
export interface ClipOp {
  readonly kind: 'clip';
  readonly commands: readonly PathCommand[];
  readonly ops: readonly DisplayOp[];
}

export type DisplayOp = TextOp | PathOp | RectOp | ClipOp;

/** Where a decoded photo or an e-seal's picture belongs; the list itself holds no pictures. */
export interface Region {
  readonly role: 'photo' | 'seal';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Page size in mm. `title` is what a screen reader announces. */
export interface DisplayList {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly ops: readonly DisplayOp[];
  /** How many operations at the beginning are ornament without text: the same objects on every list of one template. */
  readonly ground?: number;
  readonly regions: readonly Region[];
}
