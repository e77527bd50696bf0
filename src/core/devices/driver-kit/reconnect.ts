// When a device that is not open is tried again: at once where trying is cheap and a person waits, else ever less often.
import type { DeviceErrorCode } from '../device-error';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 1_000;
/** A device that is there but cannot be what it is configured as: only another device in its place helps. */
const UNFIT_RETRY_MS = 2_000;

export class RetryPolicy {
  #retryMs = FIRST_RETRY_MS;

  /** It was open: trouble starts counting anew. */
  opened(): void {
    this.#retryMs = FIRST_RETRY_MS;
  }

  /** Milliseconds until the next try. */
  failed(error: DeviceErrorCode): number {
    const wait = this.#retryMs;
    // Asking whether something is there is cheap, and whoever plugs a cable in waits for the answer.
    if (error !== 'DEVICE_GONE') this.#retryMs = Math.min(wait * 2, LONGEST_RETRY_MS);
    return wait;
  }

  /** After an open device was closed; `useful`: it had done something. */
  closed(useful: boolean): number {
    return useful ? FIRST_RETRY_MS : UNFIT_RETRY_MS;
  }
}
