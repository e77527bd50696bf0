// The invented people of a demonstration and their keys, this year's certificates bound to them.
import { initCrypto } from '#core/crypto/init';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import { fingerprintOf } from '#core/staff/staff-certificate';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { DemonstrationKeyView } from '#shared/ipc/staff-views';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { StaffRepository } from './staff-repository';

export class DemonstrationStaff {
  readonly #deps: {
    store: Store;
    repository: StaffRepository;
    audit: Pick<AuditLog, 'append'>;
    clock: Clock;
  };
  #holders: Promise<DemonstrationSealHolders> | undefined;

  constructor(deps: {
    store: Store;
    repository: StaffRepository;
    audit: Pick<AuditLog, 'append'>;
    clock: Clock;
  }) {
    this.#deps = deps;
  }

  /** Once a year: keys of an earlier year make way. Whoever was retired by hand stays retired. */
  async seed(): Promise<void> {
    const { store } = this.#deps;
    const year = this.#year();
    const row = store.db.prepare(`SELECT value FROM meta WHERE key = 'demonstration-staff'`).get();
    if ((row as { value: string } | undefined)?.value === String(year)) return;
    const { people } = await this.#made();
    store.transaction(() => {
      for (const person of people) this.#seedOne(person);
      store.db
        .prepare(
          `INSERT INTO meta (key, value) VALUES ('demonstration-staff', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        )
        .run(String(year));
    });
  }

  /** Which PIN each of its software keys wants: for the hint on the screen, nowhere else. */
  async keys(): Promise<DemonstrationKeyView[]> {
    const { people, unit } = await this.#made();
    return [...people, unit].map(({ certificate, keyLabel, pin }) => ({
      fingerprint: fingerprintOf(certificate),
      label: keyLabel,
      pin,
    }));
  }

  #seedOne({ staffId, name, roles, certificate }: DemonstrationSealHolders['people'][number]): void {
    const { repository, audit } = this.#deps;
    const known = repository.get(staffId);
    if (known?.state === 'retired') return;
    if (!known) repository.add(staffId, name, roles);
    for (const key of known?.keys ?? []) repository.unbindKey(staffId, key.fingerprint);
    const fingerprint = fingerprintOf(certificate);
    if (repository.byFingerprint(fingerprint)) return;
    repository.bindKey(staffId, { fingerprint }, certificate);
    audit.append({ action: 'staff.demonstration', subject: staffId, detail: { roles: roles.join(',') } });
  }

  #year(): number {
    return Number(chinaDay(this.#deps.clock.now()).slice(0, 4));
  }

  #made(): Promise<DemonstrationSealHolders> {
    this.#holders ??= initCrypto().then(() => demonstrationSealHolders(this.#year()));
    return this.#holders;
  }
}
