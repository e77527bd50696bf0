// What a card on the reader does: it opens a case, or it waits for the clerk's word beside the case that is open.
import type { CardIdentity } from '#core/identity/card-identity';
import type { CaseError } from '#core/cases/case-errors';
import type { Person } from '#core/cases/case-events';
import { examinePerson } from '#core/cases/person-findings';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CardPhoto } from './case-photos';
import type { CaseRepository } from './case-repository';
import type { CaseService } from './case-service';

export interface CardReading {
  readonly readingId: string;
  readonly identity: CardIdentity;
  readonly photo: CardPhoto;
  /** Two readings agreed byte by byte. */
  readonly confirmed: boolean;
}

export interface PendingCard {
  readonly reading: CardReading;
  readonly why: 'another-case-open' | 'needs-confirmation' | 'refused';
  readonly parkedCaseId?: string;
}

/** Holds the one card that waits; it is not kept on disk, since the card itself still lies on the reader. */
export class CardArrivals {
  readonly #deps: { cases: CaseService; repository: CaseRepository; clock: Clock; changed: () => void };
  #pending: PendingCard | undefined;

  constructor(deps: { cases: CaseService; repository: CaseRepository; clock: Clock; changed: () => void }) {
    this.#deps = deps;
  }

  get pending(): PendingCard | undefined {
    return this.#pending;
  }

  /** A card was read. Answers whether it opened a case, waits, or belongs to somebody already at the counter. */
  arrive(reading: CardReading): 'opened' | 'waiting' | 'already-here' {
    const { repository, cases, clock } = this.#deps;
    const { number } = reading.identity;
    const current = repository.current();
    if (current?.applicant.identity.number === number || current?.agent?.identity.number === number) {
      this.#replace(undefined);
      return 'already-here';
    }
    const { refused, toConfirm } = examinePerson(personOf(reading, []), chinaDay(clock.now()));
    const why =
      refused.length > 0
        ? 'refused'
        : current
          ? 'another-case-open'
          : toConfirm.length > 0
            ? 'needs-confirmation'
            : undefined;
    if (
      why === undefined &&
      cases.open(personOf(reading, []), { parkCurrent: false, photo: reading.photo }).ok
    ) {
      this.#replace(undefined);
      return 'opened';
    }
    const parkedCaseId = repository
      .parked()
      .find((parked) => parked.applicant.identity.number === number)?.id;
    this.#replace({ reading, why: why ?? 'refused', ...(parkedCaseId ? { parkedCaseId } : {}) });
    return 'waiting';
  }

  open(readingId: string, acknowledged: readonly string[], parkCurrent: boolean): Result<void, CaseError> {
    return this.#use(readingId, (reading) =>
      this.#deps.cases.open(personOf(reading, acknowledged), { parkCurrent, photo: reading.photo }),
    );
  }

  asAgent(readingId: string, acknowledged: readonly string[]): Result<void, CaseError> {
    const current = this.#deps.repository.current();
    if (!current) return err({ code: 'CASE_NOT_FOUND' });
    return this.#use(readingId, (reading) =>
      this.#deps.cases.setAgent(current.id, personOf(reading, acknowledged), reading.photo),
    );
  }

  dismiss(readingId: string): Result<void, CaseError> {
    return this.#use(readingId, () => ok());
  }

  #use(readingId: string, work: (reading: CardReading) => Result<void, CaseError>): Result<void, CaseError> {
    const reading = this.#pending?.reading;
    if (reading?.readingId !== readingId) return err({ code: 'CASE_READING_UNKNOWN' });
    const result = work(reading);
    if (result.ok) this.#replace(undefined);
    return result;
  }

  #replace(pending: PendingCard | undefined): void {
    if (this.#pending === pending) return;
    this.#pending = pending;
    this.#deps.changed();
  }
}

/** The person of a reading as a case records them. */
export function personOf(reading: CardReading, acknowledged: readonly string[]): Person {
  return {
    identity: reading.identity,
    source: 'card',
    acknowledged: [...acknowledged],
    ...(reading.confirmed ? {} : { unconfirmedReading: true }),
  };
}
