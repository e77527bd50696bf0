// The desk: gathers what the screen shows from the services that own it, and pushes it when any of them says "changed".
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter } from '#core/catalogue/matter';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CaseState } from '#core/cases/case-state';
import type {
  CaseView,
  DeskView,
  PrintRecordView,
  PrinterStateView,
  ReaderStateView,
} from '#shared/ipc/views';
import { personOf } from '../cases/card-arrivals';
import type { CardArrivals } from '../cases/card-arrivals';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { Push } from '../ipc/server';
import type { Settings } from '../lifecycle/settings';
import type { CertificateCache } from '../store/certificate-cache';
import { caseSummary, caseView, personView } from './case-view';

export interface DeskSources {
  settings: Settings;
  rulePack: RulePack;
  matters: ReadonlyMap<string, Matter>;
  types: ReadonlyMap<string, CertificateType>;
  repository: CaseRepository;
  cases: CaseService;
  cards: CardArrivals;
  cache: CertificateCache;
  clock: Clock;
  /** Who serves here now. */
  clerk: () => string;
  /** Somebody who may serve is here: otherwise nothing of any person is shown. */
  serving: () => boolean;
  printsOf: (caseId: string) => PrintRecordView[];
  unconfirmedPrints: () => PrintRecordView[];
  printer: () => PrinterStateView;
  readers: () => { id: string; role: 'clerk' | 'applicant'; state: ReaderStateView }[];
}

export class Desk {
  readonly #sources: DeskSources;
  readonly #push: Push;
  #revision = 0;
  #scheduled = false;
  #stopped = false;
  #closedCaseId: string | undefined;
  #lastReaderError: DeskView['lastReaderError'] = null;

  constructor(sources: DeskSources, push: Push) {
    this.#sources = sources;
    this.#push = push;
  }

  /** Shows the desk anew, once for all changes of this turn. */
  changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#stopped) return;
      this.#revision += 1;
      this.#push('desk.changed', this.view());
    });
  }

  /** Shows nothing more: what the last part says while it ends comes after the database is closed. */
  stop(): void {
    this.#stopped = true;
  }

  /** Keeps the closed case on screen as a slip until the next person. */
  showClosed(caseId: string): void {
    this.#closedCaseId = caseId;
    this.changed();
  }

  dismissClosed(): void {
    this.#closedCaseId = undefined;
    this.changed();
  }

  /** The open case, or the closed one whose slip is still on screen. */
  shownCaseId(): string | undefined {
    return this.#sources.repository.current()?.id ?? this.#closedCaseId;
  }

  readerFailed(error: NonNullable<DeskView['lastReaderError']> | null): void {
    this.#lastReaderError = error;
    this.changed();
  }

  /** A card laid now would be read. */
  readerReady(): boolean {
    return this.#sources
      .readers()
      .some(({ state }) => state.kind === 'waiting' || state.kind === 'card-present');
  }

  view(): DeskView {
    const view = this.#wholeView();
    return this.#sources.serving() ? view : { ...view, ...NOBODY };
  }

  #wholeView(): DeskView {
    const { settings, rulePack, repository, cache, clock, cards } = this.#sources;
    const today = chinaDay(clock.now());
    const current = repository.current();
    if (current) this.#closedCaseId = undefined;
    const closed = this.#closedCaseId === undefined ? undefined : repository.get(this.#closedCaseId);
    const { pending } = cards;
    return {
      revision: this.#revision,
      profile: settings.profile,
      place: { id: rulePack.id, name: rulePack.name, documentNumber: rulePack.documentNumber },
      unit: settings.counter.unit,
      window: settings.counter.window,
      clerk: this.#sources.clerk(),
      connection: { kind: 'offline', dataAsOf: cache.dataAsOf() },
      readers: this.#sources.readers(),
      lastReaderError: this.#lastReaderError,
      printer: this.#sources.printer(),
      current: current ? this.#caseView(current, today) : null,
      closed: closed ? this.#caseView(closed, today) : null,
      parked: repository.parked().map((state) => caseSummary(state, this.#matter(state))),
      pendingCard: pending
        ? {
            readingId: pending.reading.readingId,
            person: personView(personOf(pending.reading, []), today, []),
            why: pending.why,
            parkedCaseId: pending.parkedCaseId,
          }
        : null,
      unconfirmedPrints: this.#sources.unconfirmedPrints(),
      closedToday: repository.closedOn(today),
    };
  }

  #caseView(state: CaseState, today: string): CaseView {
    const { cases, repository, types, printsOf } = this.#sources;
    return caseView({
      state,
      matter: this.#matter(state),
      certificates: cases.certificates(state.id),
      types,
      opened: repository.openedCertificates(state.id),
      prints: printsOf(state.id),
      pictured: (who) => repository.photos.mayHavePicture(state.id, who),
      today,
    });
  }

  #matter(state: CaseState): Matter | undefined {
    return state.matterId === undefined ? undefined : this.#sources.matters.get(state.matterId);
  }
}

/** A desk without anybody on it. */
const NOBODY = {
  current: null,
  closed: null,
  parked: [],
  pendingCard: null,
  unconfirmedPrints: [],
} satisfies Partial<DeskView>;
