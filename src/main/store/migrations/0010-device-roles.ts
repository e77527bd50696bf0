// Which device serves what: roles and names, remembered by serial number or port. Nothing here is about a person; rows may
// change and go.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 10,
  name: 'device-roles',
  up(db) {
    db.exec(`
      CREATE TABLE device_role (
        device_id TEXT PRIMARY KEY CHECK (length(device_id) BETWEEN 1 AND 60),
        identity TEXT NOT NULL UNIQUE CHECK (length(identity) BETWEEN 1 AND 600),
        kind TEXT NOT NULL CHECK (kind IN ('id-card-reader', 'scanner')),
        role TEXT NOT NULL CHECK (role IN ('clerk', 'applicant')),
        label TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 40),
        address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
        enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
        profile TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(profile)),
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
