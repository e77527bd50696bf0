// Which readers are driven: follows the configuration, keeps what did not change, frees a port before another uses it.
import { randomUUID } from 'node:crypto';
import type { ReaderConfig } from '#core/devices/host-messages';
import { ReaderDriver, type ReaderEvent } from './reader-driver';
import { openTransport } from './transports/open-transport';

interface Driven {
  readonly config: ReaderConfig;
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
  configure(configs: readonly ReaderConfig[]): Promise<void> {
    this.#settled = this.#settled.then(() => this.#reconcile(configs));
    return this.#settled;
  }

  async #reconcile(configs: readonly ReaderConfig[]): Promise<void> {
    const wanted = (driven: Driven) => configs.some((config) => sameReader(config, driven.config));
    const dropped = this.#driven.filter((driven) => !wanted(driven));
    this.#driven = this.#driven.filter(wanted);
    await Promise.all(dropped.map(({ driver }) => driver.stop()));
    for (const config of configs) {
      if (this.#driven.some((driven) => sameReader(config, driven.config))) continue;
      this.#driven.push({ config, driver: this.#startDriver(config) });
    }
  }

  #startDriver(config: ReaderConfig): ReaderDriver {
    const driver = new ReaderDriver({
      open: (listener) => openTransport(config.uri, listener),
      emit: (event) => this.#emit(config.id, event),
      newReadingId: () => randomUUID(),
    });
    driver.start();
    return driver;
  }
}

function sameReader(a: ReaderConfig, b: ReaderConfig): boolean {
  return a.id === b.id && a.uri === b.uri;
}
