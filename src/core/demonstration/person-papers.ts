// Certificates that one person of the demonstration holds: identity, household, age, disability, driving, residence.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import { period, phone, sexName } from './certificate-maker';
import { addDays, addYears } from './dates';
import type { HouseholdContext } from './household-context';
import { CITY, PROVINCE } from './invented-words';

/** `index` is the person's position in the population; what somebody holds follows from it and from the age. */
export function papersOfPerson(home: HouseholdContext, index: number): Certificate[] {
  const person = home.person(index);
  const age = ageOn(person.birth, home.today);
  const certificates = [identityCard(home, person), householdRegister(home, index, person)];
  if (index % 8 !== 5) certificates.push(socialSecurityCard(home, index, person));
  if (age >= 60 && index % 3 !== 0) certificates.push(seniorCard(home, index, person));
  if (index % 14 === 3) certificates.push(disabilityCard(home, index, person));
  if (age >= 20 && age < 70 && index % 5 < 2) certificates.push(drivingLicence(home, index, person));
  if (age >= 18 && index % 9 === 4) certificates.push(residencePermit(home, index, person));
  return certificates;
}

function identityCard(home: HouseholdContext, person: CardIdentity): Certificate {
  return home.make('identity-card', person, {
    number: person.number,
    issuer: person.authority,
    issuedOn: person.validFrom,
    validTo: person.validTo,
    fields: { ...home.basics(person), address: person.address ?? '', idNumber: person.number },
  });
}

function householdRegister(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  const head = home.person(home.household.members[0] ?? index);
  return home.make('household-register', person, {
    number: `${home.household.number}-${home.household.members.indexOf(index) + 1}`,
    accessibleBy: home.household.members.map((member) => home.person(member).number),
    issuer: person.authority,
    issuedOn: addDays(home.today, -1200 - index),
    validTo: 'long-term',
    fields: {
      ...home.basics(person),
      householdKind: '家庭户',
      householdNumber: home.household.number,
      head: head.name,
      relation: relation(home, index),
      birthplace: `${PROVINCE}${CITY}${home.household.district.name}`,
      nativePlace: `${PROVINCE}${CITY}`,
      address: person.address ?? '',
      idNumber: person.number,
      education: education(home, index),
      marital: home.household.couple?.includes(index) ? '有配偶' : '未婚',
      occupation: home.household.children.includes(index)
        ? '学生'
        : (['职员', '个体经营者', '工人'][index % 3] ?? ''),
      handler: '安样例',
    },
  });
}

function education(home: HouseholdContext, index: number): string {
  const age = ageOn(home.person(index).birth, home.today);
  if (age < 18) return age < 6 ? '学龄前' : age < 13 ? '小学' : age < 16 ? '初中' : '高中';
  return ['大学本科', '高中', '初中'][index % 3] ?? '';
}

function relation(home: HouseholdContext, index: number): string {
  const { couple, children, members } = home.household;
  const person = home.person(index);
  if (index === members[0]) return '户主';
  if (couple?.includes(index)) return person.sex === 'female' ? '妻' : '夫';
  if (children.includes(index)) return person.sex === 'female' ? '女' : '子';
  return person.sex === 'female' ? '母亲' : '父亲';
}

function socialSecurityCard(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  return home.make('social-security-card', person, {
    number: `A${String(89_000_000 + index)}`,
    issuer: `${CITY}人力资源和社会保障局`,
    ...period(addDays(home.today, -500 - index * 3), 10),
    fields: { sex: sexName(person.sex), idNumber: person.number, bank: '演示银行' },
  });
}

function seniorCard(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  return home.make('senior-card', person, {
    number: `YD${person.number.slice(0, 6)}${String(index).padStart(6, '0')}`,
    issuer: `${CITY}卫生健康委员会`,
    issuedOn: addDays(home.today, -300 - index),
    validTo: 'long-term',
    fields: {
      ...home.basics(person),
      idNumber: person.number,
      address: person.address ?? '',
      emergencyContact: '家属',
      emergencyPhone: phone(index),
    },
  });
}

function disabilityCard(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  const category = 1 + (index % 6);
  const level = 1 + (index % 4);
  // 残疾人证号: the ID number, one digit of category, one of level.
  return home.make('disability-card', person, {
    number: `${person.number}${category}${level}`,
    issuer: `${CITY}${home.household.district.name}残疾人联合会`,
    ...period(addDays(home.today, index % 28 === 17 ? -3700 : -900), 10),
    fields: {
      ...home.basics(person),
      idNumber: person.number,
      address: person.address ?? '',
      category: ['', '视力', '听力', '言语', '肢体', '智力', '精神'][category] ?? '',
      level: ['', '一级', '二级', '三级', '四级'][level] ?? '',
      guardian: '',
      guardianPhone: phone(index + 3000),
    },
  });
}

function drivingLicence(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  const blocked = index % 45 === 21;
  return home.make('driving-licence', person, {
    number: person.number,
    issuer: `${CITY}公安局交通警察支队`,
    // Every eleventh runs out within ninety days, which is when it may be renewed.
    ...period(
      index % 11 === 0 ? addDays(addYears(home.today, -6), 40) : addDays(home.today, -700 - index),
      6,
    ),
    status: blocked ? 'withheld' : 'valid',
    fields: {
      sex: sexName(person.sex),
      nationality: '中国',
      address: person.address ?? '',
      birth: person.birth,
      firstIssue: addYears(addDays(home.today, -700 - index), -6),
      class: index % 10 === 0 ? 'B2' : 'C1',
      fileNumber: `8901${String(index).padStart(8, '0')}`,
    },
  });
}

function residencePermit(home: HouseholdContext, index: number, person: CardIdentity): Certificate {
  // The permit is endorsed every year (居住证暂行条例 第十条); one in three is due now, some have lapsed.
  const age = [-340, -120, -400][index % 3] ?? -120;
  const issuedOn = addDays(home.today, age);
  return home.make('residence-permit', person, {
    number: `89${String(index).padStart(10, '0')}`,
    issuer: person.authority,
    ...period(issuedOn, 1),
    fields: {
      ...home.basics(person),
      domicile: `${PROVINCE}样板市试点县长桥镇${1 + (index % 60)}号`,
      residence: person.address ?? '',
      idNumber: person.number,
      endorsedOn: issuedOn,
    },
  });
}
