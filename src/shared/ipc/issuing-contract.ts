// Making certificates (制发): drafts, preview, sealing one or a batch, what waits for collection (归集).
// A part of the one contract (contract.ts).
import { z } from 'zod';
import {
  batchViewSchema,
  consentApprovalSchema,
  consentSchema,
  draftViewSchema,
  issuableTypeSchema,
  issuedDocumentSchema,
  issuingOverviewSchema,
  issuingProgressSchema,
  openedDocumentSchema,
  previewSchema,
  sealingSubjectSchema,
} from './issuing-views';
import { evidencePageSchema } from './evidence-views';
import { printRecordSchema } from './views';

const nothing = z.undefined();
const done = z.void();
const id = z.string().min(1).max(80);
const page = z.number().int().min(1).max(20_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const text = (max: number) => z.string().trim().max(max);
/** Bytes of a PIN on their way; every layer overwrites its copy. */
const pin = z.instanceof(Uint8Array).refine(({ length }) => length >= 1 && length <= 64);

/** A list of people is small; what is larger is another file. */
const MOST_LIST_BYTES = 8 * 1024 * 1024;

/** Why the seal of a unit of another name is used; kept in the use record. */
const otherHolder = text(100).optional();

/** What the clerk consented to, with which key, for what. An approved purpose has the reason for another holder in it. */
const consented = {
  digest,
  keyId: z.string().min(1).max(200),
  fingerprint: digest,
  purpose: text(340).min(1),
  otherHolder,
  pin,
};

export const issuingRequests = {
  'issuing.overview': { in: nothing, out: issuingOverviewSchema },

  /** The draft of this case: made when there is none. */
  'issuing.draftOfCase': { in: z.strictObject({ caseId: id }), out: draftViewSchema },
  'issuing.draft': { in: z.strictObject({ draftId: id }), out: draftViewSchema },
  /** Values by key of the draft's inputs; keys left out stay as they are. */
  'issuing.saveDraft': {
    in: z.strictObject({
      draftId: id,
      revision: z.number().int(),
      values: z.record(z.string().max(60), z.string().max(2_000)),
    }),
    out: draftViewSchema,
  },
  'issuing.discardDraft': { in: z.strictObject({ draftId: id, reason: text(200).min(1) }), out: done },
  'issuing.preview': { in: z.strictObject({ draftId: id, page }), out: previewSchema },

  'issuing.consent': { in: z.strictObject({ subject: sealingSubjectSchema }), out: consentSchema },
  /**
   * 用章审批 for what is about to be sealed, with a seal of the register that its custodian may put now; answers where it stands.
   * By a clerk too: whoever applies need not keep the seal.
   */
  'issuing.applyForApproval': {
    in: z.strictObject({
      subject: sealingSubjectSchema,
      digest,
      sealId: id,
      purpose: text(200).min(1),
      otherHolder,
    }),
    out: consentApprovalSchema,
  },
  'issuing.seal': { in: z.strictObject({ draftId: id, ...consented }), out: openedDocumentSchema },

  'issuing.types': { in: nothing, out: z.array(issuableTypeSchema) },
  /** Main asks for the file; null when none was chosen. */
  'issuing.chooseList': { in: z.strictObject({ typeId: id }), out: batchViewSchema.nullable() },
  'issuing.importList': {
    in: z.strictObject({
      typeId: id,
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MOST_LIST_BYTES),
    }),
    out: batchViewSchema,
  },
  'issuing.batch': { in: z.strictObject({ batchId: id }), out: batchViewSchema },
  'issuing.discardBatch': { in: z.strictObject({ batchId: id, reason: text(200).min(1) }), out: done },
  /** Answers when the first document is under way; the rest is told by `issuing.progress`. */
  'issuing.startBatch': { in: z.strictObject({ batchId: id, ...consented }), out: done },
  'issuing.pauseBatch': { in: z.strictObject({ batchId: id }), out: done },
  'issuing.continueBatch': { in: z.strictObject({ batchId: id }), out: done },
  'issuing.stopBatch': { in: z.strictObject({ batchId: id }), out: done },
  /** How the batch that was sealed last goes; null when none was since the start. */
  'issuing.progressNow': { in: nothing, out: issuingProgressSchema.nullable() },

  'issuing.documents': {
    in: z.strictObject({
      which: z.enum(['all', 'waiting', 'overdue']),
      batchId: id.optional(),
      before: z.string().max(40).optional(),
    }),
    out: z.array(issuedDocumentSchema),
  },
  'issuing.openDocument': { in: z.strictObject({ documentId: id }), out: openedDocumentSchema },
  'issuing.documentPage': { in: z.strictObject({ documentId: id, page }), out: evidencePageSchema },
  'issuing.printDocument': {
    in: z.strictObject({
      documentId: id,
      reason: text(200).optional(),
      /** Conditions of the printer the clerk has seen to (PrinterBlock codes). */
      despite: z.array(z.string().max(40)).max(10).optional(),
    }),
    out: printRecordSchema,
  },
} as const;

export const issuingEvents = {
  'issuing.changed': issuingOverviewSchema,
  'issuing.progress': issuingProgressSchema,
} as const;
