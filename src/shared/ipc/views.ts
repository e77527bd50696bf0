// What the screen is given to show: the shapes of the desk, cases, materials and devices, as zod schemas and types.
// ID numbers are masked here; the clear number comes only through `people.reveal`, which is recorded.
import { z } from 'zod';
import { PRINTED_KINDS } from '#core/print/printed-kinds';
import { evidencePageSchema, verificationSchema } from './evidence-views';

const isoInstant = z.string();
const isoDate = z.string();

export const readerStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent'), error: z.string().optional() }),
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('reading') }),
  z.object({ kind: z.literal('card-present'), readingId: z.string() }),
  z.object({ kind: z.literal('failed'), error: z.string(), status: z.number().optional() }),
  z.object({ kind: z.literal('restarting') }),
]);
export type ReaderStateView = z.infer<typeof readerStateSchema>;

export const printerStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('absent'), error: z.string().optional() }),
  z.object({ kind: z.literal('ready'), queue: z.string() }),
  z.object({ kind: z.literal('busy'), queue: z.string() }),
  z.object({ kind: z.literal('trouble'), queue: z.string(), error: z.string() }),
]);
export type PrinterStateView = z.infer<typeof printerStateSchema>;

/** `code` is an IdentityFinding code; the renderer has the words. */
export const findingSchema = z.object({
  code: z.string(),
  /** `confirm`: the clerk has to say that another document was checked; `note`: only shown. */
  severity: z.enum(['refuse', 'confirm', 'note']),
  since: isoDate.optional(),
});

export const personMark = z.enum(['elderly', 'minor', 'disabled']);

export const personViewSchema = z.object({
  kind: z.enum(['resident', 'foreign-permanent-resident', 'hmt-residence-permit']),
  name: z.string(),
  latinName: z.string().optional(),
  sex: z.enum(['male', 'female', 'unknown', 'unspecified']),
  ethnicity: z.string().optional(),
  nationality: z.string().optional(),
  age: z.number().int(),
  birth: isoDate,
  numberMasked: z.string(),
  address: z.string().optional(),
  authority: z.string(),
  validFrom: isoDate,
  validTo: z.string(),
  source: z.enum(['card', 'manual', 'holder-code']),
  otherDocument: z.string().optional(),
  /** A decoded picture may be had by `people.photo`. */
  pictured: z.literal(true).optional(),
  marks: z.array(personMark),
  findings: z.array(findingSchema),
});
export type PersonView = z.infer<typeof personViewSchema>;

export const usabilitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('usable') }),
  z.object({ kind: z.literal('expired'), since: isoDate }),
  z.object({ kind: z.literal('not-yet-valid'), from: isoDate }),
  z.object({ kind: z.literal('blocked'), status: z.string() }),
]);
export type UsabilityView = z.infer<typeof usabilitySchema>;

export const candidateSchema = z.object({
  certificateId: z.string(),
  typeId: z.string(),
  typeName: z.string(),
  holderName: z.string(),
  numberMasked: z.string(),
  issuer: z.string(),
  validTo: z.string(),
  usability: usabilitySchema,
  authorised: z.boolean(),
  seen: z.boolean(),
});
export type CandidateView = z.infer<typeof candidateSchema>;

export const materialMatchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('certificate'), candidates: z.array(candidateSchema) }),
  z.object({ kind: z.literal('shared') }),
  z.object({
    kind: z.literal('paper'),
    reason: z.enum(['no-certificate', 'expired', 'blocked', 'not-in-use-list', 'declined']),
    candidates: z.array(candidateSchema),
  }),
]);

export const materialDecisionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('certificate'),
    certificateId: z.string(),
    typeName: z.string(),
    dataAsOf: isoInstant,
    /** Absent where it was accepted before certificates were verified. */
    verdict: verificationSchema.shape.verdict.optional(),
    reason: z.string().optional(),
    at: isoInstant,
  }),
  z.object({ kind: z.literal('paper'), at: isoInstant }),
  z.object({ kind: z.literal('shared'), at: isoInstant }),
  z.object({ kind: z.literal('not-needed'), at: isoInstant }),
]);

export const checklistItemSchema = z.object({
  materialId: z.string(),
  name: z.string(),
  required: z.boolean(),
  condition: z.string().optional(),
  form: z.string().optional(),
  note: z.string().optional(),
  basis: z.string().optional(),
  sharedPossible: z.boolean(),
  match: materialMatchSchema,
  decision: materialDecisionSchema.optional(),
});
export type ChecklistItemView = z.infer<typeof checklistItemSchema>;

/** For a verification report `certificateId` is the SM3 of its file. */
const printedSubject = z.enum(PRINTED_KINDS);

export const printRecordSchema = z.object({
  id: z.string(),
  controlNumber: z.string(),
  subject: printedSubject,
  certificateId: z.string().optional(),
  title: z.string(),
  state: z.enum(['numbered', 'prepared', 'created', 'spooled', 'unconfirmed', 'abandoned']),
  /** What became of the paper; absent while it prints. */
  outcome: z.enum(['completed', 'failed', 'cancelled', 'unknown']).optional(),
  at: isoInstant,
  reprintOf: z.string().optional(),
  reason: z.string().optional(),
});
export type PrintRecordView = z.infer<typeof printRecordSchema>;

/** A line of law the screen can unfold: short name, article, quotation. */
export const citationSchema = z.object({ rule: z.string(), article: z.string(), text: z.string() });
export type CitationView = z.infer<typeof citationSchema>;

