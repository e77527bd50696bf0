// Builds a shared library of the emulators with gcc, once for each state of its sources.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/zc/emulators');

export interface CLibrary {
  name: string;
  /** Where the sources stand. */
  folder: string;
  sources: readonly string[];
  headers?: readonly string[];
  flags?: readonly string[];
}

/** Path of the library. */
export function buildCLibrary({ name, folder, sources, headers = [], flags = [] }: CLibrary): string {
  const options = ['-O2', '-Wall', '-fPIC', '-shared', ...flags];
  const stamp = createHash('sha256').update(options.join(' '));
  for (const file of [...headers, ...sources]) stamp.update(readFileSync(join(folder, file)));
  const library = join(CACHE, `${name}-${stamp.digest('hex').slice(0, 16)}.so`);
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  // Two test files may build at the same time: each under a name of its own, then renamed.
  const aside = `${library}.${process.pid}`;
  const files = sources.map((file) => join(folder, file));
  execFileSync('gcc', [...options, '-o', aside, ...files, '-ldl'], {
    env: { ...process.env, LD_PRELOAD: '' },
  });
  renameSync(aside, library);
  return library;
}
