// What an emulated reader counts: bytes, commands, and when each reading of the card that was laid last left the wire.
import type { CommandName } from './sam';

/** Milliseconds since 1970 with fractions: the same clock in every process of a machine. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

export interface ReadingTimes {
  askedAt: number;
  firstByteAt: number;
  lastByteAt: number;
  /** All bytes in both directions since the card was laid, until the last byte of this reading, as line time. */
  wireMs: number;
}

export interface Stats {
  bytesIn: number;
  bytesOut: number;
  commands: Partial<Record<CommandName, number>>;
  laidAt: number | null;
  liftedAt: number | null;
  /** Readings answered since the card was laid, at most the first eight. */
  readings: ReadingTimes[];
}

const MOST_READINGS = 8;

export class StatsBook {
  readonly #wireMs: (bytes: number) => number;
  #stats: Stats = { bytesIn: 0, bytesOut: 0, commands: {}, laidAt: null, liftedAt: null, readings: [] };
  #bytesSinceLaid = 0;

  constructor(wireMs: (bytes: number) => number) {
    this.#wireMs = wireMs;
  }

  laid(): void {
    this.#stats.laidAt = wallClock();
    this.#stats.readings = [];
    this.#bytesSinceLaid = 0;
  }

  lifted(): void {
    this.#stats.liftedAt = wallClock();
  }

  received(bytes: number): void {
    this.#stats.bytesIn += bytes;
    this.#bytesSinceLaid += bytes;
  }

  sent(bytes: number): void {
    this.#stats.bytesOut += bytes;
    this.#bytesSinceLaid += bytes;
  }

  asked(command: CommandName): void {
    this.#stats.commands[command] = (this.#stats.commands[command] ?? 0) + 1;
  }

  reading(askedAt: number, firstByteAt: number): void {
    if (this.#stats.readings.length >= MOST_READINGS) return;
    const wireMs = this.#wireMs(this.#bytesSinceLaid);
    this.#stats.readings.push({ askedAt, firstByteAt, lastByteAt: wallClock(), wireMs });
  }

  snapshot(): Stats {
    return structuredClone(this.#stats);
  }
}
