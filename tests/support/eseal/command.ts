// Runs `node scripts/eseal.mjs` as a person would, with a state folder of its own, and reads what it says.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface CommandResult {
  readonly code: number;
  /** The JSON lines of stdout. */
  readonly reports: readonly Report[];
  readonly stdout: string;
  readonly stderr: string;
}

/** What tests look at; the whole is described in docs/eseal-command.md. */
export interface Report {
  readonly file: string;
  readonly intact?: boolean;
  readonly signed?: boolean;
  readonly verdict?: string;
  readonly page?: number;
  readonly at?: { x: number; y: number; width: number; height: number };
  readonly trust?: { verdict: string; anchors: string };
  readonly error?: { code: string; where: string; message: string };
  readonly signatures: readonly {
    type: string;
    version: string | null;
    verdict: string;
    steps: readonly { step: string; clause: string; verdict: string; detail: string }[];
  }[];
}

export class EsealCommand {
  readonly folder = mkdtempSync(join(tmpdir(), 'zhengchuang-eseal-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, bytes: Uint8Array): string {
    writeFileSync(this.path(name), bytes);
    return this.path(name);
  }

  /** `stateHome`: whose demonstration keys; this object's own unless told. */
  async run(args: readonly string[], stateHome = this.path('state')): Promise<CommandResult> {
    const child = spawn(process.execPath, [join(ROOT, 'scripts/eseal.mjs'), ...args], {
      env: { ...process.env, XDG_STATE_HOME: stateHome },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise<number>((done, fail) => {
      child.once('error', fail);
      child.once('close', (exitCode, signal) => done(exitCode ?? (signal ? 128 : 0)));
    });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { code, stdout, stderr, reports: lines.map((line): Report => JSON.parse(line)) };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
