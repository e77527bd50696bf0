// Every device as the centre shows it: driven ones, plugged ones that nobody drives, the printer, seal keys, and the
// keyboard route. Codes and facts only.
import type { CatalogueEntry } from '#core/device-centre/device-catalogue';
import type { PluggedDevice } from '#core/device-centre/device-identity';
import { deviceIdOf, type IdleDevice, type PlannedDevice } from '#core/device-centre/device-plan';
import { readerCentreState, scannerCentreState } from '#core/device-centre/device-state';
import { parseDeviceAddress } from '#core/devices/device-address';
import type { MissingDriver, PresentKey } from '#core/seal-keys/key-state';
import { maskedSerial } from '#core/seal-keys/key-state';
import { assertNever } from '#core/result';
import type { CentreKind, CentreState, DeviceView } from '#shared/ipc/device-views';
import type { PrinterStateView } from '#shared/ipc/views';
import type { DeviceStateEvent } from '../devices/device-supervisor';

/** The keyboard route: any scanner that types. */
export const KEYBOARD_DEVICE = 'keyboard';
export const PRINTER_DEVICE = 'printer';

/** What is the same for all: filled in by the centre. */
export type BareDevice = Omit<DeviceView, 'lastSeen' | 'lastError' | 'test' | 'recording' | 'recorded'>;

export interface Facts {
  readonly drivers: Readonly<Record<string, string>>;
  readonly platform: string;
}

export function drivenDevice(
  planned: PlannedDevice,
  label: string,
  state: DeviceStateEvent | undefined,
  facts: Facts,
): BareDevice {
  const { config, source, entry, plugged } = planned;
  const address = parseDeviceAddress(config.address);
  const where = address.ok ? address.value : null;
  const usb =
    plugged?.vendorId !== undefined && plugged.productId !== undefined
      ? { vendorId: plugged.vendorId, productId: plugged.productId }
      : null;
  const surroundings = { address: where, usb, platform: facts.platform };
  const centre: CentreState =
    state === undefined
      ? { kind: 'connecting' }
      : state.device === 'id-card-reader'
        ? readerCentreState(state.state, surroundings)
        : scannerCentreState(state.state, surroundings);
  return {
    id: config.id,
    kind: config.kind,
    label: label || nameOf(entry, plugged),
    ...known(entry),
    state: centre,
    driver: driverOf(where?.kind ?? 'serial', facts),
    place: placeOf(config.address),
    rememberedBy:
      source === 'settings' ? 'settings' : planned.identity.includes('/serial/') ? 'serial-number' : 'port',
    role: config.role,
    changeable: source !== 'settings',
    testable: config.kind === 'id-card-reader' ? 'card' : 'scan',
    wizard: source !== 'settings' && where?.kind === 'serial',
  };
}

export function idleDevice(idle: IdleDevice, facts: Facts): BareDevice {
  const { id, why, entry, plugged, remembered } = idle;
  const state = idleState(idle);
  const kind: CentreKind =
    why === 'keyboard'
      ? 'keyboard-scanner'
      : why === 'switched-off'
        ? (remembered?.kind ?? 'unknown')
        : 'unknown';
  return {
    id,
    kind,
    label: remembered?.label || nameOf(entry, plugged),
    ...known(entry),
    state,
    driver: why === 'keyboard' ? '' : driverOf(plugged?.bus ?? 'serial', facts),
    place: plugged ? pluggedPlace(plugged) : placeOf(remembered?.address ?? ''),
    rememberedBy: plugged?.knownBy ?? 'port',
    role: remembered?.role ?? null,
    changeable: why === 'switched-off',
    testable: null,
    wizard: why === 'unknown',
  };
}

function idleState({ why, entry }: IdleDevice): CentreState {
  switch (why) {
    case 'unknown':
    case 'too-many':
      return { kind: 'unknown' };
    case 'keyboard':
      return { kind: 'ready' };
    case 'switched-off':
      return { kind: 'switched-off' };
    case 'needs-driver':
      return { kind: 'driver-missing', driver: entry?.kind === 'needs-driver' ? entry.transport.driver : '' };
    default:
      return assertNever(why);
  }
}

