// The life of a card on a reader as a pure state machine: find, select, read, read again and compare, present, lifted.
// The driver asks for the next step, carries it out and reports the outcome; no clock, no bytes on a line in here.
// docs/devices.md explains the decisions (second reading, presence, retries).
import { assertNever } from '#core/result';
import { examineConsistency } from '#core/identity/card-identity';
import type { ReaderError } from '../reader-error';
import type { SamAnswer } from './protocol';
import { sameReaderState, type ReaderState } from './reader-state';
import { commandOf, DEADLINES } from './sequence-commands';
import type {
  Attempt,
  CommandOutcome,
  FirstReading,
  Phase,
  SequenceEffect,
  SequenceStep,
} from './sequence-types';
import { errorOfStatus, isReaderFault, STATUS_NO_CARD } from './status-words';
import { parseCardText } from './text-layouts';

/** Between two questions for a card: short, because it is part of every applicant's waiting. */
const POLL_GAP_MS = 40;
/** On a reader that nobody has used for a while: a question costs the same as on a busy one, and there are six devices. */
const QUIET_GAP_MS = 150;
const QUIET_AFTER_MS = 60_000;
const PRESENT_GAP_MS = 100;
/** A reading as presence probe moves 1.3 kB of personal data, so it is asked for seldom. */
const READ_PROBE_GAP_MS = 600;
const FAULT_GAP_MS = 1_000;
const MAX_ATTEMPTS = 4;
/** Further readings that must equal the first. One late answer of an earlier card can pass for a reading, so more then. */
const AGREED = 1;
const AGREED_ON_DAMAGED_LINE = 2;
const MAX_RESYNCS = 3;
/** One missed probe may be a card that was nudged. */
const LIFTED_AFTER_MISSES = 2;
/** A failure stays on screen at least this long, also when the card is lifted at once. */
const FAILURE_SHOWN_MS = 2_500;

/**
 * A line that was damaged is believed again after so many sound answers in a row over so long: an answer that is still on
 * its way would have come in between, as bytes that belong to nothing.
 */
const SOUND_ANSWERS = 10;
const SOUND_MS = 1_000;

const FIRST_ATTEMPT: Attempt = { number: 1, lastError: null, blind: false, handedOut: false };

export class ReaderSequence {
  #phase: Phase = { kind: 'greet', step: 'status' };
  #state: ReaderState = { kind: 'connecting' };
  #pause = 0;
  #greetings = 0;
  #samId = '';
  #failureShownUntil = 0;
  #lastNumber = '';
  /** When seeking began after the last card, or first of all. */
  #usedAt: number | null = null;
  /** The reader has answered a second reading of the same card, so a refusal of one means that the card is gone. */
  #rereads = false;
  /** Sound answers since damage was last seen, and when that was; null: the line is trusted. */
  #suspect: { sound: number; since: number } | null = null;
  /** Damage was seen since the reading under way began. */
  #tainted = false;
  /** A card may have been read before we were here (host restarted): look once behind find's back. */
  #lookForOldCard = true;
  #lost: ReaderError | null = null;
  #effects: SequenceEffect[] = [];
  readonly #newReadingId: () => string;

  constructor(newReadingId: () => string) {
    this.#newReadingId = newReadingId;
  }

  get state(): ReaderState {
    return this.#state;
  }

