// The local cache of certificates: contents sealed, who may present them by keyed digest.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 3,
  name: 'certificates',
  up(db) {
    db.exec(`
      CREATE TABLE certificate (
        id TEXT PRIMARY KEY,
        type_id TEXT NOT NULL,
        data_as_of TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        sealed BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE certificate_access (
        person_index BLOB NOT NULL CHECK (length(person_index) = 32),
        certificate_id TEXT NOT NULL REFERENCES certificate (id) ON DELETE CASCADE,
        PRIMARY KEY (person_index, certificate_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
