// Prints the facts of one database as JSON; started by profile-facts.ts in Electron's Node.
import Database from 'better-sqlite3';
import { verifyChain } from '#core/audit/audit-chain';
import type { ChainedEntry } from '#core/audit/audit-chain';
import { initSm3 } from '#core/crypto/sm3';
import type { ProfileFacts } from './profile-facts';

await initSm3();
const db = new Database(process.argv[2]!, { fileMustExist: true });
const all = <T>(sql: string): T[] => db.prepare(sql).all() as T[];

const entries = all<Record<string, unknown> & { detail: string }>('SELECT * FROM audit_entry ORDER BY seq');
const chain = verifyChain(
  entries.map((row) => ({ ...row, detail: JSON.parse(row.detail) as unknown }) as unknown as ChainedEntry),
);
const events = all<{ case_id: string; seq: number; kind: string }>(
  'SELECT case_id, seq, kind FROM case_event ORDER BY case_id, seq',
);
const countBy = (action: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const entry of entries) {
    if (!String(entry['action']).startsWith(action)) continue;
    const subject = String(entry['subject']);
    counts[subject] = (counts[subject] ?? 0) + 1;
  }
  return counts;
};
const facts: ProfileFacts = {
  chain,
  integrity: db.pragma('integrity_check', { simple: true }) as string,
  cases: all<{ id: string; number: string; status: string }>('SELECT id, number, status FROM case_file').map(
    (file) => ({
      ...file,
      events: events.filter(({ case_id: id }) => id === file.id).map(({ seq, kind }) => ({ seq, kind })),
    }),
  ),
  prints: all<{ controlNumber: string; caseId: string; state: string; spoolerJob: number | null }>(
    'SELECT control_number AS controlNumber, case_id AS caseId, state, spooler_job AS spoolerJob FROM print_job ORDER BY id',
  ),
  spooledEntries: countBy('print.spooled'),
  caseEntries: countBy('case.'),
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
