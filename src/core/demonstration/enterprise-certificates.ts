// Invented firms and individual businesses with their licences; their legal representatives are among the people.
import type { Certificate } from '../catalogue/certificate';
import { ageOn, type CardIdentity } from '../identity/card-identity';
import { makeCertificate, naturalHolder, period, sexName } from './certificate-maker';
import { addDays } from './dates';
import { makeForEnterprise, type Enterprise, type Trade } from './enterprise';
import { freightPapers } from './freight-papers';
import { CITY, COMPANY_NAMES, DISTRICTS, PROVINCE, SHOP_NAMES, STREETS } from './invented-words';
import { creditCode } from './numbers';
import type { Population } from './people';

/** Fourteen: eight individual businesses and six companies, led by adults of working age who each lead one. */
export function createEnterprises(population: Population, today: string): Enterprise[] {
  const leaders = population.people.filter(
    (person, index) =>
      person.kind === 'resident' &&
      index % 4 === 0 &&
      within(ageOn(person.birth, today), 22, 62) &&
      !hasExpired(person, today),
  );
  return [...SHOP_NAMES, ...COMPANY_NAMES].map((shortName, position): Enterprise => {
    const representative = leaders[position];
    if (!representative) throw new Error('too few adults to lead the enterprises');
    const district = DISTRICTS[position % DISTRICTS.length] ?? DISTRICTS[0];
    const individual = position < SHOP_NAMES.length;
    const street = STREETS[(position * 5) % STREETS.length] ?? STREETS[0];
    return {
      name: individual ? `${CITY}${district.name}${shortName}` : `${CITY}${shortName}`,
      creditCode: creditCode(individual ? '92' : '91', district.region, position + 1),
      individual,
      trade: TRADES[position] ?? 'goods',
      address: `${PROVINCE}${CITY}${district.name}${street}${18 + position * 7}号`,
      representative,
      position,
    };
  });
}

export function enterpriseCertificates(enterprises: readonly Enterprise[], today: string): Certificate[] {
  return enterprises.flatMap((enterprise) => [
    licence(enterprise, today),
    ...(enterprise.trade === 'food'
      ? [...foodLicence(enterprise, today), healthCertificate(enterprise, today)]
      : []),
    ...(enterprise.trade === 'hygiene'
      ? [hygieneLicence(enterprise, today), healthCertificate(enterprise, today)]
      : []),
    ...(enterprise.trade === 'freight' ? freightPapers(enterprise, today) : []),
    premises(enterprise, today),
  ]);
}

const TRADES: readonly Trade[] = [
  'food',
  'food',
  'food',
  'food',
  'food',
  'food',
  'goods',
  'goods',
  'freight',
  'food',
  'goods',
  'freight',
  'hygiene',
  'hygiene',
];

function within(age: number, from: number, to: number): boolean {
  return age >= from && age <= to;
}

function hasExpired(person: CardIdentity, today: string): boolean {
  return person.validTo !== 'long-term' && person.validTo < today;
}

function licence(enterprise: Enterprise, today: string): Certificate {
  const registeredOn = addDays(today, -800 - enterprise.position * 61);
  const common = {
    number: enterprise.creditCode,
    issuer: `${CITY}市场监督管理局`,
    issuedOn: registeredOn,
    validTo: 'long-term',
    // The last shop has reported its licence lost; it can be reissued, not used.
    status: enterprise.position === 7 ? 'reported-lost' : 'valid',
  } as const;
  const { address, representative } = enterprise;
  const scope = SCOPES[enterprise.trade];
  if (enterprise.individual) {
    const fields = { operator: representative.name, composition: '个人经营', registeredOn, address, scope };
    return makeForEnterprise(enterprise, today, { ...common, typeId: 'individual-business-licence', fields });
  }
  const fields = {
    kind: '有限责任公司（自然人独资）',
    legalRepresentative: representative.name,
    registeredCapital: '伍佰万元整',
    establishedOn: registeredOn,
    address,
    scope,
  };
  return makeForEnterprise(enterprise, today, { ...common, typeId: 'business-licence', fields });
}

