// What can go wrong between this machine and any device, whatever its kind, as one closed list. Words are the renderer's.
import { z } from 'zod';

export const DEVICE_ERROR_CODES = [
  /** The device was unplugged, or nothing stands at its address. */
  'DEVICE_GONE',
  /** Another program, or another device entry, holds it. */
  'DEVICE_BUSY',
  /** The operating system does not let us open it: no udev rule (HID), not in the port's group (serial). */
  'DEVICE_NO_PERMISSION',
  /** The network address cannot be reached. */
  'DEVICE_UNREACHABLE',
  /** The address is not one that we know how to open. */
  'DEVICE_ADDRESS_INVALID',
  /** The native driver that such a device needs did not load on this machine. */
  'DEVICE_DRIVER_MISSING',
  /** It is there and open, and does not do what such a device does. */
  'DEVICE_FAILED',
] as const;

export type DeviceErrorCode = (typeof DEVICE_ERROR_CODES)[number];

export interface DeviceError {
  readonly code: DeviceErrorCode;
}

export const deviceErrorSchema = z.strictObject({
  code: z.enum(DEVICE_ERROR_CODES),
}) satisfies z.ZodType<DeviceError>;
