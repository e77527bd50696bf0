// Two hundred invented holders: households with ages, ethnicities and card kinds as a hall sees them.
import type { CardIdentity } from '../identity/card-identity';
import { addDays, addYears } from './dates';
import {
  CHILD_NAMES,
  CITY,
  DISTRICTS,
  ETHNICITIES,
  FEMALE_NAMES,
  MALE_NAMES,
  PROVINCE,
  STREETS,
  SURNAMES,
  type District,
} from './invented-words';
import { foreignPermanentNumber, idNumber } from './numbers';
import { createRandom, type Random } from './random';

export const POPULATION = 200;

/** One household at one address; indexes are positions in `Population.people`. The first member is its head. */
export interface Household {
  readonly number: string;
  readonly district: District;
  readonly address: string;
  readonly couple: readonly [number, number] | null;
  readonly children: readonly number[];
  readonly elders: readonly number[];
  readonly members: readonly number[];
}

export interface Population {
  readonly people: readonly CardIdentity[];
  readonly households: readonly Household[];
}

/**
 * The same `today` (`YYYY-MM-DD`) always gives the same population. Births follow the year alone, so that an ID number
 * stays the same for a calendar year; nothing else of a card is older or newer than today allows.
 */
export function createPopulation(today: string): Population {
  const draft = new Draft(today);
  while (draft.people.length < RESIDENTS) draft.addHousehold();
  for (let index = 0; draft.people.length < RESIDENTS + HMT_RESIDENTS; index += 1)
    draft.addHmtResident(index);
  for (let index = 0; draft.people.length < POPULATION; index += 1) draft.addForeigner(index);
  return { people: draft.people, households: draft.households };
}

const HMT_RESIDENTS = 6;
const RESIDENTS = POPULATION - HMT_RESIDENTS - 6;

class Draft {
  readonly people: CardIdentity[] = [];
  readonly households: Household[] = [];
  private readonly random: Random = createRandom(20_260_101);
  private readonly names = new Set<string>();

  constructor(private readonly today: string) {}

  addHousehold(): void {
    const { random } = this;
    const place = this.newPlace();
    const room = RESIDENTS - this.people.length;
    const size = Math.min(room, 1 + random.below(5));
    const surname = this.newSurname();
    const first = this.people.length;
    const age = 24 + random.below(46);
    const headIsMale = random.below(5) > 1;
    const add = (person: Partial<Who> & Pick<Who, 'age' | 'sex'>): number =>
      this.addResident({ surname, place, child: false, ...person });

    const head = add({ age, sex: headIsMale ? 'male' : 'female' });
    const partner =
      size > 1
        ? add({
            surname: this.newSurname(),
            age: Math.max(22, age - 3 + random.below(6)),
            sex: headIsMale ? 'female' : 'male',
          })
        : null;
    const children: number[] = [];
    const elders: number[] = [];
    while (this.people.length < first + size) {
      const childAge = age - 24 - children.length * 4;
      if (childAge >= 1 && children.length < 2) {
        children.push(
          add({ age: Math.min(childAge, 17), sex: random.below(2) ? 'male' : 'female', child: true }),
        );
      } else {
        elders.push(
          add({ age: Math.min(96, age + 24 + random.below(8)), sex: random.below(2) ? 'male' : 'female' }),
        );
      }
    }
    this.households.push({
      number: `89${place.district.region.slice(2)}${String(this.households.length + 1).padStart(5, '0')}`,
      district: place.district,
      address: place.address,
      couple: partner === null ? null : [head, partner],
      children,
      elders,
      members: Array.from({ length: size }, (_, index) => first + index),
    });
  }

  addHmtResident(index: number): void {
    const { random, today } = this;
    const { district, address } = this.newPlace();
    const sex = index % 2 === 0 ? 'male' : 'female';
    const birth = this.birthAt(24 + random.below(40));
    this.people.push({
      kind: 'hmt-residence-permit',
      name: this.newName(this.newSurname(), sex, false),
      sex,
      birth,
      address,
      number: idNumber(`8900${district.region.slice(4)}`, birth, sex, 100 + index),
      authority: `${CITY}公安局${district.name}分局`,
      ...this.validity(5, today),
      passNumber: index < 4 ? `${index < 2 ? 'H' : 'M'}0000000${index}` : `0000000${index}`,
      issueCount: `0${1 + (index % 3)}`,
    });
  }

