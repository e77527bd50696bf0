// Finds out what stands at an unknown port and at which speed: first the harmless question that only ID card readers
// answer, then the clerk scans any code, because a scanner cannot be asked. One run at a time; it can be stopped at once.
import { addressOf, type RememberedDevice } from '#core/device-centre/device-plan';
import type { PluggedDevice } from '#core/device-centre/device-identity';
import { formatDeviceAddress, type DeviceAddress } from '#core/devices/device-address';
import type { DeviceConfig, ReaderProfile, ScannerProfile } from '#core/devices/device-config';
import type { WizardView } from '#shared/ipc/device-views';
import type { DeviceStateEvent, DeviceSupervisor } from '../devices/device-supervisor';
import type { Divert } from './live-tests';

export interface WizardTarget {
  /** The id under which it is remembered. */
  readonly id: string;
  readonly identity: string;
  readonly address: DeviceAddress;
  /** Null where a clerk typed the address. */
  readonly plugged: PluggedDevice | null;
  /** Speeds to try, the likeliest first; one entry that does not matter where there is no speed. */
  readonly bauds: readonly number[];
  /** A device of ours that holds the port: it rests meanwhile. */
  readonly suspends: string | null;
}

type Found = Pick<RememberedDevice, 'id' | 'identity' | 'kind' | 'address' | 'profile'>;

export interface WizardDeps {
  supervisor: DeviceSupervisor;
  divert: Divert;
  /** `temporary` or `suspends` changed. */
  reconfigure: () => void;
  changed: () => void;
}

/** Its own devices while it tries; the host knows no difference. */
export const WIZARD_DEVICE = 'wizard';
const OPENING_MS = 6_000;
const LISTENING_MS = 180_000;
const BUSY_RETRIES = 8;
const BUSY_RETRY_MS = 250;
/** Letters, digits, signs and spaces of any script: what a code holds when the speed is right. */
const READABLE = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\r\n\t\u001d]+$/u;

export class Wizard {
  readonly #deps: WizardDeps;
  #view: WizardView | null = null;
  #ending: AbortController | null = null;
  #temporary: DeviceConfig | null = null;
  #target: WizardTarget | null = null;
  #found: Found | null = null;

  constructor(deps: WizardDeps) {
    this.#deps = deps;
  }

  view(): WizardView | null {
    return this.#view;
  }

  /** While something is tried; a result that waits to be accepted is none. */
  get running(): boolean {
    return this.#ending !== null;
  }

  temporary(): readonly DeviceConfig[] {
    return this.#temporary ? [this.#temporary] : [];
  }

  suspends(): string | null {
    return this.#ending ? (this.#target?.suspends ?? null) : null;
  }

