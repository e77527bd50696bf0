// Cases as append-only events; payloads are sealed (SM4-GCM), people are found by a keyed digest only.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 2,
  name: 'cases',
  up(db) {
    db.exec(`
      CREATE TABLE case_file (
        id TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        opened_at TEXT NOT NULL,
        person_index BLOB NOT NULL CHECK (length(person_index) = 32),
        status TEXT NOT NULL CHECK (status IN ('open', 'parked', 'closed')),
        closed_day TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX case_file_live ON case_file (status) WHERE status <> 'closed';
      CREATE UNIQUE INDEX case_file_one_open ON case_file (status) WHERE status = 'open';
      CREATE INDEX case_file_closed_day ON case_file (closed_day);

      CREATE TABLE case_event (
        case_id TEXT NOT NULL REFERENCES case_file (id),
        seq INTEGER NOT NULL CHECK (seq > 0),
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (case_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
        BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;
      CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event
        BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;

      CREATE TABLE case_photo (
        case_id TEXT NOT NULL REFERENCES case_file (id),
        who TEXT NOT NULL CHECK (who IN ('applicant', 'agent')),
        sealed BLOB NOT NULL,
        PRIMARY KEY (case_id, who)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE certificate_opened (
        case_id TEXT NOT NULL REFERENCES case_file (id),
        certificate_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (case_id, certificate_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
