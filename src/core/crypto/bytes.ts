// Bytes and their text forms: hex, UTF-8, base64, joining, comparing.

const utf8Encoder = new TextEncoder();
const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex of the bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes of a hex string of even length (either case, no separators). Throws on anything else: text from outside is checked before. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new Error('not hex');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function utf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/** Text of UTF-8 bytes, or undefined where they are not well-formed. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8Strict.decode(bytes);
  } catch {
    return undefined;
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Equality whose time does not depend on where the first difference stands. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUE = new Int16Array(128).fill(-1);
for (let i = 0; i < 64; i += 1) BASE64_VALUE[BASE64.charCodeAt(i)] = i;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += BASE64[word >> 18]! + BASE64[(word >> 12) & 63]!;
    text += left > 1 ? BASE64[(word >> 6) & 63]! : '=';
    text += left > 2 ? BASE64[word & 63]! : '=';
  }
  return text;
}

/** Bytes of padded base64 (white space between characters is allowed, as XML writers break lines), or undefined. */
export function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\t\n\r ]+/g, '');
  if (compact.length % 4 !== 0) return undefined;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const end = compact.length - padding;
  const bytes = new Uint8Array((compact.length / 4) * 3 - padding);
  let word = 0;
  let at = 0;
  for (let i = 0; i < compact.length; i += 1) {
    const code = compact.charCodeAt(i);
    const value = i < end ? (code < 128 ? BASE64_VALUE[code]! : -1) : 0;
    if (value < 0) return undefined;
    word = (word << 6) | value;
    if (i % 4 !== 3) continue;
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (word >> shift) & 255;
    word = 0;
  }
  return bytes;
}
