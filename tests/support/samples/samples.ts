// Files that others made, kept beside the checkout; tests that need them skip, and say so, where they are absent.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../../shared/samples');

export const SAMPLES_ABSENT = existsSync(FOLDER) ? false : 'skipped: ../shared/samples is absent';

export function sample(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FOLDER, path)));
}
