// Bytes over a serial port, real or pseudo: serial:///dev/ttyUSB0?baud=115200 or serial:///COM3 (8N1, no flow control).
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { DeviceAddress } from '#core/devices/device-address';
import type { DeviceError, DeviceErrorCode } from '#core/devices/device-error';
import { err, ok, type Result } from '#core/result';
import { PathWatch } from './path-watch';
import type { Transport, TransportListener } from './transport';

const paths = new PathWatch();

export async function openSerialTransport(
  { path, baud }: DeviceAddress & { kind: 'serial' },
  listener: TransportListener,
): Promise<Result<Transport, DeviceError>> {
  const reachable = await checkPath(path);
  if (!reachable.ok) return reachable;
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false, lock: true });
  const openError = await new Promise<Error | null>((resolve) => port.open((error) => resolve(error)));
  if (openError) return err({ code: codeOfOpenError(openError) });
  return ok(watch(port, path, reachable.value, listener));
}

function watch(
  port: SerialPort,
  path: string,
  target: string | null,
  listener: TransportListener,
): Transport {
  let live = true;
  const lose = () => {
    if (!live) return;
    live = false;
    unwatch();
    if (port.isOpen) port.close(() => undefined);
    listener.closed();
  };
  const unwatch = target === null ? () => undefined : paths.watch(path, target, lose);
  port.on('data', (bytes: Buffer) => {
    if (live) listener.data(new Uint8Array(bytes));
  });
  port.on('close', lose);
  port.on('error', lose);
  return {
    write: (bytes) => {
      if (live && port.isOpen) port.write(bytes);
    },
    close: () =>
      new Promise((resolve) => {
        live = false;
        unwatch();
        if (!port.isOpen) return resolve();
        port.close(() => resolve());
      }),
  };
}

/** What the path leads to (links followed), or null where ports are not files. */
async function checkPath(path: string): Promise<Result<string | null, DeviceError>> {
  if (!path.startsWith('/')) return ok(null);
  try {
    const target = await realpath(path);
    await access(target, constants.R_OK | constants.W_OK);
    return ok(target);
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && error.code === 'EACCES';
    return err({ code: denied ? 'DEVICE_NO_PERMISSION' : 'DEVICE_GONE' });
  }
}

// The bindings give words, not codes: "Cannot lock port", "Access denied" (Windows: in use), "File not found".
function codeOfOpenError(error: Error): DeviceErrorCode {
  const text = error.message;
  if (/lock port|busy|EBUSY/i.test(text)) return 'DEVICE_BUSY';
  if (/access denied/i.test(text)) return 'DEVICE_BUSY';
  if (/permission denied|EACCES|EPERM/i.test(text)) return 'DEVICE_NO_PERMISSION';
  return 'DEVICE_GONE';
}
