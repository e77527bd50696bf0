// One question and its answer on a line that may split, damage, delay, double or lose bytes: the clock's part of it.
import { AnswerCollector } from '#core/devices/id-card/answer-collector';
import { SamFrameParser } from '#core/devices/id-card/framing';
import { encodeCommand, type SamCommand } from '#core/devices/id-card/protocol';
import type { CommandOutcome, Deadlines } from '#core/devices/id-card/sequence-types';

/** A line that never falls quiet is given up after this time on top of the answer's own deadline. */
const BABBLE_MS = 5_000;

interface Waiting {
  readonly collector: AnswerCollector;
  readonly deadlines: Deadlines;
  readonly startedAt: number;
  readonly resolve: (outcome: CommandOutcome) => void;
  timer: NodeJS.Timeout;
}

/** The single owner of a line: one command at a time, every one with a deadline. */
export class Exchange {
  readonly #parser = new SamFrameParser();
  readonly #write: (bytes: Uint8Array) => void;
  #waiting: Waiting | null = null;
  /** Bytes came that no command asked for. */
  #stray = false;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  run(command: SamCommand, deadlines: Deadlines): Promise<CommandOutcome> {
    if (this.#waiting) throw new Error('a command is under way');
    const collector = new AnswerCollector(this.#parser, command, this.#stray);
    this.#stray = false;
    return new Promise((resolve) => {
      const startedAt = performance.now();
      const timer = setTimeout(() => this.#quiet(), deadlines.firstByte);
      this.#waiting = { collector, deadlines, startedAt, resolve, timer };
      this.#write(encodeCommand(command));
    });
  }

  receive(bytes: Uint8Array): void {
    const waiting = this.#waiting;
    if (!waiting) {
      this.#stray = true;
      return;
    }
    const outcome = waiting.collector.receive(bytes);
    if (outcome) this.#finish(waiting, outcome);
    else this.#rearm(waiting);
  }

  /** The line is gone: ends a command under way. */
  abandon(): void {
    if (this.#waiting) this.#finish(this.#waiting, { kind: 'silent' });
  }

  #rearm(waiting: Waiting): void {
    const { collector, deadlines, startedAt } = waiting;
    const elapsed = performance.now() - startedAt;
    const wanted = collector.midMessage ? deadlines.idle : deadlines.firstByte - elapsed;
    const left = deadlines.firstByte + BABBLE_MS - elapsed;
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#quiet(), Math.max(Math.min(wanted, left), 1));
  }

  #quiet(): void {
    if (this.#waiting) this.#finish(this.#waiting, this.#waiting.collector.quiet());
  }

  #finish(waiting: Waiting, outcome: CommandOutcome): void {
    clearTimeout(waiting.timer);
    this.#stray = waiting.collector.stray;
    this.#waiting = null;
    waiting.resolve(outcome);
  }
}
