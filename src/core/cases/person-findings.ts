// What the examination of somebody's identity means for opening a case: refused, in need of the clerk's word, or fine.
import { examineConsistency, examineIdentity } from '../identity/card-identity';
import type { IdentityFinding } from '../identity/card-identity';
import type { Person } from './case-events';

/** `READING_NOT_CONFIRMED`: the clerk compares name and number with the card in hand before they count. */
export type PersonFinding =
  IdentityFinding | { readonly code: 'READING_NOT_CONFIRMED'; readonly severity: 'warn' };

export interface PersonExamination {
  /** Nothing overcomes these. */
  readonly refused: readonly PersonFinding[];
  /** The clerk looked at another valid document, or at the person, and says so. */
  readonly toConfirm: readonly PersonFinding[];
  /** Worth showing, no obstacle. */
  readonly notes: readonly PersonFinding[];
}

/**
 * An expired card proves nothing by itself, but its holder is not sent away: another valid document will do
 * (居民身份证法 第十二条 临时居民身份证), which the clerk confirms.
 */
const CONFIRMABLE: ReadonlySet<PersonFinding['code']> = new Set<PersonFinding['code']>([
  'READING_NOT_CONFIRMED',
  'EXPIRED',
  'SEX_DIFFERS_FROM_NUMBER',
  'FIELD_UNREADABLE',
]);

/** @param today YYYY-MM-DD */
export function examinePerson(person: Person, today: string): PersonExamination {
  const refused: PersonFinding[] = [];
  const toConfirm: PersonFinding[] = [];
  const notes: PersonFinding[] = [];
  for (const finding of findingsOf(person, today)) {
    if (finding.code === 'EXPIRED') toConfirm.push(finding);
    else if (finding.severity === 'refuse') refused.push(finding);
    else if (CONFIRMABLE.has(finding.code)) toConfirm.push(finding);
    else notes.push(finding);
  }
  return { refused, toConfirm, notes };
}

function findingsOf({ identity, source, unconfirmedReading }: Person, today: string): PersonFinding[] {
  if (source === 'card') {
    const findings = examineIdentity(identity, today);
    return unconfirmedReading ? [...findings, { code: 'READING_NOT_CONFIRMED', severity: 'warn' }] : findings;
  }
  // What was typed in or shown by a code has only name and number; the rest stands on the document that was named.
  const consistency = examineConsistency(identity);
  return identity.birth > today
    ? [...consistency, { code: 'BIRTH_IN_FUTURE', severity: 'refuse' }]
    : consistency;
}
