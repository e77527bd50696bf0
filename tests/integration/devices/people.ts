// Invented people: region codes that start with 89 (and a foreign number of a place 89) are assigned to no place.
import { idCheckCharacter } from '#core/identity/id-number';
import type { CardIdentity } from '#core/identity/card-identity';

const numbered = (seventeen: string) => seventeen + idCheckCharacter(seventeen);

export const resident: CardIdentity = {
  kind: 'resident',
  name: '欧阳若兰',
  sex: 'female',
  ethnicityCode: '05',
  birth: '1990-03-07',
  address: '某省某市某区幸福路１２号院３单元４０１',
  number: numbered('89010119900307002'),
  authority: '某市公安局某分局',
  validFrom: '2015-06-01',
  validTo: '2035-06-01',
};

export const elder: CardIdentity = {
  kind: 'resident',
  name: '王长寿',
  sex: 'male',
  ethnicityCode: '01',
  birth: '1948-02-29',
  address: '某省某县和平镇一组7号',
  latestAddress: '某省某县城关镇',
  number: numbered('89010219480229003'),
  authority: '某县公安局',
  validFrom: '2010-01-01',
  validTo: 'long-term',
};

export const hmtResident: CardIdentity = {
  kind: 'hmt-residence-permit',
  name: '陈启明',
  sex: 'male',
  birth: '1985-11-23',
  address: '某省某市某区海滨路8号',
  number: numbered('89000019851123001'),
  authority: '某市公安局',
  validFrom: '2020-09-01',
  validTo: '2030-09-01',
  passNumber: 'H12345678',
  issueCount: '02',
};

export const foreigner2017: CardIdentity = {
  kind: 'foreign-permanent-resident',
  name: '',
  latinName: 'EXAMPLE, JEAN-LUC MARIE',
  sex: 'male',
  nationality: 'FRA',
  birth: '1979-05-17',
  number: 'FRA890079051701',
  authority: '8900',
  validFrom: '2019-04-02',
  validTo: '2029-04-01',
  version: '01',
};

export const foreigner2023: CardIdentity = {
  kind: 'foreign-permanent-resident',
  name: '安娜',
  latinName: 'EXAMPLE-LONGSURNAME, ANNA MARIA ELISABETH',
  sex: 'female',
  nationality: 'DEU',
  birth: '1983-12-30',
  number: numbered('98927619831230002'),
  authority: '',
  validFrom: '2024-01-15',
  validTo: '2034-01-14',
  issueCount: '00',
  version: 'Y',
};

export const everyone: readonly CardIdentity[] = [resident, elder, hmtResident, foreigner2017, foreigner2023];
