// Citizen identity numbers: GB 11643-1999, check character by ISO 7064 MOD 11-2.
import { err, ok, type Result } from '#core/result';
import { fromCompactDate } from './calendar-date';

export interface IdNumber {
  /** 18 characters, a final x written X. */
  readonly number: string;
  /** GB/T 2260 code of the place of first registration, six digits; not looked up. */
  readonly region: string;
  /** YYYY-MM-DD */
  readonly birth: string;
  readonly sex: 'male' | 'female';
}

export type IdNumberErrorCode =
  | 'ID_NUMBER_15_DIGITS'
  | 'ID_NUMBER_LENGTH'
  | 'ID_NUMBER_CHARACTERS'
  | 'ID_NUMBER_CHECK_DIGIT'
  | 'ID_NUMBER_BIRTH_DATE';
export type IdNumberError = { readonly code: IdNumberErrorCode };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/**
 * Reads an 18-character number. Numbers of 15 digits lost their validity on 2013-01-01 (居民身份证法 第二十三条)
 * and are refused with a code of their own, so that the clerk can be told so.
 */
export function parseIdNumber(text: string): Result<IdNumber, IdNumberError> {
  const number = text.trim().toUpperCase();
  if (/^\d{15}$/.test(number)) return err({ code: 'ID_NUMBER_15_DIGITS' });
  if (number.length !== 18) return err({ code: 'ID_NUMBER_LENGTH' });
  if (!/^\d{17}[\dX]$/.test(number)) return err({ code: 'ID_NUMBER_CHARACTERS' });
  if (idCheckCharacter(number.slice(0, 17)) !== number[17]) return err({ code: 'ID_NUMBER_CHECK_DIGIT' });
  const birth = fromCompactDate(number.slice(6, 14));
  if (birth === null) return err({ code: 'ID_NUMBER_BIRTH_DATE' });
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return ok({ number, region: number.slice(0, 6), birth, sex });
}

/** The 18th character for seventeen digits (GB 11643-1999 附录 A). */
export function idCheckCharacter(seventeenDigits: string): string {
  if (!/^\d{17}$/.test(seventeenDigits)) throw new Error('seventeen digits expected');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeenDigits[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}
