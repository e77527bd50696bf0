// The HID devices of this machine through node-hid: listing, opening, report descriptors.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as NodeHid from 'node-hid';
import type { HidDeviceFacts } from '#core/devices/device-listing';
import { requireNodeHid } from '../native-modules';

/** Several that ask at the same time get one listing. */
const SHARED_MS = 150;

let loaded: typeof NodeHid | null | undefined;
let shared: { at: number; devices: Promise<HidDeviceFacts[]> } | undefined;

/** null where the native driver does not load on this machine. */
export function nodeHid(): typeof NodeHid | null {
  if (loaded === undefined) {
    try {
      loaded = requireNodeHid();
    } catch {
      loaded = null;
    }
  }
  return loaded;
}

export function listHidDevices(): Promise<HidDeviceFacts[]> {
  const now = performance.now();
  if (!shared || now - shared.at > SHARED_MS) shared = { at: now, devices: list() };
  return shared.devices;
}

/** As the device gives it; null where the system does not tell (hidapi has no call that node-hid offers). */
export async function reportDescriptor(path: string): Promise<Uint8Array | null> {
  const bytes = await readFile(`${sysfs(path)}/report_descriptor`).catch(() => null);
  return bytes && new Uint8Array(bytes);
}

async function list(): Promise<HidDeviceFacts[]> {
  const devices = (await nodeHid()?.devicesAsync()) ?? [];
  return Promise.all(
    devices.flatMap((device) => {
      const { path, vendorId, productId, serialNumber, manufacturer, product, usagePage, usage } = device;
      if (path === undefined) return [];
      return [
        withPlace({
          path,
          vendorId,
          productId,
          interface: device.interface,
          ...(serialNumber ? { serialNumber } : {}),
          ...(manufacturer ? { manufacturer } : {}),
          ...(product ? { product } : {}),
          ...(usagePage === undefined ? {} : { usagePage }),
          ...(usage === undefined ? {} : { usage }),
        }),
      ];
    }),
  );
}

/** Adds the plug's place, and the name where hidapi could not read it (it knows no Chinese in the C locale). */
async function withPlace(device: HidDeviceFacts): Promise<HidDeviceFacts> {
  const known = await uevent(device);
  const location = /^HID_PHYS=(.+)$/m.exec(known)?.[1];
  const name = device.product ?? /^HID_NAME=(.+)$/m.exec(known)?.[1];
  return { ...device, ...(location ? { location } : {}), ...(name ? { product: name } : {}) };
}

/** A path means another device after a replug, so the identity is part of the key. */
const uevents = new Map<string, string>();
const MOST_KNOWN = 256;

async function uevent({ path, vendorId, productId, serialNumber = '' }: HidDeviceFacts): Promise<string> {
  const key = `${path} ${vendorId} ${productId} ${serialNumber}`;
  const known = uevents.get(key);
  if (known !== undefined) return known;
  const text = await readFile(`${sysfs(path)}/uevent`, 'utf8').catch(() => '');
  if (uevents.size >= MOST_KNOWN) uevents.clear();
  uevents.set(key, text);
  return text;
}

function sysfs(path: string): string {
  return `/sys/class/hidraw/${basename(path)}/device`;
}
