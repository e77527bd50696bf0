// Everything that main and the device host say to each other; each side validates what it receives.
import { z } from 'zod';
import { cardIdentitySchema } from '#core/identity/card-identity';
import { readerStateSchema } from './id-card/reader-state';
import { readerErrorSchema } from './reader-error';

/** `uri`: serial:///dev/ttyUSB0?baud=115200 or tcp://host:port. */
export interface ReaderConfig {
  id: string;
  uri: string;
  role: 'clerk' | 'applicant';
}

export const readerConfigSchema = z.strictObject({
  id: z.string().min(1).max(60),
  uri: z.string().min(1).max(500),
  role: z.enum(['clerk', 'applicant']),
}) satisfies z.ZodType<ReaderConfig>;

export const mainToHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('configure'), readers: z.array(readerConfigSchema).max(32) }),
  z.strictObject({ kind: z.literal('ping'), sequence: z.int().nonnegative() }),
]);
export type MainToHost = z.infer<typeof mainToHostSchema>;

const readerId = z.string().min(1).max(60);
const readingId = z.string().min(1).max(100);
/** 1,024 bytes WLT in base64. */
const photo = z.base64().length(1_368);
const logField = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

export const hostToMainSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('started'),
    pid: z.int().positive(),
    /** Native driver → version, or `failed` where its binding did not load. */
    drivers: z.record(z.string().max(40), z.string().max(40)),
  }),
  z.strictObject({ kind: z.literal('pong'), sequence: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('state'), readerId, state: readerStateSchema }),
  z.strictObject({
    kind: z.literal('card-read'),
    readerId,
    readingId,
    identity: cardIdentitySchema,
    photo,
    /** Empty when the reader does not tell it. */
    samId: z.string().max(60),
    /** A second reading of the same card was identical to the first. */
    confirmed: z.boolean(),
    /** The same card as the one read before on this reader. */
    repeated: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('card-failed'), readerId, error: readerErrorSchema }),
  z.strictObject({ kind: z.literal('card-lifted'), readerId, readingId }),
  z.strictObject({
    kind: z.literal('log'),
    event: z.string().min(1).max(80),
    fields: z.record(z.string(), logField),
  }),
]);
export type HostToMain = z.infer<typeof hostToMainSchema>;
