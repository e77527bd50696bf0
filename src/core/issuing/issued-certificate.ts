// What a draft becomes when it is sealed: a certificate like any other in the cache.
import type { Certificate } from '../catalogue/certificate';
import type { CertificateType } from '../catalogue/certificate-type';
import { chinaDay } from '../time/clock';
import { draftInputs, LONG_TERM_WORD, type DraftContent } from './draft';

export interface Issuance {
  readonly draftId: string;
  readonly number: string;
  readonly sealedAt: Date;
}

/** Call with drafts that are ready: values stand in the certificate as the form shows them on the day of sealing. */
export function issuedCertificate(
  content: DraftContent,
  type: CertificateType,
  issuance: Issuance,
): Certificate {
  const today = chinaDay(issuance.sealedAt);
  const values = new Map(draftInputs(content, type, today).map(({ key, value }) => [key, value]));
  const value = (key: string): string => values.get(key) ?? '';
  const holder = { kind: content.holderKind, name: value('holder.name'), number: value('holder.number') };
  return {
    id: issuedId(issuance.draftId),
    typeId: type.id,
    number: issuance.number,
    holder,
    accessibleBy: [
      ...new Set([...(content.holderKind === 'natural' ? [holder.number] : []), ...content.accessibleBy]),
    ],
    issuer: content.issuer,
    issuedOn: today,
    validFrom: value('validFrom'),
    validTo: value('validTo') === LONG_TERM_WORD ? 'long-term' : value('validTo'),
    status: 'valid',
    marks: [],
    fields: Object.fromEntries(
      type.fields.flatMap(({ key }) => (value(key) === '' ? [] : [[key, value(key)]])),
    ),
    dataAsOf: issuance.sealedAt.toISOString(),
  };
}

export function issuedId(draftId: string): string {
  return `issued-${draftId}`;
}
