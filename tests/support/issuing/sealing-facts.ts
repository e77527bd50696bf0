// What a profile's database holds of sealing, read by another process than the terminal: documents, records, numbers, chain.
// Runs in Electron's Node (the native SQLite binding is built for it).
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ELECTRON, ROOT } from '../station';

export interface SealingFacts {
  readonly chain: { intact: boolean };
  readonly integrity: string;
  /** Use records by state. */
  readonly uses: Readonly<Record<string, number>>;
  readonly documents: number;
  /** Each of these is 0, or the law was broken. */
  readonly wrong: {
    /** Documents without a settled use record of their own, with another digest, or without a file. */
    readonly documentsWithoutRecord: number;
    /** Records that say sealed, without the document. */
    readonly recordsWithoutDocument: number;
    readonly documentsWithoutFile: number;
    readonly documentsWithoutCollection: number;
    /** Numbers that stand on two drafts. */
    readonly numbersTwice: number;
    /** Drafts that say sealed without a document, or the other way round. */
    readonly draftsAtOdds: number;
    /** Serial numbers that were taken and stand on no draft, or the other way round. */
    readonly serialsAtOdds: number;
    /** `certificate.issued` entries of the audit log that are not one for each document. */
    readonly auditAtOdds: number;
  };
}

export async function sealingFacts(profileDir: string): Promise<SealingFacts> {
  const { stdout } = await promisify(execFile)(
    ELECTRON,
    ['scripts/run-ts.mjs', 'tests/support/issuing/sealing-facts-main.ts', join(profileDir, 'terminal.db')],
    { cwd: ROOT, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as SealingFacts;
}
