// What is plugged into this machine, as the device host lists it every two seconds.
import { z } from 'zod';
import type { HidAddress } from './device-address';

const id16 = z.int().min(0).max(0xffff);
const text = z.string().max(300);

export interface SerialPortFacts {
  path: string;
  /** USB serial adapters only. */
  vendorId?: number;
  productId?: number;
  serialNumber?: string;
  manufacturer?: string;
  /** The plug's place in the machine, where the system tells it: stays when the path changes. */
  location?: string;
}

export interface HidDeviceFacts {
  /** Opens it; changes with every replug. */
  path: string;
  vendorId: number;
  productId: number;
  serialNumber?: string;
  manufacturer?: string;
  product?: string;
  interface: number;
  usagePage?: number;
  usage?: number;
  /** The plug's place in the machine, where the system tells it: stays when the path changes. */
  location?: string;
}

export interface DeviceListing {
  serial: SerialPortFacts[];
  /** One entry for each top-level collection, as hidapi gives them: several may share a path. */
  hid: HidDeviceFacts[];
}

export const deviceListingSchema = z.strictObject({
  serial: z
    .array(
      z.strictObject({
        path: text.min(1),
        vendorId: id16.optional(),
        productId: id16.optional(),
        serialNumber: text.optional(),
        manufacturer: text.optional(),
        location: text.optional(),
      }),
    )
    .max(256),
  hid: z
    .array(
      z.strictObject({
        path: text.min(1),
        vendorId: id16,
        productId: id16,
        serialNumber: text.optional(),
        manufacturer: text.optional(),
        product: text.optional(),
        interface: z.int().min(-1).max(255),
        usagePage: id16.optional(),
        usage: id16.optional(),
        location: text.optional(),
      }),
    )
    .max(256),
}) satisfies z.ZodType<DeviceListing>;

export const EMPTY_LISTING: DeviceListing = { serial: [], hid: [] };

/** Which listed device a HID address means now; several of the same kind without a serial number: the first. */
export function findHidDevice(
  listed: readonly HidDeviceFacts[],
  { vendorId, productId, which, usage }: HidAddress,
): HidDeviceFacts | undefined {
  const fits = (device: HidDeviceFacts): boolean => {
    if (which?.by === 'serial') return device.serialNumber === which.value;
    if (which?.by === 'path') return device.path === which.value;
    if (which?.by === 'location') return device.location === which.value;
    return true;
  };
  return listed.find(
    (device) =>
      device.vendorId === vendorId &&
      device.productId === productId &&
      fits(device) &&
      (usage === undefined || (device.usagePage === usage.page && device.usage === usage.usage)),
  );
}
