// Certificates of the invented persons: identity, household, age, disability, family, driving, residence, housing.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import { ethnicityName } from '../identity/ethnicity';
import { makeCertificate, naturalHolder, period, phone, sexName } from './certificate-maker';
import { addDays, addYears } from './dates';
import { CITY, PROVINCE } from './invented-words';
import type { Household, Population } from './people';

/** Persons for whom the cache holds nothing at all, so that the paper way can be practised. */
export type WithoutCertificates = ReadonlySet<number>;

export function personalCertificates(
  population: Population,
  without: WithoutCertificates,
  today: string,
): Certificate[] {
  return population.households.flatMap((household, position) =>
    new HouseholdPapers(population.people, household, position, without, today).all(),
  );
}

class HouseholdPapers {
  constructor(
    private readonly people: readonly CardIdentity[],
    private readonly household: Household,
    private readonly position: number,
    private readonly without: WithoutCertificates,
    private readonly today: string,
  ) {}

  all(): Certificate[] {
    const each = this.household.members
      .filter((index) => !this.without.has(index))
      .flatMap((index) => this.ofPerson(index, this.person(index)));
    return [...each, ...this.marriage(), ...this.newborn(), ...this.home(), ...this.allowance()];
  }

  private ofPerson(index: number, person: CardIdentity): Certificate[] {
    const age = ageOn(person.birth, this.today);
    const certificates = [this.identityCard(person), this.householdRegister(index, person)];
    if (index % 8 !== 5) certificates.push(this.socialSecurityCard(index, person));
    if (age >= 60 && index % 3 !== 0) certificates.push(this.seniorCard(index, person));
    if (index % 14 === 3) certificates.push(this.disabilityCard(index, person));
    if (age >= 20 && age < 70 && index % 5 < 2) certificates.push(this.drivingLicence(index, person));
    if (age >= 18 && index % 9 === 4) certificates.push(this.residencePermit(index, person));
    if (this.household.children.includes(index)) certificates.push(this.birthCertificate(index, person));
    return certificates;
  }

  private identityCard(person: CardIdentity): Certificate {
    return this.make('identity-card', person, {
      number: person.number,
      issuer: person.authority,
      issuedOn: person.validFrom,
      validTo: person.validTo,
      fields: { ...this.basics(person), address: person.address ?? '', idNumber: person.number },
    });
  }

  private householdRegister(index: number, person: CardIdentity): Certificate {
    const head = this.person(this.household.members[0] ?? index);
    return this.make('household-register', person, {
      number: `${this.household.number}-${this.household.members.indexOf(index) + 1}`,
      accessibleBy: this.household.members.map((member) => this.person(member).number),
      issuer: person.authority,
      issuedOn: addDays(this.today, -1200 - index),
      validTo: 'long-term',
      fields: {
        ...this.basics(person),
        householdKind: '家庭户',
        householdNumber: this.household.number,
        head: head.name,
        relation: this.relation(index),
        birthplace: `${PROVINCE}${CITY}${this.household.district.name}`,
        nativePlace: `${PROVINCE}${CITY}`,
        address: person.address ?? '',
        idNumber: person.number,
        education: this.education(index),
        marital: this.household.couple?.includes(index) ? '有配偶' : '未婚',
        occupation: this.household.children.includes(index)
          ? '学生'
          : (['职员', '个体经营者', '工人'][index % 3] ?? ''),
        handler: '安样例',
      },
    });
  }

  private education(index: number): string {
    const age = ageOn(this.person(index).birth, this.today);
    if (age < 18) return age < 6 ? '学龄前' : age < 13 ? '小学' : age < 16 ? '初中' : '高中';
    return ['大学本科', '高中', '初中'][index % 3] ?? '';
  }

  private relation(index: number): string {
    const { couple, children, members } = this.household;
    const person = this.person(index);
    if (index === members[0]) return '户主';
    if (couple?.includes(index)) return person.sex === 'female' ? '妻' : '夫';
    if (children.includes(index)) return person.sex === 'female' ? '女' : '子';
    return person.sex === 'female' ? '母亲' : '父亲';
  }

