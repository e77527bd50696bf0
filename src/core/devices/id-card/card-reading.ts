// Reading one card: select, read, select and read again and compare; tried anew when the line or the card fails, or given up.
// docs/devices.md explains the decisions (second reading, retries).
import { examineConsistency } from '#core/identity/card-identity';
import type { ReaderError } from '../reader-error';
import { lyingCard } from './card-presence';
import type { LineTrust } from './line-trust';
import type { SamAnswer } from './protocol';
import { POLL_GAP_MS, PRESENT_GAP_MS, type SequenceCourse } from './sequence-course';
import type { Attempt, FirstReading, Phase, PresenceProbe } from './sequence-types';
import { errorOfStatus, STATUS_LINE_DAMAGED } from './status-words';
import { parseCardText } from './text-layouts';

const MAX_ATTEMPTS = 4;
/** Further readings that must equal the first. One late answer of an earlier card can pass for a reading, so more then. */
const AGREED = 1;
const AGREED_ON_DAMAGED_LINE = 2;

/** What an answer to one question of a reading is judged by. */
export interface ReadingAnswer {
  /** Null: the line was damaged, or silent and is answering again. */
  readonly answer: SamAnswer | null;
  /** What is to blame when the answer is none. */
  readonly lineError: ReaderError;
  readonly now: number;
}

export class CardReading {
  readonly #course: SequenceCourse;
  readonly #line: LineTrust;
  readonly #newReadingId: () => string;
  /** The reader's own number, where it tells one. */
  samId = '';
  #lastNumber = '';
  /** The reader has answered a second reading of the same card, so a refusal of one means that the card is gone. */
  #rereads = false;

  constructor(course: SequenceCourse, line: LineTrust, newReadingId: () => string) {
    this.#course = course;
    this.#line = line;
    this.#newReadingId = newReadingId;
  }

  foundAgain(attempt: Attempt, { answer, lineError, now }: ReadingAnswer): void {
    if (answer === null) return this.#retry(attempt, lineError, now);
    this.#course.goTo({ kind: 'select', attempt: { ...attempt, blind: answer.kind !== 'found' } });
  }

  selected(attempt: Attempt, { answer, lineError, now }: ReadingAnswer): void {
    if (answer?.kind === 'selected' || attempt.blind) {
      if (answer?.kind === 'selected') this.#course.show({ kind: 'reading' });
      this.#line.readingBegins();
      // A card that could be selected is there, whatever find said.
      this.#course.goTo({ kind: 'read', attempt: { ...attempt, blind: answer?.kind !== 'selected' } });
    } else if (answer?.kind === 'refused' && answer.status !== STATUS_LINE_DAMAGED) {
      this.#retry(attempt, errorOfStatus(answer.status), now);
    } else {
      this.#retry(attempt, lineError, now);
    }
  }

  readOnce(attempt: Attempt, { answer, lineError, now }: ReadingAnswer): void {
    if (answer?.kind === 'card-data') {
      const handedOut: Attempt = { ...attempt, handedOut: true };
      const identity = parseCardText(answer.text);
      if (!identity.ok) return this.#retry(handedOut, identity.error, now);
      const first: FirstReading = { text: answer.text, photo: answer.photo, identity: identity.value };
      this.#course.goTo({ kind: 'reselect', attempt: handedOut, first, agreed: 0 });
      this.#course.show({ kind: 'reading' });
    } else if (answer?.kind === 'refused' && answer.status !== STATUS_LINE_DAMAGED) {
      this.#refusedReading(attempt, errorOfStatus(answer.status), now);
    } else {
      this.#retry(attempt, lineError, now);
    }
  }

  #refusedReading(attempt: Attempt, error: ReaderError, now: number): void {
    if (error.code === 'CARD_TYPE_UNSUPPORTED') return this.#giveUp(attempt, error, now);
    if (!attempt.blind) return this.#retry(attempt, error, now);
    // Neither find nor select nor read sees a card any more.
    if (attempt.lastError === null) return this.#course.backToSeek();
    const line = attempt.lastError.code === 'READER_CHECKSUM' || attempt.lastError.code === 'READER_SILENT';
    // A damaged first reading may have been the only one this reader hands out: then the line is to blame.
    const blame = line && !this.#rereads ? attempt.lastError : { ...error, code: 'CARD_REMOVED' as const };
    this.#giveUp(attempt, blame, now);
    // Find will see whatever is laid next, so there is nothing to wait out.
    this.#course.backToSeek();
  }

  reselected(phase: Phase & { kind: 'reselect' }, { answer }: ReadingAnswer): void {
    this.#course.goTo({ ...phase, kind: 'reread', selectTells: answer?.kind === 'selected' });
  }

  readTwice(phase: Phase & { kind: 'reread' }, { answer, lineError, now }: ReadingAnswer): void {
    const { attempt, first } = phase;
    if (answer?.kind === 'card-data') {
      this.#rereads = true;
      if (!sameBytes(answer.text, first.text) || !sameBytes(answer.photo, first.photo)) {
        return this.#retry(attempt, { code: 'CARD_DATA_INVALID', field: 'comparison' }, now);
      }
      const agreed = phase.agreed + 1;
      if (agreed < (this.#line.tainted ? AGREED_ON_DAMAGED_LINE : AGREED)) {
        return this.#course.goTo({ kind: 'reselect', attempt, first, agreed });
      }
      return this.#present(first, true, phase.selectTells ? 'select' : 'read', now);
    }
    if (answer?.kind !== 'refused' || answer.status === STATUS_LINE_DAMAGED)
      return this.#retry(attempt, lineError, now);
    const cannotReread = !this.#rereads && !phase.selectTells;
    if (!cannotReread) return this.#retry(attempt, errorOfStatus(answer.status), now);
    // Nothing but the line vouches for a reading that cannot be repeated.
    const consistent = examineConsistency(first.identity).every((finding) => finding.severity !== 'refuse');
    if (this.#line.trusted && consistent) return this.#present(first, false, 'none', now);
    this.#retry(attempt, { code: 'READER_CHECKSUM' }, now);
  }

  #present(first: FirstReading, confirmed: boolean, probe: PresenceProbe, now: number): void {
    const { identity, photo } = first;
    const readingId = this.#newReadingId();
    const repeated = identity.number === this.#lastNumber;
    this.#lastNumber = identity.number;
    this.#line.trust();
    this.#course.goTo(lyingCard(readingId, probe, now), PRESENT_GAP_MS);
    const { samId } = this;
    this.#course.tell({
      kind: 'card-read',
      reading: { readingId, identity, photo, samId, confirmed, repeated },
    });
    this.#course.showCard(readingId);
  }

  #retry(attempt: Attempt, error: ReaderError, now: number): void {
    if (attempt.number >= MAX_ATTEMPTS) return this.#giveUp(attempt, error, now);
    const next = { ...attempt, number: attempt.number + 1, lastError: error };
    this.#course.goTo({ kind: 'find-again', attempt: next }, POLL_GAP_MS);
  }

  #giveUp(attempt: Attempt, error: ReaderError, now: number): void {
    this.#course.goTo(
      { kind: 'refused', handedOut: attempt.handedOut, step: 'find', misses: 0 },
      PRESENT_GAP_MS,
    );
    this.#course.tell({ kind: 'card-failed', error });
    this.#course.showCardFailure(error, now);
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
