// By when an issued certificate must be collected (归集): the place's rule, counted in working days.
import { assertNever } from '../result';
import { citationLabel } from '../rules/in-force';
import type { Citation, Deadline, RulePack } from '../rules/rule-pack';
import { workingDaysAfter, type CountedDay, type WorkingCalendar } from '../time/working-days';

export interface IssuedFacts {
  /** `YYYY-MM-DD` in China. */
  readonly sealedOn: string;
  /** Where the case was closed already. One sealed before its case closes is counted from the seal: never too late. */
  readonly caseClosedOn?: string | undefined;
  readonly bulk: boolean;
}

export interface CollectionDuty {
  /** null: the rule gives no countable limit; `article` says what it does say. */
  readonly due: CountedDay | null;
  readonly article: string | undefined;
  readonly text: string | undefined;
}

type CollectionRule = RulePack['offlineCollection'][number];

/**
 * 许政办〔2021〕13号 第十三条: one working day after the case closes, bulk five; 沪府办规〔2022〕7号 第八条: the same day.
 * Rules on force majeure and notification give no day that this terminal could count.
 */
export function collectionDuty(
  rulePack: RulePack,
  facts: IssuedFacts,
  calendars: ReadonlyMap<string, WorkingCalendar>,
): CollectionDuty {
  const rule = ruleFor(rulePack.offlineCollection, facts.bulk);
  if (!rule) return { due: null, article: undefined, text: undefined };
  const from = rule.countedFrom === 'case-closed' ? (facts.caseClosedOn ?? facts.sealedOn) : facts.sealedOn;
  const due = countable(rule) ? dueDay(rule.deadline, from, calendars) : null;
  return { due, ...cited(rulePack, rule.citation) };
}

function ruleFor(rules: readonly CollectionRule[], bulk: boolean): CollectionRule | undefined {
  const order: CollectionRule['when'][] = bulk
    ? ['bulk-issue', 'offline-issue', 'daily-increment', 'force-majeure']
    : ['offline-issue', 'daily-increment', 'force-majeure'];
  return order.map((when) => rules.find((rule) => rule.when === when)).find((rule) => rule !== undefined);
}

/** What is counted from the end of a disturbance has no day while nobody has said that it ended. */
function countable({ countedFrom }: CollectionRule): boolean {
  return countedFrom === 'case-closed' || countedFrom === 'day-of-issue';
}

function dueDay(
  deadline: Deadline,
  from: string,
  calendars: ReadonlyMap<string, WorkingCalendar>,
): CountedDay | null {
  switch (deadline.kind) {
    case 'same-day':
      return { day: from, holidaysKnown: true };
    case 'working-days':
      return workingDaysAfter(from, deadline.days, calendars);
    case 'statutory':
    case 'notify':
      return null;
    default:
      return assertNever(deadline);
  }
}

function cited(rulePack: RulePack, citation: Citation): { article: string; text: string } {
  return { article: citationLabel(rulePack, citation), text: citation.text };
}
