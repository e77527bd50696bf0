// The device centre: one picture of everything that is plugged in, and what a clerk may do with it.
import { randomUUID } from 'node:crypto';
import type { DeviceCatalogue } from '#core/device-centre/device-catalogue';
import type { DeviceCentreError } from '#core/device-centre/device-centre-error';
import type { PlannedDevice } from '#core/device-centre/device-plan';
import { encodeRecording } from '#core/device-centre/recording';
import type { DeviceRole } from '#core/devices/device-config';
import { err, ok, type Result } from '#core/result';
import type { MissingDriver, PresentKey } from '#core/seal-keys/key-state';
import type { BundlePreview, DeviceCentreView, DeviceView, LiveTest } from '#shared/ipc/device-views';
import type { PrinterStateView } from '#shared/ipc/views';
import type { AuditLog } from '../audit/audit-log';
import type { DeviceSupervisor } from '../devices/device-supervisor';
import type { Store } from '../store/store';
import {
  drivenDevice,
  idleDevice,
  keyboardDevice,
  keyDevice,
  keyWithoutDriver,
  printerDevice,
  type BareDevice,
} from './centre-devices';
import type { DeviceHistory } from './device-history';
import type { Diagnostics } from './diagnostics';
import type { LastTraffic } from './last-traffic';
import type { LiveTests } from './live-tests';
import type { PlanKeeper } from './plan-keeper';
import type { RoleRepository } from './role-repository';
import type { TrafficKeeper } from './traffic-keeper';
import { typedTarget, wizardTarget } from './wizard-target';
import type { Wizard } from './wizard';

type Done = Result<void, DeviceCentreError>;

export interface DeviceCentreDeps {
  store: Store;
  audit: AuditLog;
  supervisor: DeviceSupervisor;
  catalogue: DeviceCatalogue;
  repository: RoleRepository;
  plans: PlanKeeper;
  history: DeviceHistory;
  tests: LiveTests;
  wizard: Wizard;
  traffic: TrafficKeeper;
  lastTraffic: LastTraffic;
  diagnostics: Diagnostics;
  printer: () => PrinterStateView;
  printTestPage: (testId: string) => Promise<Result<{ controlNumber: string }, { code: string }>>;
  keys: () => readonly PresentKey[];
  missingKeys: () => readonly MissingDriver[];
  versions: () => Readonly<Record<string, string>>;
  counter: { place: string; window: string };
  changed: () => void;
}

export class DeviceCentre {
  readonly #deps: DeviceCentreDeps;
  #revision = 0;

  constructor(deps: DeviceCentreDeps) {
    this.#deps = deps;
  }

  view(): DeviceCentreView {
    const { supervisor, catalogue, wizard } = this.#deps;
    this.#revision += 1;
    const states = supervisor.states();
    return {
      revision: this.#revision,
      devices: this.#devices(),
      host: states.some(({ state }) => state.kind === 'restarting') ? 'restarting' : 'running',
      drivers: { ...supervisor.drivers() },
      catalogue: { entries: catalogue.entries.length, problems: [...catalogue.problems] },
      wizard: wizard.view(),
    };
  }