  next(): SequenceStep {
    if (this.#lost) return { kind: 'lost', error: this.#lost };
    if (this.#pause > 0) {
      const ms = this.#pause;
      this.#pause = 0;
      return { kind: 'wait', ms };
    }
    const command = commandOf(this.#phase);
    return { kind: 'command', command, deadlines: DEADLINES[command] };
  }

  /** `now` in milliseconds, from any clock that does not jump. */
  apply(outcome: CommandOutcome, now: number): SequenceEffect[] {
    this.#effects = [];
    this.#judgeLine(outcome, now);
    if (this.#phase.kind === 'resync') this.#resynced(this.#phase, outcome, now);
    else if (outcome.kind === 'silent') this.#phase = { kind: 'resync', then: this.#phase, tries: 0 };
    else this.#advance(outcome.kind === 'answer' ? outcome.answer : null, now);
    return this.#effects;
  }

  /** The port is gone: what was on the reader is gone with it. */
  close(): SequenceEffect[] {
    this.#effects = [];
    const phase = this.#phase.kind === 'resync' ? this.#phase.then : this.#phase;
    if (phase.kind === 'present') this.#lifted(phase.readingId);
    return this.#effects;
  }

  #judgeLine(outcome: CommandOutcome, now: number): void {
    if (outcome.kind !== 'answer' || outcome.damaged) {
      this.#suspect = { sound: 0, since: now };
      this.#tainted = true;
    } else if (this.#suspect) {
      this.#suspect.sound += 1;
      if (this.#suspect.sound >= SOUND_ANSWERS && now - this.#suspect.since >= SOUND_MS) this.#suspect = null;
    }
  }

  #resynced(phase: Phase & { kind: 'resync' }, outcome: CommandOutcome, now: number): void {
    const answered = outcome.kind === 'answer' && outcome.answer.kind === 'ready';
    if (answered) {
      this.#phase = phase.then;
      this.#advance(null, now, { code: 'READER_SILENT' });
    } else if (phase.tries + 1 >= MAX_RESYNCS) {
      this.#lost = { code: 'READER_SILENT' };
      this.#show({ kind: 'failed', error: this.#lost });
    } else {
      this.#phase = { ...phase, tries: phase.tries + 1 };
    }
  }

  /** `answer` null: the line was damaged, or silent and is answering again. */
  #advance(answer: SamAnswer | null, now: number, damage: ReaderError = { code: 'READER_CHECKSUM' }): void {
    const phase = this.#phase;
    if (answer?.kind === 'refused' && isReaderFault(errorOfStatus(answer.status))) {
      return this.#readerUnfit(errorOfStatus(answer.status));
    }
    const lineError = answer?.kind === 'refused' && answer.status === 0x10 ? errorOfStatus(0x10) : damage;
    switch (phase.kind) {
      case 'greet':
        return this.#greeted(phase, answer);
      case 'seek':
        return this.#sought(answer, now);
      case 'find-again':
        if (answer === null) return this.#retry(phase.attempt, lineError, now);
        this.#phase = { kind: 'select', attempt: { ...phase.attempt, blind: answer.kind !== 'found' } };
        return;
      case 'select':
        return this.#selected(phase.attempt, answer, lineError, now);
      case 'read':
        return this.#readOnce(phase.attempt, answer, lineError, now);
      case 'reselect':
        this.#phase = { ...phase, kind: 'reread', selectTells: answer?.kind === 'selected' };
        return;
      case 'reread':
        return this.#readTwice(phase, answer, lineError, now);
      case 'present':
        return this.#watched(phase, answer, now);
      case 'refused':
        return this.#watchedRefused(phase, answer, now);
      case 'resync':
        return;
      default:
        assertNever(phase);
    }
  }

  #greeted(phase: Phase & { kind: 'greet' }, answer: SamAnswer | null): void {
    if (phase.step === 'status') {
      if (answer?.kind === 'ready') this.#phase = { kind: 'greet', step: 'sam-id' };
      else if (answer?.kind === 'refused') this.#readerUnfit(errorOfStatus(answer.status));
      else this.#noise();
      return;
    }
    // Some readers do not tell their number; nothing depends on it.
    if (answer?.kind === 'sam-id') this.#samId = answer.samId;
    // What stood on the line before, of a program that asked before us, came before the answers to the greeting.
    this.#suspect = null;
    this.#phase = { kind: 'seek' };
    this.#show({ kind: 'waiting' });
  }

  /** Something talks on this port, but not as a reader: a wrong port, speed or device. */
  #noise(): void {
    this.#greetings += 1;
    this.#pause = this.#greetings < MAX_ATTEMPTS ? POLL_GAP_MS : FAULT_GAP_MS;
    if (this.#greetings >= MAX_ATTEMPTS) this.#show({ kind: 'failed', error: { code: 'READER_CHECKSUM' } });
  }

  #sought(answer: SamAnswer | null, now: number): void {
    if (answer?.kind === 'found') {
      this.#usedAt = null;
      this.#phase = { kind: 'select', attempt: FIRST_ATTEMPT };
      this.#show({ kind: 'reading' });
      return;
    }
    if (answer?.kind === 'refused' && answer.status !== STATUS_NO_CARD && answer.status !== 0x10) {
      return this.#readerUnfit(errorOfStatus(answer.status));
    }
    if (this.#lookForOldCard && answer?.kind === 'refused') {
      this.#lookForOldCard = false;
      this.#phase = { kind: 'select', attempt: { ...FIRST_ATTEMPT, blind: true } };
      return;
    }
    if (now >= this.#failureShownUntil) this.#show({ kind: 'waiting' });
    this.#usedAt ??= now;
    this.#pause = now - this.#usedAt < QUIET_AFTER_MS ? POLL_GAP_MS : QUIET_GAP_MS;
  }

