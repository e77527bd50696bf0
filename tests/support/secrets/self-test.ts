// That the searcher finds what it looks for: each pattern planted among random bytes, also across its reading windows,
// in names, in zip and in gzip.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import type { Pattern } from './encodings';
import { Searcher } from './search';

/** @returns how many patterns were planted, and those that were not found */
export function selfTest(patterns: readonly Pattern[]): { planted: number; missed: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'zc-planted-'));
  try {
    // Small windows: many patterns lie across two.
    const searcher = new Searcher(patterns, 4_096);
    const missed: string[] = [];
    const file = join(folder, 'planted.bin');
    const parts = patterns.flatMap(({ bytes }) => [randomBytes(200 + (bytes.length % 97)), bytes]);
    writeFileSync(file, Buffer.concat([...parts, randomBytes(300)]));
    const found = new Set(searcher.file(file).hits.map(({ pattern }) => pattern));
    for (const pattern of patterns) if (!found.has(pattern)) missed.push(nameOf(pattern));
    const one = patterns[0]!;
    const text = Buffer.concat([randomBytes(5_000), one.bytes]);
    writeFileSync(join(folder, 'packed.zip'), zipSync({ 'a.txt': new Uint8Array(text) }));
    writeFileSync(join(folder, 'packed.gz'), gzipSync(new Uint8Array(text)));
    for (const packed of ['packed.zip', 'packed.gz'])
      if (searcher.file(join(folder, packed)).hits.length === 0) missed.push(`in ${packed}`);
    // And nothing where nothing is.
    writeFileSync(join(folder, 'empty.bin'), randomBytes(2_000_000));
    if (searcher.file(join(folder, 'empty.bin')).hits.length > 0) missed.push('found in random bytes');
    return { planted: patterns.length + 2, missed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const nameOf = ({ secret, encoding }: Pattern): string => `${secret.label} as ${encoding}`;
