// A fresh clone with an empty npm cache: `npm test` ends well within ten minutes, then the window opens, twice.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LIMIT_MS = 10 * 60_000;
const COUNTS = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m;
const VERSIONS = ['Electron', 'Chromium', 'SQLite', 'node-hid', 'serialport'];

interface Outcome {
  code: number;
  stdout: string;
  ms: number;
}

const repository = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'zhengchuang-fresh-'));
const checkout = join(folder, 'project', 'zhengchuang');

process.exitCode = await prove().finally(() => rmSync(folder, { recursive: true, force: true }));

async function prove(): Promise<number> {
  mkdirSync(join(folder, 'project'));
  await must('git clone', run('git', ['clone', '--quiet', repository, checkout], repository));
  expect(!existsSync(join(checkout, 'node_modules')), 'the clone brings no node_modules');
  expect(!existsSync(join(checkout, '../shared')), 'no ../shared beside the clone');

  const tested = await must('npm test', run('npm', ['test'], checkout));
  const counts = COUNTS.exec(tested.stdout);
  expect(counts !== null, 'npm test prints its counts');
  report('npm test', tested, counts?.[0]);
  expect(Number(counts?.[1]) > 0 && counts?.[2] === '0', 'tests passed, none failed');
  expect(tested.ms <= LIMIT_MS, 'npm test ends within ten minutes');

  for (const title of ['npm start -- --check (first)', 'npm start -- --check (second)']) {
    const checked = await must(title, run('npm', ['start', '--', '--check'], checkout));
    const missing = VERSIONS.filter((name) => !new RegExp(`^${name}\\s+\\S`, 'm').test(checked.stdout));
    expect(missing.length === 0, `versions printed (missing: ${missing.join(', ') || 'none'})`);
    report(title, checked, undefined);
  }
  console.log('fresh-clone: proven');
  return 0;
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

async function must(title: string, work: Promise<Outcome>): Promise<Outcome> {
  const outcome = await work;
  if (outcome.code !== 0)
    throw new Error(`${title} ended with ${outcome.code}:\n${outcome.stdout.slice(-4_000)}`);
  return outcome;
}

function report(title: string, outcome: Outcome, more: string | undefined): void {
  console.log(
    `${title}: exit ${outcome.code}, ${(outcome.ms / 1000).toFixed(1)} s${more ? `, ${more}` : ''}`,
  );
}

/** stderr (progress) is passed through; the whole process group ends at the limit. */
function run(command: string, args: string[], cwd: string): Promise<Outcome> {
  const begin = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: freshEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGTERM'), LIMIT_MS);
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, stdout, ms: performance.now() - begin });
    });
  });
}

/** As a new user's shell: no caches, no display, nothing that the surrounding npm run has set. */
function freshEnvironment(): NodeJS.ProcessEnv {
  const inherited =
    /^(npm_(lifecycle|package|command|execpath|node_execpath|config_(loglevel|cache|prefix|local_prefix))|INIT_CWD$|DISPLAY$|WAYLAND_DISPLAY$|ELECTRON_RUN_AS_NODE$|NODE_ENV$|VITEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return {
    ...Object.fromEntries(kept),
    npm_config_cache: join(folder, 'npm-cache'),
    electron_config_cache: join(folder, 'electron-cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
}
