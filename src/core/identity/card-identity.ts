// What an identity card says about its holder, and what is wrong with it on a given day.
import { z } from 'zod';
import { isCalendarDate } from './calendar-date';
import { ethnicityName } from './ethnicity';
import { parseIdNumber, type IdNumberErrorCode } from './id-number';

export type CardKind = 'resident' | 'foreign-permanent-resident' | 'hmt-residence-permit';

export interface CardIdentity {
  kind: CardKind;
  name: string;
  latinName?: string;
  /** GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 unspecified. */
  sex: 'male' | 'female' | 'unknown' | 'unspecified';
  /** GB/T 3304, two digits. */
  ethnicityCode?: string;
  /** GB/T 2659 three-letter code, as the chip carries it. */
  nationality?: string;
  /** YYYY-MM-DD */
  birth: string;
  address?: string;
  latestAddress?: string;
  number: string;
  /** Empty where the chip does not carry it ('Y' layout of the foreign card). */
  authority: string;
  validFrom: string;
  validTo: string | 'long-term';
  passNumber?: string;
  issueCount?: string;
  /** Foreign card: the chip's version number; 'Y' for the layout of 2023. */
  version?: string;
}

const calendarDate = z.string().refine(isCalendarDate, 'not a calendar date');

export const cardIdentitySchema = z.strictObject({
  kind: z.enum(['resident', 'foreign-permanent-resident', 'hmt-residence-permit']),
  name: z.string().max(60),
  latinName: z.string().max(60).optional(),
  sex: z.enum(['male', 'female', 'unknown', 'unspecified']),
  ethnicityCode: z.string().max(2).optional(),
  nationality: z.string().max(3).optional(),
  birth: calendarDate,
  address: z.string().max(35).optional(),
  latestAddress: z.string().max(35).optional(),
  number: z.string().min(1).max(18),
  authority: z.string().max(15),
  validFrom: calendarDate,
  validTo: z.union([z.literal('long-term'), calendarDate]),
  passNumber: z.string().max(9).optional(),
  issueCount: z.string().max(2).optional(),
  version: z.string().max(2).optional(),
}) satisfies z.ZodType<CardIdentity>;

export type IdentityField = keyof CardIdentity | 'previousNumber';

/** A closed list; 'refuse' means that the card cannot open a case, 'warn' that the clerk has to look. */
export type IdentityFinding =
  | { readonly code: 'NUMBER_15_DIGITS'; readonly severity: 'refuse' }
  | { readonly code: 'NUMBER_MALFORMED'; readonly severity: 'refuse' }
  | { readonly code: 'NUMBER_CHECK_DIGIT'; readonly severity: 'refuse' }
  | { readonly code: 'NUMBER_WITHOUT_CHECK'; readonly severity: 'warn' }
  | { readonly code: 'BIRTH_DIFFERS_FROM_NUMBER'; readonly severity: 'refuse' }
  | { readonly code: 'BIRTH_IN_FUTURE'; readonly severity: 'refuse' }
  | { readonly code: 'SEX_DIFFERS_FROM_NUMBER'; readonly severity: 'refuse' | 'warn' }
  | { readonly code: 'NOT_YET_VALID'; readonly severity: 'refuse'; readonly from: string }
  | { readonly code: 'EXPIRED'; readonly severity: 'refuse'; readonly since: string }
  | { readonly code: 'VALIDITY_REVERSED'; readonly severity: 'refuse' }
  | { readonly code: 'FIELD_UNREADABLE'; readonly severity: 'refuse' | 'warn'; readonly field: IdentityField }
  | { readonly code: 'ETHNICITY_UNKNOWN'; readonly severity: 'warn' }
  | { readonly code: 'FIELD_NOT_ON_CHIP'; readonly severity: 'warn'; readonly field: IdentityField };

/** Everything that is wrong with the identity on `today` (YYYY-MM-DD); empty when nothing is. */
export function examineIdentity(identity: CardIdentity, today: string): IdentityFinding[] {
  return [...examineConsistency(identity), ...examineFields(identity), ...examineDates(identity, today)];
}

/** What must agree within one card on any day: a difference is either damage on the line or a false card. */
export function examineConsistency(identity: CardIdentity): IdentityFinding[] {
  return hasLetterNumber(identity) ? examineLetterNumber(identity) : examineDigitNumber(identity);
}

/** Completed years of age on `today`; a child born on 29 February completes a year on 1 March of other years. */
export function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

