// Everything that main and the device host say to each other; each side validates what it receives.
import { z } from 'zod';
import { MOST_PIECES } from '#core/device-centre/traffic-ring';
import { cardIdentitySchema } from '#core/identity/card-identity';
import { deviceConfigSchema } from './device-config';
import { deviceErrorSchema } from './device-error';
import { deviceListingSchema } from './device-listing';
import { readerStateSchema } from './id-card/reader-state';
import { readerErrorSchema } from './reader-error';
import { scanMessageSchema } from './scanner/scan';
import { SCAN_ERROR_CODES, scannerStateSchema } from './scanner/scanner-state';

const deviceId = z.string().min(1).max(60);
const runId = z.string().min(1).max(60);
const readingId = z.string().min(1).max(100);
const path = z.string().min(1).max(300);

export const mainToHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('configure'), devices: z.array(deviceConfigSchema).max(32) }),
  z.strictObject({ kind: z.literal('ping'), sequence: z.int().nonnegative() }),
  /** List now and answer even if nothing changed. */
  z.strictObject({ kind: z.literal('list') }),
  /** Tries one serial port at these speeds with the harmless status question of ID card readers. */
  z.strictObject({
    kind: z.literal('probe'),
    runId,
    path,
    bauds: z.array(z.int().min(300).max(4_000_000)).min(1).max(12),
  }),
  z.strictObject({ kind: z.literal('probe-cancel'), runId }),
  /** Copies the device's traffic to main until told to stop. */
  z.strictObject({ kind: z.literal('record'), deviceId, on: z.boolean() }),
  /** Asks for the device's last traffic, which the host keeps masked. */
  z.strictObject({ kind: z.literal('kept-traffic'), runId, deviceId }),
  /** Asks the device whether it lives, by a harmless question between its own work. */
  z.strictObject({ kind: z.literal('test'), runId, deviceId }),
]);
export type MainToHost = z.infer<typeof mainToHostSchema>;

/** 1,024 bytes WLT in base64. */
const photo = z.base64().length(1_368);
/** A BMP file in base64, at most 64 kB. */
const picture = z.base64().max(88_000);
const logField = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

export const probeOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('found'), baud: z.int(), samId: z.string().max(60) }),
  /** Every speed was tried and nothing answered as a reader. */
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('failed'), error: deviceErrorSchema }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type ProbeOutcome = z.infer<typeof probeOutcomeSchema>;

export const testOutcomeSchema = z.discriminatedUnion('kind', [
  /** It answered; `detail`: the reader's module number. */
  z.strictObject({ kind: z.literal('answered'), ms: z.number().nonnegative(), detail: z.string().max(60) }),
  /** It is open; such a device cannot be asked, only used (scan a code). */
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('silent') }),
  z.strictObject({ kind: z.literal('not-open') }),
]);
export type TestOutcome = z.infer<typeof testOutcomeSchema>;

export const photoDecoderStateSchema = z.discriminatedUnion('kind', [
  /** No library is configured: pictures stay undecoded. */
  z.strictObject({ kind: z.literal('absent') }),
  z.strictObject({ kind: z.literal('ready') }),
  /** Configured, but the file is missing or lacks the function. */
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['LIBRARY_MISSING', 'FUNCTION_MISSING']) }),
]);
export type PhotoDecoderState = z.infer<typeof photoDecoderStateSchema>;

const passed = {
  direction: z.enum(['in', 'out']),
  /** Milliseconds since 1970. */
  at: z.number().positive(),
  /** Base64; HID: one report with its id first. */
  bytes: z.base64().max(22_000),
};
export const keptTrafficMessageSchema = z.strictObject({
  kind: z.literal('kept-traffic'),
  runId,
  /** As in `TrafficRing`; null when the host never drove the device. */
  kept: z
    .strictObject({
      since: z.number().positive(),
      dropped: z.int().nonnegative(),
      pieces: z
        .array(
          z.strictObject({
            ...passed,
            again: z.strictObject({ times: z.int().positive(), until: z.number().positive() }).optional(),
          }),
        )
        .max(MOST_PIECES),
    })
    .nullable(),
});
export type KeptTrafficMessage = z.infer<typeof keptTrafficMessageSchema>;

const device = { kind: z.literal('state'), deviceId };
export const deviceStateMessageSchema = z.discriminatedUnion('device', [
  z.strictObject({ ...device, device: z.literal('id-card-reader'), state: readerStateSchema }),
  z.strictObject({ ...device, device: z.literal('scanner'), state: scannerStateSchema }),
]);

export const hostToMainSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('started'),
    pid: z.int().positive(),
    /** Native driver → version, or `failed` where its binding did not load. */
    drivers: z.record(z.string().max(40), z.string().max(40)),
  }),
  z.strictObject({ kind: z.literal('pong'), sequence: z.int().nonnegative() }),
  deviceStateMessageSchema,
  z.strictObject({ kind: z.literal('listing'), listing: deviceListingSchema }),
  z.strictObject({ kind: z.literal('scan'), deviceId, scan: scanMessageSchema }),
  z.strictObject({ kind: z.literal('scan-failed'), deviceId, error: z.enum(SCAN_ERROR_CODES) }),
  z.strictObject({
    kind: z.literal('card-read'),
    deviceId,
    readingId,
    identity: cardIdentitySchema,
    photo,
    /** The picture decoded by the vendor's library; null without one. */
    picture: picture.nullable(),
    /** Empty when the reader does not tell it. */
    samId: z.string().max(60),
    /** A second reading of the same card was identical to the first. */
    confirmed: z.boolean(),
    /** The same card as the one read before on this reader. */
    repeated: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('card-failed'), deviceId, error: readerErrorSchema }),
  z.strictObject({ kind: z.literal('card-lifted'), deviceId, readingId }),
  z.strictObject({ kind: z.literal('photo-decoder'), deviceId, state: photoDecoderStateSchema }),
  /** Unmasked; only while somebody records. */
  z.strictObject({ kind: z.literal('traffic'), deviceId, ...passed }),
  keptTrafficMessageSchema,
  z.strictObject({ kind: z.literal('probe-progress'), runId, baud: z.int() }),
  z.strictObject({ kind: z.literal('probe-ended'), runId, outcome: probeOutcomeSchema }),
  z.strictObject({ kind: z.literal('tested'), runId, outcome: testOutcomeSchema }),
  z.strictObject({
    kind: z.literal('log'),
    event: z.string().min(1).max(80),
    fields: z.record(z.string(), logField),
  }),
]);
export type HostToMain = z.infer<typeof hostToMainSchema>;
/** State of one device; `device` tells which union `state` is of. */
export type DeviceStateMessage = z.infer<typeof deviceStateMessageSchema>;
