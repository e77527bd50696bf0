// A matter (事项) and the materials it asks for.
import { z } from 'zod';
import { subjectKindSchema, validityRuleSchema } from './certificate-type';

/**
 * `sources`: where the material may come from. `certificate` needs at least one type in `certificateTypeIds`;
 * `shared` is fetched from another authority's data; `paper` is always brought by the applicant.
 */
export const materialSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  required: z.boolean(),
  /** When an optional material is needed after all, in the words of the guide. */
  condition: z.string().optional(),
  sources: z.array(z.enum(['certificate', 'shared', 'paper'])).min(1),
  certificateTypeIds: z.array(z.string()),
  form: z.enum(['original', 'copy', 'original-and-copy', 'form']),
  copies: z.int().min(0),
  note: z.string().optional(),
  /** Law or rule that asks for it. */
  basis: z.string().optional(),
});

/** `applicant.*` is the card, `holder.*` the holder found by `holder`, `evidence.<material>.<field>` an accepted certificate. */
export const FILL_SOURCE =
  /^(applicant\.(name|number|sex|ethnicity|birth|address|nationality)|holder\.(name|number)|evidence\.[a-z][a-z0-9-]*\.[a-z][A-Za-z0-9]*)$/;

/** The certificate that this matter ends with (制发), and what its fields are filled from; the rest is typed by the clerk. */
export const producesSchema = z.strictObject({
  certificateTypeId: z.string(),
  /** The applicant, or the holder of the certificate that was accepted for this material. */
  holder: z.union([z.literal('applicant'), z.strictObject({ ofMaterial: z.string() })]),
  /** Unless told, the type's. */
  validity: validityRuleSchema.optional(),
  fill: z.record(z.string(), z.string().regex(FILL_SOURCE)),
  /** A change or renewal keeps the number of the certificate accepted for this material. */
  keepsNumberOf: z.string().optional(),
});

export const matterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** Shaped like an 实施编码. */
  code: z.string().regex(/^[0-9A-Z]{12}$/),
  name: z.string(),
  /** Pinyin initials of `name`, one letter a Chinese character. */
  initials: z.string().regex(/^[a-z0-9]+$/),
  aliases: z.array(z.string()),
  department: z.string(),
  audience: z.array(subjectKindSchema).min(1),
  /** Cases a month at this counter: frequent ones first. */
  frequency: z.int().min(0),
  /** Working days the law allows, and the unit promises; 0 is on the spot. */
  legalDays: z.int().min(0),
  promisedDays: z.int().min(0),
  produces: producesSchema.optional(),
  materials: z.array(materialSchema).min(1),
});

export type Produces = z.infer<typeof producesSchema>;
export type Material = z.infer<typeof materialSchema>;
export type Matter = z.infer<typeof matterSchema>;
