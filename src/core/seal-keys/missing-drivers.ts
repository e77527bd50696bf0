// Keys that show a HID interface while no library for them is installed: named by the profiles' USB numbers.
import type { MissingDriver } from './key-state';
import type { LibraryProfile } from './library-profile';

interface UsbDevice {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly product?: string | undefined;
}

/** One entry a plugged key; a device that shows several HID interfaces counts once. */
export function missingDrivers(
  devices: readonly UsbDevice[],
  profiles: readonly LibraryProfile[],
  installed: ReadonlySet<string>,
): MissingDriver[] {
  const seen = new Set<string>();
  return devices.flatMap((device) => {
    const fitting = profiles.filter(({ usb }) => usb.some((id) => sameUsb(id, device)));
    const first = fitting[0];
    if (!first || fitting.some(({ id }) => installed.has(id))) return [];
    const identity = `${device.vendorId}:${device.productId}:${device.serialNumber || device.path}`;
    if (seen.has(identity)) return [];
    seen.add(identity);
    const { vendor, name, installHint } = first;
    return [{ profileId: first.id, vendor, name, product: device.product?.trim() || name, installHint }];
  });
}

function sameUsb(
  id: { readonly vendorId: string; readonly productId: string },
  device: { readonly vendorId: number; readonly productId: number },
): boolean {
  return (
    Number.parseInt(id.vendorId, 16) === device.vendorId &&
    Number.parseInt(id.productId, 16) === device.productId
  );
}
