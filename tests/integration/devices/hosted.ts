// The real host code in a process of its own behind the supervisor, with everything it says kept for the tests to wait on.
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { DeviceConfig } from '#core/devices/device-config';
import type { DeviceListing } from '#core/devices/device-listing';
import { DeviceSupervisor, type HostProcess } from '#main/devices/device-supervisor';
import type {
  CardEvent,
  DeviceStateEvent,
  DeviceSupervisorEvents,
  ScanEvent,
  TrafficEvent,
} from '#main/devices/device-events';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The host's own code behind a Node channel in place of Electron's. */
export function forkHost(env: Record<string, string> = {}): HostProcess {
  const child = fork('scripts/run-ts.mjs', ['tests/integration/devices/forked-host.ts'], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
  });
  return {
    pid: child.pid,
    postMessage: (message) => child.connected && child.send(message as object),
    on: (event: 'message' | 'exit', handler: (value: never) => void) =>
      child.on(event, handler as () => void),
    kill: () => child.kill('SIGKILL'),
  };
}

export class HostedDevices {
  readonly supervisor: DeviceSupervisor;
  readonly scans: ScanEvent[] = [];
  readonly scanFailures: DeviceSupervisorEvents['scanFailed'][0][] = [];
  readonly cards: CardEvent[] = [];
  readonly traffic: TrafficEvent[] = [];
  readonly listings: DeviceListing[] = [];
  readonly states: DeviceStateEvent[] = [];
  readonly logged: string[] = [];
  #changed: (() => void)[] = [];
  #host: HostProcess | undefined;

  constructor(devices: readonly DeviceConfig[], env: Record<string, string> = {}) {
    this.supervisor = new DeviceSupervisor({
      fork: () => (this.#host = forkHost(env)),
      devices,
      log: (event) => this.logged.push(event),
    });
    const keep =
      <Kept>(list: Kept[]) =>
      (one: Kept): void => {
        list.push(one);
        this.#changed.splice(0).forEach((wake) => wake());
      };
    this.supervisor.on('scan', keep(this.scans));
    this.supervisor.on('scanFailed', keep(this.scanFailures));
    this.supervisor.on('card', keep(this.cards));
    this.supervisor.on('traffic', keep(this.traffic));
    this.supervisor.on('listing', keep(this.listings));
    this.supervisor.on('state', keep(this.states));
    this.supervisor.on('photoDecoder', keep<unknown>([]));
    this.supervisor.start();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((wake) => this.#changed.push(wake));
  }

  /** Waits until the device's present state is of this kind. */
  async state(deviceId: string, kind: string): Promise<DeviceStateEvent> {
    const now = () => this.supervisor.states().find((state) => state.deviceId === deviceId);
    await this.until(() => now()?.state.kind === kind);
    return now()!;
  }

  hostPid(): number {
    const pid = this.#host?.pid;
    if (pid === undefined) throw new Error('no host is running');
    return pid;
  }

  stop(): Promise<void> {
    return this.supervisor.stop();
  }
}

export function scannerConfig(id: string, address: string, profile: object = {}): DeviceConfig {
  return { kind: 'scanner', id, address, role: 'clerk', profile };
}
