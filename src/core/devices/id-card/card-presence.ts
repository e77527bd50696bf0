// Asking for a card while none is being read: seeking the next one, and watching whether the last one lies there still.
import { errorOfStatus, STATUS_LINE_DAMAGED, STATUS_NO_CARD } from './status-words';
import type { SamAnswer } from './protocol';
import { POLL_GAP_MS, PRESENT_GAP_MS, type SequenceCourse } from './sequence-course';
import type { Attempt, Phase, PresenceProbe } from './sequence-types';

/** On a reader that nobody has used for a while: a question costs the same as on a busy one, and there are six devices. */
const QUIET_GAP_MS = 200;
const QUIET_AFTER_MS = 60_000;
/** A reading as presence probe moves 1.3 kB of personal data, so it is asked for seldom. */
const READ_PROBE_GAP_MS = 600;
/** One missed probe may be a card that was nudged. */
const LIFTED_AFTER_MISSES = 2;

const FIRST_ATTEMPT: Attempt = { number: 1, lastError: null, blind: false, handedOut: false };

/** Where a card begins to be watched that was read at `now`. */
export function lyingCard(readingId: string, probe: PresenceProbe, now: number): Phase {
  return { kind: 'present', readingId, probe, step: 'find', misses: 0, probeAt: now + READ_PROBE_GAP_MS };
}

export class CardPresence {
  readonly #course: SequenceCourse;
  /** When seeking began after the last card, or first of all. */
  #usedAt: number | null = null;
  /** A card may have been read before we were here (host restarted): look once behind find's back. */
  #lookForOldCard = true;

  constructor(course: SequenceCourse) {
    this.#course = course;
  }

  /** Some card was selected, or refused to be: an old one would have been met. */
  selectTried(): void {
    this.#lookForOldCard = false;
  }

  sought(answer: SamAnswer | null, now: number): void {
    if (answer?.kind === 'found') return this.#found();
    if (
      answer?.kind === 'refused' &&
      answer.status !== STATUS_NO_CARD &&
      answer.status !== STATUS_LINE_DAMAGED
    ) {
      return this.#course.readerUnfit(errorOfStatus(answer.status));
    }
    if (this.#lookForOldCard && answer?.kind === 'refused') {
      this.#lookForOldCard = false;
      return this.#course.goTo({ kind: 'select', attempt: { ...FIRST_ATTEMPT, blind: true } });
    }
    this.#course.showNoCard(now);
    this.#usedAt ??= now;
    this.#course.wait(now - this.#usedAt < QUIET_AFTER_MS ? POLL_GAP_MS : QUIET_GAP_MS);
  }

  watched(phase: Phase & { kind: 'present' }, answer: SamAnswer | null, now: number): void {
    if (phase.step === 'find') this.#foundAgain(phase, answer, now);
    else this.#probed(phase, answer, now);
  }

  #foundAgain(phase: Phase & { kind: 'present' }, answer: SamAnswer | null, now: number): void {
    if (answer?.kind === 'found') {
      this.#course.tell({ kind: 'card-lifted', readingId: phase.readingId });
      return this.#readAnew();
    }
    const due = phase.probe === 'select' || (phase.probe === 'read' && now >= phase.probeAt);
    if (answer?.kind === 'refused' && due) this.#course.goTo({ ...phase, step: 'probe' });
    else this.#course.wait(PRESENT_GAP_MS);
  }

  #probed(phase: Phase & { kind: 'present' }, answer: SamAnswer | null, now: number): void {
    if (answer?.kind !== 'refused' || answer.status === STATUS_LINE_DAMAGED) {
      this.#course.goTo(lyingCard(phase.readingId, phase.probe, now), PRESENT_GAP_MS);
    } else if (phase.misses + 1 >= LIFTED_AFTER_MISSES) {
      this.#course.tell({ kind: 'card-lifted', readingId: phase.readingId });
      this.#course.backToSeek();
      this.#course.show({ kind: 'waiting' });
    } else {
      this.#course.goTo({ ...phase, step: 'find', misses: phase.misses + 1, probeAt: now }, POLL_GAP_MS);
    }
  }

  /** A card that was given up lies there until it is lifted; then the next one is sought. */
  watchedRefused(phase: Phase & { kind: 'refused' }, answer: SamAnswer | null): void {
    if (answer === null) return this.#course.wait(PRESENT_GAP_MS);
    if (phase.step === 'probe') {
      const misses = answer.kind === 'selected' ? 0 : phase.misses + 1;
      if (misses >= LIFTED_AFTER_MISSES) return this.#course.backToSeek();
      return this.#course.goTo({ ...phase, step: 'find', misses }, PRESENT_GAP_MS);
    }
    if (answer.kind !== 'found') {
      if (!phase.handedOut) return this.#course.backToSeek();
      return this.#course.goTo({ ...phase, step: 'probe' }, PRESENT_GAP_MS);
    }
    // Where the card's data was handed out once, find sees it only when it was lifted and laid again: a new chance.
    if (phase.handedOut) this.#found();
    else this.#course.wait(PRESENT_GAP_MS);
  }

  #found(): void {
    this.#usedAt = null;
    this.#readAnew();
  }

  #readAnew(): void {
    this.#course.goTo({ kind: 'select', attempt: FIRST_ATTEMPT });
    this.#course.show({ kind: 'reading' });
  }
}
