// The whole demonstration for one day: people, firms, certificates, and the few persons worth meeting first.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import type { Enterprise } from './enterprise';
import type { Flaw } from './certificate-files';
import { createEnterprises, enterpriseCertificates } from './enterprise-certificates';
import { createPopulation, type Population } from './people';
import { personalCertificates } from './personal-certificates';

/** Someone for the demonstration panel. `matterId` is the matter to try; `companion` stands beside as principal or agent. */
export interface Highlight {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly story: string;
  readonly matterId: string | null;
  readonly companion: string | null;
}

export interface Demonstration {
  readonly people: readonly CardIdentity[];
  readonly enterprises: readonly Enterprise[];
  readonly certificates: readonly Certificate[];
  readonly highlights: readonly Highlight[];
  /** Certificates whose file is wrong on purpose, by id. */
  readonly flaws: ReadonlyMap<string, Flaw>;
}

/** Deterministic: the same `today` (`YYYY-MM-DD`) gives the same data; ID numbers stay for a calendar year. */
export function createDemonstration(today: string): Demonstration {
  const population = createPopulation(today);
  const enterprises = createEnterprises(population, today);
  const paperOnly = findPaperOnly(population, enterprises, today);
  const nothing = new Set(paperOnly.map((index) => population.people[index]?.number));
  const certificates = [
    ...personalCertificates(population, new Set(paperOnly), today),
    ...enterpriseCertificates(enterprises, today),
  ].map((certificate) => ({
    ...certificate,
    accessibleBy: certificate.accessibleBy.filter((number) => !nothing.has(number)),
  }));
  const highlights = new Casting(population, enterprises, certificates, paperOnly, today).all();
  const flaws = castFlaws(enterprises, certificates);
  return { people: population.people, enterprises, certificates, highlights, flaws };
}

/** Positions of enterprises with the certificate that goes wrong for them; the highlights below tell the stories. */
const FLAWED: readonly { position: number; typeId: string; flaw: Flaw }[] = [
  { position: 2, typeId: 'food-licence', flaw: 'tampered' },
  { position: 9, typeId: 'business-licence', flaw: 'foreign-authority' },
  { position: 5, typeId: 'food-licence', flaw: 'expired-seal' },
];

function castFlaws(
  enterprises: readonly Enterprise[],
  certificates: readonly Certificate[],
): ReadonlyMap<string, Flaw> {
  return new Map(
    FLAWED.map(({ position, typeId, flaw }) => {
      const holder = enterprises[position]?.creditCode;
      const found = certificates.find((one) => one.typeId === typeId && one.holder.number === holder);
      if (!found) throw new Error(`no ${typeId} to go wrong`);
      return [found.id, flaw];
    }),
  );
}

/** Three old people who live alone or are cared for, and lead no firm: for them the cache is empty. */
function findPaperOnly(population: Population, enterprises: readonly Enterprise[], today: string): number[] {
  const leaders = new Set(enterprises.map(({ representative }) => representative.number));
  return population.people
    .map((person, index) => ({ person, index }))
    .filter(
      ({ person }) =>
        person.kind === 'resident' && ageOn(person.birth, today) >= 76 && !leaders.has(person.number),
    )
    .slice(0, 3)
    .map(({ index }) => index);
}

class Casting {
  private readonly taken = new Set<string>();

  constructor(
    private readonly population: Population,
    private readonly enterprises: readonly Enterprise[],
    private readonly certificates: readonly Certificate[],
    private readonly paperOnly: readonly number[],
    private readonly today: string,
  ) {}

