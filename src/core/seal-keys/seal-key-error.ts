// Everything that can go wrong between the terminal and a seal key, as one closed list. Words are the renderer's.
import { z } from 'zod';

export const SEAL_KEY_ERROR_CODES = [
  /** The key was pulled out, or another one stands in its place. */
  'SEAL_KEY_REMOVED',
  /** No plugged key carries this certificate. */
  'SEAL_KEY_NOT_PRESENT',
  /** The key is there; the certificate or its container is not, or is another one now. */
  'SEAL_KEY_CERTIFICATE_MISSING',
  /** The application (GM/T 0016: HAPPLICATION) is gone. */
  'SEAL_KEY_APPLICATION_MISSING',
  /** No key pair for signing in the container. */
  'SEAL_KEY_KEY_MISSING',
  /** Wrong PIN; `left` tries remain. */
  'SEAL_KEY_PIN_WRONG',
  'SEAL_KEY_PIN_LOCKED',
  /** Refused by the key without saying that it is wrong. */
  'SEAL_KEY_PIN_INVALID',
  /** Not between `min` and `max` characters. Refused before the key is asked, wherever its profile says so. */
  'SEAL_KEY_PIN_LENGTH',
  /** Something else than printable ASCII. Refused before the key is asked. */
  'SEAL_KEY_PIN_CHARACTERS',
  /** A new PIN that anybody would guess. Refused before the key is asked. */
  'SEAL_KEY_PIN_WEAK',
  /** The new PIN is the old one. */
  'SEAL_KEY_PIN_SAME',
  /** The key still has the PIN it was delivered with: it may do nothing but change it. */
  'SEAL_KEY_PIN_DEFAULT',
  /** The key has no user PIN yet. */
  'SEAL_KEY_PIN_NOT_SET',
  /** A signature without a login: the key forgot it. */
  'SEAL_KEY_NOT_LOGGED_IN',
  /** Another program is logged in to this application of the key. */
  'SEAL_KEY_USED_ELSEWHERE',
  /** The terminal itself is using the key: a try or a session is under way. */
  'SEAL_KEY_BUSY',
  /** The session was ended: idle, by end(), or with its key. */
  'SEAL_KEY_SESSION_ENDED',
  /** The library itself reports that the key did not answer in time. */
  'SEAL_KEY_TIMEOUT',
  /** A call did not come back before its deadline; the library's process was ended. */
  'SEAL_KEY_HANGS',
  /** The library's process died during the call. */
  'SEAL_KEY_LIBRARY_CRASHED',
  /** The library's file is not there. */
  'SEAL_KEY_LIBRARY_MISSING',
  /** The file is there and cannot be loaded, or lacks the function `call`. */
  'SEAL_KEY_LIBRARY_UNUSABLE',
  /** The library does not offer the function `call`. */
  'SEAL_KEY_UNSUPPORTED',
  /** An answer of `call` that cannot be: impossible sizes, numbers or structures. */
  'SEAL_KEY_ANSWER_MALFORMED',
  'SEAL_KEY_FULL',
  'SEAL_KEY_MEMORY',
  /** A file on the key could not be read or written. */
  'SEAL_KEY_FILE_FAILED',
  /** The key could not compute. */
  'SEAL_KEY_COMPUTATION_FAILED',
  /** The library refuses a handle or a parameter of ours. */
  'SEAL_KEY_CALL_REFUSED',
  /** SAR_FAIL and SAR_UNKNOWNERR. */
  'SEAL_KEY_FAILED',
  /** A number that the standard does not list. */
  'SEAL_KEY_RESULT_UNKNOWN',
] as const;
export type SealKeyErrorCode = (typeof SEAL_KEY_ERROR_CODES)[number];

// A type, not an interface: it travels as an error of the contract.
export type SealKeyError = {
  readonly code: SealKeyErrorCode;
  /** The SAR_ number of GM/T 0016 annex A, where the library gave one. */
  readonly result?: number;
  /** The function of GM/T 0016 that failed. */
  readonly call?: string;
  /** PIN tries that remain. */
  readonly left?: number;
  readonly min?: number;
  readonly max?: number;
};

const count = z.int().min(0).max(1_000);

export const sealKeyErrorSchema = z.strictObject({
  code: z.enum(SEAL_KEY_ERROR_CODES),
  result: z.int().min(0).max(0xffff_ffff).optional(),
  call: z
    .string()
    .regex(/^SKF_[A-Za-z0-9]{1,60}$/)
    .optional(),
  left: count.optional(),
  min: count.optional(),
  max: count.optional(),
}) satisfies z.ZodType<SealKeyError>;

/** Files of library profiles that were left out. */
export const SEAL_KEY_PROFILE_ERROR_CODES = [
  'SEAL_KEY_PROFILE_UNREADABLE',
  'SEAL_KEY_PROFILE_NOT_JSON',
  'SEAL_KEY_PROFILE_INVALID',
  'SEAL_KEY_PROFILE_MISNAMED',
] as const;
export type SealKeyProfileErrorCode = (typeof SEAL_KEY_PROFILE_ERROR_CODES)[number];

export interface SealKeyProfileError {
  readonly code: SealKeyProfileErrorCode;
  /** Name of the file, without folders. */
  readonly file: string;
  /** Where in the file; empty when the whole file is meant. */
  readonly field: string;
}
