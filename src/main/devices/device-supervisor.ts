// The devices as the rest of main sees them: configures the host, keeps every device's last state, passes on what happens.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { KeptTraffic } from '#core/device-centre/traffic-ring';
import type { DeviceConfig } from '#core/devices/device-config';
import { EMPTY_LISTING, type DeviceListing } from '#core/devices/device-listing';
import {
  hostToMainSchema,
  type HostToMain,
  type MainToHost,
  type PhotoDecoderState,
  type ProbeOutcome,
  type TestOutcome,
} from '#core/devices/host-messages';
import { assertNever } from '#core/result';
import { fromBase64 } from './base64';
import type { DeviceStateEvent, DeviceSupervisorEvents } from './device-events';
import { HostKeeper, type HostLost, type Log } from './host-keeper';
import type { HostProcess } from './host-process';
import { HostQuestions } from './host-questions';
import { keptFromWire } from './kept-traffic';

export type { HostProcess } from './host-process';
export type { Log } from './host-keeper';
export type { CardEvent, DeviceStateEvent, ScanEvent, TrafficEvent } from './device-events';

export interface DeviceSupervisorOptions {
  fork: () => HostProcess;
  devices: readonly DeviceConfig[];
  log: Log;
}

export interface ProbeRun {
  /** Settles once, also when cancelled or when the host is lost (`cancelled`). */
  readonly outcome: Promise<ProbeOutcome>;
  cancel(): void;
}

const TEST_MS = 8_000;
/** The host answers from memory. */
const KEPT_MS = 2_000;

interface Probe {
  progress: (baud: number) => void;
  settle: (outcome: ProbeOutcome) => void;
}