/** The printer of the settings, or the system's. */
export function printerDevice(printer: PrinterStateView): BareDevice {
  const queue = 'queue' in printer ? printer.queue : '';
  return {
    ...SYSTEM,
    id: PRINTER_DEVICE,
    kind: 'printer',
    label: queue,
    state: printerState(printer),
    driver: 'IPP',
    place: queue,
    testable: 'page',
  };
}

function printerState(printer: PrinterStateView): CentreState {
  switch (printer.kind) {
    case 'checking':
      return { kind: 'connecting' };
    case 'absent':
      return printer.error ? { kind: 'failed', error: printer.error } : { kind: 'absent' };
    case 'ready':
      return { kind: 'ready' };
    case 'busy':
      return { kind: 'reading' };
    case 'trouble':
      return { kind: 'failed', error: printer.error };
    default:
      return assertNever(printer);
  }
}

export function keyDevice(key: PresentKey): BareDevice {
  const { keyId, vendor, label, serial, state, libraryId } = key;
  return {
    ...SYSTEM,
    id: deviceIdOf(`key/${keyId}`),
    kind: 'seal-key',
    label: label || vendor,
    vendor,
    state: keyState(state),
    driver: libraryId,
    place: maskedSerial(serial),
    rememberedBy: 'serial-number',
    testable: 'key',
  };
}

function keyState(state: PresentKey['state']): CentreState {
  switch (state.kind) {
    case 'reading':
      return { kind: 'connecting' };
    case 'ready':
      return { kind: 'ready' };
    case 'failed':
      return { kind: 'failed', error: state.error.code };
    case 'restarting':
      return { kind: 'restarting' };
    default:
      return assertNever(state);
  }
}

export function keyWithoutDriver({
  profileId,
  vendor,
  name,
  product,
  installHint,
}: MissingDriver): BareDevice {
  return {
    ...SYSTEM,
    id: deviceIdOf(`key-without-driver/${profileId}/${product}`),
    kind: 'seal-key',
    label: product || name,
    vendor,
    model: name,
    state: { kind: 'driver-missing', driver: name },
    driver: '',
    place: '',
    hint: installHint,
  };
}

export function keyboardDevice(): BareDevice {
  return {
    ...SYSTEM,
    id: KEYBOARD_DEVICE,
    kind: 'keyboard-scanner',
    label: '',
    state: { kind: 'ready' },
    driver: '',
    place: '',
    testable: 'scan',
  };
}

const SYSTEM = {
  vendor: null,
  model: null,
  catalogue: null,
  hint: null,
  rememberedBy: 'system',
  role: null,
  changeable: false,
  testable: null,
  wizard: false,
} as const;

function known(entry: CatalogueEntry | null): Pick<BareDevice, 'vendor' | 'model' | 'catalogue' | 'hint'> {
  if (!entry) return { vendor: null, model: null, catalogue: null, hint: null };
  const { id, tried, vendor, model, hint } = entry;
  return { vendor, model, catalogue: { id, tried }, hint: hint ?? null };
}

function nameOf(entry: CatalogueEntry | null, plugged: PluggedDevice | null): string {
  if (entry) return `${entry.vendor} ${entry.model}`;
  return (plugged?.product ?? plugged?.manufacturer ?? '').slice(0, 120);
}

/** `serialport 13.0.0`; empty where the system itself is the driver. */
function driverOf(carrier: 'serial' | 'tcp' | 'hid', { drivers }: Facts): string {
  if (carrier === 'tcp') return 'TCP';
  const name = carrier === 'hid' ? 'node-hid' : 'serialport';
  return `${name} ${drivers[name] ?? ''}`.trim();
}

function placeOf(address: string): string {
  const parsed = parseDeviceAddress(address);
  if (!parsed.ok) return address;
  const { value } = parsed;
  switch (value.kind) {
    case 'serial':
      return `${value.path} · ${value.baud}`;
    case 'tcp':
      return `${value.host}:${value.port}`;
    case 'hid':
      return `HID ${hex4(value.vendorId)}:${hex4(value.productId)}`;
    default:
      return assertNever(value);
  }
}

function pluggedPlace({ bus, path, vendorId, productId }: PluggedDevice): string {
  if (bus === 'serial' || vendorId === undefined || productId === undefined) return path;
  return `HID ${hex4(vendorId)}:${hex4(productId)}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