export const caseViewSchema = z.object({
  id: z.string(),
  number: z.string(),
  openedAt: isoInstant,
  status: z.enum(['open', 'parked', 'closed']),
  outcome: z.enum(['accepted', 'incomplete', 'withdrawn']).optional(),
  applicant: personViewSchema,
  agent: personViewSchema.optional(),
  matter: z
    .object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      department: z.string(),
      promisedDays: z.number(),
      /** Name of the certificate that it ends with, where this terminal can make it. */
      produces: z.string().optional(),
    })
    .optional(),
  authorisation: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none'), possible: z.number().int() }),
    z.object({
      kind: z.literal('signed-on-paper'),
      count: z.number().int(),
      formNumber: z.string().optional(),
      at: isoInstant,
    }),
    z.object({ kind: z.literal('declined'), at: isoInstant }),
  ]),
  checklist: z.array(checklistItemSchema),
  /** Required materials still open, by id. */
  open: z.array(z.string()),
  /** The kind of event that undo takes back. */
  undoable: z.string().optional(),
  prints: z.array(printRecordSchema),
});
export type CaseView = z.infer<typeof caseViewSchema>;

export const caseSummarySchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  matterName: z.string().optional(),
  openedAt: isoInstant,
  openCount: z.number().int(),
});
export type CaseSummaryView = z.infer<typeof caseSummarySchema>;

/** A card that was read and waits for the clerk: somebody else's case is open, or the card needs a word. */
export const pendingCardSchema = z.object({
  readingId: z.string(),
  person: personViewSchema,
  why: z.enum(['another-case-open', 'needs-confirmation', 'refused']),
  /** A parked case of the same person, to be resumed instead of opening another. */
  parkedCaseId: z.string().optional(),
});
export type PendingCardView = z.infer<typeof pendingCardSchema>;

export const deskViewSchema = z.object({
  revision: z.number().int(),
  profile: z.enum(['production', 'demonstration']),
  place: z.object({ id: z.string(), name: z.string(), documentNumber: z.string() }),
  unit: z.string(),
  window: z.string(),
  clerk: z.string(),
  /** Issue 2 works from the local cache alone: the age of its data is always shown. */
  connection: z.object({ kind: z.literal('offline'), dataAsOf: isoInstant.nullable() }),
  readers: z.array(
    z.object({ id: z.string(), role: z.enum(['clerk', 'applicant']), state: readerStateSchema }),
  ),
  lastReaderError: z
    .object({ readerId: z.string(), code: z.string(), status: z.number().optional(), at: isoInstant })
    .nullable(),
  printer: printerStateSchema,
  current: caseViewSchema.nullable(),
  /** The case just closed, shown as a slip until the next person. */
  closed: caseViewSchema.nullable(),
  parked: z.array(caseSummarySchema),
  pendingCard: pendingCardSchema.nullable(),
  unconfirmedPrints: z.array(printRecordSchema),
  closedToday: z.number().int(),
});
export type DeskView = z.infer<typeof deskViewSchema>;

export const matterListItemSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  initials: z.string(),
  aliases: z.array(z.string()),
  department: z.string(),
  audience: z.array(z.enum(['natural', 'legal'])),
  frequency: z.number(),
  promisedDays: z.number(),
  materialCount: z.number().int(),
});
export type MatterListItem = z.infer<typeof matterListItemSchema>;

/**
 * A certificate opened for reading. `page` is drawn from its file; `face`, a DisplayList of #core/faces drawn from the data,
 * is there only where no file is.
 */
export const certificateViewSchema = z.object({
  certificateId: z.string(),
  typeId: z.string(),
  typeName: z.string(),
  holderName: z.string(),
  number: z.string(),
  issuer: z.string(),
  issuedOn: isoDate,
  validFrom: isoDate,
  validTo: z.string(),
  status: z.string(),
  marks: z.array(z.string()),
  usability: usabilitySchema,
  digest: z.string(),
  dataAsOf: isoInstant,
  fields: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  face: z.unknown(),
  verification: verificationSchema,
  pageCount: z.number().int(),
  page: evidencePageSchema.nullable(),
});
export type CertificateView = z.infer<typeof certificateViewSchema>;

export const printProgressSchema = z.object({
  caseId: z.string(),
  controlNumber: z.string().nullable(),
  subject: printedSubject,
  certificateId: z.string().optional(),
  stage: z.enum(['preparing', 'sending', 'spooled', 'printing', 'completed', 'held', 'failed']),
  error: z.string().optional(),
});
export type PrintProgressView = z.infer<typeof printProgressSchema>;

export const aboutSchema = z.object({
  app: z.string(),
  runtime: z.object({
    source: z.enum(['official-archive', 'registry-development', 'unknown']),
    electron: z.string(),
  }),
  versions: z.record(z.string(), z.string()),
  profile: z.enum(['production', 'demonstration']),
  vault: z.object({ protection: z.enum(['os-keyring', 'file-permissions']) }),
  database: z.object({ schemaVersion: z.number().int(), journalMode: z.string() }),
  audit: z.object({ entries: z.number().int(), intact: z.boolean(), brokenAt: z.number().int().optional() }),
  rules: z.array(
    z.object({ id: z.string(), name: z.string(), documentNumber: z.string(), inForce: z.string() }),
  ),
  photoDecoder: z.enum(['absent', 'present']),
});
export type AboutView = z.infer<typeof aboutSchema>;

export const demonstrationPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['resident', 'foreign-permanent-resident', 'hmt-residence-permit']),
  age: z.number().int(),
  story: z.string().optional(),
});
export type DemonstrationPerson = z.infer<typeof demonstrationPersonSchema>;
