// The process of one SKF library behind its message port: validates what main says, asks the library in turn, and stays
// able to answer whatever the library does.
import { existsSync } from 'node:fs';
import { assertNever, err, type Result } from '#core/result';
import {
  mainToSealKeyHostSchema,
  type MainToSealKeyHost,
  type SealKeyHostToMain,
} from '#core/seal-keys/host-messages';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { CommandQueue } from './command-queue';
import { waitForEvents } from './event-wait';
import { KeyList, LIST_EVERY_MS } from './key-list';
import { KeySessions } from './key-sessions';
import { bindLibrary, type Koffi } from './skf-binding';
import { LibraryHangs, SkfCalls } from './skf-calls';

export interface SealKeyHostPort {
  readonly koffi: Koffi & { readonly version: string };
  post(message: SealKeyHostToMain): void;
  onMessage(handler: (message: unknown) => void): void;
}

type Of<K extends MainToSealKeyHost['kind']> = Extract<MainToSealKeyHost, { kind: K }>;
type Request = Extract<MainToSealKeyHost, { requestId: number }>;

export function runSealKeyHost(port: SealKeyHostPort): void {
  let library: OpenLibrary | undefined;
  port.onMessage((raw) => {
    const message = mainToSealKeyHostSchema.safeParse(raw);
    if (!message.success)
      return port.post({ kind: 'log', event: 'seal-key-host-message-refused', fields: {} });
    const { data } = message;
    switch (data.kind) {
      case 'ping':
        return port.post({ kind: 'pong', sequence: data.sequence });
      case 'open': {
        const opened = library ? err(ALREADY_OPEN) : openLibrary(port, data);
        if (opened.ok) library = opened.value;
        return port.post({ kind: 'opened', error: opened.ok ? null : opened.error });
      }
      case 'rescan':
        return library?.rescan();
      default:
        if (library) return library.answer(data);
        return port.post({
          kind: 'refused',
          requestId: data.requestId,
          error: { code: 'SEAL_KEY_LIBRARY_UNUSABLE' },
        });
    }
  });
  port.post({ kind: 'started', pid: process.pid, koffi: port.koffi.version });
}

const ALREADY_OPEN: SealKeyError = { code: 'SEAL_KEY_BUSY' };

function openLibrary(port: SealKeyHostPort, message: Of<'open'>): Result<OpenLibrary, SealKeyError> {
  const { profile, path } = message;
  if (!existsSync(path)) return err({ code: 'SEAL_KEY_LIBRARY_MISSING' });
  const stdcall =
    profile.callingConvention === 'standard' && process.platform === 'win32' && process.arch === 'ia32';
  const bound = bindLibrary(port.koffi, path, profile, stdcall);
  if (!bound.ok) return bound;
  const library = new OpenLibrary(port, new SkfCalls(bound.value, profile.deadlines), message);
  return { ok: true, value: library };
}

class OpenLibrary {
  readonly #port: SealKeyHostPort;
  readonly #calls: SkfCalls;
  readonly #queue = new CommandQueue();
  readonly #sessions: KeySessions;
  readonly #list: KeyList;

  constructor(port: SealKeyHostPort, calls: SkfCalls, { profile, idleMs }: Of<'open'>) {
    this.#port = port;
    this.#calls = calls;
    this.#sessions = new KeySessions({
      calls,
      idleMs,
      idle: (sessionId) =>
        this.#turn(async () => {
          const device = await this.#sessions.end(sessionId);
          port.post({ kind: 'session-ended', sessionId, error: { code: 'SEAL_KEY_SESSION_ENDED' } });
          await this.#list.afterUse(device);
        }),
    });
    this.#list = new KeyList({
      calls,
      show: (keys, error) => port.post({ kind: 'keys', keys: [...keys], error }),
      inUse: (device) => this.#sessions.hasOn(device),
      gone: async (device) => {
        for (const sessionId of await this.#sessions.endOn(device))
          port.post({ kind: 'session-ended', sessionId, error: { code: 'SEAL_KEY_REMOVED' } });
      },
    });
    void this.#keepListing();
    if (profile.events === 'wait') void this.#noticeEvents();
  }

  rescan(): void {
    this.#turn(() => this.#list.update(true));
  }

  answer(request: Request): void {
    this.#turn(async () => {
      const before = this.#calls.keyMs;
      const answer = await this.#serve(request, () => this.#calls.keyMs - before);
      if (answer.ok) return this.#port.post(answer.value);
      this.#port.post({ kind: 'refused', requestId: request.requestId, error: answer.error });
      if ('device' in request) await this.#afterRefusal(request, answer.error);
      else if (answer.error.code === 'SEAL_KEY_REMOVED') await this.#list.update(false);
    });
  }

  async #serve(request: Request, keyMs: () => number): Promise<Result<SealKeyHostToMain, SealKeyError>> {
    const { requestId } = request;
    switch (request.kind) {
      case 'pin-info':
        return map(await this.#sessions.pinInfo(request), (pin) => ({ kind: 'pin-info', requestId, pin }));
      case 'login':
        return map(await this.#sessions.login(request, request.pin), (sessionId) => ({
          kind: 'logged-in',
          requestId,
          sessionId,
          keyMs: keyMs(),
        }));
      case 'sign':
        return map(await this.#sessions.sign(request.sessionId, request.digest), (signature) => ({
          kind: 'signed',
          requestId,
          signature,
          keyMs: keyMs(),
        }));
      case 'change-pin': {
        const changed = await this.#sessions.changePin(request, request.oldPin, request.newPin);
        if (changed.ok) await this.#list.reread(request.device);
        return map(changed, () => ({ kind: 'done', requestId }));
      }
      case 'logout':
        await this.#list.afterUse(await this.#sessions.end(request.sessionId));
        return { ok: true, value: { kind: 'done', requestId } };
      default:
        return assertNever(request);
    }
  }

  /** The screen is to show the tries that are left now, and the key that stands there now. */
  async #afterRefusal(request: Request & { device: Uint8Array }, error: SealKeyError): Promise<void> {
    if (error.code === 'SEAL_KEY_BUSY') return;
    if (error.code === 'SEAL_KEY_REMOVED') await this.#list.update(true);
    else await this.#list.reread(request.device);
  }

  async #keepListing(): Promise<void> {
    for (;;) {
      await this.#queue.run(() => this.#list.update(false)).catch((cause: unknown) => this.#failed(cause));
      await new Promise((wake) => setTimeout(wake, LIST_EVERY_MS));
    }
  }

  async #noticeEvents(): Promise<void> {
    const why = await waitForEvents(this.#calls, () => this.rescan());
    this.#port.post({ kind: 'log', event: 'seal-key-events-off', fields: { why } });
  }

  #turn(command: () => Promise<void>): void {
    this.#queue.run(command).catch((cause: unknown) => this.#failed(cause));
  }

  #failed(cause: unknown): void {
    if (!(cause instanceof LibraryHangs)) throw cause;
    this.#port.post({ kind: 'hangs', error: cause.error });
  }
}

function map<T>(
  result: Result<T, SealKeyError>,
  use: (value: T) => SealKeyHostToMain,
): Result<SealKeyHostToMain, SealKeyError> {
  return result.ok ? { ok: true, value: use(result.value) } : result;
}
