// Which devices are driven, and how: from what is plugged in, what the catalogue knows, what is remembered and what the
// settings say. Pure. The settings win; what the catalogue knows starts by itself; everything else waits for the wizard.
import { formatDeviceAddress, parseDeviceAddress } from '#core/devices/device-address';
import type { DeviceConfig, DeviceRole, ReaderProfile, ScannerProfile } from '#core/devices/device-config';
import { findHidDevice, type DeviceListing } from '#core/devices/device-listing';
import { findEntry, type CatalogueEntry } from './device-catalogue';
import { pluggedDevices, sortOf, type PluggedDevice } from './device-identity';

/** A device that a clerk, the wizard or an earlier day made known. */
export interface RememberedDevice {
  readonly id: string;
  readonly identity: string;
  readonly kind: DeviceConfig['kind'];
  readonly role: DeviceRole;
  /** What the clerk calls it; empty: no name of its own. */
  readonly label: string;
  /** Where it was last; its speed is kept when the port changes. */
  readonly address: string;
  readonly enabled: boolean;
  /** What the wizard found out beyond the catalogue. */
  readonly profile: ReaderProfile & ScannerProfile;
}

export interface PlanInput {
  readonly listing: DeviceListing;
  readonly entries: readonly CatalogueEntry[];
  readonly remembered: readonly RememberedDevice[];
  /** Devices of settings.json; `paths`: every name that the system has for their ports (links resolved). */
  readonly settings: readonly { readonly config: DeviceConfig; readonly paths: readonly string[] }[];
  /** Seal keys and the like: never offered to the wizard, never written to. */
  readonly guarded: readonly { readonly vendorId: number; readonly productId: number }[];
}

export interface PlannedDevice {
  readonly config: DeviceConfig;
  readonly source: 'settings' | 'remembered' | 'catalogue';
  readonly entry: CatalogueEntry | null;
  /** Null while it is not plugged in, and for what stands in the settings. */
  readonly plugged: PluggedDevice | null;
  /** By what it is known; the settings' id for what stands there. */
  readonly identity: string;
  /** It was remembered by this plug, and now stands in another. */
  readonly formerly?: string;
}

/** Plugged in and not driven. */
export interface IdleDevice {
  readonly id: string;
  readonly why: 'unknown' | 'keyboard' | 'needs-driver' | 'switched-off' | 'too-many';
  readonly entry: CatalogueEntry | null;
  readonly plugged: PluggedDevice | null;
  readonly remembered: RememberedDevice | null;
}

export interface DevicePlan {
  readonly devices: readonly PlannedDevice[];
  readonly idle: readonly IdleDevice[];
}

const BAR_CODE_PAGE = 0x8c;
const DESKTOP_PAGE = 0x01;
/** As many as the host takes. */
const MOST_DEVICES = 32;

export function planDevices(input: PlanInput): DevicePlan {
  const { entries, remembered, settings } = input;
  const taken = pathsOfSettings(input);
  const plugged = pluggedDevices(input.listing).filter(
    (device) => !taken.has(device.path) && !isGuarded(device, input.guarded),
  );
  const memory = matchMemory(plugged, remembered);

  const devices: PlannedDevice[] = settings.map(({ config }) => ({
    config,
    source: 'settings',
    entry: null,
    plugged: null,
    identity: config.id,
  }));
  const idle: IdleDevice[] = [];

  for (const known of remembered) {
    const found = memory.get(known);
    const entry = found ? entryOf(entries, found) : null;
    if (!known.enabled) {
      idle.push({ id: known.id, why: 'switched-off', entry, plugged: found ?? null, remembered: known });
      continue;
    }
    const moved = found && found.identity !== known.identity ? { formerly: known.identity } : {};
    devices.push({
      config: configOf(known, found, entry),
      source: 'remembered',
      entry,
      plugged: found ?? null,
      identity: found?.identity ?? known.identity,
      ...moved,
    });
  }

  const remembering = new Set(memory.values());
  for (const device of plugged) {
    if (remembering.has(device)) continue;
    const entry = entryOf(entries, device);
    const id = deviceIdOf(device.identity);
    if (entry?.kind === 'id-card-reader' || entry?.kind === 'scanner') {
      const fresh = freshDevice(id, device, entry);
      devices.push({
        config: configOf(fresh, device, entry),
        source: 'catalogue',
        entry,
        plugged: device,
        identity: device.identity,
      });
      continue;
    }
    const why = idleReason(entry, device);
    if (why) idle.push({ id, why, entry, plugged: device, remembered: null });
  }
  return withinLimit(devices, idle);
}

