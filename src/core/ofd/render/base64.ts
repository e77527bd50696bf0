// Base64 (RFC 4648), built as bytes and decoded once: strings grow slowly.

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

export function toBase64(data: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(data.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < data.length; i += 3) {
    const three = (data[i]! << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    out[at++] = ALPHABET[three >> 18]!;
    out[at++] = ALPHABET[(three >> 12) & 63]!;
    out[at++] = i + 1 < data.length ? ALPHABET[(three >> 6) & 63]! : 61;
    out[at++] = i + 2 < data.length ? ALPHABET[three & 63]! : 61;
  }
  return new TextDecoder('utf-8').decode(out);
}
