// Whether a certificate can be used on a day.
import { describe, expect, it } from 'vitest';
import { usability, type Certificate } from '#core/catalogue/certificate';

const certificate: Certificate = {
  id: 'one',
  typeId: 'food-licence',
  number: 'JY1',
  holder: { kind: 'legal', name: '演示市示例区清和小吃店', number: '92890102M00000019Q' },
  accessibleBy: [],
  issuer: '演示市市场监督管理局',
  issuedOn: '2024-03-01',
  validFrom: '2024-03-01',
  validTo: '2026-02-28',
  status: 'valid',
  marks: [],
  fields: {},
  dataAsOf: '2026-01-01T00:00:00Z',
};

describe('usability', () => {
  it('is usable on its first and on its last day', () => {
    expect(usability(certificate, '2024-03-01')).toEqual({ kind: 'usable' });
    expect(usability(certificate, '2026-02-28')).toEqual({ kind: 'usable' });
  });

  it('has expired since the day after the last', () => {
    expect(usability(certificate, '2026-03-01')).toEqual({ kind: 'expired', since: '2026-03-01' });
    const leap = { ...certificate, validTo: '2028-02-28' };
    expect(usability(leap, '2030-01-01')).toEqual({ kind: 'expired', since: '2028-02-29' });
  });

  it('is not valid before it begins, and never expires when long-term', () => {
    expect(usability(certificate, '2024-02-29')).toEqual({ kind: 'not-yet-valid', from: '2024-03-01' });
    expect(usability({ ...certificate, validTo: 'long-term' }, '2999-01-01')).toEqual({ kind: 'usable' });
  });

  it.each(['reported-lost', 'withheld', 'suspended', 'revoked', 'cancelled', 'abolished'] as const)(
    'is blocked when %s, whatever its period',
    (status) => {
      expect(usability({ ...certificate, status }, '2025-01-01')).toEqual({ kind: 'blocked', status });
      expect(usability({ ...certificate, status }, '2030-01-01')).toEqual({ kind: 'blocked', status });
    },
  );

  it('is usable with marks', () => {
    expect(usability({ ...certificate, marks: ['mortgaged', 'pledged'] }, '2025-01-01').kind).toBe('usable');
  });
});