  start(target: WizardTarget): void {
    this.stop();
    const ending = new AbortController();
    this.#ending = ending;
    this.#target = target;
    this.#show({ kind: 'trying', deviceId: target.id, baud: null, done: 0, of: target.bauds.length });
    this.#deps.reconfigure();
    void this.#run(target, ending.signal).then((end) => {
      if (this.#ending !== ending) return;
      this.#rest();
      this.#show(end);
    });
  }

  /** Stops at once and forgets what was found. */
  stop(): void {
    this.#ending?.abort();
    this.#found = null;
    this.#rest();
    this.#show(null);
  }

  /** What was found, once. */
  take(): Found | null {
    const found = this.#found;
    if (found) this.stop();
    return found;
  }

  async #run(target: WizardTarget, signal: AbortSignal): Promise<WizardView | null> {
    const reader =
      target.address.kind === 'serial'
        ? await this.#probe(target, target.address.path, signal)
        : await this.#tryAsReader(target, signal);
    if (reader || signal.aborted) return reader;
    return this.#listen(target, signal);
  }

  /** Null: nothing answered as a reader. */
  async #probe(target: WizardTarget, path: string, signal: AbortSignal): Promise<WizardView | null> {
    const { id, bauds } = target;
    for (let attempt = 1; ; attempt += 1) {
      const run = this.#deps.supervisor.probe(path, bauds, (baud) => {
        const done = bauds.indexOf(baud);
        this.#show({ kind: 'trying', deviceId: id, baud, done: Math.max(0, done), of: bauds.length });
      });
      signal.addEventListener('abort', () => run.cancel(), { once: true });
      const outcome = await run.outcome;
      if (signal.aborted) return null;
      if (outcome.kind === 'nothing') return null;
      if (outcome.kind === 'found') return this.#settle(target, 'id-card-reader', outcome.baud, {});
      const code = outcome.kind === 'failed' ? outcome.error.code : 'DEVICE_GONE';
      // Our own driver may still be letting go of the port.
      if (code !== 'DEVICE_BUSY' || attempt > BUSY_RETRIES || !target.suspends) return failure(id, code);
      await pause(BUSY_RETRY_MS, signal);
    }
  }

  /** Over a network or HID there is no speed: the driver itself is tried, in each way that HID readers carry frames. */
  async #tryAsReader(target: WizardTarget, signal: AbortSignal): Promise<WizardView | null> {
    const ways: ReaderProfile[] = target.address.kind === 'hid' ? [{}, { carriage: 'counted' }] : [{}];
    for (const profile of ways) {
      this.#use({ ...this.#common(target), kind: 'id-card-reader', profile });
      const answers = ({ device, state }: DeviceStateEvent) =>
        device === 'id-card-reader' && ['waiting', 'reading', 'card-present'].includes(state.kind);
      if (await this.#state(answers, OPENING_MS, signal))
        return this.#settle(target, 'id-card-reader', null, profile);
      if (signal.aborted) return null;
    }
    return null;
  }

  /** Each code that cannot be read moves on to the next speed. */
  async #listen(target: WizardTarget, signal: AbortSignal): Promise<WizardView> {
    const { id, bauds } = target;
    const until = Date.now() + LISTENING_MS;
    for (let unreadable = 0; Date.now() < until && !signal.aborted; unreadable += 1) {
      const baud = bauds[unreadable % bauds.length]!;
      this.#use({ ...this.#common(target, baud), kind: 'scanner', profile: {} });
      this.#show({ kind: 'listening', deviceId: id, baud, unreadable });
      const heard = await this.#scan(until - Date.now(), signal);
      if (heard === 'nothing') break;
      if (heard === 'readable') {
        return this.#settle(target, 'scanner', target.address.kind === 'serial' ? baud : null, {});
      }
    }
    return { kind: 'nothing', deviceId: id };
  }

  #settle(
    target: WizardTarget,
    what: Found['kind'],
    baud: number | null,
    profile: ReaderProfile & ScannerProfile,
  ): WizardView {
    const { id, identity } = target;
    this.#found = {
      id,
      identity,
      kind: what,
      address: this.#common(target, baud ?? undefined).address,
      profile,
    };
    return { kind: 'found', deviceId: id, what, baud };
  }

  #common({ address, plugged }: WizardTarget, baud?: number): Pick<DeviceConfig, 'id' | 'address' | 'role'> {
    const where = plugged
      ? addressOf(plugged, baud)
      : formatDeviceAddress(address.kind === 'serial' && baud ? { ...address, baud } : address);
    return { id: WIZARD_DEVICE, address: where, role: 'clerk' };
  }

  #use(config: DeviceConfig): void {
    // Another kind at the same place is another device to the host.
    this.#temporary = null;
    this.#deps.reconfigure();
    this.#temporary = config;
    this.#deps.reconfigure();
  }

  #rest(): void {
    this.#ending = null;
    this.#temporary = null;
    this.#deps.reconfigure();
  }

  #state(wanted: (event: DeviceStateEvent) => boolean, ms: number, signal: AbortSignal): Promise<boolean> {
    const { supervisor } = this.#deps;
    return new Promise((resolve) => {
      const look = (event: DeviceStateEvent): void => {
        if (event.deviceId === WIZARD_DEVICE && wanted(event)) finish(true);
      };
      const finish = (came: boolean): void => {
        supervisor.off('state', look);
        clearTimeout(timer);
        resolve(came);
      };
      const timer = setTimeout(() => finish(false), ms);
      signal.addEventListener('abort', () => finish(false), { once: true });
      supervisor.on('state', look);
    });
  }

  #scan(ms: number, signal: AbortSignal): Promise<'readable' | 'unreadable' | 'nothing'> {
    const { supervisor, divert } = this.#deps;
    return new Promise((resolve) => {
      const finish = (heard: 'readable' | 'unreadable' | 'nothing'): void => {
        clearTimeout(timer);
        release();
        supervisor.off('scanFailed', failed);
        resolve(heard);
      };
      const failed = ({ deviceId }: { deviceId: string }): void => {
        if (deviceId === WIZARD_DEVICE) finish('unreadable');
      };
      const timer = setTimeout(() => finish('nothing'), Math.max(0, ms));
      const release = divert(WIZARD_DEVICE, ({ text }) =>
        finish(READABLE.test(text) ? 'readable' : 'unreadable'),
      );
      signal.addEventListener('abort', () => finish('nothing'), { once: true });
      supervisor.on('scanFailed', failed);
    });
  }

  #show(view: WizardView | null): void {
    this.#view = view;
    this.#deps.changed();
  }
}

function failure(deviceId: string, error: string): WizardView {
  return { kind: 'failed', deviceId, error };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
