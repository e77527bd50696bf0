// Opens everything the terminal keeps: the database, its vault, its audit log. All or nothing.
import { join } from 'node:path';
import { ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import { createAuditLog } from '../audit/audit-log';
import type { AuditLog } from '../audit/audit-log';
import { keyProtectors } from '../store/key-protectors';
import { migrations } from '../store/migrations/index';
import { openStore } from '../store/store';
import type { Profile, Store } from '../store/store';
import type { StoreError } from '#shared/system-errors';
import { openVault } from '../store/vault';
import type { Vault } from '../store/vault';

export interface Storage {
  readonly store: Store;
  readonly vault: Vault;
  readonly audit: AuditLog;
}

/** @param actor who stands in the audit log, asked at each entry */
export function openStorage(
  directory: string,
  profile: Profile,
  clock: Clock,
  actor: () => string,
): Result<Storage, StoreError> {
  const store = openStore(join(directory, 'terminal.db'), profile, migrations);
  if (!store.ok) return store;
  const vault = openVault(join(directory, 'vault.key'), store.value, keyProtectors());
  if (!vault.ok) {
    store.value.close();
    return vault;
  }
  const audit = createAuditLog(store.value, clock, actor);
  return ok({ store: store.value, vault: vault.value, audit });
}