  #selected(attempt: Attempt, answer: SamAnswer | null, lineError: ReaderError, now: number): void {
    this.#lookForOldCard = false;
    if (answer?.kind === 'selected' || attempt.blind) {
      if (answer?.kind === 'selected') this.#show({ kind: 'reading' });
      this.#tainted = false;
      // A card that could be selected is there, whatever find said.
      this.#phase = { kind: 'read', attempt: { ...attempt, blind: answer?.kind !== 'selected' } };
    } else if (answer?.kind === 'refused' && answer.status !== 0x10) {
      this.#retry(attempt, errorOfStatus(answer.status), now);
    } else {
      this.#retry(attempt, lineError, now);
    }
  }

  #readOnce(attempt: Attempt, answer: SamAnswer | null, lineError: ReaderError, now: number): void {
    if (answer?.kind === 'card-data') {
      const handedOut: Attempt = { ...attempt, handedOut: true };
      const identity = parseCardText(answer.text);
      if (!identity.ok) return this.#retry(handedOut, identity.error, now);
      const first: FirstReading = { text: answer.text, photo: answer.photo, identity: identity.value };
      this.#phase = { kind: 'reselect', attempt: handedOut, first, agreed: 0 };
      this.#show({ kind: 'reading' });
    } else if (answer?.kind === 'refused' && answer.status !== 0x10) {
      this.#refusedReading(attempt, errorOfStatus(answer.status), now);
    } else {
      this.#retry(attempt, lineError, now);
    }
  }

  #refusedReading(attempt: Attempt, error: ReaderError, now: number): void {
    if (error.code === 'CARD_TYPE_UNSUPPORTED') return this.#giveUp(attempt, error, now);
    if (!attempt.blind) return this.#retry(attempt, error, now);
    // Neither find nor select nor read sees a card any more.
    if (attempt.lastError === null) return this.#backToSeek();
    const line = attempt.lastError.code === 'READER_CHECKSUM' || attempt.lastError.code === 'READER_SILENT';
    // A damaged first reading may have been the only one this reader hands out: then the line is to blame.
    const blame = line && !this.#rereads ? attempt.lastError : { ...error, code: 'CARD_REMOVED' as const };
    this.#giveUp(attempt, blame, now);
    // Find will see whatever is laid next, so there is nothing to wait out.
    this.#backToSeek();
  }

  #readTwice(
    phase: Phase & { kind: 'reread' },
    answer: SamAnswer | null,
    lineError: ReaderError,
    now: number,
  ): void {
    const { attempt, first } = phase;
    if (answer?.kind === 'card-data') {
      this.#rereads = true;
      if (!sameBytes(answer.text, first.text) || !sameBytes(answer.photo, first.photo)) {
        return this.#retry(attempt, { code: 'CARD_DATA_INVALID', field: 'comparison' }, now);
      }
      const agreed = phase.agreed + 1;
      if (agreed < (this.#tainted ? AGREED_ON_DAMAGED_LINE : AGREED)) {
        this.#phase = { kind: 'reselect', attempt, first, agreed };
        return;
      }
      return this.#present(first, true, phase.selectTells ? 'select' : 'read', now);
    }
    if (answer?.kind !== 'refused' || answer.status === 0x10) return this.#retry(attempt, lineError, now);
    const cannotReread = !this.#rereads && !phase.selectTells;
    if (!cannotReread) return this.#retry(attempt, errorOfStatus(answer.status), now);
    // Nothing but the line vouches for a reading that cannot be repeated.
    const consistent = examineConsistency(first.identity).every((finding) => finding.severity !== 'refuse');
    if (this.#suspect === null && consistent) return this.#present(first, false, 'none', now);
    this.#retry(attempt, { code: 'READER_CHECKSUM' }, now);
  }

  #present(first: FirstReading, confirmed: boolean, probe: 'select' | 'read' | 'none', now: number): void {
    const { identity, photo } = first;
    const readingId = this.#newReadingId();
    const repeated = identity.number === this.#lastNumber;
    this.#lastNumber = identity.number;
    this.#suspect = null;
    this.#failureShownUntil = 0;
    this.#phase = {
      kind: 'present',
      readingId,
      probe,
      step: 'find',
      misses: 0,
      probeAt: now + READ_PROBE_GAP_MS,
    };
    this.#pause = PRESENT_GAP_MS;
    this.#effects.push({
      kind: 'card-read',
      reading: { readingId, identity, photo, samId: this.#samId, confirmed, repeated },
    });
    this.#show({ kind: 'card-present', readingId });
  }

  #watched(phase: Phase & { kind: 'present' }, answer: SamAnswer | null, now: number): void {
    if (phase.step === 'find') {
      if (answer?.kind === 'found') {
        this.#lifted(phase.readingId);
        this.#phase = { kind: 'select', attempt: FIRST_ATTEMPT };
        this.#show({ kind: 'reading' });
        return;
      }
      const due = phase.probe === 'select' || (phase.probe === 'read' && now >= phase.probeAt);
      if (answer?.kind === 'refused' && due) this.#phase = { ...phase, step: 'probe' };
      else this.#pause = PRESENT_GAP_MS;
      return;
    }
    const probed = { ...phase, step: 'find' as const };
    if (answer?.kind !== 'refused' || answer.status === 0x10) {
      this.#phase = { ...probed, misses: 0, probeAt: now + READ_PROBE_GAP_MS };
      this.#pause = PRESENT_GAP_MS;
    } else if (phase.misses + 1 >= LIFTED_AFTER_MISSES) {
      this.#lifted(phase.readingId);
      this.#backToSeek();
      this.#show({ kind: 'waiting' });
    } else {
      this.#phase = { ...probed, misses: phase.misses + 1, probeAt: now };
      this.#pause = POLL_GAP_MS;
    }
  }

  #watchedRefused(phase: Phase & { kind: 'refused' }, answer: SamAnswer | null, now: number): void {
    this.#pause = PRESENT_GAP_MS;
    if (answer === null) return;
    if (phase.step === 'probe') {
      const misses = answer.kind === 'selected' ? 0 : phase.misses + 1;
      this.#phase = { ...phase, step: 'find', misses };
      if (misses >= LIFTED_AFTER_MISSES) this.#backToSeek();
    } else if (answer.kind !== 'found') {
      if (phase.handedOut) this.#phase = { ...phase, step: 'probe' };
      else this.#backToSeek();
    } else if (phase.handedOut) {
      // Find sees a card again, so it was lifted and laid: a new chance.
      this.#phase = { kind: 'seek' };
      this.#pause = 0;
      this.#sought(answer, now);
    }
  }

  #retry(attempt: Attempt, error: ReaderError, now: number): void {
    if (attempt.number >= MAX_ATTEMPTS) return this.#giveUp(attempt, error, now);
    this.#phase = {
      kind: 'find-again',
      attempt: { ...attempt, number: attempt.number + 1, lastError: error },
    };
    this.#pause = POLL_GAP_MS;
  }

  #giveUp(attempt: Attempt, error: ReaderError, now: number): void {
    this.#phase = { kind: 'refused', handedOut: attempt.handedOut, step: 'find', misses: 0 };
    this.#pause = PRESENT_GAP_MS;
    this.#failureShownUntil = now + FAILURE_SHOWN_MS;
    this.#effects.push({ kind: 'card-failed', error });
    this.#show({ kind: 'failed', error });
  }

  #readerUnfit(error: ReaderError): void {
    if (this.#phase.kind === 'present') this.#lifted(this.#phase.readingId);
    this.#phase = { kind: 'greet', step: 'status' };
    this.#pause = FAULT_GAP_MS;
    this.#show({ kind: 'failed', error });
  }

  #backToSeek(): void {
    this.#phase = { kind: 'seek' };
    this.#pause = POLL_GAP_MS;
  }

  #lifted(readingId: string): void {
    this.#effects.push({ kind: 'card-lifted', readingId });
  }

  #show(state: ReaderState): void {
    if (sameReaderState(this.#state, state)) return;
    this.#state = state;
    this.#effects.push({ kind: 'state', state });
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
