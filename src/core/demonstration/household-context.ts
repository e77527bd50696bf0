// One household with what the makers of its certificates ask for.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import { ethnicityName } from '../identity/ethnicity';
import { makeCertificate, naturalHolder, sexName, type Draft } from './certificate-maker';
import type { Household } from './people';

/** `position` is the household's, `without` the persons for whom nothing is held. */
export class HouseholdContext {
  constructor(
    private readonly people: readonly CardIdentity[],
    readonly household: Household,
    readonly position: number,
    readonly without: ReadonlySet<number>,
    readonly today: string,
  ) {}

  /** Mother first; a lone head of a household is the only parent. */
  parents(): CardIdentity[] {
    const { couple, members } = this.household;
    const parents = (couple ?? members.slice(0, 1)).map((index) => this.person(index));
    return parents.sort((a, b) => (a.sex === 'female' ? 0 : 1) - (b.sex === 'female' ? 0 : 1));
  }

  /** Presented by its holder; by the parents too while the holder is under 18 (民法典 第二十七条). */
  make(
    typeId: string,
    holder: CardIdentity,
    rest: Omit<Draft, 'typeId' | 'holder' | 'accessibleBy'> & {
      readonly accessibleBy?: readonly string[];
    },
  ): Certificate {
    const minor = ageOn(holder.birth, this.today) < 18;
    const guardians = minor ? this.parents().map(({ number }) => number) : [];
    const accessibleBy = [holder.number, ...(rest.accessibleBy ?? []), ...guardians];
    return makeCertificate({ ...rest, typeId, holder: naturalHolder(holder), accessibleBy }, this.today);
  }

  basics(person: CardIdentity): Record<string, string> {
    return { sex: sexName(person.sex), ethnicity: ethnicityOf(person), birth: person.birth };
  }

  person(index: number): CardIdentity {
    const person = this.people[index];
    if (!person) throw new Error(`no person ${index}`);
    return person;
  }
}

/** Short name, empty for cards that bear none. */
export function ethnicityOf(person: CardIdentity): string {
  return ethnicityName(person.ethnicityCode ?? '') ?? '';
}
