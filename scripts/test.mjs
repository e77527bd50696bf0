// `npm test`: set-up, checks, build, unit and integration tests in Electron's Node, end-to-end tests on a display
// of its own. The last line of stdout is the sum of all suites.
import { mkdirSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { readJson } from './lib/content-stamp.mjs';
import { electronBinary, nodeEnvironment } from './lib/electron.mjs';
import { main } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { say, seconds, step } from './lib/progress.mjs';
import { passThrough } from './lib/run.mjs';
import { countsLine, countsOf, sum } from './lib/test-counts.mjs';
import { startXvfb } from './lib/xvfb.mjs';
import { setup } from './setup.mjs';

const VITEST = inRoot('node_modules/vitest/vitest.mjs');
const REPORTS = inRoot('test-results');
const ALWAYS = { always: true };

async function test() {
  const begin = performance.now();
  await step('准备（setup）', () => setup('test'), ALWAYS);
  await check();
  await build();
  mkdirSync(REPORTS, { recursive: true });
  const counts = [
    await step(
      '单元与集成测试（unit, integration）',
      () => suite('unit', electronBinary, [], nodeEnvironment()),
      ALWAYS,
    ),
    await step('端到端测试（e2e）', endToEnd, ALWAYS),
  ];
  const total = sum(counts);
  say(`总用时 ${seconds(performance.now() - begin)}`);
  console.log(countsLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function endToEnd() {
  const display = await startXvfb();
  try {
    // Plain Node: these tests start Electron themselves.
    return await suite('e2e', process.execPath, ['--config', 'tests/e2e/vitest.config.ts'], display.env);
  } finally {
    await display.stop();
  }
}

async function suite(name, program, args, env) {
  const report = `${REPORTS}/${name}.json`;
  rmSync(report, { force: true });
  const { code } = await passThrough(
    program,
    [VITEST, 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, env },
  );
  return countsOf(readJson(report), code);
}

await main(test);
