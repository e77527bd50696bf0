// One scanned code, whole and in order, before anybody asks what it means.
import { z } from 'zod';

/** Longest code taken: a QR code holds 2,953 bytes or 7,089 digits. */
export const MAX_SCAN_BYTES = 8_192;

export interface Scan {
  readonly scanId: string;
  /** As it came, without terminator and symbology prefix. */
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly encoding: 'ascii' | 'utf-8' | 'gb18030';
  /** AIM identifier (`Q1`) and its name (`qr`), where the scanner tells them. */
  readonly symbology?: { readonly aim: string; readonly name: string };
  /** Reports (HID) or pieces (serial) it came in. */
  readonly parts: number;
  /** When its last byte reached this machine, milliseconds since 1970. */
  readonly lastByteAt: number;
}

/** As it travels between processes: bytes in base64. */
export const scanMessageSchema = z.strictObject({
  scanId: z.string().min(1).max(100),
  bytes: z.base64().min(4).max(11_000),
  text: z.string().min(1).max(MAX_SCAN_BYTES),
  encoding: z.enum(['ascii', 'utf-8', 'gb18030']),
  symbology: z.strictObject({ aim: z.string().min(1).max(4), name: z.string().min(1).max(40) }).optional(),
  parts: z.int().positive().max(MAX_SCAN_BYTES),
  lastByteAt: z.number().positive(),
});
