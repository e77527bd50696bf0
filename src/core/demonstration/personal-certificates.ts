// Certificates of the invented persons, household by household.
import type { Certificate } from '../catalogue/certificate';
import { papersOfFamily } from './family-papers';
import { HouseholdContext } from './household-context';
import type { Population } from './people';
import { papersOfPerson } from './person-papers';

/** `without`: positions of persons for whom the cache holds nothing, so that the paper way can be practised. */
export function personalCertificates(
  population: Population,
  without: ReadonlySet<number>,
  today: string,
): Certificate[] {
  return population.households.flatMap((household, position) => {
    const home = new HouseholdContext(population.people, household, position, without, today);
    const held = household.members.filter((index) => !without.has(index));
    return [...held.flatMap((index) => papersOfPerson(home, index)), ...papersOfFamily(home)];
  });
}
