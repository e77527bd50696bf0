// Where the reader sequence stands and what it says of it: its phase, the pause before the next question, what is shown.
import type { ReaderError } from '../reader-error';
import { sameReaderState, type ReaderState } from './reader-state';
import type { Phase, SequenceEffect } from './sequence-types';

/** Between two questions for a card: short, because it is part of every applicant's waiting. */
export const POLL_GAP_MS = 40;
/** Between two questions whether a card lies there still. */
export const PRESENT_GAP_MS = 100;
/** Before a reader that is unfit, or is none, is asked again. */
export const FAULT_GAP_MS = 1_000;
/** A failure stays on screen at least this long, also when the card is lifted at once. */
const FAILURE_SHOWN_MS = 2_500;

export class SequenceCourse {
  #phase: Phase = { kind: 'greet', step: 'status' };
  #pause = 0;
  #state: ReaderState = { kind: 'connecting' };
  #effects: SequenceEffect[] = [];
  #failureShownUntil = 0;

  get phase(): Phase {
    return this.#phase;
  }

  get state(): ReaderState {
    return this.#state;
  }

  /** Milliseconds to wait before the next question; asked once. */
  takePause(): number {
    const pause = this.#pause;
    this.#pause = 0;
    return pause;
  }

  takeEffects(): SequenceEffect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  goTo(phase: Phase, pause = 0): void {
    this.#phase = phase;
    this.#pause = pause;
  }

  wait(ms: number): void {
    this.#pause = ms;
  }

  backToSeek(): void {
    this.goTo({ kind: 'seek' }, POLL_GAP_MS);
  }

  /** The reader itself is unfit, whatever lies on it: it is greeted anew. */
  readerUnfit(error: ReaderError): void {
    if (this.#phase.kind === 'present') this.tell({ kind: 'card-lifted', readingId: this.#phase.readingId });
    this.goTo({ kind: 'greet', step: 'status' }, FAULT_GAP_MS);
    this.show({ kind: 'failed', error });
  }

  tell(effect: SequenceEffect): void {
    this.#effects.push(effect);
  }

  show(state: ReaderState): void {
    if (sameReaderState(this.#state, state)) return;
    this.#state = state;
    this.tell({ kind: 'state', state });
  }

  showCard(readingId: string): void {
    this.#failureShownUntil = 0;
    this.show({ kind: 'card-present', readingId });
  }

  showCardFailure(error: ReaderError, now: number): void {
    this.#failureShownUntil = now + FAILURE_SHOWN_MS;
    this.show({ kind: 'failed', error });
  }

  /** No card; a failure that was shown only just stays. */
  showNoCard(now: number): void {
    if (now >= this.#failureShownUntil) this.show({ kind: 'waiting' });
  }
}