  private socialSecurityCard(index: number, person: CardIdentity): Certificate {
    return this.make('social-security-card', person, {
      number: `A${String(89_000_000 + index)}`,
      issuer: `${CITY}人力资源和社会保障局`,
      ...period(addDays(this.today, -500 - index * 3), 10),
      fields: { sex: sexName(person.sex), idNumber: person.number, bank: '演示银行' },
    });
  }

  private seniorCard(index: number, person: CardIdentity): Certificate {
    return this.make('senior-card', person, {
      number: `YD${person.number.slice(0, 6)}${String(index).padStart(6, '0')}`,
      issuer: `${CITY}卫生健康委员会`,
      issuedOn: addDays(this.today, -300 - index),
      validTo: 'long-term',
      fields: {
        ...this.basics(person),
        idNumber: person.number,
        address: person.address ?? '',
        emergencyContact: '家属',
        emergencyPhone: phone(index),
      },
    });
  }

  private disabilityCard(index: number, person: CardIdentity): Certificate {
    const category = 1 + (index % 6);
    const level = 1 + (index % 4);
    // 残疾人证号: the ID number, one digit of category, one of level.
    return this.make('disability-card', person, {
      number: `${person.number}${category}${level}`,
      issuer: `${CITY}${this.household.district.name}残疾人联合会`,
      ...period(addDays(this.today, index % 28 === 17 ? -3700 : -900), 10),
      fields: {
        ...this.basics(person),
        idNumber: person.number,
        address: person.address ?? '',
        category: ['', '视力', '听力', '言语', '肢体', '智力', '精神'][category] ?? '',
        level: ['', '一级', '二级', '三级', '四级'][level] ?? '',
        guardian: '',
        guardianPhone: phone(index + 3000),
      },
    });
  }

  private drivingLicence(index: number, person: CardIdentity): Certificate {
    const blocked = index % 45 === 21;
    return this.make('driving-licence', person, {
      number: person.number,
      issuer: `${CITY}公安局交通警察支队`,
      // Every eleventh runs out within ninety days, which is when it may be renewed.
      ...period(
        index % 11 === 0 ? addDays(addYears(this.today, -6), 40) : addDays(this.today, -700 - index),
        6,
      ),
      status: blocked ? 'withheld' : 'valid',
      fields: {
        sex: sexName(person.sex),
        nationality: '中国',
        address: person.address ?? '',
        birth: person.birth,
        firstIssue: addYears(addDays(this.today, -700 - index), -6),
        class: index % 10 === 0 ? 'B2' : 'C1',
        fileNumber: `8901${String(index).padStart(8, '0')}`,
      },
    });
  }

  private residencePermit(index: number, person: CardIdentity): Certificate {
    // The permit is endorsed every year (居住证暂行条例 第十条); one in three is due now, some have lapsed.
    const age = [-340, -120, -400][index % 3] ?? -120;
    const issuedOn = addDays(this.today, age);
    return this.make('residence-permit', person, {
      number: `89${String(index).padStart(10, '0')}`,
      issuer: person.authority,
      ...period(issuedOn, 1),
      fields: {
        ...this.basics(person),
        domicile: `${PROVINCE}样板市试点县长桥镇${1 + (index % 60)}号`,
        residence: person.address ?? '',
        idNumber: person.number,
        endorsedOn: issuedOn,
      },
    });
  }

  private birthCertificate(index: number, child: CardIdentity): Certificate {
    const born = child.birth;
    return makeCertificate(
      {
        typeId: 'birth-certificate',
        number: `V89${String(index).padStart(7, '0')}`,
        holder: naturalHolder(child),
        accessibleBy: this.parents().map(({ number }) => number),
        issuer: `${CITY}妇幼保健院`,
        issuedOn: addDays(born, 3),
        validTo: 'long-term',
        fields: this.birthFields(sexName(child.sex), born),
      },
      this.today,
    );
  }

