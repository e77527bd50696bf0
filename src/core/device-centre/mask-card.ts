// What a reader sends, without the person: the text of a card becomes that of an invented one of the same kind, the
// picture becomes a filling; lengths, framing, status and the rightness or wrongness of check bytes stay. So what was
// recorded can be replayed. Anything that is not surely harmless is filled.
import { idCheckCharacter } from '#core/identity/id-number';
import { maskUnit } from './mask-text';

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const HEADER = 7;
const MOST_LENGTH = 2_400;
/** Up to here an answer holds a status, a card's presence or the module's number, and nobody's data. */
const HARMLESS_LENGTH = 0x18;
const TEXT_BYTES = 256;
const FILL = 0x2a;

/** One burst of a reader's line, whole; the answer is as long as what came. */
export function maskReaderBytes(bytes: Uint8Array): Uint8Array {
  const masked = bytes.map(fill);
  let at = 0;
  while (at < bytes.length) {
    const taken = maskFrame(bytes, masked, at);
    at += Math.max(1, taken);
  }
  return masked;
}

/** Masks the message that begins here; answers its length, 0 when none does. */
function maskFrame(bytes: Uint8Array, masked: Uint8Array, at: number): number {
  if (!PREAMBLE.every((value, index) => bytes[at + index] === value) || at + HEADER > bytes.length) return 0;
  const length = (bytes[at + 5]! << 8) | bytes[at + 6]!;
  if (length < 3 || length > MOST_LENGTH) return 0;
  masked.set(bytes.subarray(at, at + HEADER), at);
  const end = at + HEADER + length;
  const whole = end <= bytes.length;
  const check = whole ? xorOf(bytes, at + 5, end - 1) ^ bytes[end - 1]! : 0;
  if (length <= HARMLESS_LENGTH) {
    // A wrong check byte may mean a wrong length: then these bytes could be anything.
    if (whole && check === 0) masked.set(bytes.subarray(at, end), at);
    return whole ? HEADER + length : bytes.length - at;
  }
  const status = at + HEADER + 3;
  masked.set(bytes.subarray(at + HEADER, Math.min(status, bytes.length)), at + HEADER);
  if (whole) {
    maskContent(bytes, masked, status, end - 1);
    // The same bits stay wrong.
    masked[end - 1] = xorOf(masked, at + 5, end - 1) ^ check;
  }
  return whole ? HEADER + length : bytes.length - at;
}

/** Lengths (two bytes each), text, picture, fingerprints. */
function maskContent(bytes: Uint8Array, masked: Uint8Array, from: number, to: number): void {
  const fields = fieldLengths(bytes.subarray(from, to));
  if (!fields) return;
  const { header, text, photo } = fields;
  masked.set(bytes.subarray(from, from + header), from);
  masked.set(maskCardText(bytes.slice(from + header, from + header + text)), from + header);
  const picture = from + header + text;
  // The picture's own mark ("WLf\0") says nothing about anybody.
  const marked = [0x57, 0x4c, 0x66, 0x00].every((value, index) => bytes[picture + index] === value);
  if (marked && photo >= 4) masked.set(bytes.subarray(picture, picture + 4), picture);
}

function fieldLengths(content: Uint8Array): { header: number; text: number; photo: number } | null {
  for (const header of [4, 6]) {
    const lengths = Array.from(
      { length: header / 2 },
      (_, n) => (content[n * 2]! << 8) | content[n * 2 + 1]!,
    );
    const [text, photo] = lengths as [number, number];
    const sum = lengths.reduce((total, one) => total + one, header);
    if (text === TEXT_BYTES && sum === content.length) return { header, text, photo };
  }
  return null;
}

const BIRTH = '19900101';
const FROM = '20200101';
const TO = '20400101';

/** The 256 bytes of text (UTF-16LE): each character by its class, then dates and numbers that a driver can read. */
export function maskCardText(text: Uint8Array): Uint8Array {
  const masked = new Uint8Array(text.length);
  for (let at = 0; at + 1 < text.length; at += 2) {
    const unit = maskUnit(text[at]! | (text[at + 1]! << 8));
    masked[at] = unit & 0xff;
    masked[at + 1] = unit >> 8;
  }
  const longTerm = text[204] === 0x7f && text[205] === 0x95 && text[206] === 0x1f && text[207] === 0x67;
  const write = (at: number, value: string): void => {
    [...value].forEach((character, index) => {
      const unit = character.charCodeAt(0);
      masked[at + index * 2] = unit & 0xff;
      masked[at + index * 2 + 1] = unit >> 8;
    });
  };
  write(188, FROM);
  write(204, longTerm ? '长期    ' : TO);
  const type = String.fromCharCode(text[248]! | (text[249]! << 8));
  if (type === 'I') {
    write(120, '1');
    write(220, BIRTH);
  } else {
    write(30, '1');
    write(36, BIRTH);
    write(122, numberOf(type === 'Y' ? '989001' : '890101'));
    if (type !== 'Y' && type !== 'J') write(32, '01');
  }
  // The type's own place: a letter stays, anything else is part of a resident's latest address.
  if (['I', 'J', 'Y'].includes(type)) write(248, type);
  return masked;
}

function numberOf(region: string): string {
  const digits = `${region}${BIRTH}001`;
  return digits + idCheckCharacter(digits);
}

function fill(value: number): number {
  return value === 0 ? 0 : FILL;
}

function xorOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum ^= bytes[at]!;
  return sum;
}
