// The last traffic of each device for the diagnostics bundle: what the host keeps, and what it kept when a fault came, which
// later traffic and the end of the host do not take away. All of it was masked by the host.
import { recordingHeader, type RecordingHeader } from '#core/device-centre/recording';
import type { BundleTraffic } from '#core/device-centre/diagnostic-bundle';
import type { KeptTraffic } from '#core/device-centre/traffic-ring';
import type { DeviceConfig } from '#core/devices/device-config';
import type { DeviceStateEvent, DeviceSupervisor } from '../devices/device-supervisor';

/** The same fault so soon again is one: a device that babbles must not keep both processes busy. */
const ONE_FAULT_MS = 1_000;
/** As many as are driven; of devices that rest or were switched off since, too. */
const MOST_FAULTS = 32;

export interface LastTrafficDeps {
  supervisor: DeviceSupervisor;
  now: () => Date;
  describe: (deviceId: string) => Pick<RecordingHeader, 'catalogue' | 'usb'>;
}

interface Fault {
  readonly code: string;
  readonly at: Date;
}

interface AtFault {
  readonly fault: Fault;
  readonly header: RecordingHeader;
  readonly kept: KeptTraffic;
}

export class LastTraffic {
  readonly #deps: LastTrafficDeps;
  /** The last fault of each device, the latest last. */
  readonly #atFault = new Map<string, AtFault>();
  /** By device and code; of a clock that does not jump. */
  readonly #faultAt = new Map<string, number>();

  constructor(deps: LastTrafficDeps) {
    this.#deps = deps;
    const { supervisor } = deps;
    supervisor.on('state', (event) => {
      const code = faultOf(event);
      if (code !== null) void this.#fault(event.deviceId, code);
    });
    supervisor.on('cardFailed', ({ deviceId, error }) => void this.#fault(deviceId, error.code));
    supervisor.on('scanFailed', ({ deviceId, error }) => void this.#fault(deviceId, error));
  }

  /** For the bundle; waits for the host, and does without it when it is lost or hangs. */
  async gather(): Promise<BundleTraffic[]> {
    const devices = this.#deps.supervisor.devices();
    const driven = new Set(devices.map(({ id }) => id));
    const resting = [...this.#atFault].filter(([id]) => !driven.has(id));
    const present = await Promise.all(devices.map((device) => this.#ofDevice(device)));
    return [...present.flat(), ...resting.map(([id, past]) => pastTraffic(id, past))];
  }

  async #ofDevice(device: DeviceConfig): Promise<BundleTraffic[]> {
    const now = await this.#deps.supervisor.keptTraffic(device.id);
    const before = this.#atFault.get(device.id);
    // What the host still holds from before the fault need not be told twice.
    const covered = now !== null && before !== undefined && reachesBack(now, before.kept);
    const present: BundleTraffic[] = now
      ? [traffic(device.id, this.#headerOf(device), now, covered ? before.fault : null)]
      : [];
    return before && !covered ? [pastTraffic(device.id, before), ...present] : present;
  }

  async #fault(deviceId: string, code: string): Promise<void> {
    const { supervisor, now } = this.#deps;
    const device = supervisor.devices().find(({ id }) => id === deviceId);
    const moment = performance.now();
    const fault = `${deviceId} ${code}`;
    if (!device || moment - (this.#faultAt.get(fault) ?? -Infinity) < ONE_FAULT_MS) return;
    this.#faultAt.set(fault, moment);
    const at = now();
    const header = this.#headerOf(device);
    const kept = await supervisor.keptTraffic(deviceId);
    // A port that cannot be opened has no traffic: what was there before it still says more.
    if (!kept || kept.pieces.length === 0) return;
    this.#atFault.delete(deviceId);
    this.#atFault.set(deviceId, { fault: { code, at }, header, kept });
    if (this.#atFault.size > MOST_FAULTS) this.#atFault.delete([...this.#atFault.keys()][0]!);
  }

  #headerOf(device: DeviceConfig): RecordingHeader {
    return recordingHeader(device, this.#deps.describe(device.id));
  }
}

/** The code of what is wrong; null when nothing is. */
function faultOf({ state }: DeviceStateEvent): string | null {
  if (state.kind === 'absent') return state.error ?? null;
  if (state.kind !== 'failed') return null;
  return typeof state.error === 'string' ? state.error : state.error.code;
}

/** The same ring, and nothing has fallen out of it since. */
function reachesBack(now: KeptTraffic, before: KeptTraffic): boolean {
  return now.since === before.since && now.dropped === before.dropped;
}

function pastTraffic(deviceId: string, { header, kept, fault }: AtFault): BundleTraffic {
  return { ...traffic(deviceId, header, kept, fault), atFault: true };
}

function traffic(
  deviceId: string,
  header: RecordingHeader,
  { since, dropped, pieces }: KeptTraffic,
  fault: Fault | null,
): BundleTraffic {
  const instant = (ms: number): string => new Date(ms).toISOString();
  const kept = {
    since: instant(since),
    began: instant(pieces[0]?.at ?? since),
    dropped,
    fault: fault && { code: fault.code, at: fault.at.toISOString() },
  };
  return { deviceId, atFault: false, recording: { header: { ...header, kept }, pieces } };
}
