// A certificate of any type with a plausible value in every field, for tests of faces and of matching.
import type { Certificate } from '#core/catalogue/certificate';
import type { CertificateType } from '#core/catalogue/certificate-type';

/** `overrides` replaces whole members; dates are those of a certificate that is valid at any sensible today. */
export function sampleCertificate(type: CertificateType, overrides: Partial<Certificate> = {}): Certificate {
  const kind = type.holderKinds[0] ?? 'natural';
  return {
    id: `sample-${type.id}`,
    typeId: type.id,
    number: kind === 'legal' ? '92890102MA00000007' : '890102198003076512',
    holder: {
      kind,
      name: kind === 'legal' ? '演示市示例区清和小吃店' : '样例',
      number: '890102198003076512',
    },
    accessibleBy: ['890102198003076512'],
    issuer: `演示市${type.issuerKind}`.slice(0, 20),
    issuedOn: '2024-03-01',
    validFrom: '2024-03-01',
    validTo: type.validity === 'long-term' ? 'long-term' : '2099-02-28',
    status: 'valid',
    marks: [],
    fields: Object.fromEntries(
      type.fields.map(({ key, kind: fieldKind }) => [key, SAMPLE_VALUES[fieldKind]]),
    ),
    dataAsOf: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

const SAMPLE_VALUES: Readonly<Record<CertificateType['fields'][number]['kind'], string>> = {
  text: '示例内容',
  date: '2024-03-01',
  'id-number': '890102198003076512',
  'credit-code': '92890102MA00000007',
  money: '伍拾万元整',
  multiline: '演示省演示市示例区银杏路128号3单元502室，一层临街商铺，含后厨及仓储间',
  photo: '',
};