const SCOPES: Readonly<Record<Trade, string>> = {
  food: '许可项目：餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）一般项目：日用百货销售；礼品花卉销售。',
  freight:
    '许可项目：道路货物运输（不含危险货物）。（依法须经批准的项目，经相关部门批准后方可开展经营活动）一般项目：普通货物仓储服务；装卸搬运；国内货物运输代理。',
  hygiene:
    '许可项目：住宿服务；生活美容服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）一般项目：化妆品零售；酒店管理。',
  goods:
    '一般项目：日用百货销售；新鲜水果零售；文具用品零售；互联网销售（除销售需要许可的商品）。（依法自主开展经营活动）',
};

/** Of the food shops the second has let its licence expire, the fourth has had it suspended, the fifth has none yet. */
function foodLicence(enterprise: Enterprise, today: string): Certificate[] {
  const { position, representative, address } = enterprise;
  if (position === 4) return [];
  const endsIn = position === 1 ? -23 : 60 + position * 90;
  const issuedOn = addDays(today, endsIn - 5 * 365);
  return [
    makeForEnterprise(enterprise, today, {
      typeId: 'food-licence',
      number: `JY289${enterprise.creditCode.slice(4, 8)}00${String(position).padStart(5, '0')}`,
      issuer: `${CITY}市场监督管理局`,
      issuedOn,
      validTo: addDays(today, endsIn),
      status: position === 3 ? 'suspended' : 'valid',
      fields: {
        creditCode: enterprise.creditCode,
        legalRepresentative: representative.name,
        address,
        premises: address,
        businessForm: '餐饮服务经营者（小型餐饮）',
        items: '热食类食品制售；冷食类食品制售；自制饮品制售',
        supervisor: `${CITY}市场监督管理局长桥所`,
        complaintPhone: '12315',
        signer: '温样例',
      },
    }),
  ];
}

function healthCertificate(enterprise: Enterprise, today: string): Certificate {
  const { position, representative } = enterprise;
  return makeCertificate(
    {
      typeId: 'health-certificate',
      number: `JK89${String(position).padStart(8, '0')}`,
      holder: naturalHolder(representative),
      accessibleBy: [representative.number],
      issuer: `${CITY}疾病预防控制中心`,
      // Examined once a year (食品安全法 第四十五条); the third shop is late.
      ...period(addDays(today, position === 2 ? -380 : -100 - position), 1),
      fields: {
        sex: sexName(representative.sex),
        age: `${ageOn(representative.birth, today)}岁`,
        idNumber: representative.number,
        category: enterprise.trade === 'food' ? '食品' : '公共场所',
        employer: enterprise.name,
        result: '合格',
      },
    },
    today,
  );
}

function hygieneLicence(enterprise: Enterprise, today: string): Certificate {
  return makeForEnterprise(enterprise, today, {
    typeId: 'hygiene-licence',
    number: `演卫公证字〔${today.slice(0, 4)}〕第89${String(enterprise.position).padStart(4, '0')}号`,
    issuer: `${CITY}卫生健康委员会`,
    ...period(addDays(today, -4 * 365 + 80 + enterprise.position), 4),
    fields: {
      creditCode: enterprise.creditCode,
      legalRepresentative: enterprise.representative.name,
      address: enterprise.address,
      project: enterprise.position % 2 === 0 ? '美容店' : '宾馆',
    },
  });
}

/** The unit owns its premises, so that a change of address can be proved without paper. */
function premises(enterprise: Enterprise, today: string): Certificate {
  const year = String(Number(today.slice(0, 4)) - 3);
  const serial = String(9000 + enterprise.position).padStart(7, '0');
  const region = enterprise.creditCode.slice(2, 8);
  return makeForEnterprise(enterprise, today, {
    typeId: 'real-estate-title',
    number: `演（${year}）${CITY}不动产权第${serial}号`,
    issuer: `${CITY}自然资源和规划局`,
    issuedOn: `${year}-08-16`,
    validTo: 'long-term',
    fields: {
      coOwnership: '单独所有',
      location: enterprise.address,
      unitNumber: `${region}002003GB${serial}F0001`,
      rightType: '国有建设用地使用权/房屋所有权',
      rightNature: '出让/自建房',
      usage: '商业用地/商业',
      area: '宗地面积 860.00㎡/房屋建筑面积 214.60㎡',
      term: `国有建设用地使用权 至 ${Number(year) + 32}年12月31日止`,
      other: '房屋结构：钢筋混凝土结构\n房屋总层数：3层，所在层：1层',
      serial: `89${serial}`,
    },
  });
}
