// The wire of an emulated reader: hands bytes to the endpoint no faster than a serial line of the given speed would.

export interface LineChunk {
  readonly bytes: Uint8Array;
  /** Pause before this chunk. */
  readonly gapMs: number;
}

const BITS_PER_BYTE = 10;
/** Timers wake about each millisecond; more often there is nothing to gain. */
const TICK_MS = 1;

export class Line {
  readonly #baud: number;
  readonly #send: (bytes: Uint8Array) => void;
  #queue: Promise<void> = Promise.resolve();
  #generation = 0;

  /** `baud` 0: no pacing. */
  constructor(baud: number, send: (bytes: Uint8Array) => void) {
    this.#baud = baud;
    this.#send = send;
  }

  wireMs(bytes: number): number {
    return this.#baud === 0 ? 0 : (bytes * BITS_PER_BYTE * 1000) / this.#baud;
  }

  /** The cable was pulled: what had not left stays unsent. */
  cut(): void {
    this.#generation += 1;
    this.#queue = Promise.resolve();
  }

  /** Resolves when the last byte has left, or when the line was cut (false). */
  write(chunks: readonly LineChunk[], onFirst: () => void): Promise<boolean> {
    const generation = this.#generation;
    const done = this.#queue.then(async () => {
      let first = true;
      for (const { bytes, gapMs } of chunks) {
        if (gapMs > 0) await sleep(gapMs);
        if (!(await this.#pace(bytes, generation, () => first && onFirst()))) return false;
        first = false;
      }
      return true;
    });
    this.#queue = done.then(() => undefined);
    return done;
  }

  async #pace(bytes: Uint8Array, generation: number, onFirst: () => void): Promise<boolean> {
    const startedAt = performance.now();
    let sent = 0;
    while (sent < bytes.length) {
      if (generation !== this.#generation) return false;
      const elapsed = performance.now() - startedAt;
      const due =
        this.#baud === 0 ? bytes.length : Math.floor((elapsed * this.#baud) / (1000 * BITS_PER_BYTE));
      const upTo = Math.min(due, bytes.length);
      if (upTo > sent) {
        if (sent === 0) onFirst();
        this.#send(bytes.subarray(sent, upTo));
        sent = upTo;
      }
      if (sent < bytes.length) await sleep(TICK_MS);
    }
    return generation === this.#generation;
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
