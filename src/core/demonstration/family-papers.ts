// Certificates that a family of the demonstration shares: births, marriage, home, living allowance.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import { makeCertificate, naturalHolder, period, sexName } from './certificate-maker';
import { addDays } from './dates';
import { ethnicityOf, type HouseholdContext } from './household-context';
import { CITY, PROVINCE } from './invented-words';

export function papersOfFamily(home: HouseholdContext): Certificate[] {
  const children = home.household.children.filter((index) => !home.without.has(index));
  const births = children.map((index) => birthCertificate(home, index, home.person(index)));
  return [...births, ...marriage(home), ...newborn(home), ...ownedHome(home), ...allowance(home)];
}

function birthCertificate(home: HouseholdContext, index: number, child: CardIdentity): Certificate {
  const born = child.birth;
  return makeCertificate(
    {
      typeId: 'birth-certificate',
      number: `V89${String(index).padStart(7, '0')}`,
      holder: naturalHolder(child),
      accessibleBy: home.parents().map(({ number }) => number),
      issuer: `${CITY}妇幼保健院`,
      issuedOn: addDays(born, 3),
      validTo: 'long-term',
      fields: birthFields(home, sexName(child.sex), born),
    },
    home.today,
  );
}

/** A child of twelve days has a certificate and no ID number yet: that is what 新生儿落户 is for. */
function newborn(home: HouseholdContext): Certificate[] {
  const { couple } = home.household;
  if (couple === null || home.position % 7 !== 2) return [];
  const mother = home.person(couple[home.person(couple[0]).sex === 'female' ? 0 : 1]);
  if (ageOn(mother.birth, home.today) > 42) return [];
  const number = `V90${String(home.position).padStart(7, '0')}`;
  const draft = {
    typeId: 'birth-certificate',
    number,
    holder: { kind: 'natural', name: `${home.person(couple[0]).name.slice(0, 1)}初晴`, number } as const,
    accessibleBy: couple.map((parent) => home.person(parent).number),
    issuer: `${CITY}妇幼保健院`,
    issuedOn: addDays(home.today, -9),
    validTo: 'long-term' as const,
    fields: birthFields(home, home.position % 2 === 0 ? '女' : '男', addDays(home.today, -12)),
  };
  return [makeCertificate(draft, home.today)];
}

function birthFields(home: HouseholdContext, sex: string, born: string): Record<string, string> {
  const [mother, father] = home.parents();
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
    bornAt: `${year}年${month}月${day}日09时${String(10 + (home.position % 49))}分`,
    weeks: `${38 + (home.position % 3)}周`,
    weight: `${3000 + home.position * 13}克`,
    length: `${49 + (home.position % 4)}厘米`,
    birthplace: `${PROVINCE}${CITY}${home.household.district.name}`,
    institution: `${CITY}妇幼保健院`,
    ...parent('mother', mother),
    ...parent('father', father),
  };
}

/** Each spouse holds a copy; either may present both. */
function marriage(home: HouseholdContext): Certificate[] {
  const { couple } = home.household;
  if (couple === null || couple.some((index) => home.without.has(index))) return [];
  const [one, other] = [home.person(couple[0]), home.person(couple[1])];
  const registeredOn = addDays(home.today, -600 - home.position * 97);
  const lost = home.position % 10 === 4;
  return [
    { holder: one, spouse: other, copy: 1 },
    { holder: other, spouse: one, copy: 2 },
  ].map(({ holder, spouse, copy }) =>
    home.make('marriage-certificate', holder, {
      number: `J${home.household.district.region}-${registeredOn.slice(0, 4)}-${String(home.position * 2 + copy).padStart(6, '0')}`,
      accessibleBy: [one.number, other.number],
      issuer: `${CITY}${home.household.district.name}民政局婚姻登记处`,
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

function ownedHome(home: HouseholdContext): Certificate[] {
  const headIndex = home.household.members[0];
  if (headIndex === undefined || home.without.has(headIndex) || home.position % 5 === 3) return [];
  const head = home.person(headIndex);
  const owners = (home.household.couple ?? [headIndex]).map((index) => home.person(index));
  const serial = String(home.position + 1).padStart(7, '0');
  const year = String(Number(home.today.slice(0, 4)) - 1 - (home.position % 8));
  return [
    home.make('real-estate-title', head, {
      number: `演（${year}）${home.household.district.name}不动产权第${serial}号`,
      accessibleBy: owners.map(({ number }) => number),
      issuer: `${CITY}自然资源和规划局`,
      issuedOn: `${year}-05-1${home.position % 10}`,
      validTo: 'long-term',
      marks: home.position % 4 === 1 ? ['mortgaged'] : [],
      fields: {
        coOwnership:
          owners.length > 1 ? `共同共有（${owners.map(({ name }) => name).join('、')}）` : '单独所有',
        location: head.address ?? '',
        unitNumber: `${home.household.district.region}001001GB${serial}F0001`,
        rightType: '国有建设用地使用权/房屋所有权',
        rightNature: '出让/市场化商品房',
        usage: '城镇住宅用地/住宅',
        area: `共有宗地面积 12480.00㎡/房屋建筑面积 ${72 + (home.position % 60)}.${10 + (home.position % 80)}㎡`,
        term: `国有建设用地使用权 至 ${Number(year) + 62}年06月30日止`,
        other: `房屋结构：钢筋混凝土结构\n专有建筑面积：${60 + (home.position % 50)}.35㎡，分摊建筑面积：${12 + (home.position % 9)}.48㎡\n房屋总层数：18层，所在层：${1 + (home.position % 17)}层\n房屋竣工时间：${Number(year) - 8}年`,
        serial: `89${serial}`,
      },
    }),
  ];
}

function allowance(home: HouseholdContext): Certificate[] {
  const headIndex = home.household.members[0];
  if (headIndex === undefined || home.without.has(headIndex) || home.position % 9 !== 1) return [];
  const head = home.person(headIndex);
  const issuedOn = addDays(home.today, -200 - home.position);
  return [
    home.make('minimum-living-allowance', head, {
      number: `DB${home.household.number}`,
      accessibleBy: home.household.members.map((member) => home.person(member).number),
      issuer: `${CITY}${home.household.district.name}民政局`,
      ...period(issuedOn, 1),
      fields: {
        idNumber: head.number,
        address: head.address ?? '',
        members: `${home.household.members.length}人`,
        amount: `人民币${640 * home.household.members.length}元`,
        grantedOn: issuedOn,
        category: '城市居民最低生活保障',
      },
    }),
  ];
}
