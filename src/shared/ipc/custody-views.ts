// The register of seals as the screen shows it.
import { z } from 'zod';
import { GROUNDS, REPORTS } from '#core/custody/grounds';
import { SEAL_ACTIONS } from '#core/custody/seal-actions';
import { CUSTODY_FORM_KINDS } from '#core/print/printed-kinds';
import { evidenceStepSchema } from './evidence-views';
import { citationSchema, printRecordSchema } from './views';

const isoInstant = z.string();
/** SM3, hex. */
const digest = z.string();

export const groundSchema = z.enum(GROUNDS);
export const reportSchema = z.enum(REPORTS);
export const applicationKindSchema = z.enum(['replace', 'cancel', 'renew', 'reset-pin']);
export const custodyFormKindSchema = z.enum(CUSTODY_FORM_KINDS);

const applicationViewSchema = z.object({
  kind: applicationKindSchema,
  ground: groundSchema,
  note: z.string().nullable(),
  at: isoInstant,
  by: z.string(),
});

export const sealStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in-use'), renewal: applicationViewSchema.nullable() }),
  z.object({
    kind: z.literal('stopped'),
    ground: groundSchema,
    at: isoInstant,
    by: z.string(),
    application: applicationViewSchema.nullable(),
  }),
  z.object({
    kind: z.literal('closed'),
    how: z.enum(['replaced', 'renewed', 'cancelled']),
    successorId: z.string().nullable(),
    at: isoInstant,
    by: z.string(),
  }),
  z.object({
    kind: z.literal('archived'),
    how: z.enum(['replaced', 'renewed', 'cancelled']),
    successorId: z.string().nullable(),
    archiveNumber: z.string(),
    at: isoInstant,
    by: z.string(),
  }),
]);
export type SealStatusView = z.infer<typeof sealStatusSchema>;

/** Where its period stands today. `daysLeft`: whole days until the end, 0 on the last one. */
export const sealPeriodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-yet'), from: isoInstant }),
  z.object({ kind: z.literal('current'), daysLeft: z.number().int() }),
  /** Within the days in which it is renewed. */
  z.object({ kind: z.literal('ending'), daysLeft: z.number().int() }),
  z.object({ kind: z.literal('over'), daysOver: z.number().int() }),
]);
export type SealPeriodView = z.infer<typeof sealPeriodSchema>;

export const sealSummarySchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  custodianId: z.string(),
  custodian: z.string(),
  status: sealStatusSchema,
  validFrom: isoInstant,
  validTo: isoInstant,
  period: sealPeriodSchema,
  pinChangeDue: z.boolean(),
  /** The key that may use it is plugged into this terminal. */
  plugged: z.boolean(),
});
export type SealSummaryView = z.infer<typeof sealSummarySchema>;

const staffOptionSchema = z.object({ staffId: z.string(), name: z.string() });

export const custodyViewSchema = z.object({
  seals: z.array(sealSummarySchema),
  /** Who may be given a seal. */
  custodians: z.array(staffOptionSchema),
  /** Who works here, for choosing whose uses are shown. */
  people: z.array(staffOptionSchema),
  /** What the person who is signed in may do that is not about one seal. */
  /** `look`: use record and forms, which name people and documents. */
  may: z.object({ register: z.boolean(), look: z.boolean() }),
  policy: z.object({ handoverWitness: z.boolean(), renewalLastDays: z.number().int() }),
  /** By the member of eSeal: what the forms cite; empty where the place's rule is silent. */
  citations: z.record(z.string(), citationSchema),
});
export type CustodyView = z.infer<typeof custodyViewSchema>;

export const sealActionSchema = z.enum(SEAL_ACTIONS);

export const sealHistorySchema = z.object({
  seq: z.number().int(),
  at: isoInstant,
  by: z.string(),
  /** Kind of the event, and what of it a line tells. */
  kind: z.enum([
    'registered',
    'handed-over',
    'pin-changed',
    'reported',
    'applied',
    'resumed',
    'renewal-withdrawn',
    'closed',
    'archived',
  ]),
  ground: groundSchema.optional(),
  application: applicationKindSchema.optional(),
  how: z.enum(['replaced', 'renewed', 'cancelled']).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  witness: z.string().optional(),
  text: z.string().optional(),
});
export type SealHistoryView = z.infer<typeof sealHistorySchema>;

