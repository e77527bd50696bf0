// All seal keys of this terminal: one process for each installed library, keys by what they are, one try for one typing.
import { EventEmitter } from 'node:events';
import { err, ok, type Result } from '#core/result';
import type { LibraryState, MissingDriver, PinInfo, PresentKey } from '#core/seal-keys/key-state';
import type { LibraryProfile } from '#core/seal-keys/library-profile';
import { missingDrivers } from '#core/seal-keys/missing-drivers';
import { checkPin, checkPinChange, type PinLength } from '#core/seal-keys/pin-rules';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { HostProcess } from '../devices/host-process';
import type { Part } from '../lifecycle/part';
import type { Log } from '../log/logger';
import type { Found } from './found-key';
import { installedLibrary } from './installed-library';
import { LibraryHost, type Asked } from './library-host';
import { nameKeys, type LibraryKey } from './library-keys';
import type { LoadedProfiles } from './library-profiles';
import { OpenSessions, OUT_OF_TURN } from './open-sessions';
import type { HidDevice, KeySession, SealKeys } from './seal-keys';

export interface SealKeyServiceOptions {
  readonly load: () => LoadedProfiles;
  readonly fork: () => HostProcess;
  readonly log: Log;
  readonly now: () => Date;
  /** A session without a signature for so long is logged out. */
  readonly idleMs: number;
}

export interface LastKeyError {
  readonly error: SealKeyError;
  readonly label: string | null;
  readonly at: Date;
}

/** A library that is installed while the terminal runs is noticed after so long. */
const LOOK_EVERY_MS = 3_000;

interface Library {
  readonly host: LibraryHost;
  keys: readonly LibraryKey[];
}

export class SealKeyService extends EventEmitter<{ changed: [] }> implements SealKeys {
  readonly part: Part = {
    name: 'seal-keys',
    start: () => this.#start(),
    stop: () => this.#stop(),
  };
  readonly #options: SealKeyServiceOptions;
  readonly #libraries = new Map<string, Library>();
  readonly #sessions = new OpenSessions(() => this.emit('changed'));
  readonly #busy = new Set<string>();
  #loaded: LoadedProfiles = { profiles: [], errors: [] };
  #hid: readonly HidDevice[] = [];
  #looking: NodeJS.Timeout | undefined;
  #lastError: LastKeyError | null = null;

  constructor(options: SealKeyServiceOptions) {
    super();
    this.#options = options;
  }

