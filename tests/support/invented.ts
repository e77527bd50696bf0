// The invented people of the demonstration on the counter's own day, as the terminal under test has them.
import { createDemonstration } from '#core/demonstration/demonstration';
import type { CardIdentity } from '#core/identity/card-identity';
import { chinaDay } from '#core/time/clock';

export const demonstration = createDemonstration(chinaDay(new Date()));

/** The person of a story, by its id (`renewal`, `expired-card` …). */
export function highlight(id: string): CardIdentity {
  const { number } = demonstration.highlights.find((one) => one.id === id)!;
  return demonstration.people.find((person) => person.number === number)!;
}
