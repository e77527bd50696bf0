// A certificate type (证照目录 entry): what stands on it, who issues it, who may hold it, and the face it is shown with.
import { z } from 'zod';

/** 人员 or 单位: whose certificate it is, and who may apply for a matter. */
export const subjectKindSchema = z.enum(['natural', 'legal']);

export const fieldKindSchema = z.enum([
  'text',
  'date',
  'id-number',
  'credit-code',
  'money',
  'multiline',
  'photo',
]);

const NUMBER_TOKEN = /\{(?:year|window|holder\.number|serial:[1-9])\}/g;

export const certificateFieldSchema = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: z.string(),
  kind: fieldKindSchema,
  /** Personal information of a natural person (个人信息保护法): masked on screen, sealed in the store. */
  personal: z.boolean(),
});

/** How long a certificate is valid that is issued today; `years` ends on the day before the anniversary. */
export const validityRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('long-term') }),
  z.strictObject({ kind: z.literal('years'), years: z.int().min(1).max(50) }),
]);

/**
 * Types that this terminal can issue (制发). `number` is the rule of certificate numbers: constant characters and `{year}`,
 * `{window}`, `{holder.number}`, `{serial:6}`. Serial numbers are of one terminal, so a rule with one names the window too.
 */
export const issuingRuleSchema = z.strictObject({
  number: z
    .string()
    .min(1)
    .refine(
      (rule) => !/[\s:]/.test(rule.replaceAll(NUMBER_TOKEN, '')),
      'blanks and colons cannot stand in a code',
    )
    .refine((rule) => !/[{}]/.test(rule.replaceAll(NUMBER_TOKEN, '')), 'unknown token')
    .refine((rule) => /\{(serial:\d+|holder\.number)\}/.test(rule), 'nothing tells two certificates apart')
    .refine(
      (rule) => !rule.includes('{serial:') || rule.includes('{window}'),
      'a serial number needs the window',
    ),
  validity: validityRuleSchema,
  /** Fields that may stay empty; photos always may. */
  optional: z.array(z.string()),
  /** Faces of further pages; with two pages or more the seal also stands over the edges (骑缝章). */
  furtherFaceIds: z.array(z.string()).default([]),
});

export const certificateTypeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: z.string(),
  shortName: z.string(),
  /** Pinyin initials of `name`, one letter a character. */
  initials: z.string().regex(/^[a-z0-9]+$/),
  standardCode: z.string().optional(),
  issuerKind: z.string(),
  holderKinds: z.array(subjectKindSchema).min(1),
  validity: z.enum(['dated', 'long-term', 'either']),
  fields: z.array(certificateFieldSchema).min(1),
  faceId: z.string(),
  issuing: issuingRuleSchema.optional(),
});

export type SubjectKind = z.infer<typeof subjectKindSchema>;
export type CertificateField = z.infer<typeof certificateFieldSchema>;
export type ValidityRule = z.infer<typeof validityRuleSchema>;
export type IssuingRule = z.infer<typeof issuingRuleSchema>;
export type CertificateType = z.infer<typeof certificateTypeSchema>;
