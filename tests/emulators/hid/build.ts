// Builds the stand-in for /dev/hidraw* with gcc, once for each state of its sources.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const CACHE = resolve(HERE, '../../../node_modules/.cache/zc/hid');
const SOURCES = ['hidraw.c', 'udev.c'];
const FLAGS = ['-O2', '-Wall', '-Wno-deprecated-non-prototype', '-fPIC', '-shared'];

/** Path of the library for LD_PRELOAD. */
export function buildHidShim(): string {
  const stamp = createHash('sha256').update(FLAGS.join(' '));
  for (const name of ['hidshim.h', ...SOURCES]) stamp.update(readFileSync(join(HERE, name)));
  const library = join(CACHE, `hidshim-${stamp.digest('hex').slice(0, 16)}.so`);
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  // Two test files may build at the same time: each under a name of its own, then renamed.
  const aside = `${library}.${process.pid}`;
  const env = { ...process.env, LD_PRELOAD: '' };
  execFileSync('gcc', [...FLAGS, '-o', aside, ...SOURCES.map((name) => join(HERE, name)), '-ldl'], { env });
  renameSync(aside, library);
  return library;
}
