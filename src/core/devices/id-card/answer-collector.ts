// Finds the answer to one command among everything the line brings after it: pure, the caller keeps the time.
import type { SamFrameEvent, SamFrameParser } from './framing';
import { parseAnswer, type SamCommand } from './protocol';
import type { CommandOutcome } from './sequence-types';

export class AnswerCollector {
  readonly #parser: SamFrameParser;
  readonly #command: SamCommand;
  #damaged: boolean;
  #broken = false;
  #heard = false;
  #stray = false;

  /** Whatever the parser holds arrived before the question and cannot be its answer; `stray`: so did other bytes. */
  constructor(parser: SamFrameParser, command: SamCommand, stray: boolean) {
    this.#parser = parser;
    this.#command = command;
    this.#damaged = parser.reset() > 0 || stray;
  }

  /** Inside a message, or behind one that broke: what matters now is quiet, not the beginning of an answer. */
  get midMessage(): boolean {
    return this.#broken || this.#parser.pending > 0;
  }

  /** Bytes came after the answer that belong to nothing. */
  get stray(): boolean {
    return this.#stray || this.#parser.pending > 0;
  }

  receive(bytes: Uint8Array): CommandOutcome | null {
    this.#heard = true;
    return this.#take(this.#parser.push(bytes));
  }

  /** The time is up. */
  quiet(): CommandOutcome {
    if (this.#parser.pending > 0) this.#damaged = true;
    return this.#take(this.#parser.settle()) ?? { kind: this.#heard ? 'damaged' : 'silent' };
  }

  #take(events: readonly SamFrameEvent[]): CommandOutcome | null {
    let outcome: CommandOutcome | null = null;
    for (const event of events) {
      if (outcome) {
        this.#stray = true;
        continue;
      }
      if (event.kind !== 'frame') {
        this.#damaged = true;
        if (event.kind !== 'garbage') this.#broken = true;
        continue;
      }
      const answer = parseAnswer(this.#command, event.payload);
      if (answer.ok) outcome = { kind: 'answer', answer: answer.value, damaged: this.#damaged };
      else this.#damaged = true;
    }
    return outcome;
  }
}
