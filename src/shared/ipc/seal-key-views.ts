// What the screen is given of seal keys: keys with their certificates, libraries, missing drivers, bad profiles.
import { z } from 'zod';
import { sealKeyErrorSchema, SEAL_KEY_PROFILE_ERROR_CODES } from '#core/seal-keys/seal-key-error';

const isoInstant = z.string();

export const pinInfoSchema = z.object({
  left: z.number().int(),
  max: z.number().int(),
  isDefault: z.boolean(),
});
export type PinInfoView = z.infer<typeof pinInfoSchema>;

export const keyCertificateSchema = z.object({
  fingerprint: z.string(),
  subject: z.string(),
  issuer: z.string(),
  notBefore: isoInstant,
  notAfter: isoInstant,
  period: z.enum(['valid', 'not-yet', 'expired']),
});
export type KeyCertificateView = z.infer<typeof keyCertificateSchema>;

export const sealKeyStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading') }),
  z.object({
    kind: z.literal('ready'),
    certificates: z.array(keyCertificateSchema),
    pin: pinInfoSchema.nullable(),
  }),
  z.object({ kind: z.literal('failed'), error: sealKeyErrorSchema }),
  z.object({ kind: z.literal('restarting'), error: sealKeyErrorSchema }),
]);
export type SealKeyStateView = z.infer<typeof sealKeyStateSchema>;

export const sealKeySchema = z.object({
  keyId: z.string(),
  vendor: z.string(),
  label: z.string(),
  /** Masked. */
  serial: z.string(),
  state: sealKeyStateSchema,
  /** Somebody is logged in to it on this terminal. */
  inUse: z.boolean(),
  /** Lengths of its PIN. */
  pinLength: z.object({ min: z.number().int(), max: z.number().int() }),
});
export type SealKeyView = z.infer<typeof sealKeySchema>;

export const sealKeyLibrarySchema = z.object({
  id: z.string(),
  vendor: z.string(),
  name: z.string(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('starting') }),
    z.object({ kind: z.literal('running') }),
    z.object({ kind: z.literal('restarting'), error: sealKeyErrorSchema }),
  ]),
});
export type SealKeyLibraryView = z.infer<typeof sealKeyLibrarySchema>;

export const sealKeysViewSchema = z.object({
  keys: z.array(sealKeySchema),
  /** Installed here. */
  libraries: z.array(sealKeyLibrarySchema),
  /** Keys that are plugged in while their library is not installed. */
  missing: z.array(
    z.object({ vendor: z.string(), name: z.string(), product: z.string(), installHint: z.string() }),
  ),
  profileErrors: z.array(
    z.object({ code: z.enum(SEAL_KEY_PROFILE_ERROR_CODES), file: z.string(), field: z.string() }),
  ),
  /** What went wrong last, also after its key is gone. */
  lastError: z.object({ error: sealKeyErrorSchema, label: z.string().nullable(), at: isoInstant }).nullable(),
});
export type SealKeysView = z.infer<typeof sealKeysViewSchema>;
