// What the screen is given of a verification: the verdict for two seconds, the steps for an inspector, pages as SVG.
import { z } from 'zod';

const isoInstant = z.string();

/** `step` is an EvidenceStepName; the renderer has the words. `detail` is a Chinese sentence. */
export const evidenceStepSchema = z.object({
  step: z.string(),
  clause: z.string(),
  verdict: z.enum(['ok', 'failed', 'unknown']),
  detail: z.string(),
});
export type EvidenceStepView = z.infer<typeof evidenceStepSchema>;

export const examinedSignatureSchema = z.object({
  id: z.string(),
  kind: z.enum(['seal', 'gbt35275', 'bare-sm2', 'unrecognised']),
  version: z.enum(['v1', 'v4', 'v5']).optional(),
  sealName: z.string().optional(),
  signer: z.string().optional(),
  maker: z.string().optional(),
  signedAt: isoInstant.optional(),
  verdict: z.enum(['valid', 'intact', 'invalid', 'unsupported']),
  trust: z.enum(['ok', 'failed', 'unknown']),
  steps: z.array(evidenceStepSchema),
});
export type ExaminedSignatureView = z.infer<typeof examinedSignatureSchema>;

export const verificationSchema = z.object({
  kind: z.enum(['ofd', 'pdf', 'other', 'none']),
  verdict: z.enum(['valid', 'unknown', 'invalid', 'unsigned', 'unsupported']),
  use: z.enum(['accept', 'accept-with-reason', 'refuse']),
  intact: z.boolean(),
  at: isoInstant,
  /** SM3, hex. */
  digest: z.string(),
  /** Every step that is not ok, failed ones first. */
  concerns: z.array(evidenceStepSchema),
  checks: z.array(evidenceStepSchema),
  signatures: z.array(examinedSignatureSchema),
});
export type VerificationView = z.infer<typeof verificationSchema>;

/** One page, drawn from the file; sizes in mm. */
export const evidencePageSchema = z.object({
  number: z.number().int().positive(),
  svg: z.string(),
  width: z.number(),
  height: z.number(),
});
export type EvidencePageView = z.infer<typeof evidencePageSchema>;

/** A file examined on its own (验一验). `id` asks for its pages and its report. */
export const examinedFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  verification: verificationSchema,
  /** CustomDatas of the file, as written. */
  metadata: z.array(z.object({ name: z.string(), value: z.string() })),
  pageCount: z.number().int(),
  page: evidencePageSchema.nullable(),
});
export type ExaminedFileView = z.infer<typeof examinedFileSchema>;
