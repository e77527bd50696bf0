// Reports of one HID device through node-hid's asynchronous interface; one owner a device, closed always.
import type { HIDAsync } from 'node-hid';
import type { HidAddress } from '#core/devices/device-address';
import type { DeviceError, DeviceErrorCode } from '#core/devices/device-error';
import { findHidDevice } from '#core/devices/device-listing';
import { err, ok, type Result } from '#core/result';
import { listHidDevices, nodeHid, reportDescriptor } from './hid-bus';
import type { Transport, TransportListener } from './transport';

/** Paths that a device of this host holds; the system itself would let several in. */
const held = new Set<string>();

export async function openHidTransport(
  address: HidAddress,
  listener: TransportListener,
): Promise<Result<Transport, DeviceError>> {
  const hid = nodeHid();
  if (!hid) return err({ code: 'DEVICE_DRIVER_MISSING' });
  const listed = await listHidDevices();
  // Two of the same kind without serial numbers: the first that is free.
  const free = listed.filter(({ path }) => !held.has(path));
  const device = findHidDevice(free, address);
  if (!device) return err({ code: findHidDevice(listed, address) ? 'DEVICE_BUSY' : 'DEVICE_GONE' });
  const { path } = device;
  held.add(path);
  try {
    const descriptor = await reportDescriptor(path);
    const opened = await hid.HIDAsync.open(path);
    const transport = watch(opened, path, descriptor, listener);
    // Listening begins a tick later in node-hid, and throws past us if the device was closed by then.
    await new Promise((resolve) => setImmediate(resolve));
    return ok(transport);
  } catch (cause) {
    held.delete(path);
    return err({ code: codeOfOpenError(cause) });
  }
}

function watch(
  device: HIDAsync,
  path: string,
  descriptor: Uint8Array | null,
  listener: TransportListener,
): Transport {
  let live = true;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    live = false;
    closing ??= device
      .close()
      // It is gone already.
      .catch(() => undefined)
      .finally(() => held.delete(path));
    return closing;
  };
  const lose = (): void => {
    if (!live) return;
    void close();
    listener.closed();
  };
  device.on('data', (report: Uint8Array) => {
    if (live) listener.data(new Uint8Array(report));
  });
  device.on('error', lose);
  return {
    descriptor,
    write: (report) => {
      if (live) device.write(Buffer.from(report.buffer, report.byteOffset, report.byteLength)).catch(lose);
    },
    close,
  };
}

// hidapi gives the system's words for errno.
function codeOfOpenError(cause: unknown): DeviceErrorCode {
  const text = cause instanceof Error ? cause.message : '';
  if (/permission denied|access is denied|EACCES|EPERM/i.test(text)) return 'DEVICE_NO_PERMISSION';
  if (/busy|sharing violation|EBUSY/i.test(text)) return 'DEVICE_BUSY';
  if (/no such (file|device)|not found|ENODEV|ENOENT/i.test(text)) return 'DEVICE_GONE';
  return 'DEVICE_FAILED';
}