  addForeigner(index: number): void {
    const { random, today } = this;
    const visitor = FOREIGNERS[index % FOREIGNERS.length] ?? FOREIGNERS[0];
    const birth = this.birthAt(28 + random.below(35));
    this.people.push({
      kind: 'foreign-permanent-resident',
      name: visitor.name,
      latinName: visitor.latinName,
      sex: visitor.sex,
      nationality: visitor.nationality,
      birth,
      number: foreignPermanentNumber(visitor.nationality, birth, index),
      authority: '8900',
      ...this.validity(10, today),
      version: '01',
    });
  }

  private addResident(who: Who): number {
    const index = this.people.length;
    const birth = this.birthAt(who.age);
    this.people.push({
      kind: 'resident',
      name: this.newName(who.surname, who.sex, who.child),
      sex: who.sex,
      ethnicityCode: this.random.pick(ETHNICITIES),
      birth,
      address: who.place.address,
      number: idNumber(who.place.district.region, birth, who.sex, index),
      authority: `${CITY}公安局${who.place.district.name}分局`,
      ...this.residentValidity(who.age, index),
    });
    return index;
  }

  /** Five years under 16, ten to 25, twenty to 45, long-term after that (居民身份证法 第五条). */
  private residentValidity(age: number, index: number): Pick<CardIdentity, 'validFrom' | 'validTo'> {
    const expired = EXPIRED_CARDS.has(index);
    if (age >= 48 && !expired) {
      return { validFrom: addDays(this.today, -400 - this.random.below(700)), validTo: 'long-term' };
    }
    const years = age < 16 ? 5 : age <= 26 ? 10 : 20;
    if (expired) {
      const validTo = addDays(this.today, -10 - this.random.below(200));
      return { validFrom: addYears(validTo, -years), validTo };
    }
    return this.validity(years, this.today);
  }

  private validity(years: number, today: string): { validFrom: string; validTo: string } {
    const validFrom = addDays(today, -60 - this.random.below(years * 365 - 400));
    return { validFrom, validTo: addYears(validFrom, years) };
  }

  /** Born so many years before this year, in January to October, never on 29 February. */
  private birthAt(age: number): string {
    const year = Number(this.today.slice(0, 4)) - age;
    const month = String(1 + this.random.below(10)).padStart(2, '0');
    return `${year}-${month}-${String(1 + this.random.below(28)).padStart(2, '0')}`;
  }

  private newPlace(): Place {
    const { random } = this;
    const district = random.pick(DISTRICTS);
    const house = `${random.pick(STREETS)}${1 + random.below(198)}号${1 + random.below(9)}单元${101 + random.below(17) * 100}室`;
    return { district, address: `${PROVINCE}${CITY}${district.name}${house}` };
  }

  private newSurname(): string {
    return SURNAMES[this.random.below(SURNAMES.length)] ?? '安';
  }

  /** Names are unique, so that a clerk who practises never wonders which one is meant. */
  private newName(surname: string, sex: Who['sex'], child: boolean): string {
    for (let attempt = 0; ; attempt += 1) {
      const family = attempt < 40 ? surname : this.newSurname();
      const given = this.random.pick(child ? CHILD_NAMES : sex === 'male' ? MALE_NAMES : FEMALE_NAMES);
      const name = family + given;
      if (this.names.has(name)) continue;
      this.names.add(name);
      return name;
    }
  }
}

interface Place {
  readonly district: District;
  readonly address: string;
}

interface Who {
  readonly surname: string;
  readonly place: Place;
  readonly age: number;
  readonly sex: 'male' | 'female';
  readonly child: boolean;
}

const EXPIRED_CARDS: ReadonlySet<number> = new Set([17, 58, 101, 144]);

const FOREIGNERS: readonly [Foreigner, ...Foreigner[]] = [
  { name: '安德莱', latinName: 'SAMPLE, ANDRE', nationality: 'FRA', sex: 'male' },
  { name: '米拉娜', latinName: 'EXAMPLE, MILANA', nationality: 'SRB', sex: 'female' },
  { name: '', latinName: 'SPECIMEN, JOHANNES', nationality: 'NLD', sex: 'male' },
  { name: '柯安娜', latinName: 'MUSTER, ANNA', nationality: 'DEU', sex: 'female' },
  { name: '', latinName: 'PLACEHOLDER, KENJI', nationality: 'JPN', sex: 'male' },
  { name: '林安妮', latinName: 'DEMO, ANNIE LYNN', nationality: 'CAN', sex: 'female' },
];

interface Foreigner {
  readonly name: string;
  readonly latinName: string;
  readonly nationality: string;
  readonly sex: 'male' | 'female';
}
