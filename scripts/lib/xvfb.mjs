// A display of our own: Xvfb on a free number, as large as the largest screen we support, gone when the script ends.
import { startTied, stop } from './children.mjs';
import { ScriptError } from './errors.mjs';

const READY_MS = 15_000;

export const hasDisplay = (env = process.env) => Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/**
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} env: this process's, with DISPLAY pointing there
 */
export async function startXvfb() {
  const server = startTied(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const number = await displayNumber(server);
  if (number === null) {
    const output = server.stderrTail();
    await stop(server);
    throw new ScriptError('DISPLAY_NOT_STARTED', '虚拟显示器 Xvfb 没有启动。', {
      help: '请确认已安装：sudo apt-get install -y xvfb',
      output,
    });
  }
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, DISPLAY: `:${number}` };
  delete env.WAYLAND_DISPLAY;
  return { env, stop: () => stop(server) };
}

/** With -displayfd the server picks a free number and writes it once it accepts clients. */
function displayNumber(server) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), READY_MS);
    const answer = (value) => {
      clearTimeout(timer);
      resolve(value);
    };
    server.stdio[3].setEncoding('utf8').once('data', (text) => answer(text.trim()));
    server.once('exit', () => answer(null));
    server.once('error', () => answer(null));
  });
}
