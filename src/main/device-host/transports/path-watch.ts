// A port whose driver does not report the unplugging is noticed by its vanished path. One timer serves all ports.
import { realpathSync } from 'node:fs';

const CHECK_MS = 2_000;

interface Watched {
  readonly path: string;
  readonly target: string;
  readonly lost: () => void;
}

export class PathWatch {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  /** `lost` is called once the path leads elsewhere or nowhere; answers what ends the watch. */
  watch(path: string, target: string, lost: () => void): () => void {
    const entry: Watched = { path, target, lost };
    this.#watched.add(entry);
    this.#timer ??= setInterval(() => this.#check(), CHECK_MS);
    return () => {
      this.#watched.delete(entry);
      if (this.#watched.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #check(): void {
    for (const entry of [...this.#watched]) if (leadsTo(entry.path) !== entry.target) entry.lost();
  }
}

/** At once and without a thread: device paths lie in memory. */
function leadsTo(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}
