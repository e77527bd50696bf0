// A reader driver on a real transport, with everything it says kept for the tests to wait on.
import type { ReaderState } from '#core/devices/id-card/reader-state';
import type { Reading } from '#core/devices/id-card/sequence-types';
import { IdCardReaderDriver, type ReaderEvent } from '#core/devices/id-card/reader-driver';
import { DeviceRunner } from '#main/device-host/driver-kit/device-runner';
import { SharedClock } from '#main/device-host/driver-kit/shared-clock';
import { openTransport } from '#main/device-host/transports/open-transport';

export class DrivenReader {
  readonly events: ReaderEvent[] = [];
  readonly #runner: DeviceRunner;
  #changed: (() => void)[] = [];
  #cursor = 0;

  constructor(uri: string) {
    let readings = 0;
    const emit = (event: ReaderEvent) => {
      this.events.push(event);
      this.#changed.splice(0).forEach((wake) => wake());
    };
    this.#runner = new DeviceRunner({
      clock: new SharedClock(),
      open: (listener) => openTransport(uri, listener),
      driver: (line) =>
        new IdCardReaderDriver(
          { ...line, emit },
          { profile: {}, newReadingId: () => `reading-${(readings += 1)}` },
        ),
      log: () => undefined,
      line: { passed: () => undefined, closed: () => undefined },
    });
    this.#runner.start();
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
    return this.#runner.stop();
  }
}
