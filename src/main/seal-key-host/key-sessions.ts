// Logins and what is done under them: one a key, each with one SKF_VerifyPIN, logged out by its owner, by idle time, or
// with its key.
import { nulTerminated } from '#core/seal-keys/name-list';
import { equalBytes } from '#core/crypto/bytes';
import { err, ok, type Result } from '#core/result';
import { defaultPinRule } from '#core/seal-keys/pin-rules';
import type { PinInfo } from '#core/seal-keys/key-state';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { Handles, withHandles } from './handles';
import { openTarget, type Opened, type Target } from './open-target';
import { LibraryHangs, type SkfCalls } from './skf-calls';

type Outcome<T> = Promise<Result<T, SealKeyError>>;

interface Session {
  readonly device: Uint8Array;
  readonly handles: Handles;
  readonly opened: Opened;
  idle: NodeJS.Timeout | undefined;
}

export interface KeySessionsOptions {
  readonly calls: SkfCalls;
  readonly idleMs: number;
  /** Nobody signed for the idle time: asks for the session's end in its turn. */
  readonly idle: (sessionId: number) => void;
}

export class KeySessions {
  readonly #options: KeySessionsOptions;
  readonly #sessions = new Map<number, Session>();
  #count = 0;

  constructor(options: KeySessionsOptions) {
    this.#options = options;
  }

  pinInfo(target: Target): Outcome<PinInfo> {
    const { calls } = this.#options;
    // Closing a second handle of the same application would log some keys out.
    const session = this.#of(target.device);
    if (session) return calls.pinInfo(session.opened.application);
    return withHandles(calls, async (handles) => {
      const opened = await openTarget(calls, handles, target);
      return opened.ok ? calls.pinInfo(opened.value.application) : opened;
    });
  }

  /** The number of the session. `pin` is overwritten unless its call did not come back. */
  async login(target: Target, pin: Uint8Array): Outcome<number> {
    if (this.#of(target.device)) return busy(pin);
    const { calls } = this.#options;
    const handles = new Handles(calls);
    try {
      const opened = await this.#verified(target, handles, pin);
      if (!opened.ok) {
        await handles.close();
        return opened;
      }
      // Logging out comes before the handles are closed; closing alone does not log out of every key.
      handles.before(() => calls.logOut(opened.value.application));
      const sessionId = (this.#count += 1);
      this.#sessions.set(sessionId, {
        device: target.device,
        handles,
        opened: opened.value,
        idle: undefined,
      });
      this.#touch(sessionId);
      return ok(sessionId);
    } catch (cause) {
      if (!(cause instanceof LibraryHangs)) await handles.close();
      throw cause;
    }
  }

  /** DER of r and s. An error ends the session: nothing is tried again, and no PIN is at hand to log in anew. */
  async sign(sessionId: number, digest: Uint8Array): Outcome<Uint8Array> {
    const session = this.#sessions.get(sessionId);
    if (!session) return err({ code: 'SEAL_KEY_SESSION_ENDED' });
    clearTimeout(session.idle);
    const signed = await this.#options.calls.sign(session.opened.container, digest);
    if (signed.ok) this.#touch(sessionId);
    else await this.end(sessionId);
    return signed;
  }

  /** Both PINs are overwritten unless their call did not come back. */
  async changePin(target: Target, oldPin: Uint8Array, newPin: Uint8Array): Outcome<void> {
    if (this.#of(target.device)) {
      busy(newPin);
      return busy(oldPin);
    }
    const { calls } = this.#options;
    return withHandles(calls, async (handles) => {
      const opened = await this.#opened(target, handles);
      const [oldText, newText] = [nulTerminated(oldPin), nulTerminated(newPin)];
      [oldPin, newPin].forEach(wipe);
      const changed = opened.ok ? await calls.changePin(opened.value.application, oldText, newText) : opened;
      [oldText, newText].forEach(wipe);
      return changed.ok ? ok() : changed;
    });
  }

  /** Idempotent. Answers the key that is free now. */
  async end(sessionId: number): Promise<Uint8Array | undefined> {
    const session = this.#sessions.get(sessionId);
    if (!session) return undefined;
    this.#sessions.delete(sessionId);
    clearTimeout(session.idle);
    await session.handles.close();
    return session.device;
  }

  /** Ends what was open on a key that is gone; answers the sessions' numbers. */
  async endOn(device: Uint8Array): Promise<number[]> {
    const gone = [...this.#sessions]
      .filter(([, session]) => equalBytes(session.device, device))
      .map(([id]) => id);
    for (const id of gone) await this.end(id);
    return gone;
  }

  hasOn(device: Uint8Array): boolean {
    return this.#of(device) !== undefined;
  }

  async #verified(target: Target, handles: Handles, pin: Uint8Array): Outcome<Opened> {
    const { calls } = this.#options;
    const opened = await this.#opened(target, handles);
    const text = nulTerminated(pin);
    wipe(pin);
    if (!opened.ok) {
      wipe(text);
      return opened;
    }
    const { application } = opened.value;
    const info = await calls.pinInfo(application);
    const allowed = info.ok ? defaultPinRule(info.value) : ok();
    // Not in a `finally`: a call that did not come back may still read it, and an emptied PIN could cost another try.
    const verified = allowed.ok ? await calls.verifyPin(application, text) : allowed;
    wipe(text);
    return verified.ok ? opened : verified;
  }

  /** The target, unless its PIN is locked: a locked PIN is not asked again. */
  async #opened(target: Target, handles: Handles): Outcome<Opened> {
    const { calls } = this.#options;
    const opened = await openTarget(calls, handles, target);
    if (!opened.ok) return opened;
    const info = await calls.pinInfo(opened.value.application);
    return info.ok && info.value.max > 0 && info.value.left === 0
      ? err({ code: 'SEAL_KEY_PIN_LOCKED', left: 0 })
      : opened;
  }

  #of(device: Uint8Array): Session | undefined {
    return [...this.#sessions.values()].find((session) => equalBytes(session.device, device));
  }

  #touch(sessionId: number): void {
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    clearTimeout(session.idle);
    session.idle = setTimeout(() => this.#options.idle(sessionId), this.#options.idleMs);
  }
}

export function wipe(secret: Uint8Array): void {
  secret.fill(0);
}

function busy(pin: Uint8Array): Result<never, SealKeyError> {
  wipe(pin);
  return err({ code: 'SEAL_KEY_BUSY' });
}
