// Keeps the process of one SKF library alive: starts it, asks it each second whether it lives, ends it when a call hangs,
// starts it again; every question asked of it is answered, whatever becomes of it.
import { existsSync } from 'node:fs';
import { assertNever, err, ok, type Result } from '#core/result';
import {
  sealKeyHostToMainSchema,
  type HostKey,
  type MainToSealKeyHost,
  type SealKeyHostToMain,
} from '#core/seal-keys/host-messages';
import type { LibraryState } from '#core/seal-keys/key-state';
import type { LibraryProfile } from '#core/seal-keys/library-profile';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { HostKeeper, type HostLost } from '../devices/host-keeper';
import type { HostProcess } from '../devices/host-process';
import type { Log } from '../log/logger';

type Question = Extract<MainToSealKeyHost, { requestId: number }>;
type Distributed<T> = T extends unknown ? Omit<T, 'requestId'> : never;
export type Asked = Distributed<Question>;
export type Answered = Extract<SealKeyHostToMain, { requestId: number }>;

export interface LibraryHostOptions {
  readonly profile: LibraryProfile;
  readonly path: string;
  readonly idleMs: number;
  readonly fork: () => HostProcess;
  readonly log: Log;
  readonly keys: (keys: readonly HostKey[], error: SealKeyError | null) => void;
  readonly sessionEnded: (sessionId: number, error: SealKeyError) => void;
  /** The process ended, with every session in it. */
  readonly lost: (error: SealKeyError) => void;
  readonly changed: () => void;
}

const LONGEST_RESTART_MS = 10_000;

const ERROR_OF: { readonly [K in HostLost['kind']]: SealKeyError } = {
  absent: { code: 'SEAL_KEY_LIBRARY_MISSING' },
  hangs: { code: 'SEAL_KEY_HANGS' },
  ended: { code: 'SEAL_KEY_LIBRARY_CRASHED' },
  stopped: { code: 'SEAL_KEY_LIBRARY_CRASHED' },
};

export class LibraryHost {
  readonly #options: LibraryHostOptions;
  readonly #waiting = new Map<number, (answer: Result<Answered, SealKeyError>) => void>();
  readonly #keeper: HostKeeper;
  #state: LibraryState = { kind: 'starting' };
  /** Why the process is being ended by us. */
  #ending: SealKeyError | undefined;
  #requests = 0;
  #koffi: string | undefined;

  constructor(options: LibraryHostOptions) {
    this.#options = options;
    const { fork, log, path } = options;
    this.#keeper = new HostKeeper({
      name: 'seal-key-host',
      // No process is spent on finding out that the file is gone.
      fork: () => (existsSync(path) ? fork() : null),
      log: (event, fields) => log(event, { library: this.profile.id, ...fields }),
      born: () => this.#introduce(),
      lost: (why, restartMs) => this.#lost(why, restartMs),
      heard: (raw) => this.#hear(raw),
      longestRestartMs: LONGEST_RESTART_MS,
    });
  }

  get profile(): LibraryProfile {
    return this.#options.profile;
  }

  get path(): string {
    return this.#options.path;
  }

  get state(): LibraryState {
    return this.#state;
  }

  /** Version of the FFI as the process loaded it. */
  get koffi(): string | undefined {
    return this.#koffi;
  }

  get pid(): number | undefined {
    return this.#keeper.pid;
  }

  start(): void {
    this.#keeper.start();
  }

  stop(): Promise<void> {
    return this.#keeper.stop();
  }

  rescan(): void {
    this.#post({ kind: 'rescan' });
  }

  /** What the library answers, or why it does not. */
  ask(question: Asked): Promise<Result<Answered, SealKeyError>> {
    this.#requests += 1;
    const requestId = this.#requests;
    if (!this.#post({ ...question, requestId } as Question)) return Promise.resolve(err(this.#away()));
    return new Promise((resolve) => this.#waiting.set(requestId, resolve));
  }

  #away(): SealKeyError {
    return this.#state.kind === 'restarting' ? this.#state.error : { code: 'SEAL_KEY_LIBRARY_CRASHED' };
  }

  #introduce(): void {
    const { profile, path, idleMs } = this.#options;
    this.#ending = undefined;
    this.#post({ kind: 'open', profile, path, idleMs });
  }

  #lost(why: HostLost, restartMs: number): void {
    const error = this.#ending ?? ERROR_OF[why.kind];
    for (const [requestId, answer] of this.#waiting) {
      this.#waiting.delete(requestId);
      answer(err(error));
    }
    if (why.kind === 'stopped') return;
    if (why.kind !== 'absent') {
      const code = why.kind === 'ended' ? why.code : null;
      const { log, profile } = this.#options;
      log('seal-key-host-ended', {
        library: profile.id,
        code,
        reason: error.code,
        call: error.call,
        restartMs,
      });
    }
    this.#show({ kind: 'restarting', error });
    this.#options.lost(error);
  }

  #end(error: SealKeyError): void {
    this.#ending ??= error;
    this.#keeper.restart();
  }

  #post(message: MainToSealKeyHost): boolean {
    return this.#keeper.post(message);
  }

  #hear(raw: unknown): boolean {
    const message = sealKeyHostToMainSchema.safeParse(raw);
    if (message.success) this.#handle(message.data);
    return message.success;
  }

  #handle(message: SealKeyHostToMain): void {
    const { log, keys, sessionEnded, profile } = this.#options;
    switch (message.kind) {
      case 'started':
        this.#koffi = message.koffi;
        return log('seal-key-host-started', {
          library: profile.id,
          pid: message.pid,
          koffi: message.koffi,
        });
      case 'opened':
        // A library that cannot be opened costs no process: it ends and is tried again, ever more seldom.
        return message.error ? this.#end(message.error) : this.#show({ kind: 'running' });
      case 'pong':
        return;
      case 'keys':
        return keys(message.keys, message.error);
      case 'hangs':
        return this.#end(message.error);
      case 'session-ended':
        return sessionEnded(message.sessionId, message.error);
      case 'log':
        return log(message.event, { library: profile.id, ...message.fields });
      case 'refused':
        return this.#settle(message.requestId, err(message.error));
      case 'pin-info':
      case 'logged-in':
      case 'signed':
      case 'done':
        return this.#settle(message.requestId, ok(message));
      default:
        assertNever(message);
    }
  }

  #settle(requestId: number, answer: Result<Answered, SealKeyError>): void {
    this.#waiting.get(requestId)?.(answer);
    this.#waiting.delete(requestId);
  }

  #show(state: LibraryState): void {
    this.#state = state;
    this.#options.changed();
  }
}
