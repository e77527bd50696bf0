// The command-line tools as one file each in out/cli, bundled again only when their sources have changed.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { exclusively } from '../setup/exclusive.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { digestOf, readJson } from './content-stamp.mjs';
import { ScriptError } from './errors.mjs';
import { inRoot, root } from './paths.mjs';
import { say, step } from './progress.mjs';

const INPUTS = ['src/cli', 'src/core', 'scripts/lib/cli-bundle.mjs', 'package.json', 'package-lock.json'];
const OUTPUT = inRoot('out/cli');
const STAMP = inRoot('out/cli/.zc-build.json');

export const esealBundle = inRoot('out/cli/eseal.cjs');

/** Makes sure that the bundles are those of the sources; from a bare clone on. Progress on stderr. */
export async function ensureCliBundles() {
  const sources = digestOf(INPUTS);
  if (isFresh(sources)) return;
  await exclusively(async () => {
    if (isFresh(sources)) return;
    await step('依赖（dependencies）', (note) => ensureDependencies(note));
    await step('构建命令行工具（command line）', () => bundle(sources));
  }, say);
}

const isFresh = (sources) => existsSync(esealBundle) && readJson(STAMP)?.sources === sources;

async function bundle(sources) {
  // Not at the top: in a bare clone it is not there before the dependencies are.
  const { build } = await import('vite');
  rmSync(STAMP, { force: true });
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: inRoot('src/cli/eseal/index.ts'),
        target: 'node20',
        minify: true,
        outDir: OUTPUT,
        emptyOutDir: false,
        rollupOptions: { output: { format: 'cjs', entryFileNames: 'eseal.cjs' } },
      },
    });
  } catch (error) {
    throw new ScriptError('BUILD_FAILED', '命令行工具构建失败', { output: String(error) });
  }
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(STAMP, `${JSON.stringify({ sources })}\n`);
}
