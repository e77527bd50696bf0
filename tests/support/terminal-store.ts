// A real database in a temporary folder, with vault and audit log, for tests of the services on top of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initSm3 } from '#core/crypto/sm3';
import { createAuditLog } from '#main/audit/audit-log';
import type { AuditLog } from '#main/audit/audit-log';
import { migrations } from '#main/store/migrations/index';
import { openStore } from '#main/store/store';
import type { Store } from '#main/store/store';
import { openVault } from '#main/store/vault';
import type { KeyProtector, Vault } from '#main/store/vault';

/** File permissions only: what a machine without a key ring has. */
export const plainProtector: KeyProtector = {
  protection: 'file-permissions',
  wrap: (secret) => secret,
  unwrap: (wrapped) => wrapped,
};
export const plainProtectors = {
  available: plainProtector,
  forFile: (protection: string) => (protection === 'file-permissions' ? plainProtector : undefined),
};

export interface TestStore {
  directory: string;
  store: Store;
  vault: Vault;
  audit: AuditLog;
  clock: { now(): Date; set(iso: string): void };
  close(): void;
}

export async function openTestStore(
  directory = mkdtempSync(join(tmpdir(), 'zc-store-')),
): Promise<TestStore> {
  await initSm3();
  const opened = openStore(join(directory, 'terminal.db'), 'demonstration', migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const vault = openVault(join(directory, 'vault.key'), store, plainProtectors);
  if (!vault.ok) throw new Error(vault.error.code);
  let instant = new Date('2026-11-21T01:00:00.000Z');
  const clock = { now: () => instant, set: (iso: string) => void (instant = new Date(iso)) };
  return {
    directory,
    store,
    vault: vault.value,
    audit: createAuditLog(store, clock, () => 'A01'),
    clock,
    close() {
      store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