  /** A child of twelve days has a certificate and no ID number yet: that is what 新生儿落户 is for. */
  private newborn(): Certificate[] {
    const { couple } = this.household;
    if (couple === null || this.position % 7 !== 2) return [];
    const mother = this.person(couple[this.person(couple[0]).sex === 'female' ? 0 : 1]);
    if (ageOn(mother.birth, this.today) > 42) return [];
    const number = `V90${String(this.position).padStart(7, '0')}`;
    const draft = {
      typeId: 'birth-certificate',
      number,
      holder: { kind: 'natural', name: `${this.person(couple[0]).name.slice(0, 1)}初晴`, number } as const,
      accessibleBy: couple.map((parent) => this.person(parent).number),
      issuer: `${CITY}妇幼保健院`,
      issuedOn: addDays(this.today, -9),
      validTo: 'long-term' as const,
      fields: this.birthFields(this.position % 2 === 0 ? '女' : '男', addDays(this.today, -12)),
    };
    return [makeCertificate(draft, this.today)];
  }

  private birthFields(sex: string, born: string): Record<string, string> {
    const [mother, father] = this.parents();
    const [year, month, day] = born.split('-');
    const parent = (prefix: string, person: CardIdentity | undefined): Record<string, string> =>
      person === undefined
        ? {}
        : {
            [`${prefix}Name`]: person.name,
            [`${prefix}Age`]: `${ageOn(person.birth, born)}岁`,
            [`${prefix}Nationality`]: '中国',
            [`${prefix}Ethnicity`]: ethnicityOf(person),
            [`${prefix}Address`]: person.address ?? '',
            [`${prefix}IdNumber`]: person.number,
          };
    return {
      sex,
      bornAt: `${year}年${month}月${day}日09时${String(10 + (this.position % 49))}分`,
      weeks: `${38 + (this.position % 3)}周`,
      weight: `${3000 + this.position * 13}克`,
      length: `${49 + (this.position % 4)}厘米`,
      birthplace: `${PROVINCE}${CITY}${this.household.district.name}`,
      institution: `${CITY}妇幼保健院`,
      ...parent('mother', mother),
      ...parent('father', father),
    };
  }

  /** Mother first; a lone head of a household is the only parent. */
  private parents(): CardIdentity[] {
    const { couple, members } = this.household;
    const parents = (couple ?? members.slice(0, 1)).map((index) => this.person(index));
    return parents.sort((a, b) => (a.sex === 'female' ? 0 : 1) - (b.sex === 'female' ? 0 : 1));
  }

  /** Each spouse holds a copy; either may present both. */
  private marriage(): Certificate[] {
    const { couple } = this.household;
    if (couple === null || couple.some((index) => this.without.has(index))) return [];
    const [one, other] = [this.person(couple[0]), this.person(couple[1])];
    const registeredOn = addDays(this.today, -600 - this.position * 97);
    const lost = this.position % 10 === 4;
    return [
      { holder: one, spouse: other, copy: 1 },
      { holder: other, spouse: one, copy: 2 },
    ].map(({ holder, spouse, copy }) =>
      this.make('marriage-certificate', holder, {
        number: `J${this.household.district.region}-${registeredOn.slice(0, 4)}-${String(this.position * 2 + copy).padStart(6, '0')}`,
        accessibleBy: [one.number, other.number],
        issuer: `${CITY}${this.household.district.name}民政局婚姻登记处`,
        issuedOn: registeredOn,
        validTo: 'long-term',
        status: lost ? 'reported-lost' : 'valid',
        fields: {
          sex: sexName(holder.sex),
          nationality: '中国',
          birth: holder.birth,
          idNumber: holder.number,
          spouseName: spouse.name,
          spouseSex: sexName(spouse.sex),
          spouseNationality: '中国',
          spouseBirth: spouse.birth,
          spouseIdNumber: spouse.number,
          registeredOn,
          registrar: '简样例',
          remark: '',
        },
      }),
    );
  }

