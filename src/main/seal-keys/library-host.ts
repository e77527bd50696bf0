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

const PING_MS = 1_000;
const PONG_MS = 3_000;
const STOP_MS = 2_000;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 10_000;
const HEALTHY_MS = 15_000;
/** A file that was deleted is looked for so often. */
const MISSING_MS = 2_000;

interface Host {
  readonly process: HostProcess;
  readonly startedAt: number;
  readonly exited: Promise<void>;
  heardAt: number;
  /** Why it was ended by us. */
  error?: SealKeyError;
}

export class LibraryHost {
  readonly #options: LibraryHostOptions;
  readonly #waiting = new Map<number, (answer: Result<Answered, SealKeyError>) => void>();
  #host: Host | null = null;
  #state: LibraryState = { kind: 'starting' };
  #heartbeat: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restartMs = FIRST_RESTART_MS;
  #requests = 0;
  #pings = 0;
  #stopping = false;
  #koffi: string | undefined;

  constructor(options: LibraryHostOptions) {
    this.#options = options;
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
    return this.#host?.process.pid;
  }

  start(): void {
    this.#heartbeat ??= setInterval(() => this.#beat(), PING_MS);
    this.#spawn();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#restart);
    const host = this.#host;
    if (!host) return;
    host.process.kill();
    const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
    await Promise.race([host.exited, patience]);
  }

  rescan(): void {
    this.#post({ kind: 'rescan' });
  }

  /** What the library answers, or why it does not. */
  ask(question: Asked): Promise<Result<Answered, SealKeyError>> {
    if (!this.#host) return Promise.resolve(err(this.#away()));
    this.#requests += 1;
    const requestId = this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      this.#post({ ...question, requestId } as Question);
    });
  }

  #away(): SealKeyError {
    return this.#state.kind === 'restarting' ? this.#state.error : { code: 'SEAL_KEY_LIBRARY_CRASHED' };
  }

  #spawn(): void {
    const { fork, profile, path, idleMs } = this.#options;
    // No process is spent on finding out that the file is gone.
    if (!existsSync(path)) return this.#retry({ code: 'SEAL_KEY_LIBRARY_MISSING' }, MISSING_MS);
    const process = fork();
    const now = performance.now();
    const exited = new Promise<void>((resolve) => process.on('exit', () => resolve()));
    const host: Host = { process, startedAt: now, exited, heardAt: now };
    this.#host = host;
    process.on('message', (raw) => this.#hear(host, raw));
    process.on('exit', (code) => this.#ended(host, code));
    this.#post({ kind: 'open', profile, path, idleMs });
  }

  #ended(host: Host, code: number): void {
    if (this.#host !== host) return;
    this.#host = null;
    const error = host.error ?? { code: 'SEAL_KEY_LIBRARY_CRASHED' };
    for (const [requestId, answer] of this.#waiting) {
      this.#waiting.delete(requestId);
      answer(err(error));
    }
    if (this.#stopping) return;
    if (performance.now() - host.startedAt > HEALTHY_MS) this.#restartMs = FIRST_RESTART_MS;
    this.#options.log('seal-key-host-ended', {
      library: this.profile.id,
      code,
      reason: error.code,
      call: error.call,
      restartMs: this.#restartMs,
    });
    this.#retry(error, this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, LONGEST_RESTART_MS);
  }

  #retry(error: SealKeyError, afterMs: number): void {
    this.#show({ kind: 'restarting', error });
    this.#options.lost(error);
    this.#restart = setTimeout(() => this.#spawn(), afterMs);
  }

  #end(host: Host, error: SealKeyError): void {
    host.error ??= error;
    host.process.kill();
  }

  #beat(): void {
    const host = this.#host;
    if (!host) return;
    if (performance.now() - host.heardAt > PONG_MS) return this.#end(host, { code: 'SEAL_KEY_HANGS' });
    this.#pings += 1;
    this.#post({ kind: 'ping', sequence: this.#pings });
  }

  #post(message: MainToSealKeyHost): void {
    this.#host?.process.postMessage(message);
  }

  #hear(host: Host, raw: unknown): void {
    if (this.#host !== host) return;
    const message = sealKeyHostToMainSchema.safeParse(raw);
    if (!message.success)
      return this.#options.log('seal-key-host-message-refused', { library: this.profile.id });
    host.heardAt = performance.now();
    this.#handle(host, message.data);
  }

  #handle(host: Host, message: SealKeyHostToMain): void {
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
        return message.error ? this.#end(host, message.error) : this.#show({ kind: 'running' });
      case 'pong':
        return;
      case 'keys':
        return keys(message.keys, message.error);
      case 'hangs':
        return this.#end(host, message.error);
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
