// Who is logged in to which key: a session lives until its owner, idle time, its key or its library's process ends it.
import { err, ok } from '#core/result';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { LibraryHost } from './library-host';
import type { KeySession } from './seal-keys';

/** An answer of another kind than was asked for. */
export const OUT_OF_TURN: SealKeyError = { code: 'SEAL_KEY_ANSWER_MALFORMED' };

interface Session {
  readonly libraryId: string;
  readonly sessionId: number;
  readonly keyId: string;
  over: SealKeyError | null;
}

export class OpenSessions {
  readonly #changed: () => void;
  #sessions: readonly Session[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  has(keyId: string): boolean {
    return this.#sessions.some((session) => session.keyId === keyId);
  }

  /** `refused` is told of every error under the session. */
  open(opened: {
    host: LibraryHost;
    keyId: string;
    certificate: Uint8Array;
    sessionId: number;
    loginMs: number;
    refused: (error: SealKeyError) => void;
  }): KeySession {
    const { host, keyId, certificate, sessionId, loginMs, refused } = opened;
    const libraryId = host.profile.id;
    const session: Session = { libraryId, sessionId, keyId, over: null };
    this.#sessions = [...this.#sessions, session];
    this.#changed();
    let keyMs = loginMs;
    return {
      certificate,
      get keyMs() {
        return keyMs;
      },
      sign: async (digest) => {
        if (session.over) return err(session.over);
        const answer = await host.ask({ kind: 'sign', sessionId, digest });
        if (!answer.ok) {
          // The library's process closed it; the next signature needs a PIN.
          refused(answer.error);
          this.end(libraryId, sessionId, answer.error);
          return answer;
        }
        if (answer.value.kind !== 'signed') return err(OUT_OF_TURN);
        keyMs += answer.value.keyMs;
        return ok(answer.value.signature);
      },
      end: async () => {
        if (session.over) return;
        await host.ask({ kind: 'logout', sessionId });
        this.end(libraryId, sessionId, { code: 'SEAL_KEY_SESSION_ENDED' });
      },
    };
  }

  end(libraryId: string, sessionId: number, error: SealKeyError): void {
    this.#endThose((session) => session.libraryId === libraryId && session.sessionId === sessionId, error);
  }

  /** The process of a library ended with everything in it. */
  endAll(libraryId: string, error: SealKeyError): void {
    this.#endThose((session) => session.libraryId === libraryId, error);
  }

  #endThose(fits: (session: Session) => boolean, error: SealKeyError): void {
    for (const session of this.#sessions.filter(fits)) session.over ??= error;
    this.#sessions = this.#sessions.filter((session) => !fits(session));
    this.#changed();
  }
}
