// Matching a matter's materials with the certificates at hand.
import { describe, expect, it } from 'vitest';
import type { Certificate } from '#core/catalogue/certificate';
import type { Material, Matter } from '#core/catalogue/matter';
import { isPaperless, matchMaterials, useListOf } from '#core/catalogue/use-list';

const TODAY = '2026-06-01';

const certificate = (overrides: Partial<Certificate>): Certificate => ({
  id: 'one',
  typeId: 'food-licence',
  number: 'JY1',
  holder: { kind: 'legal', name: '演示市示例区清和小吃店', number: '92890102M00000019Q' },
  accessibleBy: [],
  issuer: '演示市市场监督管理局',
  issuedOn: '2025-01-01',
  validFrom: '2025-01-01',
  validTo: '2027-01-01',
  status: 'valid',
  marks: [],
  fields: {},
  dataAsOf: '2026-06-01T00:00:00Z',
  ...overrides,
});

const material = (overrides: Partial<Material>): Material => ({
  id: 'licence',
  name: '食品经营许可证',
  required: true,
  sources: ['certificate', 'paper'],
  certificateTypeIds: ['food-licence'],
  form: 'copy',
  copies: 1,
  ...overrides,
});

const matter = (...materials: Material[]): Matter => ({
  id: 'renewal',
  code: '000131025003',
  name: '食品经营许可延续',
  initials: 'spjyxkyx',
  aliases: [],
  department: '市场监督管理局',
  audience: ['legal'],
  frequency: 1,
  legalDays: 20,
  promisedDays: 3,
  materials,
});

const sourceFor = (one: Material, certificates: Certificate[]) =>
  matchMaterials(matter(one), certificates, TODAY)[0]?.source;

describe('matchMaterials', () => {
  it('puts the usable ones first, the latest issued before the others', () => {
    const source = sourceFor(material({}), [
      certificate({ id: 'expired', validTo: '2026-05-31' }),
      certificate({ id: 'older', issuedOn: '2024-01-01' }),
      certificate({ id: 'lost', status: 'reported-lost' }),
      certificate({ id: 'newer', issuedOn: '2026-01-01' }),
      certificate({ id: 'other-type', typeId: 'hygiene-licence' }),
    ]);
    expect(source?.kind).toBe('certificate');
    const ids = source?.kind === 'certificate' ? source.candidates.map((one) => one.certificate.id) : [];
    expect(ids).toEqual(['newer', 'older', 'expired', 'lost']);
  });

  it('falls to paper with the reason and the certificates that cannot be used', () => {
    const expired = certificate({ validTo: '2026-05-31' });
    const blocked = certificate({ status: 'suspended' });
    const future = certificate({ validFrom: '2026-06-02' });
    expect(sourceFor(material({}), [])).toEqual({ kind: 'paper', reason: 'no-certificate', candidates: [] });
    expect(sourceFor(material({}), [expired])).toMatchObject({
      kind: 'paper',
      reason: 'expired',
      candidates: [{ usability: { kind: 'expired', since: '2026-06-01' } }],
    });
    expect(sourceFor(material({}), [future])).toMatchObject({ kind: 'paper', reason: 'expired' });
    expect(sourceFor(material({}), [blocked])).toMatchObject({ kind: 'paper', reason: 'blocked' });
    expect(sourceFor(material({}), [blocked, expired])).toMatchObject({ kind: 'paper', reason: 'expired' });
  });

  it('never takes a certificate for a material that is not in the use list', () => {
    const plan = material({ id: 'plan', sources: ['paper'], certificateTypeIds: [] });
    expect(sourceFor(plan, [certificate({})])).toMatchObject({ kind: 'paper', reason: 'not-in-use-list' });
  });

  it('takes shared data where there is no usable certificate', () => {
    const either = material({ sources: ['certificate', 'shared', 'paper'] });
    expect(sourceFor(either, [])).toEqual({ kind: 'shared' });
    expect(sourceFor(either, [certificate({})])).toMatchObject({ kind: 'certificate' });
    expect(sourceFor(material({ sources: ['shared'], certificateTypeIds: [] }), [])).toEqual({
      kind: 'shared',
    });
  });

  it('does not depend on the order of the certificates', () => {
    const all = [
      certificate({ id: 'a' }),
      certificate({ id: 'b' }),
      certificate({ id: 'c', status: 'revoked' }),
    ];
    expect(sourceFor(material({}), all)).toEqual(sourceFor(material({}), [...all].reverse()));
  });
});

describe('isPaperless', () => {
  it('minds neither optional materials nor the form that is signed here', () => {
    const form = material({ id: 'form', form: 'form', sources: ['paper'], certificateTypeIds: [] });
    const optional = material({ id: 'plan', required: false, sources: ['paper'], certificateTypeIds: [] });
    const one = matter(form, material({}), optional);
    expect(isPaperless(matchMaterials(one, [certificate({})], TODAY))).toBe(true);
    expect(isPaperless(matchMaterials(one, [], TODAY))).toBe(false);
  });
});

describe('useListOf', () => {
  it('lists the materials that a certificate may stand for', () => {
    const plan = material({ id: 'plan', sources: ['paper'], certificateTypeIds: [] });
    expect(useListOf([matter(material({}), plan)])).toEqual([
      { matterId: 'renewal', materialId: 'licence', certificateTypeIds: ['food-licence'] },
    ]);
  });
});
