// Documentation that runs: the example in a page is a program of the repository, and the page shows what it prints.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The page, its example's source, and what the example prints when it is run now. */
export function documentedExample(name: string): { page: string; source: string; output: string } {
  const example = join(ROOT, `tests/support/examples/${name}.ts`);
  return {
    page: readFileSync(join(ROOT, `docs/packages/${name}.md`), 'utf8'),
    source: readFileSync(example, 'utf8'),
    output: execFileSync(process.execPath, [join(ROOT, 'scripts/run-ts.mjs'), example]).toString(),
  };
}
