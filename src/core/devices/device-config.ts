// One device that the host is to drive: where it is, what kind, what the catalogue knows about it, what it is for.
import { z } from 'zod';

/** Whose side of the counter a device serves. */
export const deviceRoleSchema = z.enum(['clerk', 'applicant']);
export type DeviceRole = z.infer<typeof deviceRoleSchema>;

/** A vendor's library that decodes the card's picture (WLT); absent unless an administrator installs one. */
export const photoDecoderProfileSchema = z.strictObject({
  /** Path of the shared library. */
  library: z.string().min(1).max(500),
  /** Name of its function. */
  symbol: z.string().regex(/^[A-Za-z_]\w{0,79}$/),
  /** `wlt-to-bgr`: int f(const uint8_t wlt[1024], uint8_t bgr[3 × 102 × 126]), 1 or 0 as the vendor's success. */
  signature: z.literal('wlt-to-bgr'),
  success: z.int(),
});
export type PhotoDecoderProfile = z.infer<typeof photoDecoderProfileSchema>;

export const readerProfileSchema = z.strictObject({
  /** HID only. How a frame stands in reports: filled up with zeros, or behind one byte that counts. */
  carriage: z.enum(['padded', 'counted']).optional(),
  /** HID only, where the descriptor cannot be read: report id (0: none) and its payload bytes. */
  reports: z
    .strictObject({
      inputId: z.int().min(0).max(255),
      inputBytes: z.int().min(8).max(4_096),
      outputId: z.int().min(0).max(255),
      outputBytes: z.int().min(8).max(4_096),
    })
    .optional(),
  photoDecoder: photoDecoderProfileSchema.optional(),
});
export type ReaderProfile = z.infer<typeof readerProfileSchema>;

const at = z.int().min(0).max(4_095);
/** Where things stand in a scanner's report; byte positions count from the report's first byte, its id included. */
export const hidPosLayoutSchema = z.strictObject({
  /** 0: reports are not numbered. */
  reportId: z.int().min(0).max(255),
  /** The whole report, its id included. */
  bytes: z.int().min(2).max(4_096),
  /** Absent: the data ends where only zeros follow. */
  lengthAt: at.optional(),
  symbologyAt: at.optional(),
  dataAt: at,
  dataBytes: z.int().min(1).max(4_095),
  vendorSymbologyAt: at.optional(),
  /** Bit that says that more of the same code follows. */
  continued: z.strictObject({ at, bit: z.int().min(0).max(7) }).optional(),
});
export type HidPosLayout = z.infer<typeof hidPosLayoutSchema>;

export const scannerProfileSchema = z.strictObject({
  /** Default `auto`: UTF-8 where it is, else GB18030. */
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).optional(),
  /** Serial only. `learned` (default): CR, LF or CR LF ends a code, and so does silence. `none`: only silence does. */
  terminator: z.enum(['learned', 'cr', 'lf', 'crlf', 'none']).optional(),
  /** Serial only. Silence that ends a code without terminator, in milliseconds. */
  idleGapMs: z.int().min(10).max(2_000).optional(),
  /** Serial only. The scanner is set to send `]Q1` and the like before each code. */
  aimPrefix: z.boolean().optional(),
  /** HID only, where the report descriptor cannot be read or does not tell the truth. */
  layout: hidPosLayoutSchema.optional(),
});
export type ScannerProfile = z.infer<typeof scannerProfileSchema>;

const common = {
  id: z.string().min(1).max(60),
  /** As device-address.ts reads it. */
  address: z.string().min(1).max(500),
  role: deviceRoleSchema,
};

export const deviceConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('id-card-reader'), ...common, profile: readerProfileSchema }),
  z.strictObject({ kind: z.literal('scanner'), ...common, profile: scannerProfileSchema }),
]);
export type DeviceConfig = z.infer<typeof deviceConfigSchema>;
export type DeviceKind = DeviceConfig['kind'];

/** A reader of settings.json as the host takes it. */
export function readerConfig(reader: { id: string; uri: string; role: DeviceRole }): DeviceConfig {
  return { kind: 'id-card-reader', id: reader.id, address: reader.uri, role: reader.role, profile: {} };
}
