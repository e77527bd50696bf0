// Which devices are driven: follows the configuration, keeps what did not change, frees a port before another uses it.
import type { KeptTraffic } from '#core/device-centre/traffic-ring';
import type { DeviceConfig } from '#core/devices/device-config';
import type { HostToMain, TestOutcome } from '#core/devices/host-messages';
import { toBase64 } from '../devices/base64';
import { DeviceRunner } from './driver-kit/device-runner';
import type { SharedClock } from './driver-kit/shared-clock';
import { TrafficRings } from './driver-kit/traffic-rings';
import { makeDriver } from './drivers/kinds';
import { PhotoDecoder } from './photo-decoder';
import { openTransport } from './transports/open-transport';

interface Driven {
  readonly config: DeviceConfig;
  readonly runner: DeviceRunner;
}

export interface DeviceRegistryDeps {
  readonly clock: SharedClock;
  readonly post: (message: HostToMain) => void;
  /** A device that was open went away. */
  readonly lost: () => void;
}

export class DeviceRegistry {
  readonly #deps: DeviceRegistryDeps;
  readonly #photos = new PhotoDecoder();
  #driven: Driven[] = [];
  readonly #recorded = new Set<string>();
  readonly #rings: TrafficRings;
  #settled: Promise<void> = Promise.resolve();

  constructor(deps: DeviceRegistryDeps) {
    this.#deps = deps;
    this.#rings = new TrafficRings(deps.clock);
  }

  /** Brings the drivers in line with the configuration; calls follow one another. */
  configure(configs: readonly DeviceConfig[]): Promise<void> {
    this.#settled = this.#settled.then(() => this.#reconcile(configs));
    return this.#settled;
  }

  /** Something was plugged in: whoever waits tries at once. */
  nudge(): void {
    for (const { runner } of this.#driven) runner.nudge();
  }

  record(deviceId: string, on: boolean): void {
    if (on) this.#recorded.add(deviceId);
    else this.#recorded.delete(deviceId);
  }

  /** The device's last traffic, masked; null when it was never driven here. */
  kept(deviceId: string): KeptTraffic | null {
    return this.#rings.kept(deviceId);
  }

  test(deviceId: string, done: (outcome: TestOutcome) => void): void {
    const driven = this.#find(deviceId);
    if (driven) driven.runner.test(done);
    else done({ kind: 'not-open' });
  }

  #find(deviceId: string): Driven | undefined {
    return this.#driven.find(({ config }) => config.id === deviceId);
  }

  async #reconcile(configs: readonly DeviceConfig[]): Promise<void> {
    const wanted = (driven: Driven) => configs.some((config) => sameDevice(config, driven.config));
    const dropped = this.#driven.filter((driven) => !wanted(driven));
    this.#driven = this.#driven.filter(wanted);
    await Promise.all(dropped.map(({ runner }) => runner.stop()));
    for (const config of configs) {
      if (this.#driven.some((driven) => sameDevice(config, driven.config))) continue;
      this.#driven.push({ config, runner: this.#start(config) });
    }
    this.#rings.driven(configs.map(({ id }) => id));
  }

  #start(config: DeviceConfig): DeviceRunner {
    const { clock, post, lost } = this.#deps;
    if (config.kind === 'id-card-reader') {
      const state = this.#photos.load(config.profile.photoDecoder);
      post({ kind: 'photo-decoder', deviceId: config.id, state });
    }
    const ring = this.#rings.line(config);
    const runner = new DeviceRunner({
      clock,
      open: (listener) => openTransport(config.address, listener),
      driver: (line) => makeDriver(config, line, { clock, post, photos: this.#photos }),
      log: (event, fields) => {
        post({ kind: 'log', event, fields: { device: config.id, ...fields } });
        if (fields['ending'] === 'gone') lost();
      },
      line: {
        passed: (direction, bytes, now) => {
          ring.passed(direction, bytes, now);
          if (!this.#recorded.has(config.id)) return;
          const at = clock.wallTime(now);
          post({ kind: 'traffic', deviceId: config.id, direction, at, bytes: toBase64(bytes) });
        },
        closed: () => ring.closed(),
      },
    });
    runner.start();
    return runner;
  }
}

/** A role changes nothing for the host. */
function sameDevice(a: DeviceConfig, b: DeviceConfig): boolean {
  return (
    a.id === b.id &&
    a.kind === b.kind &&
    a.address === b.address &&
    JSON.stringify(a.profile) === JSON.stringify(b.profile)
  );
}
