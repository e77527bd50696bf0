// Seal keys (智能密码钥匙): what is plugged in, PIN, drivers.
// A part of the one contract (contract.ts).
import { z } from 'zod';
import { pinInfoSchema, sealKeysViewSchema } from './seal-key-views';

const done = z.void();
const onKey = {
  keyId: z.string().min(1).max(120),
  /** SM3 of the certificate, hex. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
};

/**
 * A PIN or a password on its way to main: bytes, never text. Whoever receives it fills it with 0 when it is used.
 * Length and characters are the key's business (core/seal-keys/pin-rules).
 */
export const pinSchema = z.custom<Uint8Array>(
  (pin) => pin instanceof Uint8Array && pin.length >= 1 && pin.length <= 64,
);

export const sealKeyRequests = {
  'sealKeys.get': { in: z.undefined(), out: sealKeysViewSchema },
  /** Looks again at once, also for libraries that were installed since. */
  'sealKeys.rescan': { in: z.undefined(), out: done },
  /** Fresh from the key. */
  'sealKeys.pinInfo': { in: z.strictObject(onKey), out: pinInfoSchema },
  'sealKeys.changePin': {
    in: z.strictObject({ ...onKey, oldPin: pinSchema, newPin: pinSchema }),
    out: done,
  },
} as const;

export const sealKeyEvents = { 'sealKeys.changed': sealKeysViewSchema } as const;
