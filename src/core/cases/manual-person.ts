// A person established by something else than the card on the reader: a document the clerk looked at, or a code shown.
import type { CardIdentity } from '../identity/card-identity';
import { parseIdNumber } from '../identity/id-number';
import type { IdNumber, IdNumberErrorCode } from '../identity/id-number';
import { err, ok } from '../result';
import type { Result } from '../result';
import type { Person } from './case-events';

type Established = Result<Person, { code: IdNumberErrorCode }>;

/**
 * Name and number typed in by the clerk from another document.
 * @param today YYYY-MM-DD; stands for "looked at today" in the validity, which the typed data does not tell
 * @returns the code of the number's error: typed numbers are checked like the card's (GB 11643)
 */
export function manualPerson(
  input: { name: string; number: string; otherDocument: string },
  acknowledged: readonly string[],
  today: string,
): Established {
  const number = parseIdNumber(input.number);
  if (!number.ok) return err({ code: number.error.code });
  return ok({
    identity: identityOf(input.name, number.value, today),
    source: 'manual',
    otherDocument: input.otherDocument,
    acknowledged: [...acknowledged],
  });
}

/**
 * The holder of a code, as its issuer answered; only where the place's rule takes the code as showing who somebody is
 * (渝府办发〔2023〕108号 第十六条, 沪府办规〔2022〕7号 第十六条).
 * @param codeName 渝快码, 随申办 …
 */
export function holderCodePerson(
  holder: { name: string; number: string },
  codeName: string,
  today: string,
): Established {
  const number = parseIdNumber(holder.number);
  if (!number.ok) return err({ code: number.error.code });
  return ok({
    identity: identityOf(holder.name, number.value, today),
    source: 'holder-code',
    otherDocument: codeName,
    acknowledged: [],
  });
}

function identityOf(name: string, { number, sex, birth }: IdNumber, today: string): CardIdentity {
  return { kind: 'resident', name, sex, birth, number, authority: '', validFrom: today, validTo: today };
}
