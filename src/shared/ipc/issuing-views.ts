// What the screen is given of making certificates: drafts with what is missing, batches, consent, progress, issued documents.
// ID numbers stand masked in lists; the form of a draft shows them, because the clerk checks them there.
import { z } from 'zod';
import { evidencePageSchema, verificationSchema } from './evidence-views';
import { printRecordSchema } from './views';

const isoInstant = z.string();
const isoDate = z.string();

/** An expected failure kept with a record: a closed code and plain data. */
const failureSchema = z.looseObject({ code: z.string() });

/**
 * One line of a draft's form. `key` is a field of the certificate type, or `holder.name`, `holder.number`, `validFrom`, `validTo`.
 * `source`: where the value came from; `problem` is a FieldProblem code, the renderer has the words.
 */
export const draftInputSchema = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'date', 'id-number', 'credit-code', 'money', 'multiline']),
  required: z.boolean(),
  value: z.string(),
  source: z.enum(['card', 'evidence', 'rule', 'list', 'typed', 'empty']),
  problem: z.string().optional(),
});
export type DraftInputView = z.infer<typeof draftInputSchema>;

/** `open`: may be changed. `numbered`: has its certificate number, sealing began. `sealed` and `discarded` are final. */
export const draftStateSchema = z.enum(['open', 'numbered', 'sealed', 'discarded']);

export const draftViewSchema = z.object({
  draftId: z.string(),
  revision: z.number().int(),
  state: draftStateSchema,
  typeId: z.string(),
  typeName: z.string(),
  matterName: z.string().optional(),
  caseId: z.string().optional(),
  caseNumber: z.string().optional(),
  batchId: z.string().optional(),
  line: z.number().int().optional(),
  issuer: z.string(),
  /** Known once sealing began. */
  number: z.string().optional(),
  /** How the number will look, with the serial number still open. */
  numberRule: z.string(),
  holderKind: z.enum(['natural', 'legal']),
  inputs: z.array(draftInputSchema),
  /** Nothing is missing or wrong. */
  ready: z.boolean(),
  pageCount: z.number().int(),
  /** What ended the last attempt to seal it, if one failed. */
  lastFailure: failureSchema.optional(),
  documentId: z.string().optional(),
});
export type DraftView = z.infer<typeof draftViewSchema>;

/** Where the seal's picture will stand, mm on the page. `riding`: its part of a riding-edge seal (骑缝章). */
export const stampPlaceSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  riding: z.boolean(),
});
export type StampPlaceView = z.infer<typeof stampPlaceSchema>;

export const previewSchema = z.object({
  page: evidencePageSchema,
  pageCount: z.number().int(),
  stamps: z.array(stampPlaceSchema),
});
export type PreviewView = z.infer<typeof previewSchema>;

/** The holder is not 发证单位 by name: whoever seals or applies says why it is used all the same. */
const holderFinding = z
  .object({ code: z.literal('ISSUER_NOT_SEAL_HOLDER'), issuer: z.string(), holder: z.string() })
  .optional();

/** A seal that could be used now: its key is plugged in and it is in the signed-in person's custody; or why not. */
export const usableSealSchema = z.object({
  keyId: z.string(),
  keyLabel: z.string(),
  fingerprint: z.string(),
  sealId: z.string(),
  sealName: z.string(),
  sealNumber: z.string(),
  /** 持有主体: the name in its certificate. */
  holder: z.string(),
  validTo: isoDate,
  finding: holderFinding,
});
export type UsableSealView = z.infer<typeof usableSealSchema>;

/** A seal of the register (印章台账) that its custodian may put now, whoever that is and whether its key is plugged in or not. */
export const registeredSealSchema = z.object({
  sealId: z.string(),
  sealName: z.string(),
  sealNumber: z.string(),
  holder: z.string(),
  /** Name of the custodian. */
  custodian: z.string(),
  /** By whoever is signed in. */
  kept: z.boolean(),
  validTo: isoDate,
  finding: holderFinding,
});
export type RegisteredSealView = z.infer<typeof registeredSealSchema>;

/** What was applied for, as it stands before approver and custodian. */
const application = {
  approvalId: z.string(),
  applicant: z.string(),
  /** By whoever is signed in. */
  own: z.boolean(),
  /** As it was applied for, and as the use record will have it. */
  purpose: z.string(),
  seal: z.object({
    sealId: z.string(),
    sealName: z.string(),
    /** Who keeps it now, and whether that is whoever is signed in. */
    custodian: z.string(),
    kept: z.boolean(),
    validTo: isoDate,
    /** Why not even its custodian may put it now. */
    problem: failureSchema.optional(),
  }),
};

const approver = { approverId: z.string(), approver: z.string() };

/** 用章审批: `none` is to be applied for. */
export const consentApprovalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-needed') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('waiting'), ...application, lapsesAt: isoInstant }),
  /** Without `lapsesAt`: used by a run that stopped and may go on. */
  z.object({ kind: z.literal('approved'), ...application, ...approver, lapsesAt: isoInstant.optional() }),
  /** `note`: the approver's opinion. */
  z.object({ kind: z.literal('refused'), ...application, ...approver, note: z.string() }),
]);
export type ConsentApprovalView = z.infer<typeof consentApprovalSchema>;

const sealingSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft'), draftId: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('batch'), batchId: z.string().min(1).max(80) }),
]);
export const sealingSubjectSchema = sealingSubject;
export type SealingSubject = z.infer<typeof sealingSubject>;

