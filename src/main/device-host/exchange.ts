// One question and its answer on a line that may split, damage, delay, double or lose bytes.
import { SamFrameParser, type SamFrameEvent } from '#core/devices/id-card/framing';
import { encodeCommand, parseAnswer, type SamCommand } from '#core/devices/id-card/protocol';
import type { CommandOutcome, Deadlines } from '#core/devices/id-card/sequence-types';

/** A line that never falls quiet is given up after this time on top of the answer's own deadline. */
const BABBLE_MS = 5_000;

interface Waiting {
  readonly command: SamCommand;
  readonly deadlines: Deadlines;
  readonly startedAt: number;
  readonly resolve: (outcome: CommandOutcome) => void;
  timer: NodeJS.Timeout;
  damaged: boolean;
  /** Damage after which an answer is not expected any more, only quiet. */
  broken: boolean;
  /** Any byte came. */
  heard: boolean;
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
    // Whatever arrived before the question cannot be its answer.
    const damaged = this.#parser.reset() > 0 || this.#stray;
    this.#stray = false;
    return new Promise((resolve) => {
      const startedAt = performance.now();
      const timer = setTimeout(() => this.#quiet(), deadlines.firstByte);
      this.#waiting = { command, deadlines, startedAt, resolve, timer, damaged, broken: false, heard: false };
      this.#write(encodeCommand(command));
    });
  }

  receive(bytes: Uint8Array): void {
    const waiting = this.#waiting;
    if (!waiting) {
      this.#stray = true;
      return;
    }
    waiting.heard = true;
    if (this.#take(waiting, this.#parser.push(bytes))) return;
    this.#rearm(waiting);
  }

  /** The line is gone: ends a command under way. */
  abandon(): void {
    if (this.#waiting) this.#finish(this.#waiting, { kind: 'silent' });
  }

  #take(waiting: Waiting, events: readonly SamFrameEvent[]): boolean {
    let finished = false;
    for (const event of events) {
      if (finished) {
        this.#stray = true;
        continue;
      }
      if (event.kind === 'frame') {
        const answer = parseAnswer(waiting.command, event.payload);
        if (answer.ok) {
          this.#finish(waiting, { kind: 'answer', answer: answer.value, damaged: waiting.damaged });
          finished = true;
        } else {
          waiting.damaged = true;
        }
      } else {
        waiting.damaged = true;
        if (event.kind !== 'garbage') waiting.broken = true;
      }
    }
    return finished;
  }

  #rearm(waiting: Waiting): void {
    const { deadlines, startedAt, broken } = waiting;
    const elapsed = performance.now() - startedAt;
    const midMessage = broken || this.#parser.pending > 0;
    const wanted = midMessage ? deadlines.idle : Math.max(deadlines.firstByte - elapsed, 1);
    const left = deadlines.firstByte + BABBLE_MS - elapsed;
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#quiet(), Math.max(Math.min(wanted, left), 1));
  }

  #quiet(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    if (this.#parser.pending > 0) waiting.damaged = true;
    if (this.#take(waiting, this.#parser.settle())) return;
    this.#finish(waiting, { kind: waiting.heard ? 'damaged' : 'silent' });
  }

  #finish(waiting: Waiting, outcome: CommandOutcome): void {
    clearTimeout(waiting.timer);
    this.#waiting = null;
    waiting.resolve(outcome);
  }
}
