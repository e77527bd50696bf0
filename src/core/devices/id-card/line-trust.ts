// How far the line to a reader is believed: damage that was seen costs trust, sound answers earn it again.
import type { CommandOutcome } from './sequence-types';

/**
 * A line that was damaged is believed again after so many sound answers in a row over so long: an answer that is still on
 * its way would have come in between, as bytes that belong to nothing.
 */
const SOUND_ANSWERS = 10;
const SOUND_MS = 1_000;

export class LineTrust {
  /** Sound answers since damage was last seen, and when that was; null: the line is trusted. */
  #suspect: { sound: number; since: number } | null = null;
  /** Damage was seen since the reading under way began. */
  #tainted = false;

  get trusted(): boolean {
    return this.#suspect === null;
  }

  get tainted(): boolean {
    return this.#tainted;
  }

  judge(outcome: CommandOutcome, now: number): void {
    if (outcome.kind !== 'answer' || outcome.damaged) {
      this.#suspect = { sound: 0, since: now };
      this.#tainted = true;
    } else if (this.#suspect) {
      this.#suspect.sound += 1;
      if (this.#suspect.sound >= SOUND_ANSWERS && now - this.#suspect.since >= SOUND_MS) this.#suspect = null;
    }
  }

  trust(): void {
    this.#suspect = null;
  }

  readingBegins(): void {
    this.#tainted = false;
  }
}
