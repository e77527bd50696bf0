// The sealed files of a profile, read and verified by another process than the terminal, from the database with its vault.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ELECTRON, ROOT } from '../station';

export interface SealedFiles {
  readonly protection: string;
  readonly documents: number;
  /** Documents by the verifier's verdict on their bytes. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Different certificate numbers, different files. */
  readonly numbers: number;
  readonly digests: number;
  /** The use record, oldest first. */
  readonly uses: readonly {
    readonly state: string;
    readonly staffId: string;
    readonly purpose: string;
    readonly approvalId?: string | undefined;
    readonly documentTitle: string;
  }[];
  /** Documents whose file, record and certificate do not say the same. */
  readonly atOdds: readonly string[];
}

export async function sealedFiles(profileDir: string): Promise<SealedFiles> {
  const { stdout } = await promisify(execFile)(
    ELECTRON,
    ['scripts/run-ts.mjs', 'tests/support/issuing/sealed-files-main.ts', profileDir],
    { cwd: ROOT, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as SealedFiles;
}
