// Builds main, preload and renderer into out/, unless nothing that goes into them has changed.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { ensureCliBundles } from './lib/cli-bundle.mjs';
import { digestOf, readJson } from './lib/content-stamp.mjs';
import { main } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { say, step } from './lib/progress.mjs';
import { mustRun } from './lib/run.mjs';
import { setup } from './setup.mjs';

const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
];
const STAMP = inRoot('out/.zc-build.json');
const RESULTS = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** @returns {Promise<boolean>} whether anything had to be built */
export async function build() {
  await ensureCliBundles();
  const sources = digestOf(INPUTS);
  const isThere = RESULTS.every((file) => existsSync(inRoot(file)));
  if (isThere && readJson(STAMP)?.sources === sources) return false;
  await step(
    '构建（build）',
    async () => {
      rmSync(STAMP, { force: true });
      await mustRun(
        { code: 'BUILD_FAILED', message: '构建失败' },
        process.execPath,
        [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build'],
        { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
      );
      mkdirSync(inRoot('out'), { recursive: true });
      writeFileSync(STAMP, `${JSON.stringify({ sources, builtAt: new Date().toISOString() })}\n`);
    },
    { always: true },
  );
  return true;
}

async function cli() {
  await setup('start');
  if (!(await build())) say('out/ 已是最新（up to date）');
}

if (import.meta.filename === process.argv[1]) await main(cli);
