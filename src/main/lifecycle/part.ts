// Every long-lived part of the terminal starts and stops the same way, in order, and stops in reverse.
import type { Log } from '../log/logger';

export interface Part {
  readonly name: string;
  start?(): void | Promise<void>;
  stop?(): void | Promise<void>;
}

export class Parts {
  readonly #parts: readonly Part[];
  readonly #log: Log;
  #started = 0;
  #stopping = false;

  constructor(parts: readonly Part[], log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  /** Starts in order; a stop in between ends it. Answers whether all were started. */
  async start(): Promise<boolean> {
    for (const part of this.#parts) {
      if (this.#stopping) return false;
      this.#started += 1;
      await part.start?.();
    }
    return true;
  }

  /** Stops what was started, in reverse order; one that fails or hangs does not keep the others from stopping. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const part of this.#parts.slice(0, this.#started).reverse()) {
      try {
        await Promise.race([part.stop?.(), patience(part.name)]);
      } catch (cause) {
        this.#log('lifecycle.stop-failed', {
          part: part.name,
          kind: cause instanceof Error ? cause.name : 'unknown',
        });
      }
    }
  }
}

const STOP_MS = 5_000;

function patience(name: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`${name} did not stop`)), STOP_MS).unref();
  });
}
