// The case (办件) as a list of events: every decision a clerk makes is one event, appended and never changed.
import { z } from 'zod';
import { EVIDENCE_VERDICTS } from '../evidence/examination';
import { cardIdentitySchema } from '../identity/card-identity';

/**
 * Somebody at the counter, as established when the event was made. `source` says how: by the card on the reader, or typed
 * by the clerk from another document (`otherDocument` names it), or by a code that the place's rule takes as showing who
 * somebody is (`otherDocument` is the code's name). `acknowledged` lists identity findings the clerk accepted.
 */
export const personSchema = z.object({
  identity: cardIdentitySchema,
  source: z.enum(['card', 'manual', 'holder-code']),
  otherDocument: z.string().max(60).optional(),
  /** The reader handed the card out once only: no second reading vouches for the bytes (docs/devices.md). */
  unconfirmedReading: z.literal(true).optional(),
  acknowledged: z.array(z.string().max(60)).max(20),
});
export type Person = z.infer<typeof personSchema>;

const id = z.string().min(1).max(80);

/** What verification by cryptography said when the certificate was accepted, and why it was accepted all the same. */
export const acceptedVerificationSchema = z.object({
  verdict: z.enum(EVIDENCE_VERDICTS),
  /** Steps that were not ok, by name. */
  steps: z.array(z.string().max(40)).max(100),
  reason: z.string().max(200).optional(),
});
export type AcceptedVerification = z.infer<typeof acceptedVerificationSchema>;

/** One event. Payloads hold personal data and are stored encrypted. */
export const caseEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), applicant: personSchema }),
  z.object({ kind: z.literal('agent-set'), agent: personSchema }),
  z.object({ kind: z.literal('agent-removed') }),
  z.object({ kind: z.literal('matter-chosen'), matterId: id }),
  // The holder signed the authorisation on paper (川办规〔2022〕3号 证照 第十条（二）; 沪府办规〔2022〕7号 第十九条).
  z.object({
    kind: z.literal('authorised'),
    mode: z.literal('signed-on-paper'),
    certificateIds: z.array(id).min(1).max(100),
    formNumber: z.string().max(60).optional(),
  }),
  // The traditional way stays open (渝府办发〔2023〕108号 第二十一条; 沪府办规〔2022〕7号 第二十二条).
  z.object({ kind: z.literal('authorisation-declined') }),
  z.object({
    kind: z.literal('certificate-accepted'),
    materialId: id,
    certificateId: id,
    typeId: id,
    digest: z.string().length(64),
    dataAsOf: z.string().max(40),
    /** Absent in events of before certificates were verified. */
    verification: acceptedVerificationSchema.optional(),
  }),
  z.object({ kind: z.literal('paper-accepted'), materialId: id }),
  z.object({ kind: z.literal('shared-confirmed'), materialId: id }),
  z.object({ kind: z.literal('material-not-needed'), materialId: id }),
  z.object({ kind: z.literal('parked') }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('closed'), outcome: z.enum(['accepted', 'incomplete', 'withdrawn']) }),
  z.object({ kind: z.literal('undone'), seq: z.number().int().positive() }),
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;
export type CaseOutcome = Extract<CaseEvent, { kind: 'closed' }>['outcome'];

/** An event in its place: `seq` counts from 1 within its case; `at` is an ISO 8601 instant. */
export interface StoredCaseEvent {
  readonly seq: number;
  readonly at: string;
  readonly event: CaseEvent;
}

/** What Ctrl+Z takes back. Opening, parking and closing are not decisions of this kind. */
export const UNDOABLE: ReadonlySet<CaseEvent['kind']> = new Set<CaseEvent['kind']>([
  'agent-set',
  'agent-removed',
  'matter-chosen',
  'authorised',
  'authorisation-declined',
  'certificate-accepted',
  'paper-accepted',
  'shared-confirmed',
  'material-not-needed',
]);
