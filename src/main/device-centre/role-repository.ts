// Devices that are remembered, with their roles and names, in the table device_role.
import { z } from 'zod';
import type { RememberedDevice } from '#core/device-centre/device-plan';
import { readerProfileSchema, scannerProfileSchema } from '#core/devices/device-config';
import type { Clock } from '#core/time/clock';
import type { Store } from '../store/store';

const profileSchema = z.strictObject({ ...readerProfileSchema.shape, ...scannerProfileSchema.shape });

interface Row {
  device_id: string;
  identity: string;
  kind: RememberedDevice['kind'];
  role: RememberedDevice['role'];
  label: string;
  address: string;
  enabled: number;
  profile: string;
  last_seen: string;
}

export class RoleRepository {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** In the order in which they were first met. */
  all(): (RememberedDevice & { lastSeen: string })[] {
    const rows = this.#store.db
      .prepare(
        `SELECT device_id, identity, kind, role, label, address, enabled, profile, last_seen FROM device_role
         ORDER BY first_seen, device_id`,
      )
      .all() as Row[];
    return rows.map(({ device_id: id, last_seen: lastSeen, enabled, profile, ...row }) => ({
      ...row,
      id,
      lastSeen,
      enabled: enabled === 1,
      profile: profileOf(profile),
    }));
  }

  /** A new device, or another identity or kind for a known one. */
  remember(device: RememberedDevice): void {
    const { id, identity, kind, role, label, address, enabled, profile } = device;
    const now = this.#clock.now().toISOString();
    this.#store.transaction(() => {
      // The wizard may find that a port which was one thing is now another.
      this.#store.db
        .prepare('DELETE FROM device_role WHERE identity = ? AND device_id <> ?')
        .run(identity, id);
      this.#store.db
        .prepare(
          `INSERT INTO device_role (device_id, identity, kind, role, label, address, enabled, profile, first_seen, last_seen)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (device_id) DO UPDATE SET identity = excluded.identity, kind = excluded.kind, role = excluded.role,
             label = excluded.label, address = excluded.address, enabled = excluded.enabled, profile = excluded.profile,
             last_seen = excluded.last_seen`,
        )
        .run(id, identity, kind, role, label, address, enabled ? 1 : 0, JSON.stringify(profile), now, now);
    });
  }

  /** It stands in another plug, or at another port. */
  moved(id: string, identity: string, address: string): void {
    this.#run(
      'identity = ?, address = ?, last_seen = ?',
      [identity, address, this.#clock.now().toISOString()],
      id,
    );
  }

  seen(ids: readonly string[]): void {
    const now = this.#clock.now().toISOString();
    this.#store.transaction(() => {
      for (const id of ids) this.#run('last_seen = ?', [now], id);
    });
  }

  assign(id: string, role: RememberedDevice['role']): void {
    this.#run('role = ?', [role], id);
  }

  rename(id: string, label: string): void {
    this.#run('label = ?', [label], id);
  }

  enable(id: string, enabled: boolean): void {
    this.#run('enabled = ?', [enabled ? 1 : 0], id);
  }

  forget(id: string): void {
    this.#store.db.prepare('DELETE FROM device_role WHERE device_id = ?').run(id);
  }

  #run(change: string, values: readonly unknown[], id: string): void {
    this.#store.db.prepare(`UPDATE device_role SET ${change} WHERE device_id = ?`).run(...values, id);
  }
}

/** What an older or newer program wrote and this one cannot read is left out: the device works as the catalogue says. */
function profileOf(text: string): RememberedDevice['profile'] {
  const parsed = profileSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}
