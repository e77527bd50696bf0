// AIM symbology identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a character for its options.

const NAMES: Readonly<Record<string, string>> = {
  A: 'code-39',
  C: 'code-128',
  E: 'ean-upc',
  F: 'codabar',
  G: 'code-93',
  H: 'code-11',
  I: 'interleaved-2-of-5',
  L: 'pdf417',
  M: 'msi',
  Q: 'qr',
  S: 'industrial-2-of-5',
  U: 'maxicode',
  X: 'other',
  Z: 'no-code',
  d: 'data-matrix',
  e: 'gs1-databar',
  h: 'han-xin',
  z: 'aztec',
};

export interface Symbology {
  /** Two characters without the bracket: `Q1`. */
  readonly aim: string;
  readonly name: string;
}

/** Three bytes `]Q1`, or two without the bracket; undefined where they are not an identifier (scanners send zeros then). */
export function symbologyOf(bytes: Uint8Array): Symbology | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 3));
  const aim = /^\]?([A-Za-z][0-9A-Za-z])/.exec(text)?.[1];
  if (aim === undefined) return undefined;
  return { aim, name: NAMES[aim[0] ?? ''] ?? 'unknown' };
}