/** A form that was made; it can be printed, and printed again. */
export const custodyFormSchema = z.object({
  formId: z.string(),
  kind: custodyFormKindSchema,
  title: z.string(),
  sealId: z.string().nullable(),
  at: isoInstant,
  by: z.string(),
  /** SM3 of what the form says. */
  digest,
  prints: z.array(printRecordSchema),
});
export type CustodyFormView = z.infer<typeof custodyFormSchema>;

export const sealPictureSchema = z.object({ svg: z.string(), widthMm: z.number(), heightMm: z.number() });
export type SealPictureView = z.infer<typeof sealPictureSchema>;

export const sealPageSchema = z.object({
  summary: sealSummarySchema,
  /** Null where its format cannot be drawn. */
  picture: sealPictureSchema.nullable(),
  facts: z.object({
    type: z.number().int(),
    holder: z.string(),
    maker: z.string(),
    vendor: z.string(),
    created: isoInstant,
    certificateSubject: z.string(),
    certificateFrom: isoInstant,
    certificateTo: isoInstant,
    fingerprint: digest,
    eslDigest: digest,
    keyLabel: z.string().nullable(),
    keySerial: z.string().nullable(),
  }),
  registeredAt: isoInstant,
  inCustodySince: isoInstant,
  replaces: z.string().nullable(),
  history: z.array(sealHistorySchema),
  /** What the person who is signed in may do now. */
  actions: z.array(sealActionSchema),
  /** The grounds among which an application chooses, with the article where the place's rule has one. */
  grounds: z.record(
    applicationKindSchema,
    z.array(z.object({ ground: groundSchema, citation: citationSchema.nullable() })),
  ),
  forms: z.array(custodyFormSchema),
});
export type SealPageView = z.infer<typeof sealPageSchema>;

/** A certificate that may use the seal: from a plugged key, or from the seal's own list. */
export const sealCertificateSchema = z.object({
  fingerprint: digest,
  subject: z.string(),
  notBefore: isoInstant,
  notAfter: isoInstant,
  key: z.object({ label: z.string(), serial: z.string() }).nullable(),
  steps: z.array(evidenceStepSchema),
  /** 四川 印章 第八条: the seal's period and its certificate's differ. */
  periodDiffers: z.boolean(),
  use: z.enum(['accept', 'accept-with-reason', 'refuse']),
});
export type SealCertificateView = z.infer<typeof sealCertificateSchema>;

/** A seal file that was chosen, examined, not yet registered. */
export const sealCandidateSchema = z.object({
  candidateId: z.string(),
  fileName: z.string(),
  number: z.string(),
  name: z.string(),
  type: z.number().int(),
  revision: z.enum(['v1', 'v4', 'v5']),
  vendor: z.string(),
  maker: z.string(),
  created: isoInstant,
  validFrom: isoInstant,
  validTo: isoInstant,
  eslDigest: digest,
  picture: sealPictureSchema.nullable(),
  certificates: z.array(sealCertificateSchema),
  /** Seals in whose place it may come: same number or name, applied to be replaced or renewed. */
  mayReplace: z.array(z.object({ sealId: z.string(), name: z.string(), number: z.string() })),
});
export type SealCandidateView = z.infer<typeof sealCandidateSchema>;

/** Whose key is asked for next, and until when. */
export const handoverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take'), giver: z.string(), until: isoInstant }),
  z.object({ kind: z.literal('witness'), giver: z.string(), taker: z.string(), until: isoInstant }),
  z.object({ kind: z.literal('done'), formId: z.string() }),
]);
export type HandoverView = z.infer<typeof handoverSchema>;

export const sealUseSchema = z.object({
  useId: z.string(),
  at: isoInstant,
  staffId: z.string(),
  staffName: z.string(),
  sealId: z.string(),
  sealName: z.string(),
  purpose: z.string(),
  caseNumber: z.string().optional(),
  documentTitle: z.string(),
  documentDigest: digest,
  state: z.enum(['started', 'sealed', 'failed', 'interrupted']),
  approvalId: z.string().optional(),
  /** Names of who applied and who approved. */
  applicant: z.string().optional(),
  approver: z.string().optional(),
});
export type SealUseView = z.infer<typeof sealUseSchema>;

/** What waits, for the strip. */
export const custodyCountsSchema = z.object({
  /** In use, and within the last days of their period or past it. */
  expiring: z.number().int(),
  stopped: z.number().int(),
  /** Applied for, not yet resolved. */
  waiting: z.number().int(),
  pinChangeDue: z.number().int(),
});
export type CustodyCounts = z.infer<typeof custodyCountsSchema>;
