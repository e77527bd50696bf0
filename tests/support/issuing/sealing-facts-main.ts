// Reads the facts (sealing-facts.ts) of one database file and prints them as JSON.
import Database from 'better-sqlite3';
import { initSm3 } from '#core/crypto/sm3';
import { createAuditLog } from '#main/audit/audit-log';
import type { SealingFacts } from './sealing-facts';

const [file = ''] = process.argv.slice(2);
await initSm3();
const db = new Database(file);
const count = (sql: string): number => (db.prepare(sql).get() as { n: number }).n;
const states = db.prepare('SELECT state, count(*) AS n FROM seal_use GROUP BY state').all() as {
  state: string;
  n: number;
}[];
const store = { db } as Parameters<typeof createAuditLog>[0];

const facts: SealingFacts = {
  chain: createAuditLog(store, { now: () => new Date() }, () => '').verify(),
  integrity: String(db.pragma('integrity_check', { simple: true })),
  uses: Object.fromEntries(states.map(({ state, n }) => [state, n])),
  documents: count('SELECT count(*) AS n FROM issued_document'),
  wrong: {
    documentsWithoutRecord: count(
      `SELECT count(*) AS n FROM issued_document d LEFT JOIN seal_use u ON u.id = d.seal_use_id
       WHERE u.id IS NULL OR u.state <> 'sealed' OR u.draft_id <> d.draft_id OR u.sealed_digest <> d.digest`,
    ),
    recordsWithoutDocument: count(
      `SELECT count(*) AS n FROM seal_use u LEFT JOIN issued_document d ON d.seal_use_id = u.id
       WHERE u.state = 'sealed' AND d.id IS NULL`,
    ),
    documentsWithoutFile: count(
      `SELECT count(*) AS n FROM issued_document d LEFT JOIN certificate_file f ON f.certificate_id = d.id
       WHERE f.digest IS NULL OR f.digest <> d.digest`,
    ),
    documentsWithoutCollection: count(
      `SELECT count(*) AS n FROM issued_document d LEFT JOIN collection_item c ON c.document_id = d.id
       WHERE c.document_id IS NULL`,
    ),
    numbersTwice: count(
      `SELECT count(*) AS n FROM (SELECT number_index FROM issuing_draft WHERE number_index IS NOT NULL
       GROUP BY type_id, number_index HAVING count(*) > 1)`,
    ),
    draftsAtOdds: count(
      `SELECT count(*) AS n FROM issuing_draft r LEFT JOIN issued_document d ON d.draft_id = r.id
       WHERE (r.state = 'sealed') <> (d.id IS NOT NULL)`,
    ),
    serialsAtOdds: Math.abs(
      count(`SELECT coalesce(sum(value), 0) AS n FROM serial WHERE name LIKE 'certificate/%'`) -
        count('SELECT count(*) AS n FROM issuing_draft WHERE serial_numbered = 1'),
    ),
    auditAtOdds: Math.abs(
      count(`SELECT count(DISTINCT subject) AS n FROM audit_entry WHERE action = 'certificate.issued'`) -
        count('SELECT count(*) AS n FROM issued_document'),
    ),
  },
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
db.close();
