// Numbers of the demonstration: right in form and check digit, and nobody's, for region 89 is assigned to no place.
import { creditCodeCheckCharacter, organisationCheckCharacter } from '../identity/credit-code';
import { idCheckCharacter } from '../identity/id-number';

/** GB 11643 number. `serial` is 0–499; the seventeenth digit is odd for men. */
export function idNumber(region: string, birth: string, sex: 'male' | 'female', serial: number): string {
  const sequence = String(serial * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const digits = `${region}${birth.replaceAll('-', '')}${sequence}`;
  return digits + idCheckCharacter(digits);
}

/** GB 32100 code. `department` 91 is a company, 92 an individual business; `serial` 0–9999999. */
export function creditCode(department: '91' | '92', region: string, serial: number): string {
  const organisation = `M${String(serial).padStart(7, '0')}`;
  const body = `${department}${region}${organisation}${organisationCheckCharacter(organisation)}`;
  return body + creditCodeCheckCharacter(body);
}

/** Card of 2017: three letters of nationality, region 8900, birth, serial, check; no public rule states the check. */
export function foreignPermanentNumber(nationality: string, birth: string, serial: number): string {
  return `${nationality}8900${birth.slice(2).replaceAll('-', '')}${String(serial % 100).padStart(2, '0')}`;
}
