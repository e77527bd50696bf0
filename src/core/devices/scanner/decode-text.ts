// The bytes of a code as text: UTF-8 where it is strictly that, else GB18030 (with GBK and GB 2312 in it), else unreadable.
import { err, ok, type Result } from '#core/result';

export type ScanEncoding = 'ascii' | 'utf-8' | 'gb18030';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ScanEncoding;
}

export type DecodeError = { readonly code: 'SCAN_UNREADABLE' } | { readonly code: 'SCAN_DAMAGED' };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * Two bytes of GBK can also be a character of UTF-8: where both fit, it is UTF-8, as nearly all codes are. A scanner that
 * sends GBK only is told so by its profile (`wanted`). Characters of private use come from damage, not from codes.
 */
export function decodeScan(
  bytes: Uint8Array,
  wanted: 'auto' | 'utf-8' | 'gb18030' = 'auto',
): Result<DecodedText, DecodeError> {
  if (bytes.some(isNoise)) return err({ code: 'SCAN_DAMAGED' });
  if (bytes.every((byte) => byte < 0x80)) return ok({ text: latin(bytes), encoding: 'ascii' });
  if (wanted !== 'gb18030') {
    const text = strictly(utf8, bytes);
    if (text !== null) return ok({ text, encoding: 'utf-8' });
  }
  if (wanted !== 'utf-8') {
    const text = strictly(gb18030, bytes);
    if (text !== null && !PRIVATE_OR_CONTROL.test(text)) return ok({ text, encoding: 'gb18030' });
  }
  return err({ code: 'SCAN_UNREADABLE' });
}

// Tab, line feed, carriage return, and the separators EOT FS GS RS US of ISO/IEC 15434 may stand in a code.
const ALLOWED_CONTROLS: ReadonlySet<number> = new Set([0x04, 0x09, 0x0a, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f]);
const PRIVATE_OR_CONTROL = /[\u{80}-\u{9f}\u{e000}-\u{f8ff}\u{f0000}-\u{10ffff}]/u;

function isNoise(byte: number): boolean {
  return (byte < 0x20 && !ALLOWED_CONTROLS.has(byte)) || byte === 0x7f;
}

function strictly(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4_096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return text;
}
