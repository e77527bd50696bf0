// The append-only audit log: each entry is chained to the one before by SM3 and written in its deed's own transaction.
import { GENESIS, linkHash, verifyChain } from '#core/audit/audit-chain';
import type { AuditDetail, ChainVerdict, ChainedEntry } from '#core/audit/audit-chain';
import type { Clock } from '#core/time/clock';
import type { Store } from '../store/store';

export interface NewAuditEntry {
  /** Dotted name, e.g. `case.opened`. */
  action: string;
  /** A record's id; never a person's name or number. */
  subject: string;
  detail: AuditDetail;
}

/** Appends inside the caller's transaction, so a deed without its entry cannot exist. */
export interface AuditLog {
  append(entry: NewAuditEntry): void;
  /** Walks the whole chain. */
  verify(): ChainVerdict;
}

interface Row {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous: Buffer;
  hash: Buffer;
}

/**
 * @param actor who works at the counter, as configured or signed in
 * @throws from append: Error when called outside a transaction; SQLite's error when it cannot be written
 */
export function createAuditLog(store: Store, clock: Clock, actor: () => string): AuditLog {
  const last = store.db.prepare('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1');
  const insert = store.db.prepare(
    `INSERT INTO audit_entry (seq, at, actor, action, subject, detail, previous, hash)
     VALUES (@seq, @at, @actor, @action, @subject, @detail, @previous, @hash)`,
  );
  const all = store.db.prepare('SELECT * FROM audit_entry ORDER BY seq');

  return {
    append({ action, subject, detail }) {
      if (!store.db.inTransaction) throw new Error('an audit entry belongs into the transaction of its deed');
      const head = last.get() as Pick<Row, 'seq' | 'hash'> | undefined;
      const entry = {
        seq: (head?.seq ?? 0) + 1,
        at: clock.now().toISOString(),
        actor: actor(),
        action,
        subject,
        detail,
      };
      const previous = head?.hash ?? GENESIS;
      const hash = linkHash(previous, entry);
      insert.run({
        ...entry,
        detail: JSON.stringify(detail),
        previous: Buffer.from(previous),
        hash: Buffer.from(hash),
      });
    },
    verify() {
      return verifyChain(chained(all.iterate() as IterableIterator<Row>));
    },
  };
}

function* chained(rows: Iterable<Row>): Iterable<ChainedEntry> {
  for (const row of rows) yield { ...row, detail: JSON.parse(row.detail) as AuditDetail };
}
