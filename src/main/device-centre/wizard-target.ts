// What the wizard may try: where it is, which speeds, and whose it may be, so that somebody is asked before a port is
// touched that belongs to something else.
import { findEntry, type CatalogueEntry } from '#core/device-centre/device-catalogue';
import type { DeviceCentreError } from '#core/device-centre/device-centre-error';
import { pluggedDevices, type PluggedDevice } from '#core/device-centre/device-identity';
import { deviceIdOf, type DevicePlan } from '#core/device-centre/device-plan';
import { parseDeviceAddress, type DeviceAddress } from '#core/devices/device-address';
import type { DeviceListing } from '#core/devices/device-listing';
import { err, ok, type Result } from '#core/result';
import type { WizardTarget } from './wizard';

type BelongsTo = NonNullable<DeviceCentreError['belongsTo']>;
export type ChosenTarget = WizardTarget & { readonly belongsTo?: BelongsTo };
type Chosen = Result<ChosenTarget, DeviceCentreError>;

/** Speeds that readers and scanners are delivered with, the likeliest first. */
const BAUDS = [115_200, 9_600, 57_600, 38_400, 19_200] as const;

/** A device of the list: one that nobody drives, or one of ours that the clerk wants to be found anew. */
export function wizardTarget(plan: DevicePlan, deviceId: string): Chosen {
  const idle = plan.idle.find(({ id }) => id === deviceId);
  if (idle?.why === 'unknown' && idle.plugged) {
    const belongsTo = ownerOf(idle.plugged, idle.entry);
    return ok({ ...pluggedTarget(deviceId, idle.plugged, idle.entry), ...(belongsTo ? { belongsTo } : {}) });
  }
  const planned = plan.devices.find(({ config }) => config.id === deviceId);
  if (!planned) return err({ code: idle ? 'DEVICE_WIZARD_IMPOSSIBLE' : 'DEVICE_UNKNOWN' });
  if (planned.source === 'settings') return err({ code: 'DEVICE_FIXED' });
  const address = parseDeviceAddress(planned.config.address);
  if (!address.ok || address.value.kind !== 'serial') return err({ code: 'DEVICE_WIZARD_IMPOSSIBLE' });
  return ok({
    id: deviceId,
    identity: planned.identity,
    address: address.value,
    plugged: planned.plugged,
    bauds: baudsOf(planned.entry),
    suspends: deviceId,
    belongsTo: 'device-of-ours',
  });
}

/** A port or network address that a clerk typed: `/dev/ttyS1`, `COM3`, `host:4001`, or a whole address. */
export function typedTarget(
  plan: DevicePlan,
  listing: DeviceListing,
  entries: readonly CatalogueEntry[],
  text: string,
): Chosen {
  const address = typedAddress(text);
  if (!address) return err({ code: 'DEVICE_WIZARD_IMPOSSIBLE' });
  const ours = plan.devices.find(({ config }) => samePlace(config.address, address));
  if (ours?.source === 'settings') return err({ code: 'DEVICE_FIXED' });
  if (ours) return wizardTarget(plan, ours.config.id);
  const idle = plan.idle.find(({ plugged }) => address.kind === 'serial' && plugged?.path === address.path);
  if (idle) return wizardTarget(plan, idle.id);
  // Plugged in, and kept from the plan: a seal key, or a port of the settings by another name.
  if (address.kind === 'serial' && pluggedDevices(listing).some(({ path }) => path === address.path)) {
    return err({ code: 'DEVICE_WIZARD_GUARDED' });
  }
  const identity = address.kind === 'serial' ? `port/${address.path}` : `tcp/${address.host}:${address.port}`;
  return ok({
    id: deviceIdOf(identity),
    identity,
    address,
    plugged: null,
    bauds: baudsOf(findEntry(entries, { bus: 'serial' }) ?? null),
    suspends: null,
  });
}

function pluggedTarget(id: string, plugged: PluggedDevice, entry: CatalogueEntry | null): WizardTarget {
  const { bus, path, vendorId = 0, productId = 0, identity } = plugged;
  const address: DeviceAddress =
    bus === 'serial'
      ? { kind: 'serial', path, baud: BAUDS[0] }
      : { kind: 'hid', vendorId, productId, which: { by: 'path', value: path } };
  return { id, identity, address, plugged, bauds: baudsOf(entry), suspends: null };
}

/** Whose it may be; undefined for a bare USB adapter, behind which a reader or scanner is what one expects. */
function ownerOf({ bus, vendorId }: PluggedDevice, entry: CatalogueEntry | null): BelongsTo | undefined {
  if (entry) return entry.kind === 'serial-adapter' ? undefined : 'known-device';
  if (bus === 'serial' && vendorId === undefined) return 'built-in-port';
  return 'unnamed-device';
}

function baudsOf(entry: CatalogueEntry | null): readonly number[] {
  const known = entry?.transport.kind === 'serial' ? entry.transport.bauds : [];
  return [...new Set([...known, ...BAUDS])].slice(0, 8);
}

function typedAddress(text: string): Exclude<DeviceAddress, { kind: 'hid' }> | null {
  const whole = /^(?:serial|tcp):\/\//.test(text)
    ? text
    : /^COM\d+$/i.test(text)
      ? `serial:///${text.toUpperCase()}`
      : text.startsWith('/')
        ? `serial://${encodeURI(text)}`
        : `tcp://${text}`;
  const parsed = parseDeviceAddress(whole);
  return parsed.ok && parsed.value.kind !== 'hid' ? parsed.value : null;
}

function samePlace(address: string, other: DeviceAddress): boolean {
  const parsed = parseDeviceAddress(address);
  if (!parsed.ok) return false;
  const { value } = parsed;
  if (value.kind === 'serial' && other.kind === 'serial') return value.path === other.path;
  return (
    value.kind === 'tcp' && other.kind === 'tcp' && value.host === other.host && value.port === other.port
  );
}
