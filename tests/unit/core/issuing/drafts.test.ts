// Drafts: filled from the case, checked by the catalogue, numbered by rule, due by the place's rule and the calendar.
import { beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { foldCase } from '#core/cases/case-state';
import type { CaseEvent } from '#core/cases/case-events';
import { draftOfCase } from '#core/issuing/case-draft';
import { certificateNumber, serialCounter } from '#core/issuing/certificate-number';
import { collectionDuty } from '#core/issuing/collection';
import { contentDigest, draftInputs, isReady, subjectDigest, withValues } from '#core/issuing/draft';
import { fieldProblem, normalValue } from '#core/issuing/field-problem';
import { issuedCertificate } from '#core/issuing/issued-certificate';
import { workingDaysAfter } from '#core/time/working-days';
import { certificate, idNumber, person } from '#tests/support/fixtures';
import { resources } from '#tests/support/issuing/issuing-rig';

const TODAY = '2026-11-20';
const types = resources.certificateTypes;
const senior = types.get('senior-card')!;
const food = types.get('food-licence')!;

beforeAll(() => initCrypto());

function caseWith(matterId: string, ...events: CaseEvent[]) {
  const all: CaseEvent[] = [
    { kind: 'opened', applicant: person({ birth: '1950-03-07', number: idNumber('1950-03-07', '031') }) },
    { kind: 'matter-chosen', matterId },
    ...events,
  ];
  const stored = all.map((event, index) => ({ seq: index + 1, at: '2026-11-20T02:00:00Z', event }));
  return foldCase('c', 'A01-1', stored);
}
const accepted = { kind: 'closed', outcome: 'accepted' } as const;

function draft(matterId: string, ...events: CaseEvent[]) {
  return draftOfCase({
    state: caseWith(matterId, ...events),
    matter: resources.matters.get(matterId),
    types,
    certificates: [{ certificate: licence, digest: 'd'.repeat(64) }],
    issuer: '演示市政务服务管理局',
  });
}
const licence = certificate({ fields: { address: '演示市示例区经营路9号' } });
const takeLicence: CaseEvent = {
  kind: 'certificate-accepted',
  materialId: 'licence',
  certificateId: licence.id,
  typeId: licence.typeId,
  digest: 'd'.repeat(64),
  dataAsOf: licence.dataAsOf,
};

describe('a draft of a case', () => {
  it('takes the applicant’s card', () => {
    const made = draft('senior-card-application', accepted);
    if (!made.ok) throw new Error(made.error.code);
    const inputs = draftInputs(made.value, senior, TODAY);
    expect(isReady(inputs)).toBe(true);
    expect(inputs.find(({ key }) => key === 'sex')).toMatchObject({ value: '男', source: 'card' });
    expect(inputs.find(({ key }) => key === 'emergencyContact')).toMatchObject({
      required: false,
      source: 'empty',
    });
  });

  it('takes the holder and fields of accepted evidence, and nothing of evidence that changed since', () => {
    const made = draft('food-licence-new', takeLicence, accepted);
    if (!made.ok) throw new Error(made.error.code);
    const inputs = new Map(draftInputs(made.value, food, TODAY).map((input) => [input.key, input]));
    expect(inputs.get('holder.name')).toMatchObject({ value: licence.holder.name, source: 'evidence' });
    expect(inputs.get('premises')).toMatchObject({ value: '演示市示例区经营路9号', source: 'evidence' });
    expect(inputs.get('businessForm')).toMatchObject({ problem: 'FIELD_MISSING' });
    expect(inputs.get('validTo')).toMatchObject({ value: '2031-11-19', source: 'rule' });
    const other = draft('food-licence-new', { ...takeLicence, digest: 'e'.repeat(64) }, accepted);
    expect(other.ok && other.value.values['holder.name']).toBeUndefined();
  });

  it('keeps the number of what is renewed', () => {
    const made = draft('food-licence-renewal', { ...takeLicence, materialId: 'food-licence' }, accepted);
    expect(made.ok && made.value.keptNumber).toBe(licence.number);
  });

  it('is refused without a certificate to make, and of a case that was not accepted', () => {
    expect(draft('newborn-household', accepted)).toMatchObject({ error: { code: 'ISSUING_NO_CERTIFICATE' } });
    const incomplete = { kind: 'closed', outcome: 'incomplete' } as const;
    expect(draft('senior-card-application', incomplete)).toMatchObject({
      error: { code: 'ISSUING_CASE_NOT_ACCEPTED' },
    });
    expect(draft('senior-card-application', { kind: 'parked' })).toMatchObject({
      error: { code: 'ISSUING_CASE_NOT_ACCEPTED' },
    });
  });
});

describe('values', () => {
  it('are checked by the kind of their field, each problem by its name', () => {
    expect(fieldProblem('id-number', idNumber('1950-03-07'))).toBeUndefined();
    expect(fieldProblem('id-number', `${idNumber('1950-03-07').slice(0, 17)}Y`)).toBe('ID_NUMBER_CHARACTERS');
    expect(fieldProblem('credit-code', '91890102MA00000019')).toMatch(/^CREDIT_CODE/);
    expect(fieldProblem('date', '2026-02-30')).toBe('FIELD_DATE');
    expect(fieldProblem('money', '伍佰万元整')).toBeUndefined();
    expect(fieldProblem('money', '很多')).toBe('FIELD_MONEY');
    expect(fieldProblem('text', 'a\u202eb')).toBe('FIELD_CHARACTERS');
    expect(fieldProblem('text', '长'.repeat(121))).toBe('FIELD_TOO_LONG');
    for (const typed of ['2026/3/1', '2026年3月1日', '20260301', '2026.03.01']) {
      expect(normalValue('date', typed)).toBe('2026-03-01');
    }
  });

  it('agree with the holder, with the ID number and with the period', () => {
    const made = draft('senior-card-application', accepted);
    if (!made.ok) throw new Error(made.error.code);
    const problems = (values: Record<string, string>): (string | undefined)[] => {
      const changed = withValues(made.value, senior, values, TODAY);
      return draftInputs(changed, senior, TODAY).flatMap(({ problem }) => (problem ? [problem] : []));
    };
    expect(problems({ idNumber: idNumber('1951-03-07') })).toEqual(['FIELD_DIFFERS_FROM_HOLDER']);
    expect(problems({ sex: '女' })).toEqual(['FIELD_DIFFERS_FROM_ID_NUMBER']);
    expect(problems({ birth: '1950-03-08' })).toEqual(['FIELD_DIFFERS_FROM_ID_NUMBER']);
    expect(problems({ validTo: '2030-01-01' })).toEqual(['FIELD_PERIOD_NOT_ALLOWED']);
    const shop = draft('food-licence-new', takeLicence, accepted);
    if (!shop.ok) throw new Error(shop.error.code);
    const end = (validTo: string) =>
      draftInputs(withValues(shop.value, food, { validTo }, TODAY), food, TODAY).find(
        ({ key }) => key === 'validTo',
      )?.problem;
    expect(end('2026-11-01')).toBe('FIELD_PERIOD_REVERSED');
    expect(end('长期')).toBe('FIELD_PERIOD_NOT_ALLOWED');
  });

  it('give a digest that another value, and nothing else, changes', () => {
    const made = draft('senior-card-application', accepted);
    if (!made.ok) throw new Error(made.error.code);
    const digest = contentDigest(made.value);
    expect(contentDigest({ ...made.value, sources: {} })).toBe(digest);
    expect(contentDigest(withValues(made.value, senior, { emergencyContact: '钱' }, TODAY))).not.toBe(digest);
    expect(subjectDigest([digest, digest])).not.toBe(subjectDigest([digest]));
  });
});

describe('numbers and certificates', () => {
  it('follow the rule of the type', () => {
    const facts = { today: TODAY, window: 'A01', holderNumber: 'X', serial: 7 };
    expect(certificateNumber(senior.issuing!, facts)).toBe('892026A01000007');
    expect(certificateNumber(senior.issuing!, { ...facts, serial: undefined })).toBe('892026A01······');
    expect(serialCounter('senior-card', senior.issuing!, TODAY)).toEqual({
      name: 'certificate/senior-card',
      period: '2026',
    });
    const licenceRule = types.get('business-licence')!.issuing!;
    expect(certificateNumber(licenceRule, facts)).toBe('X');
    expect(serialCounter('business-licence', licenceRule, TODAY)).toBeUndefined();
  });

  it('become a certificate as the form shows it on the day of sealing', () => {
    const made = draft('food-licence-new', takeLicence, accepted);
    if (!made.ok) throw new Error(made.error.code);
    const sealedAt = new Date('2026-11-20T17:00:00Z');
    const issued = issuedCertificate(made.value, food, { draftId: 'd1', number: 'N', sealedAt });
    expect(issued).toMatchObject({
      id: 'issued-d1',
      issuedOn: '2026-11-21',
      validFrom: '2026-11-21',
      validTo: '2031-11-20',
    });
    expect(issued.accessibleBy).toEqual([idNumber('1950-03-07', '031')]);
  });
});

describe('collection', () => {
  const { calendars } = resources;
  const duty = (place: string, facts: Parameters<typeof collectionDuty>[1]) =>
    collectionDuty(resources.rulePacks.get(place)!, facts, calendars);

  it('is due by the rule of the place, in working days', () => {
    const one = { sealedOn: '2026-11-20', bulk: false };
    expect(duty('xuchang', one).due?.day).toBe('2026-11-23');
    expect(duty('xuchang', { ...one, bulk: true }).due?.day).toBe('2026-11-27');
    expect(duty('xuchang', { ...one, caseClosedOn: '2026-11-19' }).due?.day).toBe('2026-11-20');
    expect(duty('xuchang', one).article).toBe('许政办〔2021〕13号 第十三条');
    expect(duty('shanghai', one).due?.day).toBe('2026-11-20');
    expect(duty('chongqing', one)).toMatchObject({ due: null });
    expect(duty('chongqing', one).article).toContain('第十二条');
  });

  it('leaves out holidays and counts the weekend days worked for them, and says where it does not know', () => {
    expect(workingDaysAfter('2026-09-30', 1, calendars)).toEqual({ day: '2026-10-08', holidaysKnown: true });
    expect(workingDaysAfter('2026-10-08', 2, calendars).day).toBe('2026-10-10');
    expect(workingDaysAfter('2026-12-31', 1, calendars)).toEqual({ day: '2027-01-01', holidaysKnown: false });
  });
});
