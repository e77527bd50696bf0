// Everything a fresh clone needs, each step only if it is needed:
// `npm run setup [-- --for=start|check|test|package] [--official]`.
// Imports nothing from node_modules before that exists.
import { parseArgs } from 'node:util';
import { main, ScriptError } from './lib/errors.mjs';
import { say, seconds, step } from './lib/progress.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureRuntime } from './setup/electron-runtime.mjs';
import { exclusively } from './setup/exclusive.mjs';
import { checkPlatform } from './setup/platform.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/** @type {Record<string, { required: string[], wished: string[] }>} */
const NEEDS = {
  start: { required: ['run'], wished: ['print', 'compile'] },
  check: { required: ['run', 'display'], wished: ['print', 'compile'] },
  test: { required: ['run', 'print', 'display', 'compile', 'test'], wished: [] },
  package: { required: ['run', 'package'], wished: [] },
};

/**
 * @param {'start' | 'check' | 'test' | 'package'} purpose decides which system packages are needed
 * @param {{ officialOnly?: boolean }} [options]
 */
export async function setup(purpose, { officialOnly = false } = {}) {
  checkPlatform({ platform: process.platform, arch: process.arch, node: process.versions.node });
  await step('系统软件包（system packages）', (note) => ensureSystemPackages(NEEDS[purpose], note));
  await exclusively(async () => {
    await step('依赖（dependencies）', (note) => ensureDependencies(note));
    await step('Electron 运行时（runtime）', (note) => ensureRuntime({ officialOnly }, note));
  }, say);
}

async function cli() {
  const begin = performance.now();
  const { values } = parseArgs({
    options: { for: { type: 'string', default: 'test' }, official: { type: 'boolean', default: false } },
  });
  if (!Object.hasOwn(NEEDS, values.for)) {
    throw new ScriptError('ARGUMENT_UNKNOWN', `--for 只能是 ${Object.keys(NEEDS).join('、')}。`, {
      exitCode: 2,
    });
  }
  await setup(/** @type {any} */ (values.for), { officialOnly: values.official });
  say(`准备就绪（${seconds(performance.now() - begin)}）`);
}

if (import.meta.filename === process.argv[1]) await main(cli);
