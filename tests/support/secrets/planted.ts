// Values that stand nowhere else in the world, planted in one run: PINs, a password, private values, people.
import { randomBytes } from 'node:crypto';
import type { DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { CardIdentity } from '#core/identity/card-identity';
import { utf8 } from '#core/crypto/bytes';
import { identity, idNumber } from '../fixtures';
import type { Secret } from './encodings';

export interface Planted {
  /** PINs of the custodian, the administrator and the unit's seal key; new, wrong and half-typed ones. */
  readonly pins: Readonly<
    Record<'custodian' | 'administrator' | 'unit' | 'changed' | 'wrong' | 'crash' | 'hang' | 'typed', string>
  >;
  readonly password: string;
  readonly wrongPassword: string;
  /** Lays their card; old enough for a senior card. */
  readonly applicant: CardIdentity;
  /** Typed by hand. */
  readonly manual: { readonly name: string; readonly number: string };
  /** Scanned only. */
  readonly scanned: string;
  /** A list of people for a batch (CSV, UTF-8). */
  readonly list: Uint8Array;
  readonly secrets: readonly Secret[];
}

const GIVEN = ['槿', '骞', '翀', '瀛', '曦', '珩', '璟', '霈'];

/** @param people those who hold keys, whose private values are secrets too */
export function plant(holders: DemonstrationSealHolders): Planted {
  const pins = {
    custodian: pin(),
    administrator: pin(),
    unit: pin(),
    changed: pin(),
    wrong: pin(),
    crash: pin(),
    hang: pin(),
    typed: pin(),
  };
  const [password, wrongPassword] = [`Zc9-${random(12)}`, `Zc7-${random(12)}`];
  const applicant = identity({
    name: '欧阳植槿',
    birth: '1949-11-03',
    number: idNumber('1949-11-03', '271', '897301'),
    address: '演示市植入区查无街道9731号',
  });
  const manual = { name: '上官植骞', number: idNumber('1961-05-17', '583', '897302') };
  const scanned = idNumber('1958-02-26', '917', '897303');
  const listed = GIVEN.slice(2, 7).map((given, index) => ({
    name: `司徒植${given}`,
    number: idNumber(`194${index}-08-2${index}`, `${index}49`, '897304'),
  }));
  const lines = listed.map(
    ({ name, number }, index) => `${name},${number},汉族,"演示市示例区测试路${index + 1}号"`,
  );
  const named = [applicant, manual, ...listed];
  const keys = [...holders.people, holders.unit];
  return {
    pins,
    password,
    wrongPassword,
    applicant,
    manual,
    scanned,
    list: utf8(`持证主体,持证主体代码,民族,住址\r\n${lines.join('\r\n')}\r\n`),
    secrets: [
      ...Object.entries(pins).map(([name, value]): Secret => ({ kind: 'pin', label: `PIN ${name}`, value })),
      { kind: 'password', label: 'password', value: password },
      { kind: 'password', label: 'wrong password', value: wrongPassword },
      ...keys.map(({ keySerial, privateKey }): Secret => ({
        kind: 'private-value',
        label: `private value of ${keySerial}`,
        value: privateKey,
      })),
      ...named.map(({ name }, index): Secret => ({ kind: 'name', label: `name ${index + 1}`, value: name })),
      ...[...named.map(({ number }) => number), scanned].map((value, index): Secret => ({
        kind: 'id-number',
        label: `ID number ${index + 1}`,
        value,
      })),
    ],
  };
}

/** Twelve characters with no chance of being met by accident; not weak by any rule. */
const pin = (): string => `q${random(11)}`;

function random(length: number): string {
  return randomBytes(length).reduce((text, byte) => text + ALPHABET[byte % ALPHABET.length]!, '');
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
