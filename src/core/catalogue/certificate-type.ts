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

export const certificateFieldSchema = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: z.string(),
  kind: fieldKindSchema,
  /** Personal information of a natural person (个人信息保护法): masked on screen, sealed in the store. */
  personal: z.boolean(),
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
});

export type SubjectKind = z.infer<typeof subjectKindSchema>;
export type CertificateField = z.infer<typeof certificateFieldSchema>;
export type CertificateType = z.infer<typeof certificateTypeSchema>;
