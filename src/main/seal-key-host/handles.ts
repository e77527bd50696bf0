// Handles of GM/T 0016, closed in every path, last opened first.
import type { Result } from '#core/result';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { LibraryHangs, type Handle, type SkfCalls } from './skf-calls';

type Outcome<T> = Promise<Result<T, SealKeyError>>;

export class Handles {
  readonly #calls: SkfCalls;
  readonly #closers: (() => Promise<unknown>)[] = [];

  constructor(calls: SkfCalls) {
    this.#calls = calls;
  }

  connect(device: Uint8Array): Outcome<Handle> {
    return this.#keep(this.#calls.connect(device), (handle) => this.#calls.disconnect(handle));
  }

  openApplication(device: Handle, name: Uint8Array): Outcome<Handle> {
    return this.#keep(this.#calls.openApplication(device, name), (handle) =>
      this.#calls.closeApplication(handle),
    );
  }

  openContainer(application: Handle, name: Uint8Array): Outcome<Handle> {
    return this.#keep(this.#calls.openContainer(application, name), (handle) =>
      this.#calls.closeContainer(handle),
    );
  }

  /** Something else to do before the handles opened so far are closed. */
  before(closer: () => Promise<unknown>): void {
    this.#closers.push(closer);
  }

  /** Idempotent. What cannot be closed any more (key gone) was closed by the library. */
  async close(): Promise<void> {
    for (let closer = this.#closers.pop(); closer; closer = this.#closers.pop()) await closer();
  }

  async #keep(opening: Outcome<Handle>, closer: (handle: Handle) => Promise<unknown>): Outcome<Handle> {
    const opened = await opening;
    if (opened.ok) this.#closers.push(() => closer(opened.value));
    return opened;
  }
}

/** Runs `work` with handles of its own and closes them whatever comes. A library that hangs is asked nothing more. */
export async function withHandles<T>(calls: SkfCalls, work: (handles: Handles) => Promise<T>): Promise<T> {
  const handles = new Handles(calls);
  let hangs = false;
  try {
    return await work(handles);
  } catch (cause) {
    hangs = cause instanceof LibraryHangs;
    throw cause;
  } finally {
    if (!hangs) await handles.close();
  }
}
