// The process of an SKF library leaves no memory behind when it dies, whatever the system allows.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const pattern = process.platform === 'linux' ? readFileSync('/proc/sys/kernel/core_pattern', 'utf8') : '|';
/** Dumps are files in the working folder, so that the counter-check is seen; this machine may be asked for them. */
const here = !/[|/]/.test(pattern) && spawnSync('prlimit', ['--core=unlimited', 'true']).status === 0;

/** Bytes; the whole would be gigabytes of address space. */
const ENOUGH_TO_BE_SEEN = 1_000_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zc-dump-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Dies by SIGSEGV with dumps allowed; what stands in its folder afterwards. */
function crash(...args: string[]): { said: string; left: string[] } {
  const program = [
    process.execPath,
    join(root, 'scripts/run-ts.mjs'),
    join(root, 'tests/support/crashing-process.ts'),
  ];
  const { stdout, signal, status } = spawnSync(
    'prlimit',
    [`--core=${ENOUGH_TO_BE_SEEN}`, ...program, ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  expect({ signal, status }).toEqual({ signal: 'SIGSEGV', status: null });
  return { said: stdout, left: readdirSync(folder) };
}

describe.runIf(here)('a crash', () => {
  it('makes no dump after dumps were refused, and one where they were not', () => {
    expect(crash('refused')).toMatchObject({ said: 'true\n', left: [] });
    expect(crash().left.length).toBe(1);
  });
});
