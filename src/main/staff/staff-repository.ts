// Who works here, in the database. Callers bring the transaction and the audit entry; nothing is ever deleted.
import { parseCertificate } from '#core/crypto/x509';
import type { BoundKey, Member } from '#core/staff/member';
import { rolesOf } from '#core/staff/roles';
import type { Role } from '#core/staff/roles';
import type { StaffCertificate } from '#core/staff/staff-certificate';
import type { Clock } from '#core/time/clock';
import type { Store } from '../store/store';

export interface StaffRepository {
  /** In the order in which they came. */
  list(): Member[];
  get(staffId: string): Member | undefined;
  /** Who carries this certificate now. */
  byFingerprint(fingerprint: string): Member | undefined;
  /** Who carried it last, though it is theirs no longer. */
  formerlyOf(fingerprint: string): Member | undefined;
  /** Nobody has ever worked here. */
  isEmpty(): boolean;
  add(staffId: string, name: string, roles: readonly Role[]): void;
  setRoles(staffId: string, roles: readonly Role[]): void;
  bindKey(staffId: string, certificate: Pick<StaffCertificate, 'fingerprint'>, der: Uint8Array): void;
  unbindKey(staffId: string, fingerprint: string): void;
  /** Their keys are free afterwards, for another member or none. */
  retire(staffId: string): void;
}

interface StaffRow {
  id: string;
  name: string;
  roles: string;
  added_at: string;
  retired_at: string | null;
  has_password: number;
}

interface KeyRow {
  staff_id: string;
  fingerprint: string;
  certificate: Buffer;
  bound_at: string;
}

export function createStaffRepository({ store, clock }: { store: Store; clock: Clock }): StaffRepository {
  const { db } = store;
  const columns = `id, name, roles, added_at, retired_at,
    EXISTS (SELECT 1 FROM staff_password WHERE staff_id = staff.id) AS has_password`;
  const all = db.prepare(`SELECT ${columns} FROM staff ORDER BY added_at, rowid`);
  const one = db.prepare(`SELECT ${columns} FROM staff WHERE id = ?`);
  const any = db.prepare('SELECT 1 FROM staff LIMIT 1');
  const owner = db.prepare('SELECT staff_id FROM staff_key WHERE fingerprint = ? AND unbound_at IS NULL');
  const former = db.prepare('SELECT staff_id FROM staff_key WHERE fingerprint = ? ORDER BY id DESC LIMIT 1');
  const keysOf = db.prepare(
    'SELECT staff_id, fingerprint, certificate, bound_at FROM staff_key WHERE staff_id = ? AND unbound_at IS NULL ORDER BY id',
  );
  const insert = db.prepare('INSERT INTO staff (id, name, roles, added_at) VALUES (?, ?, ?, ?)');
  const changeRoles = db.prepare('UPDATE staff SET roles = ? WHERE id = ?');
  const bind = db.prepare(
    'INSERT INTO staff_key (staff_id, fingerprint, certificate, bound_at) VALUES (?, ?, ?, ?)',
  );
  const unbind = db.prepare(
    'UPDATE staff_key SET unbound_at = ? WHERE staff_id = ? AND fingerprint = ? AND unbound_at IS NULL',
  );
  const unbindAll = db.prepare(
    'UPDATE staff_key SET unbound_at = ? WHERE staff_id = ? AND unbound_at IS NULL',
  );
  const retire = db.prepare('UPDATE staff SET retired_at = ? WHERE id = ?');
  const now = (): string => clock.now().toISOString();
  const member = (row: StaffRow): Member => ({
    staffId: row.id,
    name: row.name,
    roles: rolesOf(row.roles.split(',')),
    state: row.retired_at === null ? 'active' : 'retired',
    addedAt: new Date(row.added_at),
    retiredAt: row.retired_at === null ? null : new Date(row.retired_at),
    hasPassword: row.has_password === 1,
    keys: (keysOf.all(row.id) as KeyRow[]).map(boundKey),
  });
  const get = (staffId: string): Member | undefined => {
    const row = one.get(staffId) as StaffRow | undefined;
    return row && member(row);
  };
  const found = (row: unknown): Member | undefined =>
    row ? get((row as { staff_id: string }).staff_id) : undefined;

  return {
    list: () => (all.all() as StaffRow[]).map(member),
    get,
    byFingerprint: (fingerprint) => found(owner.get(fingerprint)),
    formerlyOf: (fingerprint) => found(former.get(fingerprint)),
    isEmpty: () => any.get() === undefined,
    add(staffId, name, roles) {
      insert.run(staffId, name, rolesOf(roles).join(','), now());
    },
    setRoles(staffId, roles) {
      changeRoles.run(rolesOf(roles).join(','), staffId);
    },
    bindKey(staffId, { fingerprint }, der) {
      bind.run(staffId, fingerprint, Buffer.from(der), now());
    },
    unbindKey(staffId, fingerprint) {
      unbind.run(now(), staffId, fingerprint);
    },
    retire(staffId) {
      unbindAll.run(now(), staffId);
      retire.run(now(), staffId);
    },
  };
}

/** Only certificates that were examined are bound, so that one that cannot be read means a changed database. */
function boundKey(row: KeyRow): BoundKey {
  const parsed = parseCertificate(row.certificate);
  if (!parsed.ok) throw new Error('a bound certificate cannot be read');
  const { subject, notBefore, notAfter } = parsed.value;
  return {
    fingerprint: row.fingerprint,
    certificate: new Uint8Array(row.certificate),
    subject: subject.commonName ?? subject.text,
    notBefore,
    notAfter,
    boundAt: new Date(row.bound_at),
  };
}
