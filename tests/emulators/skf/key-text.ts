// The text of a new key's file, as store-text.c reads it.
import { randomBytes } from 'node:crypto';
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';

export interface SoftwareKeyContainer {
  container: string;
  /** DER; its key must be `privateKey`'s. Left out: a container without a certificate. */
  certificate?: Uint8Array;
  /** 32 bytes. Left out: a container without a key. */
  privateKey?: Uint8Array;
}

export interface SoftwareKey extends SoftwareKeyContainer {
  /** 1 to 32 letters, digits, hyphens. */
  serial: string;
  /** UTF-8, at most 32 bytes. */
  label: string;
  application: string;
  /** 6 to 16 bytes, as all PINs here. */
  pin: string;
  soPin: string;
  /** The PIN is the one that the key was delivered with. */
  defaultPin?: boolean;
  /** Default 6; of the SO PIN 10. */
  maxTries?: number;
  /** Default maxTries; 0 is a locked PIN. */
  triesLeft?: number;
  /** Further containers of the application. */
  more?: readonly SoftwareKeyContainer[];
  /** Of which library (SoftwareKeyVariant.vendor); default `softkey`. */
  vendor?: string;
  manufacturer?: string;
  issuer?: string;
  /** Bytes for keys, certificates and files; default 65536. */
  totalSpace?: number;
  /** 16 bytes of SKF_DevAuth; default the ASCII digits 1234567812345678, as keys are delivered. */
  authKey?: Uint8Array;
}

export const DELIVERED_AUTH_KEY = utf8('1234567812345678');

/** @throws RangeError for what no key can hold */
export function keyText(key: SoftwareKey): string {
  check(key);
  const { maxTries = 6 } = key;
  const lines = [
    'softkey 1',
    `serial ${key.serial}`,
    `vendor ${key.vendor ?? 'softkey'}`,
    `manufacturer ${key.manufacturer ?? 'Zhengchuang software key'}`,
    `issuer ${key.issuer ?? 'Zhengchuang demonstration'}`,
    `label ${key.label}`,
    `total-space ${key.totalSpace ?? 65_536}`,
    `auth-key ${toHex(key.authKey ?? DELIVERED_AUTH_KEY)}`,
    `application ${key.application}`,
    'create-rights 16',
    `so-pin ${pinText(key.soPin, 10, 10, false)}`,
    `user-pin ${pinText(key.pin, key.triesLeft ?? maxTries, maxTries, key.defaultPin ?? false)}`,
    ...[key, ...(key.more ?? [])].flatMap(containerLines),
    'end',
  ];
  return `${lines.join('\n')}\n`;
}

function check({ serial, label, application, container, pin, soPin }: SoftwareKey): void {
  if (!/^[A-Za-z0-9-]{1,32}$/.test(serial)) throw new RangeError('serial: 1 to 32 letters, digits, hyphens');
  const fits = (text: string, longest: number) => /^[^\p{Cc}]+$/u.test(text) && utf8(text).length <= longest;
  if (!fits(label, 32)) throw new RangeError('label: 1 to 32 bytes');
  if (!fits(application, 32)) throw new RangeError('application: 1 to 32 bytes');
  if (!fits(container, 64)) throw new RangeError('container: 1 to 64 bytes');
  const pinFits = (value: string) => utf8(value).length >= 6 && utf8(value).length <= 16;
  if (!pinFits(pin) || !pinFits(soPin)) throw new RangeError('PINs have 6 to 16 bytes');
}

function pinText(pin: string, left: number, max: number, isDefault: boolean): string {
  const salt = randomBytes(16).toString('hex');
  return `${left} ${max} ${isDefault ? 1 : 0} ${salt} ${toHex(sm3(utf8(salt), utf8(pin)))}`;
}

const containerLines = ({ container, certificate, privateKey }: SoftwareKeyContainer): string[] => [
  `container ${container}`,
  ...(privateKey ? [`sign-key ${toHex(privateKey)}`] : []),
  ...(certificate ? [`sign-certificate ${toHex(certificate)}`] : []),
];
