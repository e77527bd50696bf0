// Runs the Electron rasteriser (under Xvfb where there is no display) and returns what it said.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RasterJob {
  readonly svg: string;
  readonly png: string;
  readonly width: number;
  readonly height: number;
}

const ROOT = join(import.meta.dirname, '../../..');

/** Writes the PNG of each job; `violations` lists what the window's policy refused. */
export function rasterise(jobs: readonly RasterJob[], jobsFile: string): { violations: string[] } {
  writeFileSync(jobsFile, JSON.stringify(jobs));
  const electron = join(ROOT, 'node_modules/electron/dist/electron');
  const args = ['--no-sandbox', join(ROOT, 'tests/support/ofd-preview/electron-rasteriser.cjs'), jobsFile];
  const environment = { ...process.env };
  delete environment['ELECTRON_RUN_AS_NODE'];
  const command = environment['DISPLAY'] ? [electron, ...args] : ['xvfb-run', '-a', electron, ...args];
  const output = execFileSync(command[0]!, command.slice(1), {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  const line = output
    .toString('utf8')
    .split('\n')
    .find((text) => text.startsWith('{"violations"'));
  if (!line) throw new Error('the rasteriser said nothing');
  return JSON.parse(line) as { violations: string[] };
}