  assign(deviceId: string, role: DeviceRole): Done {
    return this.#change(deviceId, (repository) => repository.assign(deviceId, role), 'device.assigned', {
      role,
    });
  }

  rename(deviceId: string, label: string): Done {
    return this.#change(deviceId, (repository) => repository.rename(deviceId, label));
  }

  enable(deviceId: string, enabled: boolean): Done {
    const action = enabled ? 'device.enabled' : 'device.disabled';
    return this.#change(deviceId, (repository) => repository.enable(deviceId, enabled), action);
  }

  forget(deviceId: string): Done {
    const planned = this.#planned(deviceId);
    const idle = this.#deps.plans.plan().idle.find(({ id }) => id === deviceId);
    // What the catalogue knows would come back at once; what the wizard found is tried anew by the wizard.
    const known = planned?.entry ?? idle?.entry;
    if ((planned?.plugged ?? idle?.plugged) && known && known.kind !== 'serial-adapter') {
      return err({ code: 'DEVICE_STILL_THERE' });
    }
    return this.#change(deviceId, (repository) => repository.forget(deviceId), 'device.forgotten');
  }

  restartHost(): void {
    this.#deps.supervisor.restartHost();
  }

  async startTest(deviceId: string): Promise<Done> {
    const { tests, wizard } = this.#deps;
    const device = this.#devices().find(({ id }) => id === deviceId);
    if (!device) return err({ code: 'DEVICE_UNKNOWN' });
    if (wizard.running && wizard.suspends() === deviceId) return err({ code: 'DEVICE_BUSY_HERE' });
    switch (device.testable) {
      case null:
        return err({ code: 'DEVICE_TEST_NOT_READY' });
      case 'card':
        if (!['ready', 'card-present', 'failed'].includes(device.state.kind))
          return err({ code: 'DEVICE_TEST_NOT_READY' });
        tests.awaitCard(deviceId);
        return ok();
      case 'scan':
        if (device.state.kind !== 'ready') return err({ code: 'DEVICE_TEST_NOT_READY' });
        tests.awaitScan(deviceId);
        return ok();
      case 'page':
        void tests.run(deviceId, { kind: 'page-sending' }, () => this.#printTest());
        return ok();
      case 'key':
        await tests.run(deviceId, null, () => this.#lookAtKey(deviceId));
        return ok();
    }
  }

  endTest(deviceId: string): void {
    this.#deps.tests.end(deviceId);
  }

  startWizard(
    target: { kind: 'device'; deviceId: string } | { kind: 'typed'; text: string },
    agreed: boolean,
  ): Done {
    const { plans, catalogue, wizard, supervisor } = this.#deps;
    const plan = plans.plan();
    const chosen =
      target.kind === 'device'
        ? wizardTarget(plan, target.deviceId)
        : typedTarget(plan, supervisor.listing(), catalogue.entries, target.text);
    if (!chosen.ok) return chosen;
    const { belongsTo, ...where } = chosen.value;
    if (belongsTo && !agreed) return err({ code: 'DEVICE_WIZARD_ASK', belongsTo });
    wizard.start(where);
    return ok();
  }

  stopWizard(): void {
    this.#deps.wizard.stop();
  }

  /** Remembers what was found under a role of the clerk's choice. */
  acceptWizard(role: DeviceRole): Done {
    const { wizard, repository, plans } = this.#deps;
    const found = wizard.take();
    if (!found) return err({ code: 'DEVICE_WIZARD_NOTHING' });
    repository.remember({ ...found, role, label: '', enabled: true });
    this.#note('device.added', found.id, { kind: found.kind, role });
    plans.replan();
    this.#deps.changed();
    return ok();
  }

  record(deviceId: string, on: boolean): Done {
    return this.#deps.traffic.record(deviceId, on) ? ok() : err({ code: 'DEVICE_UNKNOWN' });
  }

  async saveRecording(deviceId: string): Promise<Result<{ file: string } | null, DeviceCentreError>> {
    const recorded = this.#deps.traffic.recorded(deviceId);
    if (!recorded) return err({ code: 'DEVICE_RECORDING_EMPTY' });
    return this.#deps.diagnostics.saveRecording(deviceId, encodeRecording(recorded));
  }

  async bundle(): Promise<BundlePreview> {
    const { diagnostics, supervisor, catalogue, lastTraffic, versions, counter } = this.#deps;
    const traffic = await lastTraffic.gather();
    return diagnostics.preview({
      platform: `${process.platform}-${process.arch}`,
      versions: versions(),
      ...counter,
      devices: this.#devices().map((device) => ({
        id: device.id,
        kind: device.kind,
        state: device.state.kind,
        error: device.state.kind === 'failed' ? device.state.error : null,
        address: device.place,
        role: device.role,
        catalogue: device.catalogue?.id ?? null,
        source: device.rememberedBy,
        lastSeen: device.lastSeen,
        lastError: device.lastError,
      })),
      listing: supervisor.listing(),
      problems: catalogue.problems,
      traffic,
    });
  }

  saveBundle(bundleId: string): Promise<Result<{ file: string } | null, DeviceCentreError>> {
    return this.#deps.diagnostics.saveBundle(bundleId);
  }

  #devices(): DeviceView[] {
    const { plans, supervisor, repository, printer, keys, missingKeys, tests, history, traffic } = this.#deps;
    const facts = { drivers: supervisor.drivers(), platform: process.platform };
    const states = new Map(supervisor.states().map((state) => [state.deviceId, state]));
    const labels = new Map(repository.all().map(({ id, label }) => [id, label]));
    const { devices, idle } = plans.plan();
    const bare: BareDevice[] = [
      ...devices.map((planned) => {
        const { id } = planned.config;
        return drivenDevice(planned, labels.get(id) ?? '', states.get(id), facts);
      }),
      ...keys().map(keyDevice),
      ...missingKeys().map(keyWithoutDriver),
      printerDevice(printer()),
      keyboardDevice(),
      ...idle.map((one) => idleDevice(one, facts)),
    ];
    return bare.map((device) => {
      const recording = traffic.recording(device.id);
      return {
        ...device,
        lastSeen: history.lastSeen(device.id),
        lastError: history.lastError(device.id),
        test: tests.view(device.id),
        recording: recording && { since: recording.since.toISOString(), entries: recording.entries },
        recorded: traffic.recorded(device.id) !== null,
      };
    });
  }

  #change(
    deviceId: string,
    change: (repository: RoleRepository) => void,
    action?: string,
    detail: Record<string, string> = {},
  ): Done {
    const { repository, plans, changed } = this.#deps;
    if (!repository.all().some(({ id }) => id === deviceId)) {
      const there = this.#devices().some(({ id }) => id === deviceId);
      return err({ code: there ? 'DEVICE_FIXED' : 'DEVICE_UNKNOWN' });
    }
    this.#deps.store.transaction(() => {
      change(repository);
      if (action) this.#deps.audit.append({ action, subject: deviceId, detail });
    });
    plans.replan();
    changed();
    return ok();
  }

  #note(action: string, subject: string, detail: Record<string, string>): void {
    const { store, audit } = this.#deps;
    store.transaction(() => audit.append({ action, subject, detail }));
  }

  #planned(deviceId: string): PlannedDevice | undefined {
    return this.#deps.plans.plan().devices.find(({ config }) => config.id === deviceId);
  }

  async #printTest(): Promise<LiveTest> {
    const printed = await this.#deps.printTestPage(randomUUID());
    return printed.ok
      ? { kind: 'page-sent', controlNumber: printed.value.controlNumber }
      : { kind: 'page-failed', error: printed.error.code };
  }

  /** What the key's library already read when it was plugged in: no PIN, no call to the key. */
  #lookAtKey(deviceId: string): LiveTest {
    const key = this.#deps.keys().find((one) => keyDevice(one).id === deviceId);
    if (key?.state.kind !== 'ready') {
      const error = key && 'error' in key.state ? key.state.error.code : 'SEAL_KEY_REMOVED';
      return { kind: 'key-failed', error };
    }
    return {
      kind: 'key-seen',
      certificates: key.state.certificates.map(({ subject, notAfter, fingerprint }) => ({
        subject,
        notAfter: notAfter.toISOString(),
        fingerprint,
      })),
    };
  }
}
