// `--check`: waits until the window shows a desk a clerk can work at, prints the versions as one JSON line, ends.
import { app } from 'electron';
import type { TerminalWindow } from '../window/terminal-window';
import type { Part } from './part';

const EVERY_MS = 100;

export function startCheck(deps: {
  window: TerminalWindow;
  ready: () => boolean;
  versions: () => Record<string, string>;
}): Part {
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const contents = deps.window.contents();
    if (!contents || !deps.ready()) return;
    const shown: unknown = await contents.executeJavaScript(`document.documentElement.dataset.ready === '1'`);
    if (shown !== true || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    process.stdout.write(`${JSON.stringify({ check: 'ready', versions: deps.versions() })}\n`);
    app.quit();
  };
  return {
    name: 'start-check',
    start() {
      timer = setInterval(() => void look(), EVERY_MS);
    },
    stop() {
      clearInterval(timer);
    },
  };
}
