// Between the readers and the desk: a card read goes to the cases, states and failures go to the screen, with a tone.
import type { ReaderErrorCode } from '#core/devices/reader-error';
import { checkCardPicture } from '#core/devices/id-card/card-picture';
import type { ReaderState } from '#core/devices/id-card/reader-state';
import type { Clock } from '#core/time/clock';
import type { DeskView, ReaderStateView } from '#shared/ipc/views';
import type { CardArrivals } from '../cases/card-arrivals';
import type { DeviceCentreParts } from '../device-centre/compose-device-centre';
import type { DeviceSupervisor } from '../devices/device-supervisor';
import type { Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Log } from '../log/logger';

type ReaderFailure = NonNullable<DeskView['lastReaderError']>;

export interface ReaderDeskDeps {
  supervisor: DeviceSupervisor;
  cards: CardArrivals;
  push: Push;
  clock: Clock;
  log: Log;
  /** Somebody who may serve is here; otherwise a card opens nothing. */
  serving: () => boolean;
  /** A live test at the device centre takes cards and failures of its reader, and the wizard has readers of its own. */
  tests: Pick<DeviceCentreParts, 'takesCard' | 'takesCardFailure' | 'isTemporary'>;
  /** What stands on screen as the readers' last failure; null takes it away. */
  failed: (error: ReaderFailure | null) => void;
}

export class ReaderDesk {
  readonly #deps: ReaderDeskDeps;
  #failure: ReaderFailure | null = null;
  readonly part: Part;

  constructor(deps: ReaderDeskDeps) {
    this.#deps = deps;
    this.part = {
      name: 'readers',
      start: () => this.#start(),
      stop: () => deps.supervisor.stop(),
    };
  }

  view(): DeskView['readers'] {
    const { supervisor } = this.#deps;
    const roles = new Map(supervisor.devices().map(({ id, role }) => [id, role]));
    return supervisor.states().flatMap(({ deviceId, device, state }) => {
      if (device !== 'id-card-reader' || this.#deps.tests.isTemporary(deviceId)) return [];
      return [{ id: deviceId, role: roles.get(deviceId) ?? 'clerk', state: stateView(state) }];
    });
  }

  #start(): void {
    const { supervisor, cards, push, tests, failed, clock, log } = this.#deps;
    // A failure stays on screen until a card is read; a change of state alone does not take it away.
    supervisor.on('state', () => failed(this.#failure));
    supervisor.on('card', (card) => {
      if (tests.takesCard(card)) return;
      const { deviceId: readerId, readingId, identity, photo: wlt, confirmed } = card;
      if (!this.#deps.serving()) {
        log('card.not-served', { reader: readerId });
        return push('reader.tone', { kind: 'failed', readerId });
      }
      this.#failure = null;
      const photo = { wlt, picture: this.#checked(readerId, card.picture) };
      const outcome = cards.arrive({ readingId, identity, photo, confirmed });
      log('card.read', { reader: readerId, outcome, cardKind: identity.kind, confirmed });
      push('reader.tone', { kind: 'read', readerId, readingId });
      failed(null);
    });
    supervisor.on('cardFailed', ({ deviceId: readerId, error }) => {
      if (tests.takesCardFailure(readerId, error)) return;
      log('card.failed', { reader: readerId, code: error.code, status: error.status ?? null });
      push('reader.tone', { kind: 'failed', readerId });
      this.#failure = { readerId, code: error.code, status: error.status, at: clock.now().toISOString() };
      failed(this.#failure);
    });
    supervisor.start();
  }

  /** A picture that is not what it must be is none: the card is served all the same. */
  #checked(reader: string, decoded: Uint8Array | null): Uint8Array | null {
    if (!decoded) return null;
    const picture = checkCardPicture(decoded);
    if (picture.ok) return picture.value;
    this.#deps.log('card.picture-refused', { reader, code: picture.error.code });
    return null;
  }
}

function stateView(state: ReaderState): ReaderStateView {
  if (state.kind === 'failed') {
    const { code, status } = state.error as { code: ReaderErrorCode; status?: number };
    return { kind: 'failed', error: code, ...(status === undefined ? {} : { status }) };
  }
  return state;
}
