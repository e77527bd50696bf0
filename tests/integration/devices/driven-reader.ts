// A reader driver on a real transport, with everything it says kept for the tests to wait on.
import type { ReaderState } from '#core/devices/id-card/reader-state';
import type { Reading } from '#core/devices/id-card/sequence-types';
import { ReaderDriver, type ReaderEvent } from '#main/device-host/reader-driver';
import { openTransport } from '#main/device-host/transports/open-transport';

export class DrivenReader {
  readonly events: ReaderEvent[] = [];
  readonly #driver: ReaderDriver;
  #changed: (() => void)[] = [];
  #cursor = 0;

  constructor(uri: string) {
    let readings = 0;
    this.#driver = new ReaderDriver({
      open: (listener) => openTransport(uri, listener),
      emit: (event) => {
        this.events.push(event);
        this.#changed.splice(0).forEach((wake) => wake());
      },
      newReadingId: () => `reading-${(readings += 1)}`,
    });
    this.#driver.start();
  }

  /** The next event, after those already waited for, that fits. */
  async next<Kind extends ReaderEvent['kind']>(
    kind: Kind,
    fits: (event: ReaderEvent & { kind: Kind }) => boolean = () => true,
  ): Promise<ReaderEvent & { kind: Kind }> {
    for (;;) {
      while (this.#cursor < this.events.length) {
        const event = this.events[this.#cursor];
        this.#cursor += 1;
        if (event?.kind === kind && fits(event as ReaderEvent & { kind: Kind })) {
          return event as ReaderEvent & { kind: Kind };
        }
      }
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
  }

  async state<Kind extends ReaderState['kind']>(kind: Kind): Promise<ReaderState & { kind: Kind }> {
    const event = await this.next('state', ({ state }) => state.kind === kind);
    return event.state as ReaderState & { kind: Kind };
  }

  async reading(): Promise<Reading> {
    return (await this.next('card-read')).reading;
  }

  stop(): Promise<void> {
    return this.#driver.stop();
  }
}
