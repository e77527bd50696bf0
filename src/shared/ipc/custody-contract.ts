// The register of seals and keys (电子印章), their custody, and what is printed about them.
// A part of the one contract (contract.ts).
import { z } from 'zod';
import {
  applicationKindSchema,
  custodyCountsSchema,
  custodyFormSchema,
  custodyViewSchema,
  groundSchema,
  handoverSchema,
  reportSchema,
  sealCandidateSchema,
  sealPageSchema,
  sealUseSchema,
} from './custody-views';
import { pinSchema } from './seal-key-contract';
import { printRecordSchema } from './views';

const nothing = z.undefined();
const done = z.void();
const id = z.string().min(1).max(80);
const text = z.string().trim().max(400);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const inSeal = z.strictObject({ sealId: id });

const useFilterSchema = z.strictObject({
  fromDay: day.optional(),
  toDay: day.optional(),
  sealId: id.optional(),
  staffId: id.optional(),
});
export type SealUseFilterInput = z.infer<typeof useFilterSchema>;

export const custodyRequests = {
  'custody.counts': { in: nothing, out: custodyCountsSchema },
  'custody.get': { in: nothing, out: custodyViewSchema },
  'custody.seal': { in: inSeal, out: sealPageSchema },

  /** Main asks for the .esl file and examines it; null when none was chosen. */
  'custody.chooseFile': { in: nothing, out: sealCandidateSchema.nullable() },
  'custody.register': {
    in: z.strictObject({
      candidateId: id,
      fingerprint: z.string().length(64),
      custodianId: id,
      /** Why, where not everything about the seal could be established. */
      reason: text.optional(),
      /** The seal in whose place it comes (更换、续期). */
      replaces: id.optional(),
    }),
    out: z.object({ sealId: z.string() }),
  },

  'custody.report': {
    in: z.strictObject({ sealId: id, report: reportSchema, note: text.optional() }),
    out: done,
  },
  /** Files an application; the answer is the form to print. */
  'custody.apply': {
    in: z.strictObject({
      sealId: id,
      kind: applicationKindSchema,
      ground: groundSchema,
      note: text.optional(),
    }),
    out: z.object({ formId: z.string() }),
  },
  'custody.resume': { in: z.strictObject({ sealId: id, reason: text.min(1) }), out: done },
  'custody.withdrawRenewal': { in: z.strictObject({ sealId: id, reason: text.min(1) }), out: done },
  /** The maker has cancelled it. */
  'custody.cancel': { in: z.strictObject({ sealId: id, note: text.optional() }), out: done },
  'custody.archive': { in: z.strictObject({ sealId: id, archiveNumber: text.min(1) }), out: done },
  'custody.pinChanged': { in: inSeal, out: done },

  /**
   * Both custodians confirm, each by a key of their own: 'give', 'take', and 'witness' where the policy asks.
   * `absence`: a supervisor gives in the absence of the custodian, and why.
   */
  'custody.handover': {
    in: z.strictObject({
      sealId: id,
      step: z.enum(['give', 'take', 'witness']),
      absence: text.optional(),
      keyId: z.string().min(1).max(400),
      fingerprint: z.string().length(64),
      pin: pinSchema,
    }),
    out: handoverSchema,
  },
  'custody.handoverStop': { in: inSeal, out: done },

  'custody.uses': { in: useFilterSchema, out: z.array(sealUseSchema) },

  'custody.forms': { in: z.strictObject({ sealId: id.optional() }), out: z.array(custodyFormSchema) },
  /** Makes a form of what stands in the register now. Applications and handovers have theirs from the deed. */
  'custody.makeForm': {
    in: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('seal-register') }),
      z.strictObject({ kind: z.literal('seal-use-record'), filter: useFilterSchema }),
    ]),
    out: z.object({ formId: z.string() }),
  },
  'custody.printForm': {
    in: z.strictObject({
      formId: id,
      reason: z.string().trim().max(200).optional(),
      despite: z.array(z.string().max(40)).max(10).optional(),
    }),
    out: printRecordSchema,
  },
} as const;

export const custodyEvents = {
  'custody.changed': custodyCountsSchema,
} as const;
