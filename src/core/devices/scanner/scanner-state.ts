// What a scanner is doing, as the clerk's screen shows it, and everything that can be wrong with one code.
import { z } from 'zod';
import { DEVICE_ERROR_CODES, type DeviceErrorCode } from '../device-error';

export const SCANNER_ERROR_CODES = [
  /** The report descriptor cannot be read or has no decoded data in it, and the catalogue knows no layout either. */
  'SCANNER_LAYOUT_UNKNOWN',
] as const;
export type ScannerErrorCode = (typeof SCANNER_ERROR_CODES)[number];

export const SCAN_ERROR_CODES = [
  /** The rest of a code that comes in several reports did not come. */
  'SCAN_INCOMPLETE',
  /** A report or line that no scanner of this layout sends. */
  'SCAN_DAMAGED',
  /** More than 8,192 bytes. */
  'SCAN_TOO_LONG',
  /** Neither UTF-8 nor GB18030 (or not the one that is set). */
  'SCAN_UNREADABLE',
] as const;
export type ScanErrorCode = (typeof SCAN_ERROR_CODES)[number];

export type ScannerState =
  /** No device at the address; `error` says why when it was there or is refused. */
  | { readonly kind: 'absent'; readonly error?: DeviceErrorCode }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ScannerErrorCode | DeviceErrorCode }
  /** The device host was lost and is being started again. */
  | { readonly kind: 'restarting' };

export const scannerStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('absent'), error: z.enum(DEVICE_ERROR_CODES).optional() }),
  z.strictObject({ kind: z.literal('connecting') }),
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('failed'),
    error: z.enum([...SCANNER_ERROR_CODES, ...DEVICE_ERROR_CODES]),
  }),
  z.strictObject({ kind: z.literal('restarting') }),
]) satisfies z.ZodType<ScannerState>;
