// Text from outside as it can be shown without harm: what is invisible or turns the reading direction is made visible.

/** Enough to recognise a code by; the whole is shown only when the clerk asks for it. */
export const SHOWN_CHARACTERS = 240;

// Controls, format characters (bidirectional overrides, zero width, tags), lone surrogates, private use, unassigned,
// and the separators that break a line.
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** NUL is shown as ␀, a right-to-left override as ‹U+202E›; everything that has a glyph of its own stays. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x20) return String.fromCodePoint(0x2400 + point);
    if (point === 0x7f) return '␡';
    return `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}

/** At most `most` characters of the original, made visible, with … where something was left out. */
export function shortVisibleText(text: string, most: number = SHOWN_CHARACTERS): string {
  // Cut before counting characters: a text may be long, and no character takes more than two units.
  const characters = [...text.slice(0, 2 * most + 2)];
  const head = characters.slice(0, most).join('');
  return visibleText(head) + (head.length < text.length ? '…' : '');
}

/** Characters as a person counts code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