  all(): Highlight[] {
    const parent = this.holds(
      'birth-certificate',
      ({ accessibleBy, holder }) =>
        accessibleBy.every((number) => number !== holder.number) && !/^\d/u.test(holder.number),
    );
    const disabled = this.holds('disability-card', (certificate) => this.isValid(certificate));
    const agent = this.someone(
      (person) => ageOn(person.birth, this.today) === 30 || ageOn(person.birth, this.today) > 30,
    );
    return [
      this.leader(0, 'renewal', '全部免交：食品经营许可延续', 'food-licence-renewal'),
      this.leader(1, 'expired-licence', '食品经营许可证已过期', 'food-licence-renewal'),
      this.leader(3, 'blocked-licence', '食品经营许可证被挂起，不可采用', 'food-licence-renewal'),
      this.leader(2, 'tampered', '食品经营许可证文件盖章后被改动：不可采用', 'food-licence-renewal'),
      this.leader(
        9,
        'unknown-authority',
        '营业执照的印章由未配置的机构签发：无法确认',
        'food-licence-renewal',
      ),
      this.leader(5, 'expired-seal', '食品经营许可证盖章时印章已过期：不可采用', 'food-licence-renewal'),
      this.leader(8, 'freight', '货运公司：道路运输证换发', 'road-transport-permit-renewal'),
      this.cast('newborn', parent, '新生儿落户：出生医学证明由父母出示', 'newborn-household'),
      this.cast('disabled', disabled, '残疾人两项补贴：残疾人证免交', 'disability-allowance'),
      this.cast(
        'paper-only',
        this.at(this.paperOnly[0]),
        '没有任何电子证照的老年人，走传统方式',
        'senior-card-application',
      ),
      this.cast('agent', agent, '代办人：替上面的残疾人办补贴', 'disability-allowance', disabled),
      this.cast(
        'expired-card',
        this.someone((one) => this.cardExpired(one), true),
        '身份证已过期',
        null,
      ),
      this.cast(
        'mortgaged',
        this.holds('real-estate-title', ({ marks }) => marks.includes('mortgaged')),
        '不动产已抵押：转移登记前须留意',
        'real-estate-transfer',
      ),
      this.cast(
        'lost-marriage',
        this.holds('marriage-certificate', ({ status }) => status === 'reported-lost'),
        '结婚证已挂失：补领',
        'marriage-certificate-reissue',
      ),
      this.cast('hmt', this.ofKind('hmt-residence-permit'), '港澳台居民居住证', null),
      this.cast('foreigner', this.ofKind('foreign-permanent-resident'), '外国人永久居留身份证', null),
    ];
  }

  private leader(position: number, id: string, story: string, matterId: string): Highlight {
    const enterprise = this.enterprises[position];
    if (!enterprise) throw new Error(`no enterprise ${position}`);
    return this.cast(id, enterprise.representative, story, matterId);
  }

  private cast(
    id: string,
    person: CardIdentity | undefined,
    story: string,
    matterId: string | null,
    companion: CardIdentity | null = null,
  ): Highlight {
    if (!person) throw new Error(`the demonstration has nobody for ${id}`);
    this.taken.add(person.number);
    const name = person.name || (person.latinName ?? '');
    return { id, name, number: person.number, story, matterId, companion: companion?.number ?? null };
  }

  /** The first adult with a valid card who may present a certificate of the type that fits, and is not cast yet. */
  private holds(typeId: string, fits: (certificate: Certificate) => boolean): CardIdentity | undefined {
    const numbers = new Set(
      this.certificates
        .filter((one) => one.typeId === typeId && fits(one))
        .flatMap((one) => one.accessibleBy),
    );
    const found = this.someone(({ number }) => numbers.has(number));
    if (found) this.taken.add(found.number);
    return found;
  }

  private someone(fits: (person: CardIdentity) => boolean, expired = false): CardIdentity | undefined {
    const leaders = new Set(this.enterprises.map(({ representative }) => representative.number));
    return this.population.people.find(
      (person, index) =>
        person.kind === 'resident' &&
        ageOn(person.birth, this.today) >= 18 &&
        this.cardExpired(person) === expired &&
        !leaders.has(person.number) &&
        !this.paperOnly.includes(index) &&
        !this.taken.has(person.number) &&
        fits(person),
    );
  }

  private ofKind(kind: CardIdentity['kind']): CardIdentity | undefined {
    return this.population.people.find((person) => person.kind === kind);
  }

  private at(index: number | undefined): CardIdentity | undefined {
    return index === undefined ? undefined : this.population.people[index];
  }

  private cardExpired({ validTo }: CardIdentity): boolean {
    return validTo !== 'long-term' && validTo < this.today;
  }

  private isValid({ status, validTo }: Certificate): boolean {
    return status === 'valid' && (validTo === 'long-term' || validTo >= this.today);
  }
}
