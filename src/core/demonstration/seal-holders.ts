// Four invented people of the counter with the keys they would carry, and the unit's e-seal with the key that uses it.
// Certificates come from the authority that the demonstration's certificates come from, so a terminal that believes one
// believes the other. The private keys follow from public text: they protect nothing and have no legal effect.
import { utf8 } from '../crypto/bytes';
import { sm2PrivateKeyFrom, sm2PublicKey } from '../crypto/sm2';
import { sm3 } from '../crypto/sm3';
import { makeCertificate, type Issuer } from '../crypto/x509-write';
import { makeSeal } from '../eseal/make-seal';
import type { Role } from '../staff/roles';
import { demonstrationIssuer } from './certificate-files';
import { makeDemonstrationPki } from './pki';
import { sealPicture } from './seal-picture';

/** What a software key needs to be this key. */
export interface DemonstrationKey {
  /** DER. */
  readonly certificate: Uint8Array;
  /** 32 bytes. */
  readonly privateKey: Uint8Array;
  readonly keySerial: string;
  readonly keyLabel: string;
  /** Six digits; never the maker's default, with which a key does nothing but change it. */
  readonly pin: string;
}

export interface DemonstrationStaff extends DemonstrationKey {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface DemonstrationUnit extends DemonstrationKey {
  readonly name: string;
  readonly sealName: string;
  /** SES_Seal, valid exactly as long as its certificate (川办规〔2022〕3号 印章 第八条). */
  readonly esl: Uint8Array;
  readonly custodianStaffId: string;
}

export interface DemonstrationSealHolders {
  /** Clerk, custodian (who is also clerk), supervisor, administrator, in this order. */
  readonly people: readonly DemonstrationStaff[];
  readonly unit: DemonstrationUnit;
}

const UNIT = '演示市政务服务管理局';
const SEAL = `${UNIT}制证专用章（演示）`;
const PEOPLE: readonly (Pick<DemonstrationStaff, 'staffId' | 'name' | 'roles' | 'pin'> & { no: number })[] = [
  { no: 1, staffId: 'demo-clerk', name: '演示窗口人员', roles: ['clerk'], pin: '860213' },
  {
    no: 2,
    staffId: 'demo-custodian',
    name: '演示印章保管人',
    roles: ['clerk', 'custodian'],
    pin: '749105',
  },
  { no: 3, staffId: 'demo-supervisor', name: '演示审批人', roles: ['supervisor'], pin: '538426' },
  { no: 4, staffId: 'demo-administrator', name: '演示管理员', roles: ['administrator'], pin: '917350' },
];

/**
 * Needs `initCrypto()`. Deterministic: the same year gives the same bytes.
 * @param year periods begin a year before it and end with the year after it, so that every day of it lies within
 */
export async function demonstrationSealHolders(year: number): Promise<DemonstrationSealHolders> {
  const authority = await makeDemonstrationPki(demonstrationIssuer(UNIT, year));
  const period = {
    notBefore: new Date(Date.UTC(year - 1, 0, 1)),
    notAfter: new Date(Date.UTC(year + 2, 0, 1) - 1000),
  };
  const order = { year, period, issuer: authority.issuingAuthority };
  const people = PEOPLE.map(({ no, ...person }) => ({
    ...person,
    ...keyOf(order, person.name, UNIT, no),
    keyLabel: `${person.name}的钥匙`,
  }));
  const unitKey = keyOf(order, UNIT, undefined, 9);
  const seal = await makeSeal(
    {
      sealId: demonstrationSealNumber(year),
      vendor: 'zhengchuang-demo',
      type: 1,
      name: SEAL,
      signers: [unitKey.certificate],
      created: period.notBefore,
      validFrom: period.notBefore,
      validTo: period.notAfter,
      picture: sealPicture(UNIT),
    },
    authority.maker,
  );
  if (!seal.ok) throw new Error(`demonstration seal: ${seal.error.code}`);
  return {
    people,
    unit: {
      ...unitKey,
      name: UNIT,
      sealName: SEAL,
      keyLabel: '单位印章钥匙（演示）',
      pin: '620481',
      esl: seal.value,
      custodianStaffId: 'demo-custodian',
    },
  };
}

/** esID of that year's seal of the invented unit. Needs `initCrypto()`. */
export function demonstrationSealNumber(year: number): string {
  return `89${digits(`${SEAL} ${year}`, 12)}`;
}

interface Order {
  readonly year: number;
  readonly period: { readonly notBefore: Date; readonly notAfter: Date };
  readonly issuer: Issuer;
}

function keyOf(
  { year, period, issuer }: Order,
  commonName: string,
  organization: string | undefined,
  no: number,
): Pick<DemonstrationKey, 'certificate' | 'privateKey' | 'keySerial'> {
  const privateKey = sm2PrivateKeyFrom(utf8(`zhengchuang demonstration key ${commonName}`));
  const publicKey = sm2PublicKey(privateKey);
  const certificate = makeCertificate(
    {
      serial: sm3(publicKey, utf8(String(year))).subarray(0, 16),
      subject: { commonName, organization: organization ?? '证窗演示（不具法律效力）' },
      publicKey,
      ...period,
      keyUsage: ['digitalSignature', 'nonRepudiation'],
    },
    issuer,
  );
  return { certificate, privateKey, keySerial: `ZCDEMO${String(no).padStart(4, '0')}` };
}

function digits(text: string, count: number): string {
  return [...sm3(utf8(text)).subarray(0, count)].map((byte) => byte % 10).join('');
}
