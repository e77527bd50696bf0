// The recorder. Only masked pieces are ever kept: a message waits in memory until it is whole, is masked, and only that
// goes on.
import { recordingHeader, type RecordingHeader } from '#core/device-centre/recording';
import { TrafficMask, trafficOf, type TrafficPiece } from '#core/device-centre/traffic-mask';
import type { DeviceConfig } from '#core/devices/device-config';
import type { DeviceSupervisor, TrafficEvent } from '../devices/device-supervisor';

/** Pieces of one recording: half an hour of a reader that is polled at its fastest. */
const MOST_RECORDED = 100_000;
const FLUSH_MS = 400;

interface Line {
  readonly mask: TrafficMask;
  recording: { since: Date; pieces: TrafficPiece[] } | null;
  recorded: TrafficPiece[] | null;
  header: RecordingHeader;
}

export interface TrafficKeeperDeps {
  supervisor: DeviceSupervisor;
  now: () => Date;
  /** A recording began, ended, or grew. */
  changed: () => void;
  describe: (deviceId: string) => Pick<RecordingHeader, 'catalogue' | 'usb'>;
}

export class TrafficKeeper {
  readonly #deps: TrafficKeeperDeps;
  readonly #lines = new Map<string, Line>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: TrafficKeeperDeps) {
    this.#deps = deps;
    deps.supervisor.on('traffic', (event) => this.#heard(event));
  }

  /** The configuration changed, or a recording began or ended. */
  follow(): void {
    const devices = this.#deps.supervisor.devices();
    const known = new Set(devices.map(({ id }) => id));
    for (const id of [...this.#lines.keys()]) if (!known.has(id)) this.#lines.delete(id);
    for (const { id } of devices) this.#deps.supervisor.record(id, Boolean(this.#lines.get(id)?.recording));
    this.#tick([...this.#lines.values()].some(({ recording }) => recording));
  }

  /** @returns false when there is no such device. */
  record(deviceId: string, on: boolean): boolean {
    const device = this.#deps.supervisor.devices().find(({ id }) => id === deviceId);
    if (!device) return false;
    const line = this.#lines.get(deviceId) ?? this.#newLine(device);
    this.#lines.set(deviceId, line);
    if (on) {
      line.header = this.#headerOf(device);
      line.recording ??= { since: this.#deps.now(), pieces: [] };
      this.#reopen(deviceId);
    } else if (line.recording) {
      this.#take(line, line.mask.flush());
      line.recorded = line.recording.pieces;
      line.recording = null;
    }
    this.follow();
    this.#deps.changed();
    return true;
  }

  /** A recording begins with how the device is opened: without that nobody could play it back. */
  #reopen(deviceId: string): void {
    const { supervisor } = this.#deps;
    const devices = supervisor.devices();
    supervisor.configure(devices.filter(({ id }) => id !== deviceId));
    supervisor.configure(devices);
  }

  recording(deviceId: string): { since: Date; entries: number } | null {
    const recording = this.#lines.get(deviceId)?.recording;
    return recording ? { since: recording.since, entries: recording.pieces.length } : null;
  }

  /** The last recording that ended; null when nothing was recorded. */
  recorded(deviceId: string): { header: RecordingHeader; pieces: readonly TrafficPiece[] } | null {
    const line = this.#lines.get(deviceId);
    return line?.recorded?.length ? { header: line.header, pieces: line.recorded } : null;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #heard({ deviceId, direction, at, bytes }: TrafficEvent): void {
    const line = this.#lines.get(deviceId);
    if (line) this.#take(line, line.mask.push({ direction, at, bytes }));
  }

  #take({ recording }: Line, pieces: readonly TrafficPiece[]): void {
    if (recording && recording.pieces.length < MOST_RECORDED) recording.pieces.push(...pieces);
  }

  /** A message after which the line falls quiet has to come out too; the count on the screen moves with it. */
  #tick(on: boolean): void {
    if (!on) return this.stop();
    this.#timer ??= setInterval(() => {
      const now = this.#deps.now().getTime();
      for (const line of this.#lines.values()) this.#take(line, line.mask.settle(now));
      this.#deps.changed();
    }, FLUSH_MS);
  }

  #newLine(device: DeviceConfig): Line {
    return {
      mask: new TrafficMask(trafficOf(device)),
      recording: null,
      recorded: null,
      header: this.#headerOf(device),
    };
  }

  #headerOf(device: DeviceConfig): RecordingHeader {
    return recordingHeader(device, this.#deps.describe(device.id));
  }
}