  keys(): readonly PresentKey[] {
    return [...this.#libraries.values()].flatMap(({ keys }) => keys.map(({ shown }) => shown));
  }

  find(fingerprint: string): PresentKey | undefined {
    return this.keys().find(
      ({ state }) =>
        state.kind === 'ready' && state.certificates.some((one) => one.fingerprint === fingerprint),
    );
  }

  /** Whether somebody is logged in to it, or about to be. */
  inUse(keyId: string): boolean {
    return this.#busy.has(keyId) || this.#sessions.has(keyId);
  }

  pinLength(libraryId: string): PinLength {
    return this.#libraries.get(libraryId)?.host.profile.pin ?? { minLength: 6, maxLength: 16 };
  }

  libraries(): { profile: LibraryProfile; state: LibraryState; pid: number | undefined }[] {
    return [...this.#libraries.values()].map(({ host }) => ({
      profile: host.profile,
      state: host.state,
      pid: host.pid,
    }));
  }

  /** Native drivers as loaded for these libraries; empty where none is installed. */
  drivers(): Record<string, string> {
    const koffi = [...this.#libraries.values()].map(({ host }) => host.koffi).find(Boolean);
    return koffi ? { koffi } : {};
  }

  missing(): MissingDriver[] {
    return missingDrivers(this.#hid, this.#loaded.profiles, new Set(this.#libraries.keys()));
  }

  profileErrors(): LoadedProfiles['errors'] {
    return this.#loaded.errors;
  }

  lastError(): LastKeyError | null {
    return this.#lastError;
  }

  noteHidDevices(devices: readonly HidDevice[]): void {
    this.#hid = devices;
    this.emit('changed');
  }

  /** Looks again at once: profiles, newly installed libraries, keys. */
  rescan(): void {
    this.#loaded = this.#options.load();
    this.#look();
    for (const { host } of this.#libraries.values()) host.rescan();
    this.emit('changed');
  }

  async pinInfo(keyId: string, fingerprint: string): Promise<Result<PinInfo, SealKeyError>> {
    const found = this.#target(keyId, fingerprint);
    if (!found.ok) return found;
    const answer = await found.value.host.ask({ kind: 'pin-info', ...found.value.target });
    if (!answer.ok) return this.#refused(answer.error, found.value.key);
    return answer.value.kind === 'pin-info' ? ok(answer.value.pin) : err(OUT_OF_TURN);
  }

  async login(
    keyId: string,
    fingerprint: string,
    pin: Uint8Array,
  ): Promise<Result<KeySession, SealKeyError>> {
    const found = this.#forOneTry(keyId, fingerprint, (length) => checkPin(pin, length));
    if (!found.ok) {
      pin.fill(0);
      return found;
    }
    const answer = await this.#once(keyId, found.value, { kind: 'login', ...found.value.target, pin }, pin);
    if (!answer.ok) return this.#refused(answer.error, found.value.key);
    if (answer.value.kind !== 'logged-in') return err(OUT_OF_TURN);
    return ok(this.#session(found.value, answer.value.sessionId, answer.value.keyMs));
  }

  async changePin(
    keyId: string,
    fingerprint: string,
    oldPin: Uint8Array,
    newPin: Uint8Array,
  ): Promise<Result<void, SealKeyError>> {
    const found = this.#forOneTry(keyId, fingerprint, (length) => checkPinChange(oldPin, newPin, length));
    if (!found.ok) {
      [oldPin, newPin].forEach((pin) => pin.fill(0));
      return found;
    }
    const asked: Asked = { kind: 'change-pin', ...found.value.target, oldPin, newPin };
    const answer = await this.#once(keyId, found.value, asked, oldPin, newPin);
    return answer.ok ? ok() : this.#refused(answer.error, found.value.key);
  }

  #start(): void {
    this.#loaded = this.#options.load();
    for (const { code, file, field } of this.#loaded.errors)
      this.#options.log('seal-key-profile-refused', { code, file, field });
    this.#look();
    // Existence of a few files: cheap, and a driver that was just installed works without a restart.
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.emit('changed');
  }

  async #stop(): Promise<void> {
    clearInterval(this.#looking);
    await Promise.all([...this.#libraries.values()].map(({ host }) => host.stop()));
  }

  /** Starts a process for each library that is installed and has none. Several profiles may name one file: one owns it. */
  #look(): void {
    for (const profile of this.#loaded.profiles) {
      if (this.#libraries.has(profile.id)) continue;
      const path = installedLibrary(profile);
      if (!path || [...this.#libraries.values()].some(({ host }) => host.path === path)) continue;
      this.#open(profile, path);
    }
  }

  #open(profile: LibraryProfile, path: string): void {
    const host = new LibraryHost({
      profile,
      path,
      idleMs: this.#options.idleMs,
      fork: this.#options.fork,
      log: this.#options.log,
      keys: (keys, error) => {
        library.keys = nameKeys(profile, keys);
        for (const { shown } of library.keys)
          if (shown.state.kind === 'failed') this.#note(shown.state.error, shown);
        if (error) this.#note(error, null);
        this.emit('changed');
      },
      sessionEnded: (sessionId, error) => this.#sessions.end(profile.id, sessionId, error),
      lost: (error) => this.#lost(library, error),
      changed: () => this.emit('changed'),
    });
    const library: Library = { host, keys: [] };
    this.#libraries.set(profile.id, library);
    host.start();
  }

  #lost(library: Library, error: SealKeyError): void {
    this.#sessions.endAll(library.host.profile.id, error);
    library.keys = library.keys.map((key) => ({
      ...key,
      shown: { ...key.shown, state: { kind: 'restarting', error } },
    }));
    this.#note(error, library.keys[0]?.shown ?? null);
    this.emit('changed');
  }

  #target(keyId: string, fingerprint: string): Result<Found, SealKeyError> {
    for (const { host, keys } of this.#libraries.values()) {
      const key = keys.find(({ shown }) => shown.keyId === keyId);
      if (!key) continue;
      const { state } = key.shown;
      if (state.kind === 'failed' || state.kind === 'restarting') return err(state.error);
      if (state.kind === 'reading') return err({ code: 'SEAL_KEY_BUSY' });
      const certificate = state.certificates.find((one) => one.fingerprint === fingerprint);
      const place = key.places.get(fingerprint);
      if (!certificate || !place) return err({ code: 'SEAL_KEY_CERTIFICATE_MISSING' });
      const target = { device: key.device, serial: key.shown.serial, ...place, certificate: certificate.der };
      return ok({ host, key: key.shown, certificate, target });
    }
    return err({ code: 'SEAL_KEY_NOT_PRESENT' });
  }

  /** Refused before the key is asked: nothing is spent. A second try while one is under way is refused the same way. */
  #forOneTry(
    keyId: string,
    fingerprint: string,
    check: (length: PinLength) => Result<void, SealKeyError>,
  ): Result<Found, SealKeyError> {
    const found = this.#target(keyId, fingerprint);
    if (!found.ok) return found;
    const checked = check(found.value.host.profile.pin);
    if (!checked.ok) return checked;
    return this.inUse(keyId) ? err({ code: 'SEAL_KEY_BUSY' }) : found;
  }

  /** Asks with PINs, which are overwritten as soon as they are on their way. */
  async #once(keyId: string, { host }: Found, asked: Asked, ...pins: Uint8Array[]) {
    this.#busy.add(keyId);
    this.emit('changed');
    try {
      const answer = host.ask(asked);
      for (const pin of pins) pin.fill(0);
      return await answer;
    } finally {
      this.#busy.delete(keyId);
      this.emit('changed');
    }
  }

  #session({ host, key, certificate }: Found, sessionId: number, loginMs: number): KeySession {
    return this.#sessions.open({
      host,
      keyId: key.keyId,
      certificate: certificate.der,
      sessionId,
      loginMs,
      refused: (error) => this.#note(error, key),
    });
  }

  #refused(error: SealKeyError, key: PresentKey): Result<never, SealKeyError> {
    this.#note(error, key);
    this.emit('changed');
    return err(error);
  }

  #note(error: SealKeyError, key: PresentKey | null): void {
    const same = this.#lastError && JSON.stringify(this.#lastError.error) === JSON.stringify(error);
    if (!same)
      this.#options.log('seal-key-error', { code: error.code, result: error.result, call: error.call });
    this.#lastError = { error, label: key?.label ?? null, at: this.#options.now() };
  }
}
