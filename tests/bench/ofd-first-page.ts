// First page on screen: from a sealed 200 kB file's bytes to its page painted in a bare Electron window, in ms.
// The floor is the same page, made beforehand, inserted and painted; the second line verifies every signature besides.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { median, report, round } from '#tests/support/bench';
import { BENCH_DOCUMENTS } from '#tests/support/eseal/bench-documents';
import { demonstrationPki, seal } from '#tests/support/eseal/sealed-document';
import { ELECTRON, ROOT, windowEnvironment } from '#tests/support/station';

const RUNS = 15;
const TARGET = 'value <= 150';

interface Run {
  readonly floor: number;
  readonly shown: number;
  readonly verified: number;
}

const folder = mkdtempSync(join(tmpdir(), 'zhengchuang-first-page-'));
try {
  const file = join(folder, 'certificate.ofd');
  writeFileSync(file, await seal(BENCH_DOCUMENTS['1-page-200kB']!(), await demonstrationPki()));
  const runs = inWindow(file, await bundledProgram());
  const floor = median(runs.map((run) => run.floor));
  for (const [bench, of] of [
    ['ofd-first-page 1-page-200kB', (run: Run) => run.shown],
    ['ofd-first-page 1-page-200kB verified', (run: Run) => run.verified],
  ] as const) {
    const value = median(runs.map(of));
    const numbers = { value: round(value), unit: 'ms', floor: round(floor), ratio: round(value / floor) };
    report({ bench, ...numbers, runs: RUNS, target: TARGET });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Electron loads no TypeScript: the program is bundled as the terminal's main process is. */
async function bundledProgram(): Promise<string> {
  await build({
    ...{ configFile: false, root: ROOT, logLevel: 'error', publicDir: false, ssr: { noExternal: true } },
    build: {
      ...{ ssr: join(ROOT, 'tests/support/first-page/main.ts'), target: 'node20', outDir: folder },
      ...{ emptyOutDir: false, minify: true },
      rollupOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'main.cjs' },
      },
    },
  });
  return join(folder, 'main.cjs');
}

function inWindow(file: string, program: string): Run[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, program, `--file=${file}`, `--runs=${RUNS}`, `--profile-dir=${folder}/profile`];
  const output = execFileSync(ELECTRON, args, {
    env: windowEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 120_000,
  });
  const line = output
    .toString()
    .split('\n')
    .find((text) => text.startsWith('{"runs"'));
  if (line === undefined) throw new Error('the window said nothing');
  return (JSON.parse(line) as { runs: Run[] }).runs;
}
