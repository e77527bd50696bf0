// Looks for planted values byte by byte in whatever stands in a folder: files, their names, and what zip and gzip hide.
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, unzipSync } from 'fflate';
import type { Pattern } from './encodings';

export interface Hit {
  readonly pattern: Pattern;
  readonly file: string;
  readonly offset: number;
}

export interface Searched {
  files: number;
  bytes: number;
  hits: Hit[];
}

const CHUNK = 8 * 1024 * 1024;
/** What is unpacked at most. */
const MOST_PACKED = 64 * 1024 * 1024;

export class Searcher {
  readonly #byStart = new Map<number, Pattern[]>();
  readonly #begins = new Uint8Array(65_536);
  readonly #longest: number;
  readonly #chunk: number;

  constructor(patterns: readonly Pattern[], chunk = CHUNK) {
    for (const pattern of patterns) {
      const { bytes } = pattern;
      const start = startOf(bytes, 0);
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), pattern]);
      this.#begins[bytes[0]! | (bytes[1]! << 8)] = 1;
    }
    this.#longest = Math.max(...patterns.map(({ bytes }) => bytes.length));
    this.#chunk = Math.max(chunk, 2 * this.#longest);
  }

  /** Each place of each pattern. */
  in(bytes: Uint8Array): { pattern: Pattern; offset: number }[] {
    const found: { pattern: Pattern; offset: number }[] = [];
    const last = bytes.length - 4;
    for (let at = 0; at <= last; at += 1) {
      if (this.#begins[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
      for (const pattern of this.#byStart.get(startOf(bytes, at)) ?? [])
        if (standsAt(bytes, at, pattern.bytes)) found.push({ pattern, offset: at });
    }
    return found;
  }

  /** Every regular file below `root`, and its name. */
  below(root: string, skip: (path: string) => boolean = () => false): Searched {
    const searched: Searched = { files: 0, bytes: 0, hits: [] };
    for (const file of filesBelow(root, skip)) this.#file(file, searched);
    return searched;
  }

  file(path: string): Searched {
    const searched: Searched = { files: 0, bytes: 0, hits: [] };
    this.#file(path, searched);
    return searched;
  }

  #file(path: string, searched: Searched): void {
    searched.files += 1;
    const note = (file: string) => (one: { pattern: Pattern; offset: number }) =>
      void searched.hits.push({ ...one, file });
    this.in(new TextEncoder().encode(path)).forEach(note(`${path} (its name)`));
    const file = openSync(path, 'r');
    try {
      const buffer = new Uint8Array(this.#chunk);
      let kept = 0;
      for (let offset = 0; ;) {
        const read = readSync(file, buffer, kept, buffer.length - kept, null);
        if (read === 0) break;
        searched.bytes += read;
        const window = buffer.subarray(0, kept + read);
        for (const one of this.in(window))
          // What lies wholly in the part that was kept was met the last time.
          if (one.offset + one.pattern.bytes.length > kept)
            note(path)({ ...one, offset: offset - kept + one.offset });
        offset += read;
        kept = Math.min(this.#longest - 1, window.length);
        buffer.copyWithin(0, window.length - kept, window.length);
      }
    } finally {
      closeSync(file);
    }
    for (const [inside, bytes] of unpacked(path)) this.in(bytes).forEach(note(`${path}!${inside}`));
  }
}

function startOf(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function standsAt(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  if (at + pattern.length > bytes.length) return false;
  for (let index = 4; index < pattern.length; index += 1)
    if (bytes[at + index] !== pattern[index]) return false;
  return true;
}

export function filesBelow(root: string, skip: (path: string) => boolean = () => false): string[] {
  let entries;
  try {
    entries = readdirSync(root, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(root, entry.name);
    if (skip(path)) return [];
    if (entry.isDirectory()) return filesBelow(path, skip);
    return entry.isFile() ? [path] : [];
  });
}

function unpacked(path: string): [string, Uint8Array][] {
  if (lstatSync(path).size > MOST_PACKED) return [];
  const bytes = new Uint8Array(readFileSync(path));
  try {
    if (startOf(bytes, 0) === 0x04034b50) return Object.entries(unzipSync(bytes));
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [['gzip', gunzipSync(bytes)]];
  } catch {
    // It only began like one.
  }
  return [];
}
