// What `udevadm` tells about serial ports, for a program under test: serialport's listing on Linux asks it. Ports that are
// emulated on pseudo terminals (named …/ttyUSB0) get a USB identity and appear in the listing like real ones.
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SerialPortIdentity {
  vendorId: number;
  productId: number;
  serialNumber?: string;
  manufacturer?: string;
}

export interface SerialPorts {
  /** For the program under test. Put pseudo terminals into `folder` and name them like serial ports. */
  readonly env: { PATH: string };
  readonly folder: string;
  /** Listed at once where the program asks, else within ten seconds. */
  add(path: string, identity: SerialPortIdentity): void;
  remove(path: string): void;
  stop(): void;
}

export function emulateSerialPorts(): SerialPorts {
  const folder = mkdtempSync(join(tmpdir(), 'zc-ports-'));
  const told = join(folder, 'told');
  const ports = new Map<string, SerialPortIdentity>();
  const tell = () => {
    // Written aside: a listing never sees half of it.
    writeFileSync(`${told}.new`, [...ports].map(([path, identity]) => entry(path, identity)).join('\n'));
    renameSync(`${told}.new`, told);
  };
  tell();
  const program = join(folder, 'udevadm');
  writeFileSync(program, `#!/bin/sh\nexec cat '${told}'\n`);
  chmodSync(program, 0o755);
  return {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    folder,
    add: (path, identity) => {
      ports.set(path, identity);
      tell();
    },
    remove: (path) => {
      ports.delete(path);
      tell();
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function entry(
  path: string,
  { vendorId, productId, serialNumber, manufacturer }: SerialPortIdentity,
): string {
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  return [
    `P: /devices/emulated/${path}`,
    `N: ${path}`,
    `E: DEVNAME=${path}`,
    `E: ID_VENDOR_ID=${hex(vendorId)}`,
    `E: ID_MODEL_ID=${hex(productId)}`,
    ...(serialNumber ? [`E: ID_SERIAL_SHORT=${serialNumber}`] : []),
    ...(manufacturer ? [`E: ID_VENDOR_ENC=${manufacturer}`] : []),
    '',
  ].join('\n');
}
