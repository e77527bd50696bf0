// A rule pack: what one place's regulation on electronic certificates changes in the terminal, as data with its articles.
import { z } from 'zod';
import { GROUNDS } from '../custody/grounds';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** An article and one sentence or clause of it, word for word. `document` is a key of the pack's `documents`. */
export const citationSchema = z.strictObject({
  document: z.string().default('certificates'),
  article: z.string().regex(/^第[一二三四五六七八九十]+条$/),
  text: z.string().min(6),
});

const documentSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  number: z.string().regex(/^.+〔\d{4}〕\d+号$/),
});

const inForceSchema = z.strictObject({
  from: isoDate,
  /** null: the rule names no end. The day it lapses is computed, never typed: see `forceOn`. */
  validForYears: z.int().positive().nullable(),
  citation: citationSchema,
});

/**
 * What a print of an electronic certificate is worth.
 * `notice` is printed on each copy and says what the rule says and no more.
 */
const printedCopySchema = z.strictObject({
  mode: z.enum(['allowed', 'archive-only', 'not-evidence', 'no-equal-effect', 'silent']),
  notice: z.string().min(10),
  citation: citationSchema.nullable(),
});

/** What is kept of the certificates that a case used or produced, and whose duty that is. */
const archiveOfUseSchema = z.strictObject({
  mode: z.enum(['materials', 'certificates', 'certificate-used', 'annotated-copy', 'silent']),
  duty: z.array(z.enum(['issuer', 'user'])),
  paperIfNeeded: z.boolean(),
  wording: z.string(),
  citation: citationSchema.nullable(),
});

/** A time limit. `statutory`: the rule refers to other law; `notify`: no limit, but somebody has to be told. */
export const deadlineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same-day') }),
  z.strictObject({ kind: z.literal('working-days'), days: z.int().positive() }),
  z.strictObject({ kind: z.literal('statutory') }),
  z.strictObject({ kind: z.literal('notify') }),
]);

/** Certificates made while the systems could not be reached: by when they must be collected (归集), counted from what. */
const offlineCollectionSchema = z.strictObject({
  when: z.enum(['offline-issue', 'bulk-issue', 'daily-increment', 'force-majeure']),
  countedFrom: z.enum(['case-closed', 'day-of-issue', 'cause-removed', 'cause-begins']),
  deadline: deadlineSchema,
  notify: z.array(z.string()),
  citation: citationSchema,
});

const objectionSchema = z.strictObject({
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('working-days'), days: z.int().positive() }),
    z.strictObject({ kind: z.literal('mechanism'), wording: z.string() }),
  ]),
  raisedBy: z.array(z.enum(['holder', 'user'])),
  written: z.boolean(),
  reasonsAndEvidence: z.boolean(),
  technicalTransfer: z
    .strictObject({ to: z.string(), workingDays: z.int().positive(), citation: citationSchema })
    .nullable(),
  citation: citationSchema,
});

const logRetentionSchema = z.strictObject({
  who: z.array(z.enum(['system', 'issuer', 'user'])),
  period: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('statutory') }),
    z.strictObject({ kind: z.literal('at-least-years'), years: z.int().positive() }),
    z.strictObject({ kind: z.literal('as-long-as-certificate') }),
    z.strictObject({ kind: z.literal('as-long-as-result') }),
    z.strictObject({ kind: z.literal('whole-process') }),
  ]),
  citation: citationSchema,
});

/** A duty or right that the terminal puts into one line for the clerk, with its article. */
const statementSchema = z.strictObject({ wording: z.string().min(4), citation: citationSchema });

const useOfOthersSchema = z.strictObject({
  mode: z.enum([
    'listed-use',
    'applied-use',
    'interface',
    'manual-query',
    'by-duty',
    'holder-authorisation',
    'entrustment',
    'public-notice',
  ]),
  scope: z.enum(['government', 'social']),
  boundTo: z.array(z.enum(['time', 'matter'])),
  citation: citationSchema,
});

