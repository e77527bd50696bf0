// The electronic certificates themselves: OFD files as they were received, sealed by the vault, known by their SM3.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 5,
  name: 'certificate-files',
  up(db) {
    db.exec(`
      CREATE TABLE certificate_file (
        certificate_id TEXT PRIMARY KEY REFERENCES certificate (id) ON DELETE CASCADE,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        sealed BLOB NOT NULL
      ) STRICT;
    `);
  },
};
