// Everything that main and the process of one SKF library say to each other; each side validates what it receives.
import { z } from 'zod';
import { libraryProfileSchema } from './library-profile';
import { sealKeyErrorSchema } from './seal-key-error';

const bytes = (least: number, most: number) =>
  z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length >= least && value.length <= most,
  );

const requestId = z.int().positive();
const serial = z.string().max(80);
/** Names of applications and containers as the library gave them, in bytes. */
const name = bytes(0, 256);
const pin = bytes(1, 64);
const certificate = bytes(2, 65_536);
const sessionId = z.int().positive();

/** Which certificate of which key. The library finds it again by what it is, never by where it was. */
const target = {
  requestId,
  device: name,
  serial,
  application: name,
  container: name,
  certificate,
};

export const mainToSealKeyHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    profile: libraryProfileSchema,
    path: z.string().min(1).max(1_000),
    /** A session without a signature for so long is logged out. */
    idleMs: z.int().min(1_000),
  }),
  z.strictObject({ kind: z.literal('ping'), sequence: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('rescan') }),
  z.strictObject({ kind: z.literal('pin-info'), ...target }),
  z.strictObject({ kind: z.literal('login'), ...target, pin }),
  z.strictObject({
    kind: z.literal('sign'),
    requestId,
    sessionId,
    digest: bytes(32, 32),
  }),
  z.strictObject({ kind: z.literal('change-pin'), ...target, oldPin: pin, newPin: pin }),
  z.strictObject({ kind: z.literal('logout'), requestId, sessionId }),
]);
export type MainToSealKeyHost = z.infer<typeof mainToSealKeyHostSchema>;

const pinInfo = z.strictObject({
  left: z.int().min(0).max(1_000),
  max: z.int().min(0).max(1_000),
  isDefault: z.boolean(),
});

export const hostKeySchema = z.strictObject({
  /** The device's name, as SKF_EnumDev gave it. */
  device: name,
  label: z.string().max(80),
  serial,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('reading') }),
    z.strictObject({
      kind: z.literal('ready'),
      certificates: z
        .array(z.strictObject({ application: name, container: name, der: certificate }))
        .max(256),
      pin: pinInfo.nullable(),
    }),
    z.strictObject({ kind: z.literal('failed'), error: sealKeyErrorSchema }),
  ]),
});
export type HostKey = z.infer<typeof hostKeySchema>;

export const sealKeyHostToMainSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), pid: z.int().positive(), koffi: z.string().max(40) }),
  /** The library is loaded, or why not. */
  z.strictObject({ kind: z.literal('opened'), error: sealKeyErrorSchema.nullable() }),
  z.strictObject({ kind: z.literal('pong'), sequence: z.int().nonnegative() }),
  /** All that is plugged in. `error`: why the list could not be brought up to date. */
  z.strictObject({
    kind: z.literal('keys'),
    keys: z.array(hostKeySchema).max(64),
    error: sealKeyErrorSchema.nullable(),
  }),
  /** A call did not come back: this process is of no further use. */
  z.strictObject({ kind: z.literal('hangs'), error: sealKeyErrorSchema }),
  z.strictObject({ kind: z.literal('session-ended'), sessionId, error: sealKeyErrorSchema }),
  z.strictObject({ kind: z.literal('refused'), requestId, error: sealKeyErrorSchema }),
  z.strictObject({ kind: z.literal('pin-info'), requestId, pin: pinInfo }),
  z.strictObject({ kind: z.literal('logged-in'), requestId, sessionId, keyMs: z.number() }),
  z.strictObject({
    kind: z.literal('signed'),
    requestId,
    /** DER of r and s. */
    signature: bytes(8, 80),
    keyMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('done'), requestId }),
  z.strictObject({
    kind: z.literal('log'),
    event: z.string().min(1).max(80),
    fields: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean(), z.null()])),
  }),
]);
export type SealKeyHostToMain = z.infer<typeof sealKeyHostToMainSchema>;
