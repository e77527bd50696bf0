// What a profile folder really holds, read by another process than the terminal: cases, print records, the audit chain.
// Runs in Electron's Node (the native SQLite binding is built for it): `profileFacts` starts itself there.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ELECTRON, ROOT } from './station';

export interface ProfileFacts {
  readonly chain: { intact: boolean; entries?: number; brokenAt?: number };
  readonly integrity: string;
  readonly cases: { id: string; number: string; status: string; events: { seq: number; kind: string }[] }[];
  readonly prints: { controlNumber: string; caseId: string; state: string; spoolerJob: number | null }[];
  /** Audit entries `print.spooled`, by control number. */
  readonly spooledEntries: Record<string, number>;
  /** Audit entries `case.*` of each case. */
  readonly caseEntries: Record<string, number>;
}

export async function profileFacts(profileDir: string): Promise<ProfileFacts> {
  const { stdout } = await promisify(execFile)(
    ELECTRON,
    ['scripts/run-ts.mjs', 'tests/support/profile-facts-main.ts', join(profileDir, 'terminal.db')],
    { cwd: ROOT, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as ProfileFacts;
}
