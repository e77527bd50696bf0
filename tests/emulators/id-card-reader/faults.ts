// Scripted faults of an emulated reader: each waits for its command and then happens a number of times.
import type { CommandName } from './sam';

export type FaultAction =
  /** The answer leaves in chunks with gaps. */
  | { kind: 'split'; chunk: number; gapMs: number }
  | { kind: 'bad-checksum' }
  /** Bytes of something else before the answer; by default the tail of an earlier reading. */
  | { kind: 'stale'; hex?: string; bytes?: number }
  | { kind: 'silence' }
  /** The cable is pulled after so many bytes of the answer. */
  | { kind: 'unplug-after'; bytes: number }
  /** The line stops after so many bytes of the answer; the cable stays. */
  | { kind: 'truncate'; bytes: number }
  | { kind: 'status'; status: number }
  /** The module works so long before it answers ('late' is the same beyond the host's patience). */
  | { kind: 'slow'; ms: number }
  | { kind: 'late'; ms: number }
  | { kind: 'garbage'; bytes: number }
  /** A whole frame ("no card") stands inside the picture. */
  | { kind: 'preamble-inside' }
  | { kind: 'duplicate' }
  /** Bits are flipped so that the check byte still fits: byte positions within the answer's data, and a mask. */
  | { kind: 'flip-pair'; first: number; second: number; mask: number };

export type Fault = FaultAction & { on?: CommandName | 'any'; times?: number };

export class FaultScript {
  #waiting: Fault[] = [];

  add(faults: readonly Fault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ ...fault })));
  }

  clear(): void {
    this.#waiting = [];
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Takes the faults that happen to this command now. */
  take(command: CommandName): FaultAction[] {
    const due = this.#waiting.filter(({ on = 'any' }) => on === 'any' || on === command);
    for (const fault of due) fault.times = (fault.times ?? 1) - 1;
    this.#waiting = this.#waiting.filter((fault) => (fault.times ?? 1) > 0);
    return due;
  }
}
