// Seal keys (智能密码钥匙): what is plugged in, PIN, drivers.
// A part of the one contract (contract.ts).
import { z } from 'zod';
import { sealKeysViewSchema } from './seal-key-views';

/**
 * A PIN or a password on its way to main: bytes, never text. Whoever receives it fills it with 0 when it is used.
 * Length and characters are the key's business (core/seal-keys/pin-rules).
 */
export const pinSchema = z.instanceof(Uint8Array).refine((pin) => pin.length >= 1 && pin.length <= 64);

export const sealKeyRequests = {} as const;

export const sealKeyEvents = { 'sealKeys.changed': sealKeysViewSchema } as const;