  private home(): Certificate[] {
    const headIndex = this.household.members[0];
    if (headIndex === undefined || this.without.has(headIndex) || this.position % 5 === 3) return [];
    const head = this.person(headIndex);
    const owners = (this.household.couple ?? [headIndex]).map((index) => this.person(index));
    const serial = String(this.position + 1).padStart(7, '0');
    const year = String(Number(this.today.slice(0, 4)) - 1 - (this.position % 8));
    return [
      this.make('real-estate-title', head, {
        number: `演（${year}）${this.household.district.name}不动产权第${serial}号`,
        accessibleBy: owners.map(({ number }) => number),
        issuer: `${CITY}自然资源和规划局`,
        issuedOn: `${year}-05-1${this.position % 10}`,
        validTo: 'long-term',
        marks: this.position % 4 === 1 ? ['mortgaged'] : [],
        fields: {
          coOwnership:
            owners.length > 1 ? `共同共有（${owners.map(({ name }) => name).join('、')}）` : '单独所有',
          location: head.address ?? '',
          unitNumber: `${this.household.district.region}001001GB${serial}F0001`,
          rightType: '国有建设用地使用权/房屋所有权',
          rightNature: '出让/市场化商品房',
          usage: '城镇住宅用地/住宅',
          area: `共有宗地面积 12480.00㎡/房屋建筑面积 ${72 + (this.position % 60)}.${10 + (this.position % 80)}㎡`,
          term: `国有建设用地使用权 至 ${Number(year) + 62}年06月30日止`,
          other: `房屋结构：钢筋混凝土结构\n专有建筑面积：${60 + (this.position % 50)}.35㎡，分摊建筑面积：${12 + (this.position % 9)}.48㎡\n房屋总层数：18层，所在层：${1 + (this.position % 17)}层\n房屋竣工时间：${Number(year) - 8}年`,
          serial: `89${serial}`,
        },
      }),
    ];
  }

  private allowance(): Certificate[] {
    const headIndex = this.household.members[0];
    if (headIndex === undefined || this.without.has(headIndex) || this.position % 9 !== 1) return [];
    const head = this.person(headIndex);
    const issuedOn = addDays(this.today, -200 - this.position);
    return [
      this.make('minimum-living-allowance', head, {
        number: `DB${this.household.number}`,
        accessibleBy: this.household.members.map((member) => this.person(member).number),
        issuer: `${CITY}${this.household.district.name}民政局`,
        ...period(issuedOn, 1),
        fields: {
          idNumber: head.number,
          address: head.address ?? '',
          members: `${this.household.members.length}人`,
          amount: `人民币${640 * this.household.members.length}元`,
          grantedOn: issuedOn,
          category: '城市居民最低生活保障',
        },
      }),
    ];
  }

  /** Presented by its holder; by the parents too while the holder is under 18 (民法典 第二十七条). */
  private make(
    typeId: string,
    holder: CardIdentity,
    rest: Omit<Parameters<typeof makeCertificate>[0], 'typeId' | 'holder' | 'accessibleBy'> & {
      readonly accessibleBy?: readonly string[];
    },
  ): Certificate {
    const minor = ageOn(holder.birth, this.today) < 18;
    const guardians = minor ? this.parents().map(({ number }) => number) : [];
    const accessibleBy = [holder.number, ...(rest.accessibleBy ?? []), ...guardians];
    return makeCertificate({ ...rest, typeId, holder: naturalHolder(holder), accessibleBy }, this.today);
  }

  private basics(person: CardIdentity): Record<string, string> {
    return { sex: sexName(person.sex), ethnicity: ethnicityOf(person), birth: person.birth };
  }

  private person(index: number): CardIdentity {
    const person = this.people[index];
    if (!person) throw new Error(`no person ${index}`);
    return person;
  }
}

function ethnicityOf(person: CardIdentity): string {
  return ethnicityName(person.ethnicityCode ?? '') ?? '';
}
