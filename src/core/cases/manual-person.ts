// A person established by another document than the card on the reader: name and number typed in by the clerk.
import type { CardIdentity } from '../identity/card-identity';
import { parseIdNumber } from '../identity/id-number';
import type { IdNumberErrorCode } from '../identity/id-number';
import { err, ok } from '../result';
import type { Result } from '../result';
import type { Person } from './case-events';

/**
 * @param today YYYY-MM-DD; stands for "looked at today" in the validity, which the typed data does not tell
 * @returns the code of the number's error: typed numbers are checked like the card's (GB 11643)
 */
export function manualPerson(
  input: { name: string; number: string; otherDocument: string },
  acknowledged: readonly string[],
  today: string,
): Result<Person, { code: IdNumberErrorCode }> {
  const number = parseIdNumber(input.number);
  if (!number.ok) return err({ code: number.error.code });
  const identity: CardIdentity = {
    kind: 'resident',
    name: input.name,
    sex: number.value.sex,
    birth: number.value.birth,
    number: number.value.number,
    authority: '',
    validFrom: today,
    validTo: today,
  };
  return ok({
    identity,
    source: 'manual',
    otherDocument: input.otherDocument,
    acknowledged: [...acknowledged],
  });
}