// The foreign card of 2017 carries three letters and twelve digits; that of 2023 eighteen digits like GB 11643.
function hasLetterNumber(identity: CardIdentity): boolean {
  return identity.kind === 'foreign-permanent-resident' && identity.number.length !== 18;
}

function examineLetterNumber(identity: CardIdentity): IdentityFinding[] {
  if (!/^[A-Z]{3}\d{12}$/.test(identity.number)) return [{ code: 'NUMBER_MALFORMED', severity: 'refuse' }];
  // No public text states the check rule of this number, so none is claimed.
  return [{ code: 'NUMBER_WITHOUT_CHECK', severity: 'warn' }];
}

function examineDigitNumber(identity: CardIdentity): IdentityFinding[] {
  const parsed = parseIdNumber(identity.number);
  if (!parsed.ok) return [numberFinding(parsed.error.code)];
  const findings: IdentityFinding[] = [];
  if (parsed.value.birth !== identity.birth) {
    findings.push({ code: 'BIRTH_DIFFERS_FROM_NUMBER', severity: 'refuse' });
  }
  const sexKnown = identity.sex === 'male' || identity.sex === 'female';
  if (sexKnown && parsed.value.sex !== identity.sex) {
    // Only GB 11643 states that the 17th digit tells the sex; for the foreign number it is usage.
    const severity = identity.kind === 'foreign-permanent-resident' ? 'warn' : 'refuse';
    findings.push({ code: 'SEX_DIFFERS_FROM_NUMBER', severity });
  }
  return findings;
}

function numberFinding(code: IdNumberErrorCode): IdentityFinding {
  switch (code) {
    case 'ID_NUMBER_15_DIGITS':
      return { code: 'NUMBER_15_DIGITS', severity: 'refuse' };
    case 'ID_NUMBER_CHECK_DIGIT':
      return { code: 'NUMBER_CHECK_DIGIT', severity: 'refuse' };
    case 'ID_NUMBER_LENGTH':
    case 'ID_NUMBER_CHARACTERS':
    case 'ID_NUMBER_BIRTH_DATE':
      return { code: 'NUMBER_MALFORMED', severity: 'refuse' };
  }
}

function examineFields(identity: CardIdentity): IdentityFinding[] {
  const findings: IdentityFinding[] = [];
  if (identity.name === '' && !identity.latinName) {
    findings.push({ code: 'FIELD_UNREADABLE', severity: 'refuse', field: 'name' });
  }
  if (identity.sex === 'unknown') findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'sex' });
  if (identity.kind === 'foreign-permanent-resident') return [...findings, ...examineForeignFields(identity)];
  if (!identity.address) findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'address' });
  if (!identity.authority) findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'authority' });
  if (identity.kind === 'resident' && ethnicityName(identity.ethnicityCode ?? '') === null) {
    findings.push({ code: 'ETHNICITY_UNKNOWN', severity: 'warn' });
  }
  if (identity.kind === 'hmt-residence-permit' && !identity.passNumber) {
    findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'passNumber' });
  }
  return findings;
}

function examineForeignFields(identity: CardIdentity): IdentityFinding[] {
  const findings: IdentityFinding[] = [];
  if (!identity.nationality) {
    findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'nationality' });
  }
  if (identity.version === 'Y') {
    findings.push({ code: 'FIELD_NOT_ON_CHIP', severity: 'warn', field: 'authority' });
    // Six bytes link to the number of the earlier card; the rule that derives it is not public.
    findings.push({ code: 'FIELD_UNREADABLE', severity: 'warn', field: 'previousNumber' });
  }
  return findings;
}

function examineDates(identity: CardIdentity, today: string): IdentityFinding[] {
  const { birth, validFrom, validTo } = identity;
  const findings: IdentityFinding[] = [];
  if (birth > today) findings.push({ code: 'BIRTH_IN_FUTURE', severity: 'refuse' });
  if (validTo !== 'long-term' && validTo < validFrom) {
    findings.push({ code: 'VALIDITY_REVERSED', severity: 'refuse' });
  }
  if (validFrom > today) findings.push({ code: 'NOT_YET_VALID', severity: 'refuse', from: validFrom });
  // The last day printed on the card is still a day of validity.
  if (validTo !== 'long-term' && validTo < today) {
    findings.push({ code: 'EXPIRED', severity: 'refuse', since: validTo });
  }
  return findings;
}
