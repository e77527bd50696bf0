// What can be wrong with one value of a certificate that is being made, by the kind of the field.
import type { CertificateField } from '../catalogue/certificate-type';
import { isCalendarDate } from '../identity/calendar-date';
import { parseCreditCode, type CreditCodeErrorCode } from '../identity/credit-code';
import { parseIdNumber, type IdNumberErrorCode } from '../identity/id-number';

export const FIELD_PROBLEMS = [
  'FIELD_MISSING',
  'FIELD_TOO_LONG',
  'FIELD_CHARACTERS',
  'FIELD_DATE',
  'FIELD_MONEY',
  'FIELD_DIFFERS_FROM_HOLDER',
  'FIELD_DIFFERS_FROM_ID_NUMBER',
  'FIELD_PERIOD_REVERSED',
  'FIELD_PERIOD_OVER',
  'FIELD_PERIOD_NOT_ALLOWED',
] as const;
export type FieldProblem = (typeof FIELD_PROBLEMS)[number] | IdNumberErrorCode | CreditCodeErrorCode;

export type FieldKind = Exclude<CertificateField['kind'], 'photo'>;

const MOST_CHARACTERS: Readonly<Record<FieldKind, number>> = {
  text: 120,
  date: 10,
  'id-number': 18,
  'credit-code': 18,
  money: 40,
  multiline: 1_000,
};

/** A value as it is kept: NFC, trimmed, dates as YYYY-MM-DD, letters of numbers raised. Unreadable ones stay as typed. */
export function normalValue(kind: FieldKind, typed: string): string {
  const text = typed.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (kind === 'date') return normalDate(text);
  return kind === 'id-number' || kind === 'credit-code' ? text.toUpperCase().replaceAll(' ', '') : text;
}

/** The first thing wrong with a value; undefined when nothing is. Empty values are the caller's business. */
export function fieldProblem(kind: FieldKind, value: string): FieldProblem | undefined {
  if ([...value].length > MOST_CHARACTERS[kind]) return 'FIELD_TOO_LONG';
  if (FORBIDDEN.test(kind === 'multiline' ? value.replaceAll('\n', '') : value)) return 'FIELD_CHARACTERS';
  switch (kind) {
    case 'date':
      return isCalendarDate(value) ? undefined : 'FIELD_DATE';
    case 'id-number':
      return codeOf(parseIdNumber(value));
    case 'credit-code':
      return codeOf(parseCreditCode(value));
    case 'money':
      return MONEY.test(value) ? undefined : 'FIELD_MONEY';
    case 'text':
    case 'multiline':
      return undefined;
  }
}

// Control and direction characters would make a certificate show something else than it says.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;

/** Figures or capital numerals, as certificates write sums. */
const MONEY =
  /^(人民币)?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,4})?(万|亿)?(元|美元|港元)?(整)?$|^(人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+$/u;

function codeOf<E extends FieldProblem>(
  parsed: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: E } },
): E | undefined {
  return parsed.ok ? undefined : parsed.error.code;
}

/** 2026/3/1, 2026.3.1, 2026年3月1日 and 20260301 are how people write days. */
function normalDate(text: string): string {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return text;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
