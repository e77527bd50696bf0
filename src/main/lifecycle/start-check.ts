// When the clerk can work: the desk is painted and a reader waits. Logged at every start; `--check` prints the versions
// as one JSON line at that moment and ends.
import { app } from 'electron';
import type { Log } from '../log/logger';
import type { Part } from './part';

const EVERY_MS = 50;

export interface StartCheckDeps {
  check: boolean;
  ready: () => boolean;
  versions: () => Record<string, string>;
  log: Log;
}

export class StartCheck {
  readonly #deps: StartCheckDeps;
  readonly part: Part;
  #timer: NodeJS.Timeout | undefined;
  #shownAt: number | undefined;

  constructor(deps: StartCheckDeps) {
    this.#deps = deps;
    this.part = { name: 'start-check', stop: () => clearInterval(this.#timer) };
  }

  /** The renderer painted its first desk. */
  shown(): void {
    if (this.#shownAt !== undefined) return;
    this.#shownAt = Date.now();
    this.#deps.log('terminal.desk-shown', { afterMs: Math.round(performance.now()) });
    if (this.#deps.check) this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  #look(): void {
    if (!this.#deps.ready()) return;
    clearInterval(this.#timer);
    const line = { check: 'ready', shownAt: this.#shownAt, versions: this.#deps.versions() };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    app.quit();
  }
}
