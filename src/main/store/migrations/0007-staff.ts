// Staff, their signing certificates and passwords, approvals of seal use (用章审批).
// Whoever worked here stays in the table: deeds of years ago still need their name. Password hashes are sealed besides.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 7,
  name: 'staff',
  up(db) {
    db.exec(`
      CREATE TABLE staff (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
        roles TEXT NOT NULL CHECK (length(roles) > 0),
        added_at TEXT NOT NULL,
        retired_at TEXT
      ) STRICT;
      CREATE UNIQUE INDEX staff_name ON staff (name) WHERE retired_at IS NULL;
      CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff
        BEGIN SELECT RAISE(ABORT, 'staff is kept'); END;
      CREATE TRIGGER staff_retired_final BEFORE UPDATE ON staff WHEN OLD.retired_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a retired member is final'); END;
      CREATE TRIGGER staff_identity_final BEFORE UPDATE OF id, added_at ON staff
        BEGIN SELECT RAISE(ABORT, 'who a member is does not change'); END;

      CREATE TABLE staff_key (
        id INTEGER PRIMARY KEY,
        staff_id TEXT NOT NULL REFERENCES staff (id),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
        certificate BLOB NOT NULL,
        bound_at TEXT NOT NULL,
        unbound_at TEXT
      ) STRICT;
      CREATE UNIQUE INDEX staff_key_bound ON staff_key (fingerprint) WHERE unbound_at IS NULL;
      CREATE INDEX staff_key_staff ON staff_key (staff_id);
      CREATE TRIGGER staff_key_no_delete BEFORE DELETE ON staff_key
        BEGIN SELECT RAISE(ABORT, 'staff_key is kept'); END;
      CREATE TRIGGER staff_key_final BEFORE UPDATE ON staff_key
        WHEN OLD.unbound_at IS NOT NULL OR NEW.staff_id IS NOT OLD.staff_id
          OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.certificate IS NOT OLD.certificate
        BEGIN SELECT RAISE(ABORT, 'a binding only ends'); END;

      CREATE TABLE staff_password (
        staff_id TEXT PRIMARY KEY REFERENCES staff (id),
        sealed BLOB NOT NULL,
        set_at TEXT NOT NULL
      ) STRICT;
      CREATE TABLE sign_in_failure (
        staff_id TEXT PRIMARY KEY REFERENCES staff (id),
        failures INTEGER NOT NULL CHECK (failures > 0),
        last_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE seal_approval (
        id TEXT PRIMARY KEY,
        seal_id TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        applicant_id TEXT NOT NULL REFERENCES staff (id),
        applied_at TEXT NOT NULL,
        lapses_at TEXT NOT NULL CHECK (lapses_at > applied_at),
        state TEXT NOT NULL CHECK (state IN ('applied', 'approved', 'refused', 'used', 'withdrawn', 'expired')),
        approver_id TEXT REFERENCES staff (id),
        decided_at TEXT CHECK ((decided_at IS NULL) = (approver_id IS NULL)),
        user_id TEXT REFERENCES staff (id) CHECK ((user_id IS NOT NULL) = (state = 'used')),
        ended_at TEXT CHECK ((ended_at IS NOT NULL) = (state IN ('used', 'withdrawn', 'expired'))),
        sealed BLOB NOT NULL,
        CHECK (approver_id IS NOT applicant_id),
        CHECK (approver_id IS NOT NULL OR state NOT IN ('approved', 'refused', 'used')),
        CHECK (approver_id IS NULL OR approver_id IS NOT user_id)
      ) STRICT;
      CREATE UNIQUE INDEX seal_approval_open ON seal_approval (digest) WHERE state IN ('applied', 'approved');
      CREATE INDEX seal_approval_digest ON seal_approval (digest, applied_at);
      CREATE INDEX seal_approval_applied ON seal_approval (applied_at);
      CREATE TRIGGER seal_approval_no_delete BEFORE DELETE ON seal_approval
        BEGIN SELECT RAISE(ABORT, 'seal_approval is kept'); END;
      CREATE TRIGGER seal_approval_order BEFORE UPDATE ON seal_approval
        WHEN OLD.state IN ('refused', 'used', 'withdrawn', 'expired')
          OR (OLD.state = 'approved' AND NEW.state NOT IN ('used', 'withdrawn', 'expired'))
          OR (OLD.state = 'applied' AND NEW.state NOT IN ('approved', 'refused', 'withdrawn', 'expired'))
          OR NEW.seal_id IS NOT OLD.seal_id OR NEW.digest IS NOT OLD.digest
          OR NEW.applicant_id IS NOT OLD.applicant_id OR NEW.applied_at IS NOT OLD.applied_at
          OR NEW.lapses_at IS NOT OLD.lapses_at
          OR (OLD.approver_id IS NOT NULL AND NEW.approver_id IS NOT OLD.approver_id)
        BEGIN SELECT RAISE(ABORT, 'an approval only goes forward'); END;
    `);
  },
};
