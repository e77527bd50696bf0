// The print journal: one row a control number, moved forward only in transactions that carry their audit entry.
import { z } from 'zod';
import { toHex } from '#core/crypto/bytes';
import { controlNumber, MAX_SERIAL } from '#core/print/control-number';
import { subjectKey } from '#core/print/print-record';
import type { PrintOutcome, PrintJobState, PrintRecord, PrintSubject } from '#core/print/print-record';
import { err, ok, type Result } from '#core/result';
import { chinaDay, type Clock } from '#core/time/clock';
import { nextSerial } from '../store/serials';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';
import type { AuditLog } from '../audit/audit-log';

export interface JournalDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  /** Seals title and reason: words in which somebody may be named. */
  readonly vault: Pick<Vault, 'sealJson' | 'openJson'>;
  readonly clock: Clock;
  /** `place` as in the rule pack's id; letters and digits of it go into the number. */
  readonly counter: { readonly place: string; readonly window: string };
}

export interface NewPrint {
  readonly caseId: string;
  readonly subject: PrintSubject;
  readonly title: string;
  readonly reprint: { readonly of: string; readonly reason: string } | null;
}

export interface PreparedPage {
  readonly digest: Uint8Array;
  /** SM3 of what the page was made from, 64 hex digits: what a scan of its code is compared with. */
  readonly source: string | null;
  readonly pages: number;
  readonly media: string;
  readonly queue: string;
}

interface Row {
  id: number;
  control_number: string;
  case_id: string;
  document: PrintRecord['document'];
  certificate_id: string | null;
  state: PrintJobState;
  numbered_at: string;
  reprint_of: string | null;
  sealed: Buffer;
  pdf_sm3: Buffer | null;
  pages: number | null;
  media: string | null;
  queue: string | null;
  spooler_job: number | null;
  spooled_at: string | null;
  outcome: PrintOutcome | null;
}

const sealedSchema = z.object({
  title: z.string(),
  reason: z.string().nullable(),
  source: z.string().nullable().default(null),
});

export class PrintJournal {
  readonly #deps: JournalDeps;

  constructor(deps: JournalDeps) {
    this.#deps = deps;
  }

  /** Takes the next number; every number that is taken stays accounted for, also when its page is never made. */
  number(print: NewPrint): Result<PrintRecord, { code: 'PRINT_SERIAL_EXHAUSTED'; day: string }> {
    const { store, clock, counter, vault } = this.#deps;
    return store.transaction(() => {
      const now = clock.now();
      const day = chinaDay(now).replaceAll('-', '');
      const serial = nextSerial(store, 'print', day);
      if (serial > MAX_SERIAL) return err({ code: 'PRINT_SERIAL_EXHAUSTED', day } as const);
      const place = counter.place.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
      const number = controlNumber({ place, window: counter.window, day, serial });
      const { subject, reprint } = print;
      const inserted = store.db
        .prepare(
          `INSERT INTO print_job (control_number, case_id, document, certificate_id, state, numbered_at, reprint_of, sealed)
           VALUES (?, ?, ?, ?, 'numbered', ?, ?, ?)`,
        )
        .run(
          number,
          print.caseId,
          subject.kind,
          subjectKey(subject),
          now.toISOString(),
          reprint?.of ?? null,
          vault.sealJson(sealedPlace(number), { title: print.title, reason: reprint?.reason ?? null }),
        );
      return ok(this.get(Number(inserted.lastInsertRowid))!);
    });
  }

