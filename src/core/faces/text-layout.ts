// How wide a text runs and where it breaks: one simple width model for screen, print and OFD.
import type { FontRole } from './display-list';

/**
 * Width in ems. CJK and full-width characters are 1 em in every Chinese font; Latin letters differ between fonts, so
 * these are rounded up: a text that fits by this model fits in SimSun, 仿宋, 楷体 and Noto alike.
 */
export function emWidth(text: string, font: FontRole = 'song'): number {
  let width = 0;
  for (const char of text) width += charWidth(char, font);
  return width;
}

export interface FittedText {
  readonly size: number;
  readonly lines: readonly string[];
}

/**
 * Sets a text into `width` mm and at most `maxLines` lines: as large as `size` allows, smaller in steps of 4 % down to
 * `minScale`. Below that the last step stands, with as many lines as it takes: nothing is ever cut off.
 */
export function fitText(
  text: string,
  options: {
    readonly size: number;
    readonly width: number;
    readonly maxLines: number;
    readonly minScale: number;
    readonly font: FontRole;
    readonly letterSpacing: number;
  },
): FittedText {
  const { size, width, maxLines, minScale, font, letterSpacing } = options;
  for (let scale = 1; ; scale -= 0.04) {
    const current = size * Math.max(scale, minScale);
    const lines = wrap(text, (width + letterSpacing) / current, font, letterSpacing / current);
    if (lines.length <= maxLines || scale <= minScale) return { size: current, lines };
  }
}

/** Breaks into lines of at most `ems`; closing punctuation never begins a line (GB/T 15834 行首禁则). */
export function wrap(text: string, ems: number, font: FontRole, spacing = 0): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, ems, font, spacing));
}

function wrapParagraph(text: string, ems: number, font: FontRole, spacing: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const token of tokens(text)) {
    const width = emWidth(token, font) + spacing * [...token].length;
    if (used + width > ems + 1e-6 && line !== '') {
      // What may not begin a line takes the character before it along.
      const kept = NO_LINE_START.test(token) ? lastCharacter(line) : '';
      lines.push(line.slice(0, line.length - kept.length));
      line = kept;
      used = emWidth(kept, font) + (kept === '' ? 0 : spacing);
    }
    if (line === '' && token === ' ') continue;
    line += token;
    used += width;
  }
  lines.push(line);
  return lines.flatMap((one) => breakLongToken(one, ems, font, spacing));
}

/** '' when taking it away would leave nothing. */
function lastCharacter(line: string): string {
  const characters = [...line];
  return characters.length > 1 ? (characters[characters.length - 1] ?? '') : '';
}

/** Numbers and Latin words stay whole; every CJK character may be followed by a break. */
function tokens(text: string): string[] {
  return text.match(/[\x21-\x7e]+|[\s\S]/gu) ?? [];
}

/** A run without a place to break, such as a long number, is broken where the line ends. */
function breakLongToken(line: string, ems: number, font: FontRole, spacing: number): string[] {
  if (!/[\x21-\x7e]{12,}/u.test(line)) return [line];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const char of line) {
    const width = charWidth(char, font) + spacing;
    if (used + width > ems + 1e-6 && current !== '' && !NO_LINE_START.test(char)) {
      lines.push(current);
      current = '';
      used = 0;
    }
    current += char;
    used += width;
  }
  return [...lines, current];
}

const NO_LINE_START = /^[，。、；：！？）》〉】」』”’％…·]/u;

function charWidth(char: string, font: FontRole): number {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027)) return 1;
  if (code >= 0x30 && code <= 0x39) return font === 'hei' ? 0.57 : 0.55;
  if (char === ' ') return 0.3;
  if (/[A-Z@#%&]/u.test(char)) return /[MW@%]/u.test(char) ? 0.9 : 0.7;
  if (/[a-z]/u.test(char)) return /[mw]/u.test(char) ? 0.86 : /[ijlft]/u.test(char) ? 0.34 : 0.55;
  if (/[.,:;'!|()[\]/-]/u.test(char)) return 0.36;
  return code < 0x2000 ? 0.58 : 1;
}
