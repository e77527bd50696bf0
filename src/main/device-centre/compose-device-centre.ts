// Wires the device centre: catalogue, plan, history, live tests, wizard, traffic, diagnostics; what the screen may ask.
import { join } from 'node:path';
import type { PlanInput } from '#core/device-centre/device-plan';
import type { RecordingHeader } from '#core/device-centre/recording';
import type { DeviceConfig } from '#core/devices/device-config';
import { ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { deviceRequests } from '#shared/ipc/device-contract';
import type { PrinterStateView } from '#shared/ipc/views';
import type { AuditLog } from '../audit/audit-log';
import type { CardEvent, DeviceSupervisor } from '../devices/device-supervisor';
import type { HandlersOf, Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Log } from '../log/logger';
import { loadProfiles } from '../seal-keys/library-profiles';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { Store } from '../store/store';
import { loadDeviceCatalogue } from './catalogue-loader';
import { DeviceCentre } from './device-centre';
import { DeviceHistory } from './device-history';
import { Diagnostics } from './diagnostics';
import { LastTraffic } from './last-traffic';
import { LiveTests, type Divert } from './live-tests';
import { PlanKeeper } from './plan-keeper';
import { RoleRepository } from './role-repository';
import { TrafficKeeper } from './traffic-keeper';
import { Wizard, WIZARD_DEVICE } from './wizard';

export interface ComposeDeviceCentreDeps {
  store: Store;
  audit: AuditLog;
  clock: Clock;
  log: Log;
  push: Push;
  resourcesDir: string;
  profileDir: string;
  supervisor: DeviceSupervisor;
  /** Devices of settings.json. */
  configured: readonly DeviceConfig[];
  divert: Divert;
  printer: () => PrinterStateView;
  printTestPage: (testId: string) => Promise<Result<{ controlNumber: string }, { code: string }>>;
  sealKeys: SealKeys;
  versions: () => Readonly<Record<string, string>>;
  counter: { place: string; window: string };
  chooseSave: (name: string) => Promise<string | undefined>;
}

export interface DeviceCentreParts {
  readonly part: Part;
  readonly handlers: HandlersOf<typeof deviceRequests>;
  /** Something outside (the printer) changed what the centre shows. */
  readonly changed: () => void;
  /** A card that belongs to a live test or to the wizard; it goes nowhere else. */
  readonly takesCard: (card: CardEvent) => boolean;
  readonly takesCardFailure: LiveTests['takeCardFailure'];
  /** Devices that are tried and not yet anybody's. */
  readonly isTemporary: (deviceId: string) => boolean;
}

/** Several changes in one go are one picture. */
const PICTURE_MS = 40;

export function composeDeviceCentre(deps: ComposeDeviceCentreDeps): DeviceCentreParts {
  const { store, audit, clock, log, push, supervisor, profileDir } = deps;
  const catalogue = loadDeviceCatalogue(join(deps.resourcesDir, 'devices'), join(profileDir, 'devices'));
  for (const { code, file, field } of catalogue.problems)
    log('devices.catalogue-problem', { code, file, field });

  const guarded = keysNumbers(deps.resourcesDir, profileDir);
  let pending: NodeJS.Timeout | undefined;
  const changed = (): void => {
    pending ??= setTimeout(() => {
      pending = undefined;
      push('devices.changed', centre.view());
    }, PICTURE_MS);
  };
  const now = (): Date => clock.now();
  const repository = new RoleRepository(store, clock);
  const history = new DeviceHistory({ supervisor, repository, clock, changed });
  const tests = new LiveTests({ divert: deps.divert, changed });
  const wizard: Wizard = new Wizard({
    supervisor,
    divert: deps.divert,
    changed,
    reconfigure: () => plans.replan(),
  });
  const plans: PlanKeeper = new PlanKeeper({
    supervisor,
    catalogue,
    repository,
    settings: deps.configured,
    guarded,
    temporary: () => wizard.temporary(),
    suspended: () => wizard.suspends(),
    configured: () => traffic.follow(),
    log,
  });
  const describe = (deviceId: string): Pick<RecordingHeader, 'catalogue' | 'usb'> => {
    const planned = plans.plan().devices.find(({ config }) => config.id === deviceId);
    const { vendorId, productId } = planned?.plugged ?? {};
    const usb = vendorId === undefined || productId === undefined ? null : { vendorId, productId };
    return { catalogue: planned?.entry?.id ?? null, usb };
  };
  const traffic: TrafficKeeper = new TrafficKeeper({ supervisor, now, changed, describe });
  const lastTraffic: LastTraffic = new LastTraffic({ supervisor, now, describe });
  const diagnostics = new Diagnostics({
    store,
    audit,
    now,
    logFile: join(profileDir, 'logs', 'terminal.log'),
    chooseSave: deps.chooseSave,
  });
  const centre = new DeviceCentre({
    ...deps,
    ...{ catalogue, repository, plans, history, tests, wizard, traffic, lastTraffic, diagnostics, changed },
    keys: () => deps.sealKeys.keys(),
    missingKeys: () => deps.sealKeys.missing(),
  });
  supervisor.on('listing', () => {
    plans.replan();
    changed();
  });
  supervisor.on('state', ({ deviceId, state }) => {
    if (state.kind === 'absent') tests.dropResult(deviceId);
  });
  supervisor.on('scanFailed', ({ deviceId, error }) => tests.takeScanFailure(deviceId, error));
  deps.sealKeys.on('changed', changed);

  return {
    changed,
    takesCard: (card) => card.deviceId === WIZARD_DEVICE || tests.takeCard(card),
    takesCardFailure: (deviceId, error) =>
      deviceId === WIZARD_DEVICE || tests.takeCardFailure(deviceId, error),
    isTemporary: (deviceId) => deviceId === WIZARD_DEVICE,
    part: {
      name: 'device-centre',
      start: () => plans.replan(),
      stop: () => {
        clearTimeout(pending);
        wizard.stop();
        tests.endAll();
        traffic.stop();
        history.keep();
        clearTimeout(pending);
      },
    },
    handlers: {
      'devices.get': () => ok(centre.view()),
      'devices.watch': ({ on }) => {
        // Who leaves the centre wants cards and codes to mean what they always do.
        if (!on) tests.endAll();
        return ok();
      },
      'devices.assign': ({ deviceId, role }) => centre.assign(deviceId, role),
      'devices.rename': ({ deviceId, label }) => centre.rename(deviceId, label),
      'devices.enable': ({ deviceId, enabled }) => centre.enable(deviceId, enabled),
      'devices.forget': ({ deviceId }) => centre.forget(deviceId),
      'devices.restartHost': () => ok(centre.restartHost()),
      'devices.startTest': ({ deviceId }) => centre.startTest(deviceId),
      'devices.endTest': ({ deviceId }) => ok(centre.endTest(deviceId)),
      'devices.wizardStart': ({ target, agreed }) => centre.startWizard(target, agreed),
      'devices.wizardStop': () => ok(centre.stopWizard()),
      'devices.wizardAccept': ({ role }) => centre.acceptWizard(role),
      'devices.record': ({ deviceId, on }) => centre.record(deviceId, on),
      'devices.saveRecording': ({ deviceId }) => centre.saveRecording(deviceId),
      'devices.bundle': async () => ok(await centre.bundle()),
      'devices.saveBundle': ({ bundleId }) => centre.saveBundle(bundleId),
    },
  };
}

/** USB numbers of seal keys: the wizard never writes to one. */
function keysNumbers(resourcesDir: string, profileDir: string): PlanInput['guarded'] {
  const { profiles } = loadProfiles(
    [resourcesDir, profileDir].map((dir) => join(dir, 'devices', 'seal-keys')),
  );
  return profiles.flatMap(({ usb }) =>
    usb.map(({ vendorId, productId }) => ({
      vendorId: Number.parseInt(vendorId, 16),
      productId: Number.parseInt(productId, 16),
    })),
  );
}
