// Unified social credit codes (统一社会信用代码): GB 32100-2015, check character by MOD 31-3; inner code GB 11714.
import { err, ok, type Result } from '#core/result';

export interface CreditCode {
  /** 18 characters. */
  readonly code: string;
  /** Registering department, first character (1 机构编制, 5 民政, 9 市场监管 …). */
  readonly department: string;
  /** GB/T 2260 code of the registering place, six digits. */
  readonly region: string;
  /** The nine characters of the organisation code (GB 11714). */
  readonly organisation: string;
}

export type CreditCodeErrorCode =
  | 'CREDIT_CODE_LENGTH'
  | 'CREDIT_CODE_CHARACTERS'
  | 'CREDIT_CODE_CHECK_DIGIT'
  | 'CREDIT_CODE_ORGANISATION_CHECK_DIGIT';
export type CreditCodeError = { readonly code: CreditCodeErrorCode };

// I, O, S, V and Z are left out by the standard (they look like 1, 0, 5, U and 2).
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Reads a code as typed or scanned (lower case is raised). */
export function parseCreditCode(text: string): Result<CreditCode, CreditCodeError> {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return err({ code: 'CREDIT_CODE_LENGTH' });
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) {
    return err({ code: 'CREDIT_CODE_CHARACTERS' });
  }
  if (creditCodeCheckCharacter(code.slice(0, 17)) !== code[17])
    return err({ code: 'CREDIT_CODE_CHECK_DIGIT' });
  const organisation = code.slice(8, 17);
  if (organisationCheckCharacter(organisation.slice(0, 8)) !== organisation[8]) {
    return err({ code: 'CREDIT_CODE_ORGANISATION_CHECK_DIGIT' });
  }
  return ok({ code, department: code.charAt(0), region: code.slice(2, 8), organisation });
}

/** The 18th character for seventeen characters (GB 32100-2015 附录 A). */
export function creditCodeCheckCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * valueOf(seventeen.charAt(index)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The ninth character of an organisation code (GB 11714-1997): 0–9, or X for ten. */
export function organisationCheckCharacter(eight: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(eight.charAt(index), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

function valueOf(character: string): number {
  const value = ALPHABET.indexOf(character);
  if (character === '' || value < 0) throw new Error('not a character of GB 32100');
  return value;
}
