// Keeps the driven devices in step with what is plugged in, known, remembered and set; remembers what it meets.
import { realpathSync } from 'node:fs';
import { planDevices, freshDevice, type DevicePlan, type PlanInput } from '#core/device-centre/device-plan';
import type { DeviceCatalogue } from '#core/device-centre/device-catalogue';
import { parseDeviceAddress } from '#core/devices/device-address';
import type { DeviceConfig } from '#core/devices/device-config';
import type { DeviceSupervisor } from '../devices/device-supervisor';
import type { Log } from '../log/logger';
import type { RoleRepository } from './role-repository';

export interface PlanKeeperDeps {
  supervisor: DeviceSupervisor;
  catalogue: DeviceCatalogue;
  repository: RoleRepository;
  /** Devices of settings.json. */
  settings: readonly DeviceConfig[];
  /** Seal keys, by their USB numbers. */
  guarded: PlanInput['guarded'];
  /** What the wizard tries now, and which device rests for it. */
  temporary: () => readonly DeviceConfig[];
  suspended: () => string | null;
  /** The configuration of the host changed. */
  configured: () => void;
  log: Log;
}

export class PlanKeeper {
  readonly #deps: PlanKeeperDeps;
  #plan: DevicePlan = { devices: [], idle: [] };
  #configured = '';

  constructor(deps: PlanKeeperDeps) {
    this.#deps = deps;
  }

  plan(): DevicePlan {
    return this.#plan;
  }

  /** From the listing as it is now; configures the host where anything changed. */
  replan(): void {
    this.#plan = this.#planNow();
    this.#rememberNews();
    this.#configure();
  }

  #planNow(): DevicePlan {
    const { supervisor, catalogue, repository, settings, guarded } = this.#deps;
    return planDevices({
      listing: supervisor.listing(),
      entries: catalogue.entries,
      remembered: repository.all(),
      settings: settings.map((config) => ({ config, paths: pathsOf(config) })),
      guarded,
    });
  }

  #rememberNews(): void {
    const { repository, log } = this.#deps;
    for (const { config, source, entry, plugged, identity, formerly } of this.#plan.devices) {
      if (
        source === 'catalogue' &&
        plugged &&
        (entry?.kind === 'id-card-reader' || entry?.kind === 'scanner')
      ) {
        repository.remember(freshDevice(config.id, plugged, entry));
        log('device.found', { device: config.id, catalogue: entry.id });
      } else if (formerly !== undefined) {
        repository.moved(config.id, identity, config.address);
        log('device.moved', { device: config.id });
      }
    }
  }

  #configure(): void {
    const { supervisor, temporary, suspended, configured } = this.#deps;
    const resting = suspended();
    const devices = [
      ...this.#plan.devices.map(({ config }) => config).filter(({ id }) => id !== resting),
      ...temporary(),
    ];
    const wanted = JSON.stringify(devices);
    if (wanted === this.#configured) return;
    this.#configured = wanted;
    supervisor.configure(devices);
    configured();
  }
}

/** The port and what its name stands for: /dev/serial/by-id/… is a link to the name that the listing has. */
function pathsOf({ address }: DeviceConfig): string[] {
  const parsed = parseDeviceAddress(address);
  if (!parsed.ok || parsed.value.kind !== 'serial') return [];
  const { path } = parsed.value;
  try {
    return [path, realpathSync(path)];
  } catch {
    return [path];
  }
}
