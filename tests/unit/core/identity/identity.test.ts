// Numbers, codes and what is examined on a card, by the standards' own examples.
import { describe, expect, it } from 'vitest';
import { fromCompactDate, isCalendarDate } from '#core/identity/calendar-date';
import { ageOn, cardIdentitySchema, examineIdentity, type CardIdentity } from '#core/identity/card-identity';
import { parseCreditCode } from '#core/identity/credit-code';
import { ETHNICITY_CODES, ethnicityName } from '#core/identity/ethnicity';
import { idCheckCharacter, parseIdNumber } from '#core/identity/id-number';
import {
  elder,
  everyone,
  foreigner2017,
  foreigner2023,
  hmtResident,
  resident,
} from '#tests/integration/devices/people';

const TODAY = '2026-11-21';

describe('identity numbers', () => {
  it.each([
    // The two examples of GB 11643-1999.
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('reads %s', (number, birth, sex) => {
    expect(parseIdNumber(number)).toEqual({
      ok: true,
      value: { number, region: number.slice(0, 6), birth, sex },
    });
  });

  it('raises a small x', () => {
    expect(parseIdNumber(' 11010519491231002x ')).toMatchObject({
      ok: true,
      value: { number: '11010519491231002X' },
    });
  });

  it.each([
    ['110105491231002', 'ID_NUMBER_15_DIGITS'],
    ['1101051949123100', 'ID_NUMBER_LENGTH'],
    ['1101051949123100XX', 'ID_NUMBER_CHARACTERS'],
    ['110105194912310021', 'ID_NUMBER_CHECK_DIGIT'],
    [`89010119900230001${idCheckCharacter('89010119900230001')}`, 'ID_NUMBER_BIRTH_DATE'],
  ])('refuses %s', (number, code) => {
    expect(parseIdNumber(number)).toEqual({ ok: false, error: { code } });
  });

  it('notices every single wrong digit and every exchange of neighbours', () => {
    const number = resident.number;
    for (let at = 0; at < 17; at += 1) {
      const wrong = (Number(number[at]) + 1) % 10;
      expect(parseIdNumber(number.slice(0, at) + wrong + number.slice(at + 1)).ok).toBe(false);
      if (number[at] === number[at + 1]) continue;
      expect(parseIdNumber(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)).ok).toBe(
        false,
      );
    }
  });
});

describe('credit codes', () => {
  it('reads the example of GB 32100-2015', () => {
    const code = '91350100M000100Y43';
    expect(parseCreditCode(code.toLowerCase())).toEqual({
      ok: true,
      value: { code, department: '9', region: '350100', organisation: 'M000100Y4' },
    });
  });

  it.each([
    ['91350100M000100Y4', 'CREDIT_CODE_LENGTH'],
    ['91350100M000I00Y43', 'CREDIT_CODE_CHARACTERS'],
    ['91350100M000100Y44', 'CREDIT_CODE_CHECK_DIGIT'],
  ])('refuses %s', (code, error) => {
    expect(parseCreditCode(code)).toEqual({ ok: false, error: { code: error } });
  });
});

describe('ethnicity', () => {
  it('has 56 groups and the two codes beside them', () => {
    expect(ETHNICITY_CODES).toHaveLength(58);
    expect(new Set(ETHNICITY_CODES.map(ethnicityName)).size).toBe(58);
    expect([ethnicityName('01'), ethnicityName('05'), ethnicityName('56')]).toEqual(['汉', '维吾尔', '基诺']);
    expect(ethnicityName('57')).toBeNull();
    expect(ethnicityName('constructor')).toBeNull();
  });
});

describe('dates', () => {
  it('knows the calendar', () => {
    expect(['2024-02-29', '2000-02-29'].every(isCalendarDate)).toBe(true);
    expect(
      ['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '0000-01-01', '2024-1-1'].some(isCalendarDate),
    ).toBe(false);
    expect(fromCompactDate('20240229')).toBe('2024-02-29');
    expect(fromCompactDate('20240230')).toBeNull();
  });

  it('counts completed years', () => {
    expect(ageOn('1948-02-29', '2026-02-28')).toBe(77);
    expect(ageOn('1948-02-29', '2026-03-01')).toBe(78);
    expect(ageOn('1990-11-21', TODAY)).toBe(36);
  });
});

describe('examination of a card', () => {
  const codes = (identity: CardIdentity, today = TODAY) =>
    examineIdentity(identity, today).map(({ code }) => code);

  it('finds nothing wrong with good cards', () => {
    expect([resident, elder, hmtResident].map((identity) => codes(identity))).toEqual([[], [], []]);
    expect(everyone.every((identity) => cardIdentitySchema.safeParse(identity).success)).toBe(true);
  });

  it('says what it cannot check on foreign cards', () => {
    expect(examineIdentity(foreigner2017, TODAY)).toEqual([
      { code: 'NUMBER_WITHOUT_CHECK', severity: 'warn' },
    ]);
    expect(examineIdentity(foreigner2023, TODAY)).toEqual([
      { code: 'FIELD_NOT_ON_CHIP', severity: 'warn', field: 'authority' },
      { code: 'FIELD_UNREADABLE', severity: 'warn', field: 'previousNumber' },
    ]);
  });

  it.each([
    [
      'a wrong check digit',
      { number: `${resident.number.slice(0, 17)}${resident.number.endsWith('1') ? 2 : 1}` },
      ['NUMBER_CHECK_DIGIT'],
    ],
    ['a number of 15 digits', { number: '890101900307002' }, ['NUMBER_15_DIGITS']],
    ['another birth date', { birth: '1990-03-08' }, ['BIRTH_DIFFERS_FROM_NUMBER']],
    ['another sex', { sex: 'male' as const }, ['SEX_DIFFERS_FROM_NUMBER']],
    ['an unknown ethnicity', { ethnicityCode: '57' }, ['ETHNICITY_UNKNOWN']],
    ['no name', { name: '' }, ['FIELD_UNREADABLE']],
    ['a period the wrong way round', { validTo: '2015-05-31' }, ['VALIDITY_REVERSED', 'EXPIRED']],
  ])('finds %s', (_name, change, expected) => {
    expect(codes({ ...resident, ...change })).toEqual(expected);
  });

  it('counts the last day as valid', () => {
    expect(codes(resident, '2035-06-01')).toEqual([]);
    expect(examineIdentity(resident, '2035-06-02')).toEqual([
      { code: 'EXPIRED', severity: 'refuse', since: '2035-06-01' },
    ]);
    expect(examineIdentity(resident, '2015-05-31')).toEqual([
      { code: 'NOT_YET_VALID', severity: 'refuse', from: '2015-06-01' },
    ]);
    expect(codes(elder, '2099-01-01')).toEqual([]);
  });
});
