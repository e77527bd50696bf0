// What a scanner sends, without what the code said: characters by their class, in the encoding they came in.
import { maskUnit } from './mask-text';

/** Bytes of 某 in either encoding, and stand-ins of two and four bytes for UTF-8. */
const HAN_UTF8 = [0xe6, 0x9f, 0x90] as const;
const TWO_UTF8 = [0xc3, 0xa9] as const;
const FOUR_UTF8 = [0xf0, 0x9f, 0x98, 0x80] as const;
const HAN_GBK = [0xc4, 0xb3] as const;

/** One burst of text, whole; control characters (CR, LF, GS) and punctuation stay. As long as what came. */
export function maskScanBytes(bytes: Uint8Array): Uint8Array {
  return isUtf8(bytes) ? maskUtf8(bytes) : maskGbk(bytes);
}

function maskUtf8(bytes: Uint8Array): Uint8Array {
  const masked = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    if (first < 0x80) {
      masked[at] = maskUnit(first);
      at += 1;
      continue;
    }
    const stand = first < 0xe0 ? TWO_UTF8 : first < 0xf0 ? HAN_UTF8 : FOUR_UTF8;
    masked.set(stand, at);
    at += stand.length;
  }
  return masked;
}

/** GBK, GB18030 and anything else: what is not ASCII is taken in pairs, the second of which may look like ASCII. */
function maskGbk(bytes: Uint8Array): Uint8Array {
  const masked = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const second = bytes[at + 1];
    if (first < 0x80) {
      masked[at] = maskUnit(first);
      at += 1;
    } else if (second !== undefined && (second >= 0x40 || isDigit(second))) {
      masked.set(HAN_GBK, at);
      at += 2;
    } else {
      masked[at] = 0x3f;
      at += 1;
    }
  }
  return masked;
}

function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const more =
      first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
    if (more < 0) return false;
    for (let next = 1; next <= more; next += 1) if ((bytes[at + next] ?? 0) >> 6 !== 0b10) return false;
    at += more + 1;
  }
  return true;
}

function isDigit(value: number): boolean {
  return value >= 0x30 && value <= 0x39;
}
