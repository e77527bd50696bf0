// The state folder of software keys, from the side that is not the library: adds keys, plugs and pulls them, scripts
// faults, reads counters. Every change is one renaming, so the library may be in use meanwhile.
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fromHex } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { parseCallLog, type LoggedCall } from './call-log';
import { faultLines, type SoftwareKeyFault } from './fault-script';
import { keyText, type SoftwareKey } from './key-text';

export interface SoftwareKeyCounters {
  /** Tries left now, of the user's PIN and of the SO PIN, and whether the user's is still the default one. */
  pinLeft: number;
  soPinLeft: number;
  isDefaultPin: boolean;
  /** Calls of SKF_VerifyPIN, whatever became of them. */
  verifyCalls: number;
  /** PINs that were compared, also by SKF_ChangePIN and SKF_UnblockPIN: each cost a try, or would have. */
  tries: number;
  /** Signatures made, also one that nobody received. */
  signatures: number;
  /** Milliseconds inside SKF_ECCSignData. */
  signMs: number;
  /** Answered calls of each function. */
  calls: Readonly<Record<string, number>>;
}

/** Makes the folder where it is missing; what is in it stays. */
export async function createKeyStore(folder: string): Promise<KeyStore> {
  await initCrypto();
  for (const part of ['keys', 'plugged', 'faults.used'])
    mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  return new KeyStore(resolve(folder));
}

export class KeyStore {
  /** @param folder the value of ZC_SOFTKEY_DIR */
  constructor(readonly folder: string) {}

  /** Adds a key, or replaces the one of this serial number; plugs it in unless told otherwise. */
  addKey(key: SoftwareKey, { plugged = true } = {}): void {
    this.#put(join('keys', `${key.serial}.key`), keyText(key));
    if (plugged) this.plug(key.serial);
  }

  /** Every plugging is a new one: connections of an earlier one stay dead. */
  plug(serial: string): void {
    this.#put(join('plugged', serial), `${randomUUID()}\n`);
  }

  unplug(serial: string): void {
    rmSync(join(this.folder, 'plugged', serial), { force: true });
  }

  /** Cuts the key's file in half: a broken chip, which the library does not list. */
  damage(serial: string): void {
    const path = join('keys', `${serial}.key`);
    const text = this.#read(path);
    this.#put(path, text.slice(0, text.length / 2));
  }

  isPlugged(serial: string): boolean {
    return readdirSync(join(this.folder, 'plugged')).includes(serial);
  }

  serials(): string[] {
    return readdirSync(join(this.folder, 'keys'))
      .filter((name) => name.endsWith('.key'))
      .map((name) => name.slice(0, -'.key'.length))
      .sort();
  }

  /** The certificates for signing, DER; none of a key that is not there. */
  certificates(serial: string): Uint8Array[] {
    const text = this.#read(join('keys', `${serial}.key`));
    return [...text.matchAll(/^sign-certificate (\w+)$/gm)].map(([, digits = '']) => fromHex(digits));
  }

  /** Replaces all faults; none are left without an argument. */
  setFaults(...faults: readonly SoftwareKeyFault[]): void {
    this.#put('faults', faultLines(faults));
  }

  /** What the library was asked since the start or since clearCalls. */
  calls(): LoggedCall[] {
    return parseCallLog(this.#read('calls.log'));
  }

  clearCalls(): void {
    if (this.#read('calls.log')) truncateSync(join(this.folder, 'calls.log'));
  }

  counters(serial: string): SoftwareKeyCounters {
    const calls = this.calls().filter((call) => call.serial === serial);
    const of = (name: string) => calls.filter((call) => call.function === name);
    const noted = (note: string) => calls.filter((call) => call.note === note).length;
    const text = this.#read(join('keys', `${serial}.key`));
    const [left, , isDefault] = numbersOf(text, 'user-pin');
    return {
      pinLeft: left ?? 0,
      soPinLeft: numbersOf(text, 'so-pin')[0] ?? 0,
      isDefaultPin: isDefault === 1,
      verifyCalls: of('SKF_VerifyPIN').length,
      tries: noted('try'),
      signatures: noted('signed'),
      signMs: of('SKF_ECCSignData').reduce((sum, call) => sum + call.ms, 0),
      calls: counted(calls.map((call) => call.function)),
    };
  }

  #read(path: string): string {
    try {
      return readFileSync(join(this.folder, path), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }

  // The library leaves out names that begin with a dot.
  #put(path: string, text: string): void {
    const beside = join(this.folder, `.${randomUUID()}.new`);
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, join(this.folder, path));
  }
}

function numbersOf(text: string, word: string): number[] {
  const line = text.split('\n').find((one) => one.startsWith(`${word} `)) ?? '';
  return line.split(' ').slice(1, 4).map(Number);
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