  prepared(record: PrintRecord, page: PreparedPage): void {
    this.#deps.store.transaction(() => {
      const { title, reason } = record;
      const sealed = this.#deps.vault.sealJson(sealedPlace(record.controlNumber), {
        title,
        reason,
        source: page.source,
      });
      const columns = 'pdf_sm3 = ?, pages = ?, media = ?, queue = ?, sealed = ?';
      this.#move(record, ['numbered'], 'prepared', columns, [
        Buffer.from(page.digest),
        page.pages,
        page.media,
        page.queue,
        sealed,
      ]);
      this.#append(record, 'print.prepared', {
        pdf: toHex(page.digest),
        source: page.source,
        pages: page.pages,
        media: page.media,
      });
    });
  }

  /** Before this is on disk nothing is sent: a row in 'prepared' never has paper. */
  created(record: PrintRecord, spoolerJob: number): void {
    this.#deps.store.transaction(() => {
      this.#move(record, ['prepared'], 'created', 'spooler_job = ?', [spoolerJob]);
    });
  }

  /** THE record of a print: once per number, by the state it leaves. `by` says who or what knew that it arrived. */
  spooled(record: PrintRecord, by: 'answer' | 'spooler' | 'clerk'): void {
    this.#deps.store.transaction(() => {
      const now = this.#deps.clock.now().toISOString();
      const outcome = by === 'clerk' ? `, outcome = 'completed'` : '';
      this.#move(record, ['created', 'unconfirmed'], 'spooled', `spooled_at = ?${outcome}`, [now]);
      const current = this.get(record.id)!;
      this.#append(record, 'print.spooled', {
        case: record.caseId,
        document: record.document,
        certificate: record.certificateId,
        pdf: current.pdfDigest,
        pages: current.pages,
        spoolerJob: current.spoolerJob,
        reprintOf: record.reprintOf,
        by,
      });
    });
  }

  unconfirmed(record: PrintRecord, why: string): void {
    this.#deps.store.transaction(() => {
      this.#move(record, ['created'], 'unconfirmed', 'queue = queue', []);
      this.#append(record, 'print.unconfirmed', { why });
    });
  }

  abandoned(record: PrintRecord, why: string): void {
    this.#deps.store.transaction(() => {
      this.#move(
        record,
        ['numbered', 'prepared', 'created', 'unconfirmed'],
        'abandoned',
        'queue = queue',
        [],
      );
      this.#append(record, 'print.abandoned', { why });
    });
  }

  /** What became of the paper. A job that the spooler lost or gave up is in the audit log too. */
  outcome(record: PrintRecord, outcome: PrintOutcome): void {
    this.#deps.store.transaction(() => {
      const changed = this.#deps.store.db
        .prepare(`UPDATE print_job SET outcome = ? WHERE id = ? AND state = 'spooled' AND outcome IS NULL`)
        .run(outcome, record.id).changes;
      if (changed === 1 && outcome !== 'completed') this.#append(record, 'print.outcome', { outcome });
    });
  }

  get(id: number): PrintRecord | undefined {
    const row = this.#deps.store.db.prepare('SELECT * FROM print_job WHERE id = ?').get(id) as
      Row | undefined;
    return row && this.#record(row);
  }

  byNumber(controlNumber: string): PrintRecord | undefined {
    return this.#rows('control_number = ?', [controlNumber])[0];
  }

  history(caseId: string): PrintRecord[] {
    return this.#rows('case_id = ? ORDER BY id', [caseId]);
  }

  /** Rows that nobody has settled. */
  open(): PrintRecord[] {
    return this.#rows(`state IN ('numbered', 'prepared', 'created', 'unconfirmed') ORDER BY id`, []);
  }

  /** Spooled rows whose paper was still to come when the last watch ended. */
  unwatched(): PrintRecord[] {
    return this.#rows(`state = 'spooled' AND outcome IS NULL ORDER BY id`, []);
  }

  /** Prints of this document in this case that bear on a reprint: spooled or open, oldest first. */
  earlier(caseId: string, subject: PrintSubject): PrintRecord[] {
    return this.#rows(
      `case_id = ? AND document = ? AND certificate_id IS ? AND state <> 'abandoned' ORDER BY id`,
      [caseId, subject.kind, subjectKey(subject)],
    );
  }

  #rows(where: string, values: readonly (string | null)[]): PrintRecord[] {
    const rows = this.#deps.store.db
      .prepare(`SELECT * FROM print_job WHERE ${where}`)
      .all(...values) as Row[];
    return rows.map((row) => this.#record(row));
  }

  /** A row that is not where its owner believes it is a bug; the transaction is rolled back. */
  #move(
    record: PrintRecord,
    from: readonly PrintJobState[],
    to: PrintJobState,
    set: string,
    values: unknown[],
  ): void {
    const places = from.map(() => '?').join(', ');
    const { changes } = this.#deps.store.db
      .prepare(`UPDATE print_job SET state = ?, ${set} WHERE id = ? AND state IN (${places})`)
      .run(to, ...values, record.id, ...from);
    if (changes !== 1) throw new Error(`print ${record.id} cannot go to ${to}`);
  }

  #append(record: PrintRecord, action: string, detail: Parameters<AuditLog['append']>[0]['detail']): void {
    this.#deps.audit.append({ action, subject: record.controlNumber, detail });
  }

  #record(row: Row): PrintRecord {
    const words = sealedSchema.parse(this.#deps.vault.openJson(sealedPlace(row.control_number), row.sealed));
    return {
      id: row.id,
      controlNumber: row.control_number,
      caseId: row.case_id,
      document: row.document,
      certificateId: row.certificate_id,
      state: row.state,
      numberedAt: row.numbered_at,
      spooledAt: row.spooled_at,
      reprintOf: row.reprint_of,
      title: words.title,
      reason: words.reason,
      pdfDigest: row.pdf_sm3 && toHex(row.pdf_sm3),
      sourceDigest: words.source,
      pages: row.pages,
      media: row.media,
      queue: row.queue,
      spoolerJob: row.spooler_job,
      outcome: row.outcome,
    };
  }
}

function sealedPlace(number: string): string {
  return `print_job/${number}`;
}
