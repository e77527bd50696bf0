// The vault: sealed values open only in their place and with their key; a missing or wrong key is told, never replaced.
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault } from '#main/store/vault';
import type { KeyProtector } from '#main/store/vault';
import { openTestStore, plainProtectors } from '../../../support/terminal-store';
import type { TestStore } from '../../../support/terminal-store';

let test: TestStore;
let keyFile: string;
beforeEach(async () => {
  test = await openTestStore();
  keyFile = join(test.directory, 'vault.key');
});
afterEach(() => test.close());
const reopen = () => {
  const opened = openVault(keyFile, test.store, plainProtectors);
  return opened.ok ? 'ok' : opened.error.code;
};

describe('vault', () => {
  it('seals with a fresh IV and opens in the same place only', () => {
    const a = test.vault.sealJson('case_event/x/1', { name: '赵试一' });
    const b = test.vault.sealJson('case_event/x/1', { name: '赵试一' });
    expect(a.equals(b)).toBe(false);
    expect(a.includes(Buffer.from('赵试一'))).toBe(false);
    expect(test.vault.openJson('case_event/x/1', a)).toEqual({ name: '赵试一' });
    expect(() => test.vault.openJson('case_event/x/2', a)).toThrow(/does not open/);
    a[a.length - 1]! ^= 1;
    expect(() => test.vault.openJson('case_event/x/1', a)).toThrow(/does not open/);
  });

  it('finds a person by a keyed digest, in either case of the X', () => {
    expect(
      test.vault.personIndex('89010219880307031x').equals(test.vault.personIndex('89010219880307031X')),
    ).toBe(true);
    expect(test.vault.personIndex('890102198803070310')).toHaveLength(32);
  });

  it('opens again with its key file, which only the owner may read', () => {
    expect(reopen()).toBe('ok');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('tells a missing, another, a torn key file; and makes no new one', () => {
    copyFileSync(keyFile, `${keyFile}.kept`);
    rmSync(keyFile);
    expect(reopen()).toBe('VAULT_KEY_MISSING');
    writeFileSync(
      keyFile,
      readFileSync(`${keyFile}.kept`, 'utf8').replace(/"wrapped":"..../, '"wrapped":"AAAA'),
    );
    expect(reopen()).toBe('VAULT_KEY_WRONG');
    writeFileSync(keyFile, readFileSync(`${keyFile}.kept`, 'utf8').slice(0, 40));
    expect(reopen()).toBe('VAULT_KEY_WRONG');
    writeFileSync(keyFile, readFileSync(`${keyFile}.kept`));
    expect(reopen()).toBe('ok');
  });

  it('does not fall back to plain text when the key ring that wrapped it is closed', () => {
    const locked: KeyProtector = { protection: 'os-keyring', wrap: (s) => s, unwrap: () => undefined };
    writeFileSync(keyFile, readFileSync(keyFile, 'utf8').replace('file-permissions', 'os-keyring'));
    const opened = openVault(keyFile, test.store, {
      available: plainProtectors.available,
      forFile: () => locked,
    });
    expect(opened).toEqual({ ok: false, error: { code: 'VAULT_LOCKED' } });
    const none = openVault(keyFile, test.store, {
      available: plainProtectors.available,
      forFile: () => undefined,
    });
    expect(none).toEqual({ ok: false, error: { code: 'VAULT_LOCKED' } });
  });
});
