// Format, lint (no warnings) and types of every project; two at a time, and all of them even if one fails.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { main, ScriptError } from './lib/errors.mjs';
import { caches, inRoot, root } from './lib/paths.mjs';
import { say, seconds, step } from './lib/progress.mjs';
import { capture } from './lib/run.mjs';
import { setup } from './setup.mjs';

const tool = (path) => inRoot('node_modules', path);
const cache = (name) => `${caches}/${name}`;

const typesOf = (project) => ({
  title: `tsc ${project}`,
  args: [
    tool('typescript/bin/tsc'),
    ...['-p', `tsconfig.${project}.json`, '--pretty', 'false'],
    ...['--incremental', '--tsBuildInfoFile', cache(`${project}.tsbuildinfo`)],
  ],
});

const CHECKS = [
  {
    title: 'eslint',
    args: [
      tool('eslint/bin/eslint.js'),
      ...[
        '.',
        '--max-warnings',
        '0',
        '--cache',
        '--cache-strategy',
        'content',
        '--cache-location',
        cache('eslint'),
      ],
    ],
  },
  ...['node', 'web', 'tests', 'core', 'scripts'].map(typesOf),
  {
    title: 'prettier',
    args: [
      tool('prettier/bin/prettier.cjs'),
      ...['.', '--check', '--cache', '--cache-strategy', 'content', '--cache-location', cache('prettier')],
      ...['--log-level', 'warn'],
    ],
  },
];

/** Throws a named error that lists every check that found something. */
export async function check() {
  await step(
    '检查（format, lint, types）',
    async (note) => {
      mkdirSync(caches, { recursive: true });
      const failures = await runAll(CHECKS, Math.max(1, availableParallelism()), note);
      if (failures.length === 0) return;
      throw new ScriptError('CHECK_FAILED', `${failures.map(({ title }) => title).join('、')} 未通过。`, {
        output: failures.map(({ title, said }) => `── ${title}\n${said}`).join('\n'),
      });
    },
    { always: true },
  );
}

async function runAll(checks, width, note) {
  const waiting = [...checks];
  const failures = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begin = performance.now();
      const { code, stdout, stderr } = await capture(process.execPath, next.args, { cwd: root });
      if (code !== 0) failures.push({ title: next.title, said: `${stdout}${stderr}` });
      note(`${code === 0 ? '✓' : '✗'} ${next.title}（${seconds(performance.now() - begin)}）`);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return failures;
}

async function cli() {
  await setup('start');
  await check();
  say('检查通过');
}

if (import.meta.filename === process.argv[1]) await main(cli);
