// A matter (事项) and the materials it asks for.
import { z } from 'zod';
import { subjectKindSchema } from './certificate-type';

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
  materials: z.array(materialSchema).min(1),
});

export type Material = z.infer<typeof materialSchema>;
export type Matter = z.infer<typeof matterSchema>;
