// Runs a program to its end, with a deadline, either captured or with its output passed through.
import { ending, signalledCode, startTied, stop } from './children.mjs';
import { ScriptError } from './errors.mjs';

/** @typedef {import('./children.mjs').TiedOptions & { timeoutMs?: number }} RunOptions */

/**
 * Captures both outputs. Never rejects for an exit code; `timedOut` says that the deadline ended it.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string, timedOut: boolean }>}
 */
export async function capture(command, args, options = {}) {
  const { timeoutMs = 0, ...spawning } = options;
  const child = startTied(command, args, { orphanSignal: 'KILL', ...spawning });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  const { code, timedOut } = await finish(child, command, timeoutMs);
  return { code, stdout, stderr, timedOut };
}

/**
 * Output goes straight to the terminal; the exit code is returned.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function passThrough(command, args, options = {}) {
  const { timeoutMs = 0, ...spawning } = options;
  const child = startTied(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...spawning });
  return finish(child, command, timeoutMs);
}

/** Captured; a failure becomes a named error that shows the end of what the program said. */
export async function mustRun(failure, command, args, options = {}) {
  const result = await capture(command, args, options);
  if (result.code === 0) return result;
  const why = result.timedOut ? '超时' : `退出码 ${result.code}`;
  throw new ScriptError(failure.code, `${failure.message}（${why}）`, {
    help: failure.help,
    output: `${result.stdout}\n${result.stderr}`,
  });
}

async function finish(child, command, timeoutMs) {
  let timedOut = false;
  const timer = timeoutMs
    ? setTimeout(() => {
        timedOut = true;
        void stop(child);
      }, timeoutMs)
    : undefined;
  try {
    const closed = new Promise((resolve) => child.once('close', resolve));
    const end = await ending(child);
    await closed;
    return { code: timedOut ? 124 : signalledCode(end), timedOut };
  } catch (error) {
    throw new ScriptError('PROGRAM_NOT_STARTED', `无法启动 ${command}：${error.message}`);
  } finally {
    clearTimeout(timer);
  }
}
