// The register of seals and keys with what happened to each (印章台账), and the forms printed about them.
// Seals, events and forms may name people: they are sealed. A form is kept for good (川办规〔2022〕3号 印章 第十五条第二款).
// The print journal takes the forms' kinds; SQLite changes a CHECK only by making the table anew. A form's certificate_id
// holds the form's id, so that a second print of it is a reprint.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 8,
  name: 'custody',
  up(db) {
    db.exec(`
      CREATE TABLE seal (
        id TEXT PRIMARY KEY,
        registered_at TEXT NOT NULL,
        fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX seal_fingerprint ON seal (fingerprint);
      CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
        BEGIN SELECT RAISE(ABORT, 'a registered seal is final'); END;
      CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
        BEGIN SELECT RAISE(ABORT, 'seal is kept'); END;

      CREATE TABLE seal_event (
        seal_id TEXT NOT NULL REFERENCES seal (id),
        seq INTEGER NOT NULL CHECK (seq > 0),
        at TEXT NOT NULL,
        by_staff TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('registered', 'handed-over', 'pin-changed', 'reported', 'applied', 'resumed',
          'renewal-withdrawn', 'closed', 'archived')),
        sealed BLOB NOT NULL,
        PRIMARY KEY (seal_id, seq),
        CHECK ((seq = 1) = (kind = 'registered'))
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER seal_event_no_update BEFORE UPDATE ON seal_event
        BEGIN SELECT RAISE(ABORT, 'seal_event is final'); END;
      CREATE TRIGGER seal_event_no_delete BEFORE DELETE ON seal_event
        BEGIN SELECT RAISE(ABORT, 'seal_event is kept'); END;
      CREATE TRIGGER seal_event_no_gap BEFORE INSERT ON seal_event
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM seal_event WHERE seal_id = NEW.seal_id), 0)
        BEGIN SELECT RAISE(ABORT, 'seal_event has a gap'); END;

      CREATE TABLE custody_form (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('seal-register', 'seal-use-record', 'seal-handover', 'seal-application',
          'pin-reset-application')),
        seal_id TEXT REFERENCES seal (id),
        at TEXT NOT NULL,
        by_staff TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        sealed BLOB NOT NULL,
        CHECK ((seal_id IS NOT NULL) = (kind NOT IN ('seal-register', 'seal-use-record')))
      ) STRICT;
      CREATE INDEX custody_form_seal ON custody_form (seal_id, at);
      CREATE TRIGGER custody_form_no_update BEFORE UPDATE ON custody_form
        BEGIN SELECT RAISE(ABORT, 'custody_form is final'); END;
      CREATE TRIGGER custody_form_no_delete BEFORE DELETE ON custody_form
        BEGIN SELECT RAISE(ABORT, 'custody_form is kept'); END;

      CREATE TABLE print_job_next (
        id INTEGER PRIMARY KEY,
        control_number TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL,
        document TEXT NOT NULL CHECK (document IN ('certificate-copy', 'authorisation-form', 'case-slip',
          'verification-report', 'seal-register', 'seal-use-record', 'seal-handover', 'seal-application',
          'pin-reset-application', 'device-test-page')),
        certificate_id TEXT CHECK ((certificate_id IS NULL) = (document IN ('authorisation-form', 'case-slip'))),
        state TEXT NOT NULL CHECK (state IN ('numbered', 'prepared', 'created', 'spooled', 'unconfirmed', 'abandoned')),
        numbered_at TEXT NOT NULL,
        reprint_of TEXT REFERENCES print_job_next (control_number),
        sealed BLOB NOT NULL,
        pdf_sm3 BLOB CHECK (pdf_sm3 IS NULL OR length(pdf_sm3) = 32),
        pages INTEGER CHECK (pages IS NULL OR pages > 0),
        media TEXT,
        queue TEXT,
        spooler_job INTEGER CHECK (spooler_job IS NULL OR spooler_job > 0),
        spooled_at TEXT CHECK ((spooled_at IS NOT NULL) = (state = 'spooled')),
        outcome TEXT CHECK (outcome IN ('completed', 'failed', 'cancelled', 'unknown')),
        CHECK (state IN ('numbered', 'abandoned') OR pdf_sm3 IS NOT NULL),
        CHECK (state NOT IN ('created', 'spooled', 'unconfirmed') OR spooler_job IS NOT NULL)
      ) STRICT;
      INSERT INTO print_job_next SELECT * FROM print_job ORDER BY id;
      DROP TABLE print_job;
      ALTER TABLE print_job_next RENAME TO print_job;
      CREATE INDEX print_job_case ON print_job (case_id, id);
      CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('numbered', 'prepared', 'created', 'unconfirmed');
      CREATE TRIGGER print_job_no_delete BEFORE DELETE ON print_job
        BEGIN SELECT RAISE(ABORT, 'print_job is kept'); END;
      CREATE TRIGGER print_job_final BEFORE UPDATE OF
          control_number, case_id, document, certificate_id, state, pdf_sm3, spooled_at ON print_job
        WHEN OLD.state IN ('spooled', 'abandoned')
        BEGIN SELECT RAISE(ABORT, 'a settled print_job is final'); END;
    `);
  },
};
