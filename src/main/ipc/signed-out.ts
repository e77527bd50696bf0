// The one place that keeps the window from serving cases while nobody who may is signed in, and from being told of them.
import type { EventName, EventPayload, RequestName, WireError } from '#shared/ipc/contract';
import type { SignedIn } from '../staff/session';
import type { Push } from './server';

/** What is answered to whoever stands in front of the screen: signing in, keys, what the program is. Nothing of any case. */
export const ANSWERED_WHILE_SIGNED_OUT: ReadonlySet<RequestName> = new Set<RequestName>([
  'desk.shown',
  'desk.matters',
  'desk.citations',
  'staff.get',
  'staff.activity',
  'staff.signInByKey',
  'staff.signInByPassword',
  'staff.firstAdministrator',
  'staff.lock',
  'staff.signOut',
  'staff.demonstrationKeys',
  'sealKeys.get',
  'sealKeys.rescan',
  'sealKeys.pinInfo',
  'sealKeys.changePin',
  'about.get',
]);

/** Cases and what is made of them: not for somebody who is signed in without a role that serves (an administrator). */
const SERVING = /^(cards|people|cases|printing|print|verify|scan|issuing)\./;

/** Asked by the screen of itself when a card is laid: no hand on the terminal. */
const ASKED_BY_ITSELF: ReadonlySet<RequestName> = new Set<RequestName>(['people.photo']);

/** Pushed always. */
const TOLD_WHILE_SIGNED_OUT: ReadonlySet<EventName> = new Set<EventName>([
  'staff.changed',
  'sealKeys.changed',
  'reader.tone',
]);

export interface GateSession {
  current(): SignedIn | null;
  serving(): boolean;
  touch(): void;
}

export class SignedOutGate {
  readonly #session: () => GateSession;
  readonly #withheld = new Map<EventName, () => void>();

  /** @param session asked for when it is needed: it comes later than the window it guards */
  constructor(session: () => GateSession) {
    this.#session = session;
  }

  /** Why this request is not answered now. A request that is answered is a hand on the terminal. */
  refuse(name: RequestName): WireError | undefined {
    const session = this.#session();
    const open = ANSWERED_WHILE_SIGNED_OUT.has(name);
    if (!session.serving() && !open) {
      if (!session.current()) return { code: 'SIGNED_OUT' };
      if (SERVING.test(name)) return { code: 'STAFF_ROLE_MISSING', role: 'clerk' };
    }
    if (!open && !ASKED_BY_ITSELF.has(name)) session.touch();
    return undefined;
  }

  /**
   * Events wait while nobody is signed in; what has changed is told afterwards, once, as it was last. Of the desk nothing
   * waits: it is made anew, since one made meanwhile has nobody on it.
   */
  push(push: Push): Push {
    return <N extends EventName>(name: N, payload: EventPayload<N>): void => {
      if (this.#mayHear(name)) push(name, payload);
      else if (name.endsWith('.changed') && name !== 'desk.changed')
        this.#withheld.set(name, () => push(name, payload));
    };
  }

  /** Somebody may have signed in. */
  release(): void {
    for (const [name, tell] of [...this.#withheld]) {
      if (!this.#mayHear(name)) continue;
      this.#withheld.delete(name);
      tell();
    }
  }

  #mayHear(name: EventName): boolean {
    const session = this.#session();
    if (session.serving() || TOLD_WHILE_SIGNED_OUT.has(name)) return true;
    return session.current() !== null && !SERVING.test(name);
  }
}
