// `--check`: when the desk is painted and a reader waits, prints the versions as one JSON line and ends.
import { app } from 'electron';
import type { FirstPaint } from './first-paint';
import type { Part } from './part';

const EVERY_MS = 20;

export function startCheck(deps: {
  firstPaint: FirstPaint;
  readerReady: () => boolean;
  versions: () => Record<string, string>;
}): Part {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    if (deps.firstPaint.at === undefined || !deps.readerReady()) return;
    clearInterval(timer);
    const line = {
      check: 'ready',
      shownAt: deps.firstPaint.at,
      readerReadyAt: Date.now(),
      versions: deps.versions(),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    app.quit();
  };
  return {
    name: 'start-check',
    start() {
      timer = setInterval(look, EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
