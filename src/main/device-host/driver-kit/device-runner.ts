// Runs one device's driver: opens its port, tells the driver what happens, opens again when the device goes away.
import type { DeviceError } from '#core/devices/device-error';
import type { DeviceLine, Driver } from '#core/devices/driver-kit/driver';
import { RetryPolicy } from '#core/devices/driver-kit/reconnect';
import type { TestOutcome } from '#core/devices/host-messages';
import type { Result } from '#core/result';
import type { Transport, TransportListener } from '../transports/transport';
import type { SharedClock } from './shared-clock';

export interface DeviceRunnerOptions {
  readonly clock: SharedClock;
  readonly open: (listener: TransportListener) => Promise<Result<Transport, DeviceError>>;
  readonly driver: (line: DeviceLine) => Driver;
  /** Opened, or lost. */
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
  /** Told everything that passes, and when the port was closed. */
  readonly line: {
    passed(direction: 'in' | 'out', bytes: Uint8Array, now: number): void;
    closed(): void;
  };
}

type Ending = 'gone' | 'given-up' | 'stopped';

export class DeviceRunner {
  readonly #options: DeviceRunnerOptions;
  readonly #clock: SharedClock;
  readonly #driver: Driver;
  readonly #retry = new RetryPolicy();
  #transport: Transport | null = null;
  #end: ((ending: Ending) => void) | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;
  #seen = false;
  #useful = false;
  #wake: () => void = () => undefined;

  constructor(options: DeviceRunnerOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#driver = options.driver({
      write: (bytes) => this.#write(bytes),
      giveUp: () => this.#end?.('given-up'),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when the port is closed and free for others. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#end?.('stopped');
    this.#wake();
    await this.#running;
  }

  /** Tries to open at once, if it is waiting to: something was plugged in. */
  nudge(): void {
    this.#wake();
  }

  test(done: (outcome: TestOutcome) => void): void {
    this.#driver.test(done, this.#clock.now());
    this.#clock.changed();
  }

  async #run(): Promise<void> {
    this.#clock.join(this.#driver);
    this.#driver.link({ kind: 'connecting' }, this.#clock.now());
    while (!this.#stopped) {
      const waitMs = await this.#attempt();
      if (!this.#stopped) await this.#pause(waitMs);
    }
    this.#clock.leave(this.#driver);
  }

  /** Opens and serves once; answers how long to wait before the next attempt. */
  async #attempt(): Promise<number> {
    let ending: Ending | null = null;
    let ended: (ending: Ending) => void = () => undefined;
    const over = new Promise<Ending>((resolve) => (ended = resolve));
    this.#end = (why) => {
      ending ??= why;
      ended(why);
    };
    const opened = await this.#options.open({
      data: (bytes) => this.#received(bytes),
      closed: () => this.#end?.('gone'),
    });
    if (!opened.ok) {
      this.#end = null;
      this.#showAbsent(opened.error);
      return this.#retry.failed(opened.error.code);
    }
    // Stopped while it was opening, or gone again already.
    if (!this.#stopped && ending === null) await this.#serve(opened.value, over);
    this.#end = null;
    await opened.value.close();
    return this.#retry.closed(this.#useful);
  }

  async #serve(transport: Transport, over: Promise<Ending>): Promise<void> {
    this.#transport = transport;
    this.#seen = true;
    this.#useful = false;
    this.#retry.opened();
    this.#options.log('device-opened', {});
    const { descriptor } = transport;
    this.#driver.link(
      { kind: 'open', ...(descriptor === undefined ? {} : { descriptor }) },
      this.#clock.now(),
    );
    this.#clock.changed();
    const ending = await over;
    this.#transport = null;
    this.#options.line.closed();
    this.#driver.link({ kind: 'closed', gone: ending === 'gone' }, this.#clock.now());
    this.#options.log('device-closed', { ending });
  }

  #received(bytes: Uint8Array): void {
    const now = this.#clock.now();
    this.#useful = true;
    this.#options.line.passed('in', bytes, now);
    if (!this.#transport) return;
    this.#driver.received(bytes, now);
    this.#clock.changed();
  }

  #write(bytes: Uint8Array): void {
    this.#useful = true;
    this.#options.line.passed('out', bytes, this.#clock.now());
    this.#transport?.write(bytes);
  }

  #showAbsent({ code }: DeviceError): void {
    const never = code === 'DEVICE_GONE' && !this.#seen;
    this.#driver.link({ kind: 'absent', ...(never ? {} : { error: code }) }, this.#clock.now());
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
