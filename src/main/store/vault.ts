// The vault: seals personal fields with SM4-GCM before they reach the database, and finds people by HMAC-SM3 digests.
// The key file is protected by the system's key ring where there is one; where there is none, by file permissions, and
// the about page says so. A key that is missing or wrong is an error, never a reason to make another or to go on in clear.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { fromUtf8, utf8 } from '#core/crypto/bytes';
import { hmacSm3 } from '#core/crypto/sm3';
import { sm4GcmOpen, sm4GcmSeal } from '#core/crypto/sm4';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Store } from './store';
import type { StoreError } from '#shared/system-errors';

export type VaultProtection = 'os-keyring' | 'file-permissions';

/** Wraps the key file's content. `available` is false when a key ring should be there but cannot be opened now. */
export interface KeyProtector {
  readonly protection: VaultProtection;
  wrap(secret: Uint8Array): Uint8Array;
  unwrap(wrapped: Uint8Array): Uint8Array | undefined;
}

export interface Vault {
  readonly protection: VaultProtection;
  /** 12-byte IV ‖ ciphertext ‖ 16-byte tag; `place` binds it to its row ("case_event/<id>/<seq>"). */
  sealBytes(place: string, bytes: Uint8Array): Buffer;
  /** @throws Error when the tag does not match: the row was changed or moved outside this program. */
  openBytes(place: string, sealed: Uint8Array): Uint8Array;
  sealJson(place: string, value: unknown): Buffer;
  openJson(place: string, sealed: Uint8Array): unknown;
  /** HMAC-SM3 of a person's number, 32 bytes: equal numbers meet, nobody can read them back. */
  personIndex(number: string): Buffer;
}

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['os-keyring', 'file-permissions']),
  wrapped: z.base64(),
});
const SECRET_BYTES = 48; // 16 for SM4, 32 for the person index
const CHECK = 'zhengchuang vault check';

/** Opens the vault of this store, or makes its key when the store was created just now. */
export function openVault(
  file: string,
  store: Store,
  protectors: { available: KeyProtector; forFile(protection: VaultProtection): KeyProtector | undefined },
): Result<Vault, StoreError> {
  try {
    const known = checkValue(store);
    if (!existsSync(file)) {
      if (known) return err({ code: 'VAULT_KEY_MISSING' });
      createKeyFile(file, protectors.available);
    }
    const parsed = keyFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return err({ code: 'VAULT_KEY_WRONG' });
    const protector = protectors.forFile(parsed.data.protection);
    const secret = protector?.unwrap(Buffer.from(parsed.data.wrapped, 'base64'));
    if (!protector || !secret) return err({ code: 'VAULT_LOCKED' });
    if (secret.length !== SECRET_BYTES) return err({ code: 'VAULT_KEY_WRONG' });
    const vault = vaultWith(secret, protector.protection);
    return confirm(vault, store, known) ? ok(vault) : err({ code: 'VAULT_KEY_WRONG' });
  } catch (cause) {
    if (cause instanceof SyntaxError) return err({ code: 'VAULT_KEY_WRONG' });
    const code = (cause as NodeJS.ErrnoException).code;
    if (typeof code !== 'string') throw cause;
    return err({ code: 'VAULT_UNAVAILABLE', reason: code });
  }
}

function createKeyFile(file: string, protector: KeyProtector): void {
  const wrapped = Buffer.from(protector.wrap(randomBytes(SECRET_BYTES))).toString('base64');
  const text = JSON.stringify({ version: 1, protection: protector.protection, wrapped });
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

function vaultWith(secret: Uint8Array, protection: VaultProtection): Vault {
  const dataKey = secret.subarray(0, 16);
  const indexKey = secret.subarray(16);
  const sealBytes = (place: string, bytes: Uint8Array): Buffer => {
    const iv = randomBytes(12);
    return Buffer.concat([iv, sm4GcmSeal(dataKey, iv, bytes, utf8(place))]);
  };
  const openBytes = (place: string, sealed: Uint8Array): Uint8Array => {
    const opened = sm4GcmOpen(dataKey, sealed.subarray(0, 12), sealed.subarray(12), utf8(place));
    if (!opened.ok) throw new Error(`sealed value at ${place.split('/')[0]} does not open`);
    return opened.value;
  };
  return {
    protection,
    sealBytes,
    openBytes,
    sealJson: (place, value) => sealBytes(place, utf8(JSON.stringify(value))),
    openJson: (place, sealed) => JSON.parse(fromUtf8(openBytes(place, sealed)) ?? ''),
    personIndex: (number) => Buffer.from(hmacSm3(indexKey, utf8(number.toUpperCase()))),
  };
}

function checkValue(store: Store): string | undefined {
  const row = store.db.prepare(`SELECT value FROM meta WHERE key = 'vault-check'`).get();
  return (row as { value: string } | undefined)?.value;
}

function confirm(vault: Vault, store: Store, known: string | undefined): boolean {
  if (known === undefined) {
    const value = vault.sealBytes('meta/vault-check', utf8(CHECK)).toString('base64');
    store.db.prepare(`INSERT INTO meta (key, value) VALUES ('vault-check', ?)`).run(value);
    return true;
  }
  try {
    return fromUtf8(vault.openBytes('meta/vault-check', Buffer.from(known, 'base64'))) === CHECK;
  } catch {
    return false;
  }
}