/** The same identity gives the same id on every start. */
export function deviceIdOf(identity: string): string {
  // FNV-1a, 32 bits twice with different starts: an id, not a digest.
  const hash = (start: number): string => {
    let value = start;
    for (let index = 0; index < identity.length; index += 1)
      value = Math.imul(value ^ identity.charCodeAt(index), 16_777_619);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return `device-${hash(2_166_136_261)}${hash(3_735_928_559)}`;
}

/** How a plugged device of this kind is remembered when it is met for the first time. */
export function freshDevice(
  id: string,
  device: PluggedDevice,
  entry: Extract<CatalogueEntry, { kind: 'id-card-reader' | 'scanner' }>,
): RememberedDevice {
  const baud = entry.transport.kind === 'serial' ? entry.transport.bauds[0]! : undefined;
  return {
    id,
    identity: device.identity,
    kind: entry.kind,
    role: 'clerk',
    label: '',
    address: addressOf(device, baud),
    enabled: true,
    profile: {},
  };
}

/** Address of a plugged device; `baud` for a serial port. */
export function addressOf(device: PluggedDevice, baud = 115_200): string {
  if (device.bus === 'serial') return formatDeviceAddress({ kind: 'serial', path: device.path, baud });
  // A device of several collections is opened at the one that carries codes, or else at what is no keyboard.
  const collection =
    device.collections.find(({ usagePage }) => usagePage === BAR_CODE_PAGE) ??
    device.collections.find(({ usagePage }) => usagePage !== DESKTOP_PAGE) ??
    device.collections[0];
  const named = device.knownBy === 'serial-number' && device.serialNumber;
  return formatDeviceAddress({
    kind: 'hid',
    vendorId: device.vendorId ?? 0,
    productId: device.productId ?? 0,
    which: named
      ? { by: 'serial', value: named }
      : device.location
        ? { by: 'location', value: device.location }
        : { by: 'path', value: device.path },
    ...(collection && collection.usagePage > 0
      ? { usage: { page: collection.usagePage, usage: collection.usage } }
      : {}),
  });
}

function configOf(
  known: RememberedDevice,
  found: PluggedDevice | undefined,
  entry: CatalogueEntry | null,
): DeviceConfig {
  const before = parseDeviceAddress(known.address);
  const baud = before.ok && before.value.kind === 'serial' ? before.value.baud : undefined;
  const address = found ? addressOf(found, baud) : known.address;
  const common = { id: known.id, address, role: known.role };
  const profile = { ...(entry?.kind === known.kind ? entry.profile : {}), ...known.profile };
  if (known.kind === 'id-card-reader') {
    const { carriage, reports, photoDecoder } = profile as ReaderProfile;
    return {
      kind: 'id-card-reader',
      ...common,
      profile: withoutUndefined({ carriage, reports, photoDecoder }),
    };
  }
  const { encoding, terminator, idleGapMs, aimPrefix, layout } = profile as ScannerProfile;
  return {
    kind: 'scanner',
    ...common,
    profile: withoutUndefined({ encoding, terminator, idleGapMs, aimPrefix, layout }),
  };
}

/**
 * Who is who: the same identity; else, where a device without serial number stands in another plug, the one remembered
 * device of its sort that is missing — only if there is no doubt which.
 */
function matchMemory(
  plugged: readonly PluggedDevice[],
  remembered: readonly RememberedDevice[],
): Map<RememberedDevice, PluggedDevice> {
  const matched = new Map<RememberedDevice, PluggedDevice>();
  const byIdentity = new Map(plugged.map((device) => [device.identity, device]));
  for (const known of remembered) {
    const found = byIdentity.get(known.identity);
    if (found) matched.set(known, found);
  }
  const met = new Set(matched.values());
  const strangers = plugged.filter((device) => device.knownBy === 'port' && !met.has(device));
  const missing = remembered.filter((known) => !matched.has(known) && known.identity.includes('/port/'));
  for (const stranger of strangers) {
    const sort = sortOf(stranger.identity);
    if (!sort.startsWith('usb:')) continue;
    const alike = strangers.filter(({ identity }) => sortOf(identity) === sort);
    const candidates = missing.filter(({ identity }) => sortOf(identity) === sort);
    if (alike.length === 1 && candidates.length === 1) matched.set(candidates[0]!, stranger);
  }
  return matched;
}

function entryOf(entries: readonly CatalogueEntry[], device: PluggedDevice): CatalogueEntry | null {
  const { bus, vendorId, productId } = device;
  const views = device.collections.length > 0 ? device.collections : [{}];
  for (const collection of views) {
    const entry = findEntry(entries, { bus, vendorId, productId, ...collection });
    if (entry) return entry;
  }
  return null;
}

function idleReason(entry: CatalogueEntry | null, device: PluggedDevice): IdleDevice['why'] | null {
  if (entry?.kind === 'keyboard-scanner') return 'keyboard';
  if (entry?.kind === 'needs-driver') return 'needs-driver';
  if (device.bus === 'serial') return 'unknown';
  // Keyboards, mice, volume wheels and power supplies are nobody's scanner; what the vendor defines may be.
  const mayBe =
    device.collections.length === 0 || device.collections.some(({ usagePage }) => usagePage >= 0xff00);
  return mayBe ? 'unknown' : null;
}

function pathsOfSettings({ settings, listing }: PlanInput): Set<string> {
  const taken = new Set<string>();
  for (const { config, paths } of settings) {
    for (const path of paths) taken.add(path);
    const address = parseDeviceAddress(config.address);
    if (!address.ok || address.value.kind === 'tcp') continue;
    if (address.value.kind === 'serial') taken.add(address.value.path);
    else {
      const device = findHidDevice(listing.hid, address.value);
      if (device) taken.add(device.path);
    }
  }
  return taken;
}

function isGuarded({ vendorId, productId }: PluggedDevice, guarded: PlanInput['guarded']): boolean {
  return guarded.some((one) => one.vendorId === vendorId && one.productId === productId);
}

function withinLimit(devices: readonly PlannedDevice[], idle: readonly IdleDevice[]): DevicePlan {
  const over = devices.slice(MOST_DEVICES).map(({ config, entry, plugged }): IdleDevice => ({
    id: config.id,
    why: 'too-many',
    entry,
    plugged,
    remembered: null,
  }));
  return { devices: devices.slice(0, MOST_DEVICES), idle: [...idle, ...over] };
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
