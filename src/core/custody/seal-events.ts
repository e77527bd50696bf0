// What happens to a seal, as events: the register (印章台账) is their fold. 川办规〔2022〕3号 印章 第八、十、十二至十五条.
import { z } from 'zod';
import { GROUNDS, REPORTS } from './grounds';

const staffId = z.string().min(1).max(80);
const ground = z.enum(GROUNDS);
const words = z.string().max(400);
const instant = z.string();
/** SM3, hex. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What the seal and its certificate say of themselves. */
export const sealFactsSchema = z.strictObject({
  /** esID. */
  number: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** 1 of a unit, 2 of a person (GB/T 38540-2020 6.1.3); others as written. */
  type: z.number().int(),
  /** 印章持有主体: the common name of the certificate. */
  holder: z.string(),
  maker: z.string(),
  vendor: z.string(),
  created: instant,
  validFrom: instant,
  validTo: instant,
  eslDigest: digest,
  fingerprint: digest,
  certificateSubject: z.string(),
  certificateFrom: instant,
  certificateTo: instant,
  /** The device that held its key at registration; null: known from the seal's own list alone. */
  keyLabel: z.string().nullable(),
  keySerial: z.string().nullable(),
});
export type SealFacts = z.infer<typeof sealFactsSchema>;

const applicationSchema = z.strictObject({
  kind: z.enum(['replace', 'cancel', 'renew', 'reset-pin']),
  ground,
  note: words.nullable(),
});

export const sealEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('registered'),
    facts: sealFactsSchema,
    custodianId: staffId,
    /** The seal in whose place it comes. */
    replaces: z.string().nullable(),
    /** Steps of its verification that were not ok, and `period-differs`. */
    findings: z.array(z.string()),
    /** Why it was registered in spite of them. */
    reason: words.nullable(),
  }),
  z.strictObject({
    kind: z.literal('handed-over'),
    fromId: staffId,
    toId: staffId,
    /** Who gave it: the custodian, or a supervisor in the absence of the custodian. */
    givenById: staffId,
    absence: words.nullable(),
    witnessId: staffId.nullable(),
  }),
  z.strictObject({ kind: z.literal('pin-changed') }),
  z.strictObject({ kind: z.literal('reported'), report: z.enum(REPORTS), note: words.nullable() }),
  z.strictObject({ kind: z.literal('applied'), application: applicationSchema }),
  z.strictObject({
    kind: z.literal('resumed'),
    why: z.enum(['false-report', 'pin-reset', 'withdrawn']),
    reason: words,
  }),
  z.strictObject({ kind: z.literal('renewal-withdrawn'), reason: words }),
  z.strictObject({
    kind: z.literal('closed'),
    how: z.enum(['replaced', 'renewed', 'cancelled']),
    successorId: z.string().nullable(),
    note: words.nullable(),
  }),
  z.strictObject({ kind: z.literal('archived'), archiveNumber: words }),
]);
export type SealEvent = z.infer<typeof sealEventSchema>;
export type Application = z.infer<typeof applicationSchema>;

/** An event with its place in the seal's history, when (ISO 8601) and by whom. */
export interface RecordedSealEvent {
  readonly seq: number;
  readonly at: string;
  readonly byId: string;
  readonly event: SealEvent;
}
