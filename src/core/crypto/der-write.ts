// DER as it is written: each function returns one whole element.
import { concatBytes, utf8 } from './bytes';
import { contextTag, TAG } from './der';
import { generalizedTimeText } from './der-time';

/** Tag, minimal length, content. */
export function derElement(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  return concatBytes(Uint8Array.of(tag, ...lengthBytes(content.length)), content);
}

export const derSequence = (...parts: Uint8Array[]): Uint8Array => derElement(TAG.sequence, ...parts);
export const derSet = (...parts: Uint8Array[]): Uint8Array => derElement(TAG.set, ...parts);
export const derOctets = (bytes: Uint8Array): Uint8Array => derElement(TAG.octetString, bytes);
export const derBits = (bytes: Uint8Array): Uint8Array => derElement(TAG.bitString, Uint8Array.of(0), bytes);
export const derNull = (): Uint8Array => derElement(TAG.null);
export const derBoolean = (value: boolean): Uint8Array =>
  derElement(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const derUtf8 = (text: string): Uint8Array => derElement(TAG.utf8String, utf8(text));
export const derPrintable = (text: string): Uint8Array => derElement(TAG.printableString, utf8(text));
export const derIa5 = (text: string): Uint8Array => derElement(TAG.ia5String, utf8(text));
export const derTime = (time: Date): Uint8Array =>
  derElement(TAG.generalizedTime, utf8(generalizedTimeText(time)));

/** RFC 5280 clause 4.1.2.5: UTCTime through 2049, GeneralizedTime after. */
export function derX509Time(time: Date): Uint8Array {
  const text = generalizedTimeText(time);
  return time.getUTCFullYear() < 2050 ? derElement(TAG.utcTime, utf8(text.slice(2))) : derTime(time);
}

/** Explicit context tag around whole elements. */
export const derExplicit = (number: number, ...parts: Uint8Array[]): Uint8Array =>
  derElement(contextTag(number), ...parts);

/** Non-negative INTEGER from a number or from big-endian bytes. */
export function derInteger(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === 'number' ? numberBytes(value) : value;
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const magnitude = bytes.length === 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return magnitude[0]! >= 0x80
    ? derElement(TAG.integer, Uint8Array.of(0), magnitude)
    : derElement(TAG.integer, magnitude);
}

/** BIT STRING of named bits, trailing zeros removed as DER asks. */
export function derNamedBits(bits: readonly number[]): Uint8Array {
  const highest = Math.max(-1, ...bits);
  const bytes = new Uint8Array((highest >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = bytes[bit >> 3]! | (0x80 >> (bit & 7));
  return derElement(TAG.bitString, Uint8Array.of(highest < 0 ? 0 : 7 - (highest & 7)), bytes);
}

export function derOid(text: string): Uint8Array {
  const arcs = text.split('.').map(Number);
  const [first = 0, second = 0, ...rest] = arcs;
  return derElement(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): number[] {
  const bytes = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
    bytes.unshift(128 + (left % 128));
  return bytes;
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = [...numberBytes(length)];
  return [0x80 | bytes.length, ...bytes];
}

function numberBytes(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('not a non-negative integer');
  const bytes: number[] = [];
  for (let left = value; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return Uint8Array.from(bytes.length === 0 ? [0] : bytes);
}
