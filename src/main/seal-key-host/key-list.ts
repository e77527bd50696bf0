// What is plugged in: listed at every event the library tells of, and every second and a half in any case.
import { equalBytes } from '#core/crypto/bytes';
import type { HostKey } from '#core/seal-keys/host-messages';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { readKey } from './read-key';
import type { SkfCalls } from './skf-calls';

/** Events are missed in the field: two seconds is what a clerk may wait for a plugged key. */
export const LIST_EVERY_MS = 1_500;

export interface KeyListOptions {
  readonly calls: SkfCalls;
  readonly show: (keys: readonly HostKey[], error: SealKeyError | null) => void;
  /** The key is gone; whatever was open on it is to be closed. */
  readonly gone: (device: Uint8Array) => Promise<void>;
  /** Somebody is logged in to it: it is not read meanwhile. */
  readonly inUse: (device: Uint8Array) => boolean;
}

export class KeyList {
  readonly #options: KeyListOptions;
  #keys: readonly HostKey[] = [];
  #error: SealKeyError | null = null;
  #shown = '';

  constructor(options: KeyListOptions) {
    this.#options = options;
  }

  /** Lists again. `afresh`: what is known of keys nobody is logged in to is read anew, also where the names are the same. */
  async update(afresh: boolean): Promise<void> {
    const { calls, inUse } = this.#options;
    const listed = await calls.devices();
    this.#error = listed.ok ? null : listed.error;
    const names = listed.ok ? listed.value.map(({ bytes }) => bytes) : [];
    // A list that could not be made says nothing about the keys that are known.
    if (listed.ok) {
      await this.#drop((key) => !names.some((name) => equalBytes(name, key.device)));
      const readAgain = (key: HostKey) => !inUse(key.device) && (afresh || key.state.kind === 'failed');
      for (const name of names) {
        const known = this.#keys.find(({ device }) => equalBytes(device, name));
        if (known && !readAgain(known)) continue;
        this.#put(await readKey(calls, name, (key) => void (known ?? this.#put(key))));
      }
    }
    this.#tell();
  }

  /** One key is to be read anew: its PIN tries changed, or another key stands in its place. */
  async reread(device: Uint8Array): Promise<void> {
    if (this.#options.inUse(device) || !this.#keys.some((key) => equalBytes(key.device, device))) return;
    this.#put(await readKey(this.#options.calls, device, () => undefined));
  }

  /** The right PIN gave back tries that were lost before it: what the screen shows is read anew. */
  async afterUse(device: Uint8Array | undefined): Promise<void> {
    const key = device && this.#keys.find((one) => equalBytes(one.device, device));
    if (key?.state.kind !== 'ready' || !key.state.pin || key.state.pin.left === key.state.pin.max) return;
    await this.reread(key.device);
  }

  async #drop(isGone: (key: HostKey) => boolean): Promise<void> {
    const gone = this.#keys.filter(isGone);
    this.#keys = this.#keys.filter((key) => !isGone(key));
    for (const { device } of gone) await this.#options.gone(device);
  }

  #put(key: HostKey): void {
    const at = this.#keys.findIndex(({ device }) => equalBytes(device, key.device));
    this.#keys = at === -1 ? [...this.#keys, key] : this.#keys.with(at, key);
    this.#tell();
  }

  /** Only what is new. */
  #tell(): void {
    const picture = JSON.stringify([this.#keys, this.#error], (_, value: unknown) =>
      value instanceof Uint8Array ? [...value] : value,
    );
    if (picture === this.#shown) return;
    this.#shown = picture;
    this.#options.show(this.#keys, this.#error);
  }
}
