// A certificate as the local cache holds it, and whether it can be used on a day.
import { z } from 'zod';
import { subjectKindSchema } from './certificate-type';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** 正常 挂失 暂扣 挂起 吊销 注销 废止: the states the regulations want synchronised (渝府办发〔2023〕108号 第九条，许政办〔2021〕13号 第十八条). */
export const certificateStatusSchema = z.enum([
  'valid',
  'reported-lost',
  'withheld',
  'suspended',
  'revoked',
  'cancelled',
  'abolished',
]);

/** 抵押 质押 待年审: shown to the clerk, no bar to use. */
export const certificateMarkSchema = z.enum(['mortgaged', 'pledged', 'annual-review-due']);

export const certificateSchema = z.strictObject({
  id: z.string(),
  typeId: z.string(),
  number: z.string(),
  holder: z.strictObject({ kind: subjectKindSchema, name: z.string(), number: z.string() }),
  /** ID numbers of those who may present it: the holder, a legal representative, a parent of a minor. */
  accessibleBy: z.array(z.string()),
  issuer: z.string(),
  issuedOn: isoDate,
  validFrom: isoDate,
  validTo: z.union([isoDate, z.literal('long-term')]),
  status: certificateStatusSchema,
  marks: z.array(certificateMarkSchema),
  fields: z.record(z.string(), z.string()),
  /** ISO 8601 instant at which the issuer's data was last fetched (数据截至). */
  dataAsOf: z.string(),
});

export type CertificateStatus = z.infer<typeof certificateStatusSchema>;
export type CertificateMark = z.infer<typeof certificateMarkSchema>;
export type Certificate = z.infer<typeof certificateSchema>;

/** `since`: the first day on which it is no longer valid. */
export type Usability =
  | { readonly kind: 'usable' }
  | { readonly kind: 'expired'; readonly since: string }
  | { readonly kind: 'not-yet-valid'; readonly from: string }
  | { readonly kind: 'blocked'; readonly status: Exclude<CertificateStatus, 'valid'> };

/** `today` is `YYYY-MM-DD` at the counter. The last day of the period still counts as valid. A blocking status goes first. */
export function usability(certificate: Certificate, today: string): Usability {
  if (certificate.status !== 'valid') return { kind: 'blocked', status: certificate.status };
  if (today < certificate.validFrom) return { kind: 'not-yet-valid', from: certificate.validFrom };
  if (certificate.validTo !== 'long-term' && today > certificate.validTo) {
    return { kind: 'expired', since: dayAfter(certificate.validTo) };
  }
  return { kind: 'usable' };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
