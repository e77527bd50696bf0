// Which readers are driven: follows the configuration, keeps what did not change, frees a port before another uses it.
import { randomUUID } from 'node:crypto';
import type { DeviceConfig } from '#core/devices/device-config';
import { ReaderDriver, type ReaderEvent } from './reader-driver';
import { openTransport } from './transports/open-transport';

interface Driven {
  readonly config: DeviceConfig;
  readonly driver: ReaderDriver;
}

export class DriverRegistry {
  readonly #emit: (readerId: string, event: ReaderEvent) => void;
  #driven: Driven[] = [];
  #settled: Promise<void> = Promise.resolve();

  constructor(emit: (readerId: string, event: ReaderEvent) => void) {
    this.#emit = emit;
  }

  /** Brings the drivers in line with the configuration; calls follow one another. */
  configure(configs: readonly DeviceConfig[]): Promise<void> {
    this.#settled = this.#settled.then(() => this.#reconcile(configs));
    return this.#settled;
  }

  async #reconcile(configs: readonly DeviceConfig[]): Promise<void> {
    const wanted = (driven: Driven) => configs.some((config) => sameReader(config, driven.config));
    const dropped = this.#driven.filter((driven) => !wanted(driven));
    this.#driven = this.#driven.filter(wanted);
    await Promise.all(dropped.map(({ driver }) => driver.stop()));
    for (const config of configs) {
      if (this.#driven.some((driven) => sameReader(config, driven.config))) continue;
      this.#driven.push({ config, driver: this.#startDriver(config) });
    }
  }

  #startDriver(config: DeviceConfig): ReaderDriver {
    const driver = new ReaderDriver({
      open: (listener) => openTransport(config.address, listener),
      emit: (event) => this.#emit(config.id, event),
      newReadingId: () => randomUUID(),
    });
    driver.start();
    return driver;
  }
}

function sameReader(a: DeviceConfig, b: DeviceConfig): boolean {
  return a.id === b.id && a.address === b.address;
}
