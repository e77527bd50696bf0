// Starts the terminal's window on a profile and follows it to its end, or, for --check, until a clerk can work.
import { ending, hasEnded, jsonLine, startTied, stop } from '../lib/children.mjs';
import { electronBinary, isRoot, sandboxArguments, windowEnvironment } from '../lib/electron.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { root } from '../lib/paths.mjs';
import { say } from '../lib/progress.mjs';
import { passThrough } from '../lib/run.mjs';

const CHECK_MS = 60_000;
const QUIT_MS = 15_000;
const NAMES = { electron: 'Electron', chrome: 'Chromium', node: 'Node.js', sqlite: 'SQLite' };

/** @param {{ folder: string, settings: string | undefined, extra?: string[] }} profile */
function windowArguments({ folder, settings, extra = [] }) {
  if (isRoot) say('以 root 身份运行，Chromium 沙箱已关闭（--no-sandbox）。正式使用请用普通用户。');
  return [
    ...sandboxArguments,
    root,
    `--profile-dir=${folder}`,
    ...(settings ? [`--settings=${settings}`] : []),
    ...extra,
  ];
}

/** @returns {Promise<number>} the window's exit code */
export async function runWindow(profile, env) {
  const { code } = await passThrough(electronBinary, windowArguments(profile), {
    cwd: root,
    env: windowEnvironment(env),
  });
  return code;
}

/** Prints the versions once the application says that a clerk can work. */
export async function checkWindow(profile, env) {
  const begin = performance.now();
  const child = startTied(electronBinary, windowArguments({ ...profile, extra: ['--check'] }), {
    cwd: root,
    env: windowEnvironment(env),
  });
  const said = await jsonLine(child, {
    accept: (value) => typeof value.check === 'string',
    timeoutMs: CHECK_MS,
  });
  if (said?.check !== 'ready') {
    const why = said
      ? `窗口报告 ${JSON.stringify(said)}`
      : hasEnded(child)
        ? '窗口提前退出'
        : '60 秒内没有就绪';
    const output = child.stderrTail();
    await stop(child);
    throw new ScriptError('WINDOW_NOT_READY', `终端没有进入可办事状态：${why}。`, { output });
  }
  say(`窗口可以办事（${((performance.now() - begin) / 1000).toFixed(1)} s）`);
  await expectQuit(child);
  console.log(versionTable(said.versions));
}

async function expectQuit(child) {
  const timer = setTimeout(() => void stop(child), QUIT_MS);
  const { code, signal } = await ending(child);
  clearTimeout(timer);
  if (code !== 0) {
    throw new ScriptError('WINDOW_NOT_CLOSED', `窗口就绪后没有正常退出（${signal ?? code}）。`, {
      output: child.stderrTail(),
    });
  }
}

/** @param {Record<string, string>} versions */
export function versionTable(versions) {
  const rows = Object.entries(versions).map(([key, version]) => [NAMES[key] ?? key, version]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, version]) => `${name.padEnd(width)}  ${version}`).join('\n');
}
