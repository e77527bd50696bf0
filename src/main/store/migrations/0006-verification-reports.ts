// A further printed document: the verification report (核验报告). SQLite changes a CHECK only by making the table anew.
// A report's certificate_id holds the SM3 of the file it is about, so that a second print of it is a reprint.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 6,
  name: 'verification-reports',
  up(db) {
    db.exec(`
      CREATE TABLE print_job_next (
        id INTEGER PRIMARY KEY,
        control_number TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL,
        document TEXT NOT NULL CHECK (document IN ('certificate-copy', 'authorisation-form', 'case-slip', 'verification-report')),
        certificate_id TEXT CHECK ((certificate_id IS NOT NULL) = (document IN ('certificate-copy', 'verification-report'))),
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
