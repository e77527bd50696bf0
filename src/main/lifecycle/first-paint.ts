// The moment the clerk sees the desk. What needs a processor and nobody waits for starts after it.
import type { Log } from '../log/logger';

export class FirstPaint {
  readonly #log: Log;
  readonly #happened: Promise<void>;
  #resolve: () => void = () => undefined;
  #at: number | undefined;

  constructor(log: Log) {
    this.#log = log;
    this.#happened = new Promise((resolve) => (this.#resolve = resolve));
  }

  /** Milliseconds since 1970 of the first paint, once it happened. */
  get at(): number | undefined {
    return this.#at;
  }

  /** The renderer painted its first desk; later ones do not count. */
  shown(): void {
    if (this.#at !== undefined) return;
    this.#at = Date.now();
    this.#log('terminal.desk-shown', { afterMs: Math.round(performance.now()) });
    this.#resolve();
  }

  /** Resolves with the paint, or after `limitMs`: a window that does not paint must not keep the devices waiting. */
  wait(limitMs: number): Promise<void> {
    return Promise.race([
      this.#happened,
      new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref()),
    ]);
  }
}
