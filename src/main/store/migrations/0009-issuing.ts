// Drafts, batches, issued certificates, use record (用章记录), what waits for collection (归集).
// What names a person is sealed by the vault. A number once given stays; what is sealed or used is final.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 9,
  name: 'issuing',
  up(db) {
    db.exec(`
      CREATE TABLE issuing_batch (
        id TEXT PRIMARY KEY,
        type_id TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'discarded')),
        approval_id TEXT,
        faulty INTEGER NOT NULL CHECK (faulty >= 0),
        sealed BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER issuing_batch_no_delete BEFORE DELETE ON issuing_batch
        BEGIN SELECT RAISE(ABORT, 'issuing_batch is kept'); END;
      CREATE TRIGGER issuing_batch_final BEFORE UPDATE ON issuing_batch WHEN OLD.state <> 'open'
        BEGIN SELECT RAISE(ABORT, 'a closed issuing_batch is final'); END;

      CREATE TABLE issuing_draft (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL CHECK (revision > 0),
        state TEXT NOT NULL CHECK (state IN ('open', 'numbered', 'sealed', 'discarded')),
        type_id TEXT NOT NULL,
        case_id TEXT REFERENCES case_file (id),
        batch_id TEXT REFERENCES issuing_batch (id),
        line INTEGER CHECK ((line IS NULL) = (batch_id IS NULL)),
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        content_digest BLOB NOT NULL CHECK (length(content_digest) = 32),
        approval_id TEXT,
        last_failure TEXT,
        number_index BLOB CHECK (number_index IS NULL OR length(number_index) = 32),
        serial_numbered INTEGER NOT NULL DEFAULT 0 CHECK (serial_numbered IN (0, 1)),
        sealed BLOB NOT NULL,
        CHECK (state NOT IN ('numbered', 'sealed') OR number_index IS NOT NULL)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX issuing_draft_case ON issuing_draft (case_id) WHERE case_id IS NOT NULL AND state <> 'discarded';
      CREATE UNIQUE INDEX issuing_draft_line ON issuing_draft (batch_id, line) WHERE batch_id IS NOT NULL;
      CREATE UNIQUE INDEX issuing_draft_number ON issuing_draft (number_index) WHERE serial_numbered = 1;
      CREATE INDEX issuing_draft_live ON issuing_draft (state) WHERE state IN ('open', 'numbered');
      CREATE TRIGGER issuing_draft_no_delete BEFORE DELETE ON issuing_draft
        BEGIN SELECT RAISE(ABORT, 'issuing_draft is kept'); END;
      CREATE TRIGGER issuing_draft_final BEFORE UPDATE ON issuing_draft WHEN OLD.state IN ('sealed', 'discarded')
        BEGIN SELECT RAISE(ABORT, 'a sealed or discarded issuing_draft is final'); END;
      CREATE TRIGGER issuing_draft_number_stays BEFORE UPDATE ON issuing_draft
        WHEN OLD.number_index IS NOT NULL AND NEW.number_index IS NOT OLD.number_index
        BEGIN SELECT RAISE(ABORT, 'a certificate number stays'); END;

      CREATE TABLE seal_use (
        id INTEGER PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES issuing_draft (id),
        seal_id TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        approval_id TEXT,
        state TEXT NOT NULL CHECK (state IN ('started', 'sealed', 'failed', 'interrupted')),
        started_at TEXT NOT NULL,
        started_day TEXT NOT NULL,
        settled_at TEXT CHECK ((settled_at IS NULL) = (state = 'started')),
        unsealed_digest BLOB NOT NULL CHECK (length(unsealed_digest) = 32),
        sealed_digest BLOB CHECK ((sealed_digest IS NOT NULL) = (state = 'sealed')),
        failure TEXT CHECK ((failure IS NOT NULL) = (state = 'failed')),
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX seal_use_day ON seal_use (started_day, id);
      CREATE UNIQUE INDEX seal_use_one_started ON seal_use (draft_id) WHERE state = 'started';
      CREATE UNIQUE INDEX seal_use_one_sealed ON seal_use (draft_id) WHERE state = 'sealed';
      CREATE TRIGGER seal_use_no_delete BEFORE DELETE ON seal_use
        BEGIN SELECT RAISE(ABORT, 'seal_use is append-only'); END;
      CREATE TRIGGER seal_use_final BEFORE UPDATE ON seal_use WHEN OLD.state <> 'started'
        BEGIN SELECT RAISE(ABORT, 'a settled seal_use is final'); END;
      CREATE TRIGGER seal_use_facts BEFORE UPDATE OF
          id, draft_id, seal_id, fingerprint, staff_id, approval_id, started_at, started_day, unsealed_digest, sealed ON seal_use
        BEGIN SELECT RAISE(ABORT, 'what a seal_use says does not change'); END;

      CREATE TABLE issued_document (
        id TEXT PRIMARY KEY REFERENCES certificate (id),
        draft_id TEXT NOT NULL UNIQUE REFERENCES issuing_draft (id),
        seal_use_id INTEGER NOT NULL UNIQUE REFERENCES seal_use (id),
        case_id TEXT REFERENCES case_file (id),
        batch_id TEXT REFERENCES issuing_batch (id),
        digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
        size INTEGER NOT NULL CHECK (size > 0),
        sealed_at TEXT NOT NULL,
        sealed_day TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX issued_document_time ON issued_document (sealed_at);
      CREATE INDEX issued_document_day ON issued_document (sealed_day);
      CREATE TRIGGER issued_document_no_update BEFORE UPDATE ON issued_document
        BEGIN SELECT RAISE(ABORT, 'issued_document is append-only'); END;
      CREATE TRIGGER issued_document_no_delete BEFORE DELETE ON issued_document
        BEGIN SELECT RAISE(ABORT, 'issued_document is append-only'); END;
      CREATE TRIGGER certificate_file_issued_update BEFORE UPDATE ON certificate_file
        WHEN EXISTS (SELECT 1 FROM issued_document WHERE id = OLD.certificate_id)
        BEGIN SELECT RAISE(ABORT, 'the file of an issued certificate is final'); END;
      CREATE TRIGGER certificate_file_issued_delete BEFORE DELETE ON certificate_file
        WHEN EXISTS (SELECT 1 FROM issued_document WHERE id = OLD.certificate_id)
        BEGIN SELECT RAISE(ABORT, 'the file of an issued certificate is final'); END;

      CREATE TABLE collection_item (
        document_id TEXT PRIMARY KEY REFERENCES issued_document (id),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'collected')),
        due_on TEXT,
        holidays_known INTEGER NOT NULL CHECK (holidays_known IN (0, 1)),
        article TEXT,
        wording TEXT,
        collected_at TEXT CHECK ((collected_at IS NOT NULL) = (state = 'collected'))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX collection_item_waiting ON collection_item (due_on) WHERE state = 'waiting';
      CREATE TRIGGER collection_item_no_delete BEFORE DELETE ON collection_item
        BEGIN SELECT RAISE(ABORT, 'collection_item is kept'); END;
      CREATE TRIGGER collection_item_final BEFORE UPDATE ON collection_item WHEN OLD.state = 'collected'
        BEGIN SELECT RAISE(ABORT, 'a collected certificate stays collected'); END;
    `);
  },
};
