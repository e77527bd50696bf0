// The OpenSSL command line as an independent opinion: runs in a folder of its own, keys as files.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  derBits,
  derElement,
  derExplicit,
  derInteger,
  derOctets,
  derOid,
  derSequence,
} from '#core/crypto/der-write';
import { OID } from '#core/crypto/oids';
import { sm2PublicKey } from '#core/crypto/sm2';

export class OpenSsl {
  readonly #folder = mkdtempSync(join(tmpdir(), 'zhengchuang-openssl-'));

  path(name: string): string {
    return join(this.#folder, name);
  }

  write(name: string, bytes: Uint8Array): string {
    writeFileSync(this.path(name), bytes);
    return this.path(name);
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)));
  }

  /** Standard output; throws with standard error where the command fails. */
  run(...args: string[]): string {
    return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  }

  /** Whether the command ends 0. */
  accepts(...args: string[]): boolean {
    try {
      this.run(...args);
      return true;
    } catch {
      return false;
    }
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** SubjectPublicKeyInfo of an SM2 key, DER. */
export function sm2Spki(publicKey: Uint8Array): Uint8Array {
  return derSequence(derSequence(derOid(OID.ecPublicKey), derOid(OID.sm2Curve)), derBits(publicKey));
}

/** RFC 5915 ECPrivateKey, DER. */
export function sm2Sec1(privateKey: Uint8Array): Uint8Array {
  return derSequence(
    derInteger(1),
    derOctets(privateKey),
    derExplicit(0, derOid(OID.sm2Curve)),
    derExplicit(1, derBits(sm2PublicKey(privateKey))),
  );
}

export function pem(label: string, der: Uint8Array): Uint8Array {
  const body = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return Buffer.from(`-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`);
}

/** An INTEGER that is not minimal: what a sloppy signer writes. */
export const paddedInteger = (bytes: Uint8Array): Uint8Array => derElement(2, Uint8Array.of(0, 0), bytes);