const statusEventsSchema = z.strictObject({
  events: z.array(
    z.strictObject({
      id: z.enum([
        'issued',
        'updated',
        'renewed',
        'annual-review',
        'annual-inspection',
        'reported-lost',
        'mortgaged',
        'pledged',
        'withheld',
        'suspended',
        'revoked',
        'cancelled',
        'abolished',
      ]),
      name: z.string(),
    }),
  ),
  citation: citationSchema,
});

/**
 * A holder's own code, shown on a telephone: how its token looks, and whether the rule takes showing it as showing who the
 * holder is (渝府办发〔2023〕108号 第十六条, 沪府办规〔2022〕7号 第十六条: 表明持证主体的身份). Null: it only fills in a form.
 */
const holderCodeSchema = z.strictObject({
  prefix: z.string().min(2).max(20),
  minLength: z.int().min(12).max(512),
  maxLength: z.int().min(12).max(512),
  identity: statementSchema.nullable(),
});

/** The code by which a certificate is shown. `validityWindow`: the rule wants a stated period (许昌 第十三条). */
const qrSchema = z.strictObject({
  kind: z.enum(['holder-code', 'mobile-app', 'certificate-code']),
  name: z.string(),
  validityWindow: z.boolean(),
  holderCode: holderCodeSchema.nullable(),
  citation: citationSchema,
});

/** Why a seal is replaced or cancelled: the item of its article, and which of the terminal's grounds it covers. */
const sealGroundSchema = z.strictObject({
  grounds: z.array(z.enum(GROUNDS)).min(1),
  /** `（三）`, as in the article. */
  item: z.string().regex(/^（[一二三四五六七八九十]+）$/),
  citation: citationSchema,
});

const eSealSchema = z.strictObject({
  kind: z.enum(['certified-provider', 'seal', 'signature']),
  citation: citationSchema,
  /** Days before the end of its certificate in which a seal is renewed. */
  renewal: z.strictObject({ lastDays: z.int().positive(), citation: citationSchema }).nullable(),
  /** Whose seal stands on a certificate. */
  holder: statementSchema.nullable(),
  custody: statementSchema.nullable(),
  /** The use of a seal is applied for and approved (用章审批) before it. */
  useApproval: statementSchema.nullable(),
  device: statementSchema.nullable(),
  pinReset: statementSchema.nullable(),
  replace: statementSchema.nullable(),
  replaceGrounds: z.array(sealGroundSchema),
  cancel: statementSchema.nullable(),
  cancelGrounds: z.array(sealGroundSchema),
  printedSeal: statementSchema.nullable(),
});

/** Everything that differs from place to place. Null or an empty list: the rule says nothing on it. */
export const rulePackSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: z.string(),
  title: z.string(),
  documentNumber: z.string(),
  documents: z.array(documentSchema).min(1),
  inForce: inForceSchema,
  equalEffect: statementSchema,
  printedCopy: printedCopySchema,
  archiveOfUse: archiveOfUseSchema,
  offlineCollection: z.array(offlineCollectionSchema),
  objection: objectionSchema,
  logRetention: z.array(logRetentionSchema),
  traditionalPath: statementSchema.nullable(),
  mustNotAskFor: statementSchema,
  mayNotRefuse: statementSchema.nullable(),
  purposeLimit: statementSchema.nullable(),
  useOfOthers: z.array(useOfOthersSchema).min(1),
  statusEvents: statusEventsSchema,
  qr: qrSchema.nullable(),
  eSeal: eSealSchema,
  /** How what is presented is verified; empty: the rule leaves it open, and the terminal verifies all the same. */
  verification: z.array(statementSchema),
  identityVerification: statementSchema.nullable(),
  authorisation: z.strictObject({
    holder: statementSchema.nullable(),
    entrustment: statementSchema.nullable(),
  }),
});

export type Citation = z.infer<typeof citationSchema>;
export type Deadline = z.infer<typeof deadlineSchema>;
export type RulePack = z.infer<typeof rulePackSchema>;