export class DeviceSupervisor extends EventEmitter<DeviceSupervisorEvents> {
  readonly #keeper: HostKeeper;
  readonly #log: Log;
  #devices: readonly DeviceConfig[];
  #states = new Map<string, DeviceStateEvent>();
  #present = new Map<string, string>();
  #decoders = new Map<string, PhotoDecoderState>();
  #recorded = new Set<string>();
  #probes = new Map<string, Probe>();
  readonly #tests = new HostQuestions<TestOutcome>({
    patienceMs: TEST_MS,
    silent: { kind: 'silent' },
    lost: { kind: 'not-open' },
  });
  readonly #kept = new HostQuestions<KeptTraffic | null>({ patienceMs: KEPT_MS, silent: null, lost: null });
  #listing: DeviceListing = EMPTY_LISTING;
  #drivers: Readonly<Record<string, string>> = {};

  constructor({ fork, devices, log }: DeviceSupervisorOptions) {
    super();
    this.#log = log;
    this.#devices = devices;
    for (const device of devices) this.#states.set(device.id, newState(device, 'connecting'));
    this.#keeper = new HostKeeper({
      name: 'device-host',
      fork,
      log,
      born: () => this.#introduce(),
      lost: (why, restartMs) => this.#lost(why, restartMs),
      heard: (raw) => this.#hear(raw),
    });
  }

  start(): void {
    this.#keeper.start();
  }

  stop(): Promise<void> {
    return this.#keeper.stop();
  }

  /** For the device centre: ends the host at once; it is started again as after a crash. */
  restartHost(): void {
    this.#keeper.restart();
  }

  /** Which devices are driven from now on; those that did not change go on undisturbed. */
  configure(devices: readonly DeviceConfig[]): void {
    const before = new Map(this.#devices.map((device) => [device.id, device]));
    this.#devices = devices;
    const known = new Set(devices.map(({ id }) => id));
    for (const id of [...this.#states.keys()]) if (!known.has(id)) this.#forget(id);
    for (const device of devices) {
      const earlier = before.get(device.id);
      if (earlier && earlier.kind !== device.kind) this.#forget(device.id);
      if (!this.#states.has(device.id)) this.#show(newState(device, 'connecting'));
    }
    this.#post({ kind: 'configure', devices: [...devices] });
  }

  devices(): readonly DeviceConfig[] {
    return this.#devices;
  }

  /** In the order of the configuration. */
  states(): DeviceStateEvent[] {
    return this.#devices.map((device) => this.#states.get(device.id) ?? newState(device, 'connecting'));
  }

  /** As last told; empty until the host has listed once. */
  listing(): DeviceListing {
    return this.#listing;
  }

  /** Native drivers of the host as it loaded them; empty until it has started. */
  drivers(): Readonly<Record<string, string>> {
    return this.#drivers;
  }

  photoDecoder(deviceId: string): PhotoDecoderState {
    return this.#decoders.get(deviceId) ?? { kind: 'absent' };
  }

  /** Lists at once; a `listing` follows even if nothing changed. */
  relist(): void {
    this.#post({ kind: 'list' });
  }

  /** Tries one serial port at these speeds with a harmless question; one port at a time. */
  probe(
    path: string,
    bauds: readonly number[],
    progress: (baud: number) => void = () => undefined,
  ): ProbeRun {
    const runId = randomUUID();
    const outcome = new Promise<ProbeOutcome>((resolve) => {
      this.#probes.set(runId, { progress, settle: resolve });
    });
    if (!this.#post({ kind: 'probe', runId, path, bauds: [...bauds] }))
      this.#probed(runId, { kind: 'cancelled' });
    return { outcome, cancel: () => void this.#post({ kind: 'probe-cancel', runId }) };
  }

  /** Copies the device's bytes into `traffic` events until switched off; goes on over restarts of the host. */
  record(deviceId: string, on: boolean): void {
    if (on) this.#recorded.add(deviceId);
    else this.#recorded.delete(deviceId);
    this.#post({ kind: 'record', deviceId, on });
  }

  /** The device's last traffic, masked by the host; null when no host can tell. */
  keptTraffic(deviceId: string): Promise<KeptTraffic | null> {
    return this.#kept.ask((runId) => this.#post({ kind: 'kept-traffic', runId, deviceId }));
  }

  /** Whether the device lives, by a harmless question where its kind has one. */
  test(deviceId: string): Promise<TestOutcome> {
    return this.#tests.ask((runId) => this.#post({ kind: 'test', runId, deviceId }));
  }

  #post(message: MainToHost): boolean {
    return this.#keeper.post(message);
  }

  #introduce(): void {
    this.#post({ kind: 'configure', devices: [...this.#devices] });
    for (const deviceId of this.#recorded) this.#post({ kind: 'record', deviceId, on: true });
  }

  #lost(why: HostLost, restartMs: number): void {
    for (const runId of [...this.#probes.keys()]) this.#probed(runId, { kind: 'cancelled' });
    this.#tests.lost();
    this.#kept.lost();
    // Whoever stopped it no longer listens, and no card was lifted.
    if (why.kind === 'stopped') return;
    const code = why.kind === 'ended' ? why.code : null;
    this.#log('device-host-ended', { reason: why.kind, code, restartMs });
    for (const device of this.#devices) {
      this.#lift(device.id);
      this.#show(newState(device, 'restarting'));
    }
  }

  #hear(raw: unknown): boolean {
    const message = hostToMainSchema.safeParse(raw);
    if (message.success) this.#handle(message.data);
    return message.success;
  }

  #handle(message: HostToMain): void {
    // A device that is no longer configured may still have been talking.
    if ('deviceId' in message && !this.#states.has(message.deviceId)) return;
    switch (message.kind) {
      case 'started':
        this.#drivers = message.drivers;
        return this.#log('device-host-started', { pid: message.pid, ...message.drivers });
      case 'pong':
        return;
      case 'state': {
        const { kind: _, ...state } = message;
        if (this.#states.get(state.deviceId)?.device === state.device) this.#show(state);
        return;
      }
      case 'listing':
        this.#listing = message.listing;
        return void this.emit('listing', message.listing);
      case 'scan': {
        const { deviceId, scan } = message;
        return void this.emit('scan', { ...scan, deviceId, bytes: fromBase64(scan.bytes) });
      }
      case 'scan-failed':
        return void this.emit('scanFailed', { deviceId: message.deviceId, error: message.error });
      case 'card-read': {
        const { kind: _, photo, picture, ...card } = message;
        this.#present.set(card.deviceId, card.readingId);
        const decoded = picture === null ? null : fromBase64(picture);
        return void this.emit('card', { ...card, photo: fromBase64(photo), picture: decoded });
      }
      case 'card-failed':
        return void this.emit('cardFailed', { deviceId: message.deviceId, error: message.error });
      case 'card-lifted':
        return this.#lift(message.deviceId);
      case 'photo-decoder': {
        const { deviceId, state } = message;
        this.#decoders.set(deviceId, state);
        return void this.emit('photoDecoder', { deviceId, state });
      }
      case 'traffic': {
        const { kind: _, bytes, ...traffic } = message;
        return void this.emit('traffic', { ...traffic, bytes: fromBase64(bytes) });
      }
      case 'kept-traffic':
        return this.#kept.answered(message.runId, keptFromWire(message.kept));
      case 'probe-progress':
        return this.#probes.get(message.runId)?.progress(message.baud);
      case 'probe-ended':
        return this.#probed(message.runId, message.outcome);
      case 'tested':
        return this.#tests.answered(message.runId, message.outcome);
      case 'log':
        return this.#log(message.event, message.fields);
      default:
        assertNever(message);
    }
  }

  #probed(runId: string, outcome: ProbeOutcome): void {
    this.#probes.get(runId)?.settle(outcome);
    this.#probes.delete(runId);
  }

  #lift(deviceId: string): void {
    const readingId = this.#present.get(deviceId);
    if (readingId === undefined) return;
    this.#present.delete(deviceId);
    this.emit('cardLifted', { deviceId, readingId });
  }

  #forget(deviceId: string): void {
    this.#lift(deviceId);
    this.#states.delete(deviceId);
    this.#decoders.delete(deviceId);
    this.#recorded.delete(deviceId);
  }

  #show(state: DeviceStateEvent): void {
    const before = this.#states.get(state.deviceId);
    if (before && JSON.stringify(before) === JSON.stringify(state)) return;
    this.#states.set(state.deviceId, state);
    this.emit('state', state);
  }
}

function newState(device: DeviceConfig, kind: 'connecting' | 'restarting'): DeviceStateEvent {
  return { deviceId: device.id, device: device.kind, state: { kind } };
}
