// Invented people, a small matter and certificates for tests. Region codes 89…: assigned to no place.
import type { Certificate } from '#core/catalogue/certificate';
import type { Matter } from '#core/catalogue/matter';
import type { Person } from '#core/cases/case-events';
import type { CardIdentity } from '#core/identity/card-identity';

/** An 18-digit number with a right check digit (GB 11643) for this birth date and sequence. */
export function idNumber(birth: string, sequence = '001', region = '890102'): string {
  const body = region + birth.replaceAll('-', '') + sequence;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'[sum % 11];
}

export function identity(overrides: Partial<CardIdentity> = {}): CardIdentity {
  const birth = overrides.birth ?? '1988-03-07';
  return {
    kind: 'resident',
    name: '赵试一',
    sex: 'male',
    ethnicityCode: '01',
    birth,
    address: '演示市示例区测试路1号',
    number: idNumber(birth, '031'),
    authority: '演示市公安局示例分局',
    validFrom: '2020-01-01',
    validTo: '2040-01-01',
    ...overrides,
  };
}

export function person(overrides: Partial<CardIdentity> = {}): Person {
  return { identity: identity(overrides), source: 'card', acknowledged: [] };
}

export function certificate(overrides: Partial<Certificate> = {}): Certificate {
  const holder = identity();
  return {
    id: 'c-licence',
    typeId: 'business-licence',
    number: '91890102MA0000001X',
    holder: { kind: 'legal', name: '演示市试一餐饮店', number: '91890102MA0000001X' },
    accessibleBy: [holder.number],
    issuer: '演示市市场监督管理局',
    issuedOn: '2022-05-01',
    validFrom: '2022-05-01',
    validTo: 'long-term',
    status: 'valid',
    marks: [],
    fields: {},
    dataAsOf: '2026-11-20T09:42:00.000Z',
    ...overrides,
  };
}

export const matter: Matter = {
  id: 'food-licence-renewal',
  code: '890131000001',
  name: '食品经营许可延续',
  initials: 'spjyxkyx',
  aliases: [],
  department: '市场监管',
  audience: ['legal'],
  frequency: 10,
  legalDays: 20,
  promisedDays: 5,
  materials: [
    {
      id: 'application',
      name: '申请表',
      required: true,
      sources: ['paper'],
      certificateTypeIds: [],
      form: 'form',
      copies: 1,
    },
    {
      id: 'licence',
      name: '营业执照',
      required: true,
      sources: ['certificate', 'paper'],
      certificateTypeIds: ['business-licence'],
      form: 'copy',
      copies: 1,
    },
    {
      id: 'residence',
      name: '住所信息',
      required: false,
      sources: ['shared', 'paper'],
      certificateTypeIds: [],
      form: 'copy',
      copies: 1,
    },
  ],
};
