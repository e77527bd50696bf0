// The devices of the matrix: emulated ones on ptys, TCP and HID, and a scanner that types. Each knows how to be used, hurt
// and healed; what is seen of it is read elsewhere, from the screen.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdPort } from '#emulators/scanner/port-holder';
import type { HidDevices } from '../hid-devices';
import type { EmulatedCard, Fault, ReaderEmulator } from '../reader-emulator';
import type { ScannerEmulator } from '../scanner-emulator';

export interface MatrixDevice {
  readonly name: string;
  /** How the screen's list is searched for it. */
  readonly id: string;
  readonly kind: 'card' | 'scan' | 'keys';
  /** Lays the card, scans a code; resolves when the device has done its part, or has begun to. */
  use(): Promise<void>;
  /** Takes the card away again. */
  rest(): Promise<void>;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  /** While it is used the next time. */
  unplugWhileUsed(): Promise<void>;
  slow(): Promise<void>;
  garbage(): Promise<void>;
  silent(): Promise<void>;
  heal(): Promise<void>;
  /** The system refuses to open it; answers what gives it back, null where there is no such thing. */
  deny(): Promise<{ readonly how: string; readonly undo: () => Promise<void> } | null>;
}

const CODE = 'ZC1:business-licence:89MA00000000000009';
const nothing = (): Promise<void> => Promise.resolve();

export function serialReader(
  name: string,
  id: string,
  reader: ReaderEmulator,
  card: EmulatedCard,
): MatrixDevice {
  const on = 'read' as const;
  const tcp = reader.dataUri.startsWith('tcp:');
  return {
    name,
    id,
    kind: 'card',
    use: async () => void (await reader.lay(card)),
    rest: () => reader.lift(),
    unplug: () => reader.unplug(),
    replug: () => reader.replug(),
    unplugWhileUsed: () => reader.fault({ kind: 'unplug-after', bytes: 300, on }),
    slow: () => reader.fault({ kind: 'slow', ms: 900, on, times: 2 }),
    garbage: () => reader.fault({ kind: 'garbage', bytes: 500, on, times: 2 }),
    silent: () => reader.fault({ kind: 'silence', on: 'any', times: 10_000 }),
    heal: () => reader.clearFaults(),
    deny: () => (tcp ? Promise.resolve(null) : denyPort(new URL(reader.dataUri).pathname, reader)),
  };
}

export function hidReader(
  name: string,
  id: string,
  hid: HidDevices,
  key: string,
  card: EmulatedCard,
): MatrixDevice {
  const fault = async (...faults: Fault[]): Promise<void> =>
    void (await hid.reader(key, { cmd: 'fault', faults }));
  const on = 'read' as const;
  return {
    name,
    id,
    kind: 'card',
    use: async () => void (await hid.reader(key, { cmd: 'lay', card })),
    rest: async () => void (await hid.reader(key, { cmd: 'lift' })),
    unplug: () => hid.unplug(key),
    replug: async () => void (await hid.plug(key)),
    unplugWhileUsed: () => fault({ kind: 'unplug-after', bytes: 300, on }),
    slow: () => fault({ kind: 'slow', ms: 900, on, times: 2 }),
    garbage: () => fault({ kind: 'garbage', bytes: 500, on, times: 2 }),
    silent: () => fault({ kind: 'silence', on: 'any', times: 10_000 }),
    heal: async () => void (await hid.reader(key, { cmd: 'clear-faults' })),
    deny: () => denyHid(hid, key),
  };
}

export function serialScanner(name: string, id: string, scanner: ScannerEmulator): MatrixDevice {
  const path = new URL(scanner.dataUri).pathname;
  return {
    name,
    id,
    kind: 'scan',
    use: async () => void (await scanner.scan(CODE)),
    rest: nothing,
    unplug: () => scanner.unplug(),
    replug: () => scanner.replug(),
    unplugWhileUsed: () => scanner.fault({ kind: 'unplug-after', bytes: 12 }),
    slow: () => scanner.fault({ kind: 'slow', chunk: 4, gapMs: 15 }),
    garbage: () => scanner.fault({ kind: 'garbage', bytes: 60 }),
    silent: () => scanner.fault({ kind: 'silent' }),
    heal: () => scanner.clearFaults(),
    deny: () => denyPort(path, scanner),
  };
}

export function hidScanner(name: string, id: string, hid: HidDevices, key: string): MatrixDevice {
  // Three reports and more, so that it can be broken off in the middle.
  const long = `${CODE}|${'0123456789'.repeat(14)}`;
  return {
    name,
    id,
    kind: 'scan',
    use: async () => void (await hid.scan(key, long)),
    rest: nothing,
    unplug: () => hid.unplug(key),
    replug: async () => void (await hid.plug(key)),
    unplugWhileUsed: () => hid.fault(key, { kind: 'break-off', reports: 2 }),
    slow: () => hid.fault(key, { kind: 'slow', gapMs: 60 }),
    garbage: () => hid.fault(key, { kind: 'garbage', reports: 3 }),
    silent: () => hid.fault(key, { kind: 'silent' }),
    heal: () => hid.clearFaults(key),
    deny: () => denyHid(hid, key),
  };
}

/** As without udev rule: it has to be opened anew to notice. */
async function denyHid(hid: HidDevices, key: string): ReturnType<MatrixDevice['deny']> {
  await hid.unplug(key);
  await hid.deny(key, 'EACCES');
  await hid.plug(key);
  return { how: 'open() 返回 EACCES', undo: () => hid.deny(key, null) };
}

interface Plug {
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/**
 * Root may open any port; but on a file system mounted without devices the kernel answers EACCES to root as well. Where that
 * cannot be mounted, the port is locked as by another program, and the table says so.
 */
async function denyPort(path: string, plug: Plug): ReturnType<MatrixDevice['deny']> {
  const node = refusedNode();
  if (node) {
    await plug.unplug();
    symlinkSync(node, path);
    return {
      how: 'open() 返回 EACCES',
      undo: async () => {
        rmSync(path, { force: true });
        await plug.replug();
      },
    };
  }
  await plug.unplug();
  await plug.replug();
  const release = holdPort(lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path);
  return { how: '端口被另一程序锁住', undo: async () => release() };
}

let refused: string | null | undefined;
let mounted: string | null = null;

/** A device node that nobody may open; null where this machine does not let us make one. */
function refusedNode(): string | null {
  if (refused !== undefined) return refused;
  refused = null;
  const folder = mkdtempSync(join(tmpdir(), 'zc-nodev-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'nodev,size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    mounted = folder;
    const node = join(folder, 'port');
    execFileSync('mknod', [node, 'c', '136', '0'], { stdio: 'ignore' });
    if (statSync(node).isCharacterDevice()) refused = node;
  } catch {
    if (!mounted) rmSync(folder, { recursive: true, force: true });
  }
  return refused;
}

export function unmountRefused(): void {
  if (!mounted) return;
  execFileSync('umount', [mounted], { stdio: 'ignore' });
  rmSync(mounted, { recursive: true, force: true });
  mounted = null;
}
