// Processes that live beside a script: tied to it, so that nothing stays behind however it ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

const GRACE_MS = 4_000;
const STDERR_KEPT = 8_000;
const SETPRIV = '/usr/bin/setpriv';
const children = new Set();
let watchingSignals = false;

/**
 * @typedef {import('node:child_process').SpawnOptions & { orphanSignal?: 'TERM' | 'KILL' }} TiedOptions
 *   orphanSignal: what the kernel sends; KILL for what may not go on for a moment without us
 */

/**
 * Starts a process in its own group. The kernel terminates it when this process dies (also by SIGKILL), where
 * util-linux's setpriv is there to ask for that.
 * @param {string} command
 * @param {string[]} args
 * @param {TiedOptions} [options]
 * @returns {import('node:child_process').ChildProcess & { stderrTail: () => string }}
 */
export function startTied(command, args, { orphanSignal = 'TERM', ...options } = {}) {
  watchSignals();
  const tied = existsSync(SETPRIV);
  const child = spawn(
    tied ? SETPRIV : command,
    tied ? ['--pdeathsig', orphanSignal, '--', command, ...args] : args,
    { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true },
  );
  let kept = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (kept = (kept + text).slice(-STDERR_KEPT)));
  children.add(child);
  child.once('exit', () => children.delete(child));
  return Object.assign(child, { stderrTail: () => kept });
}

/** Ends a process and its group: politely first, then for certain. */
export async function stop(child) {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(force);
}

export const stopAllChildren = () => Promise.all([...children].map(stop));
export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** A shell's way to say both an exit code and a signal in one number. */
export const signalledCode = ({ code, signal }) => code ?? 128 + (constants.signals[signal] ?? 0);

/** Resolves with how the process ended; rejects only if it could not be started. */
export function ending(child) {
  if (hasEnded(child)) return Promise.resolve({ code: child.exitCode, signal: child.signalCode });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/**
 * The first JSON line on stdout that `accept` takes; null if the process ends or the time is over before that.
 * Other lines go to `onLine`.
 */
export function jsonLine(child, { accept, timeoutMs, onLine = (_line) => {} }) {
  return new Promise((resolve) => {
    const lines = createInterface({ input: child.stdout });
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const finish = (value) => {
      clearTimeout(timer);
      resolve(value);
    };
    lines.on('line', (line) => {
      const value = parseObject(line);
      if (value && accept(value)) finish(value);
      else onLine(line);
    });
    // The pipe closes a moment before the exit code is known; callers ask for that.
    lines.once('close', () => void ending(child).then(() => finish(null)));
    child.once('error', () => finish(null));
  });
}

function parseObject(line) {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended in the meantime.
  }
}

function watchSignals() {
  if (watchingSignals) return;
  watchingSignals = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      await stopAllChildren();
      process.exit(signalledCode({ code: null, signal }));
    });
  }
  process.once('exit', () => children.forEach((child) => signalGroup(child, 'SIGKILL')));
}