/** What is about to be sealed, by whom, with what, why: read before the PIN is typed. */
export const consentSchema = z.object({
  subject: sealingSubject,
  /** SM3 over what will be sealed, hex; sealing with another digest is refused, because something changed since. */
  digest: z.string(),
  typeName: z.string(),
  issuer: z.string(),
  /** Documents that will be sealed now: those of a batch that are not sealed yet. */
  count: z.number().int(),
  sealedAlready: z.number().int(),
  /** Of a single draft. */
  holderName: z.string().optional(),
  by: z.object({ staffId: z.string(), name: z.string() }).nullable(),
  seals: z.array(usableSealSchema),
  /** Why no seal can be used, where `seals` is empty. */
  sealProblem: failureSchema.optional(),
  /** Seals that may serve: the issuer's own first. Chosen from to apply; where no approval is asked for, who may seal. */
  registered: z.array(registeredSealSchema),
  /** Why whoever is signed in may not apply for approval, where one is needed. */
  applyProblem: failureSchema.optional(),
  /** As applied for; a proposal where nothing was. */
  purpose: z.string(),
  approval: consentApprovalSchema,
});
export type ConsentView = z.infer<typeof consentSchema>;

export const collectionSchema = z.object({
  /** null: the place's rule gives no countable limit. */
  dueOn: isoDate.nullable(),
  /** Whether public holidays of every day counted are known; otherwise only weekends were left out. */
  holidaysKnown: z.boolean(),
  overdue: z.boolean(),
  state: z.enum(['waiting', 'collected']),
  /** Article and sentence of the rule. */
  article: z.string().optional(),
  text: z.string().optional(),
});
export type CollectionView = z.infer<typeof collectionSchema>;

export const issuedDocumentSchema = z.object({
  documentId: z.string(),
  typeName: z.string(),
  number: z.string(),
  holderName: z.string(),
  holderNumberMasked: z.string(),
  issuedOn: isoDate,
  validTo: z.string(),
  sealedAt: isoInstant,
  sealName: z.string(),
  sealedBy: z.string(),
  caseNumber: z.string().optional(),
  batchId: z.string().optional(),
  /** SM3 of the sealed file, hex. */
  digest: z.string(),
  size: z.number().int(),
  collection: collectionSchema,
  /** Prints of it, latest last. */
  prints: z.array(printRecordSchema),
});
export type IssuedDocumentView = z.infer<typeof issuedDocumentSchema>;

/** An issued document opened: verified again, first page drawn. */
export const openedDocumentSchema = z.object({
  document: issuedDocumentSchema,
  verification: verificationSchema,
  pageCount: z.number().int(),
  page: evidencePageSchema.nullable(),
});
export type OpenedDocumentView = z.infer<typeof openedDocumentSchema>;

/** A line of the list that has no draft because of what is wrong with it. `problem` is a ListProblem code. */
export const batchLineSchema = z.object({
  line: z.number().int(),
  holderName: z.string(),
  holderNumberMasked: z.string(),
  draftId: z.string().optional(),
  state: z.enum(['ready', 'faulty', 'numbered', 'sealed', 'discarded']),
  number: z.string().optional(),
  documentId: z.string().optional(),
  problems: z.array(z.object({ field: z.string(), label: z.string(), problem: z.string() })),
  lastFailure: failureSchema.optional(),
});
export type BatchLineView = z.infer<typeof batchLineSchema>;

export const batchSummarySchema = z.object({
  batchId: z.string(),
  typeId: z.string(),
  typeName: z.string(),
  createdAt: isoInstant,
  createdBy: z.string(),
  /** Lines that can be sealed or are; faulty ones are counted apart. */
  total: z.number().int(),
  sealed: z.number().int(),
  faulty: z.number().int(),
  state: z.enum(['open', 'running', 'paused', 'finished', 'discarded']),
});
export type BatchSummaryView = z.infer<typeof batchSummarySchema>;

export const batchViewSchema = z.object({ summary: batchSummarySchema, lines: z.array(batchLineSchema) });
export type BatchView = z.infer<typeof batchViewSchema>;

/** How a batch goes on. `failed` stopped at `failure.line`; everything before it is sealed and verified. */
export const issuingProgressSchema = z.object({
  batchId: z.string(),
  state: z.enum(['running', 'paused', 'stopped', 'failed', 'finished']),
  sealed: z.number().int(),
  total: z.number().int(),
  /** null until two documents show the pace. */
  secondsLeft: z.number().nullable(),
  failure: z
    .object({ line: z.number().int(), draftId: z.string(), holderName: z.string(), error: failureSchema })
    .optional(),
});
export type IssuingProgressView = z.infer<typeof issuingProgressSchema>;

export const issuableTypeSchema = z.object({
  typeId: z.string(),
  typeName: z.string(),
  initials: z.string(),
  /** Header of a list: labels of the columns, required ones first. */
  columns: z.array(z.object({ label: z.string(), required: z.boolean() })),
});
export type IssuableTypeView = z.infer<typeof issuableTypeSchema>;

/** Pushed whole as `issuing.changed`: small, for the strip, the menu and the slip. */
export const issuingOverviewSchema = z.object({
  /** Drafts of cases that are not sealed yet. */
  openDrafts: z.array(
    z.object({
      draftId: z.string(),
      typeName: z.string(),
      holderName: z.string(),
      caseNumber: z.string().optional(),
      ready: z.boolean(),
      interrupted: z.boolean(),
    }),
  ),
  batches: z.array(batchSummarySchema),
  /** 待归集: waiting for collection, and how many of them are late. */
  waiting: z.number().int(),
  overdue: z.number().int(),
  issuedToday: z.number().int(),
  /** The open case, or the closed one still on screen, where its matter ends with a certificate that can be made here. */
  shown: z
    .object({
      caseId: z.string(),
      typeName: z.string(),
      draftId: z.string().optional(),
      documentId: z.string().optional(),
    })
    .nullable(),
});
export type IssuingOverviewView = z.infer<typeof issuingOverviewSchema>;
