// The life of a card on a reader as a pure state machine: greets the reader, gives each answer to the part that asked for it,
// brings a silent line back into step. Cards are sought and watched by card-presence.ts, read by card-reading.ts.
// The driver asks for the next step, carries it out and reports the outcome; no clock, no bytes on a line in here.
import { assertNever } from '#core/result';
import type { ReaderError } from '../reader-error';
import { CardPresence } from './card-presence';
import { CardReading, type ReadingAnswer } from './card-reading';
import { LineTrust } from './line-trust';
import type { SamAnswer } from './protocol';
import type { ReaderState } from './reader-state';
import { commandOf, DEADLINES } from './sequence-commands';
import { FAULT_GAP_MS, POLL_GAP_MS, SequenceCourse } from './sequence-course';
import type { CommandOutcome, Phase, SequenceEffect, SequenceStep } from './sequence-types';
import { errorOfStatus, isReaderFault, STATUS_LINE_DAMAGED } from './status-words';

/** Greetings answered with noise before it is called noise. */
const MAX_GREETINGS = 4;
const MAX_RESYNCS = 3;

export class ReaderSequence {
  readonly #course = new SequenceCourse();
  readonly #line = new LineTrust();
  readonly #presence = new CardPresence(this.#course);
  readonly #reading: CardReading;
  #greetings = 0;
  #lost: ReaderError | null = null;

  constructor(newReadingId: () => string) {
    this.#reading = new CardReading(this.#course, this.#line, newReadingId);
  }

  get state(): ReaderState {
    return this.#course.state;
  }

  next(): SequenceStep {
    if (this.#lost) return { kind: 'lost', error: this.#lost };
    const ms = this.#course.takePause();
    if (ms > 0) return { kind: 'wait', ms };
    const command = commandOf(this.#course.phase);
    return { kind: 'command', command, deadlines: DEADLINES[command] };
  }

  /** `now` in milliseconds, from any clock that does not jump. */
  apply(outcome: CommandOutcome, now: number): SequenceEffect[] {
    const { phase } = this.#course;
    this.#line.judge(outcome, now);
    if (phase.kind === 'resync') this.#resynced(phase, outcome, now);
    else if (outcome.kind === 'silent') this.#course.goTo({ kind: 'resync', then: phase, tries: 0 });
    else this.#advance(phase, outcome.kind === 'answer' ? outcome.answer : null, now);
    return this.#course.takeEffects();
  }

  /** The port is gone: what was on the reader is gone with it. */
  close(): SequenceEffect[] {
    const { phase } = this.#course;
    const last = phase.kind === 'resync' ? phase.then : phase;
    if (last.kind === 'present') this.#course.tell({ kind: 'card-lifted', readingId: last.readingId });
    return this.#course.takeEffects();
  }

  #resynced(phase: Phase & { kind: 'resync' }, outcome: CommandOutcome, now: number): void {
    const answered = outcome.kind === 'answer' && outcome.answer.kind === 'ready';
    if (answered) {
      this.#course.goTo(phase.then);
      this.#advance(phase.then, null, now, { code: 'READER_SILENT' });
    } else if (phase.tries + 1 >= MAX_RESYNCS) {
      this.#lost = { code: 'READER_SILENT' };
      this.#course.show({ kind: 'failed', error: this.#lost });
    } else {
      this.#course.goTo({ ...phase, tries: phase.tries + 1 });
    }
  }

  /** `answer` null: the line was damaged, or silent and is answering again. */
  #advance(
    phase: Phase,
    answer: SamAnswer | null,
    now: number,
    damage: ReaderError = { code: 'READER_CHECKSUM' },
  ): void {
    if (answer?.kind === 'refused' && isReaderFault(errorOfStatus(answer.status))) {
      return this.#course.readerUnfit(errorOfStatus(answer.status));
    }
    const lineError =
      answer?.kind === 'refused' && answer.status === STATUS_LINE_DAMAGED
        ? errorOfStatus(answer.status)
        : damage;
    const asked: ReadingAnswer = { answer, lineError, now };
    switch (phase.kind) {
      case 'greet':
        return this.#greeted(phase, answer);
      case 'seek':
        return this.#presence.sought(answer, now);
      case 'find-again':
        return this.#reading.foundAgain(phase.attempt, asked);
      case 'select':
        this.#presence.selectTried();
        return this.#reading.selected(phase.attempt, asked);
      case 'read':
        return this.#reading.readOnce(phase.attempt, asked);
      case 'reselect':
        return this.#reading.reselected(phase, asked);
      case 'reread':
        return this.#reading.readTwice(phase, asked);
      case 'present':
        return this.#presence.watched(phase, answer, now);
      case 'refused':
        return this.#presence.watchedRefused(phase, answer);
      case 'resync':
        return;
      default:
        assertNever(phase);
    }
  }

  #greeted(phase: Phase & { kind: 'greet' }, answer: SamAnswer | null): void {
    if (phase.step === 'status') {
      if (answer?.kind === 'ready') this.#course.goTo({ kind: 'greet', step: 'sam-id' });
      else if (answer?.kind === 'refused') this.#course.readerUnfit(errorOfStatus(answer.status));
      else this.#noise();
      return;
    }
    // Some readers do not tell their number; nothing depends on it.
    if (answer?.kind === 'sam-id') this.#reading.samId = answer.samId;
    // What stood on the line before, of a program that asked before us, came before the answers to the greeting.
    this.#line.trust();
    this.#course.goTo({ kind: 'seek' });
    this.#course.show({ kind: 'waiting' });
  }

  /** Something talks on this port, but not as a reader: a wrong port, speed or device. */
  #noise(): void {
    this.#greetings += 1;
    this.#course.wait(this.#greetings < MAX_GREETINGS ? POLL_GAP_MS : FAULT_GAP_MS);
    if (this.#greetings >= MAX_GREETINGS) {
      this.#course.show({ kind: 'failed', error: { code: 'READER_CHECKSUM' } });
    }
  }
}
