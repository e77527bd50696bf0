// What the examination of somebody's identity means for opening a case: refused, in need of the clerk's word, or fine.
import { examineConsistency, examineIdentity } from '../identity/card-identity';
import type { IdentityFinding } from '../identity/card-identity';
import type { Person } from './case-events';

export interface PersonExamination {
  /** Nothing overcomes these. */
  readonly refused: readonly IdentityFinding[];
  /** The clerk looked at another valid document, or at the person, and says so. */
  readonly toConfirm: readonly IdentityFinding[];
  /** Worth showing, no obstacle. */
  readonly notes: readonly IdentityFinding[];
}

/**
 * An expired card proves nothing by itself, but its holder is not sent away: another valid document will do
 * (居民身份证法 第十二条 临时居民身份证), which the clerk confirms.
 */
const CONFIRMABLE: ReadonlySet<IdentityFinding['code']> = new Set([
  'EXPIRED',
  'SEX_DIFFERS_FROM_NUMBER',
  'FIELD_UNREADABLE',
]);

/** @param today YYYY-MM-DD */
export function examinePerson(person: Person, today: string): PersonExamination {
  const refused: IdentityFinding[] = [];
  const toConfirm: IdentityFinding[] = [];
  const notes: IdentityFinding[] = [];
  for (const finding of findingsOf(person, today)) {
    if (finding.code === 'EXPIRED') toConfirm.push(finding);
    else if (finding.severity === 'refuse') refused.push(finding);
    else if (CONFIRMABLE.has(finding.code)) toConfirm.push(finding);
    else notes.push(finding);
  }
  return { refused, toConfirm, notes };
}

function findingsOf({ identity, source }: Person, today: string): IdentityFinding[] {
  // What was typed in has only name and number; the rest stands on the document the clerk named.
  if (source === 'card') return examineIdentity(identity, today);
  const consistency = examineConsistency(identity);
  return identity.birth > today
    ? [...consistency, { code: 'BIRTH_IN_FUTURE', severity: 'refuse' }]
    : consistency;
}
