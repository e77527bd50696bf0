// Text without what it says: every digit, letter and character replaced by one of its class. Length, punctuation and
// the shape of a code stay, so that "an address", "18 digits" or "four Chinese characters" can still be seen.

/** `许昌A1-2b` → `某某X0-0x`. One for one in UTF-16 units. */
export function maskText(text: string): string {
  let masked = '';
  for (let index = 0; index < text.length; index += 1)
    masked += String.fromCharCode(maskUnit(text.charCodeAt(index)));
  return masked;
}

/** 某: somebody. */
export const MASK_HAN = 0x67d0;

/** One UTF-16 unit by its class. */
export function maskUnit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 0x30;
  if (unit >= 0x41 && unit <= 0x5a) return 0x58;
  if (unit >= 0x61 && unit <= 0x7a) return 0x78;
  return unit < 0x80 ? unit : MASK_HAN;
}

/** A person's name with its first character: `赵**`. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(rest.length);
}

/** All but the last four. */
export function maskNumber(number: string): string {
  return '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
}
