// Every long-lived part of the terminal starts and stops the same way, in order, and stops in reverse.
import type { Log } from '../log/logger';

export interface Part {
  readonly name: string;
  start?(): void | Promise<void>;
  stop?(): void | Promise<void>;
}

/** Starts in order. */
export async function startAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts) await part.start?.();
}

/** Stops in reverse order; one that fails does not keep the others from stopping. */
export async function stopAll(parts: readonly Part[], log: Log): Promise<void> {
  for (const part of [...parts].reverse()) {
    try {
      await part.stop?.();
    } catch (cause) {
      log('lifecycle.stop-failed', {
        part: part.name,
        kind: cause instanceof Error ? cause.name : 'unknown',
      });
    }
  }
}
