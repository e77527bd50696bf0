// Emulated HID devices for tests: starts their process, gives the environment in which a program sees them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHidShim } from '#emulators/hid/build';
import type { HidCommand } from '#emulators/hid/control';
import type { DeviceSpec } from '#emulators/hid/devices';
import type { ERRNO } from '#emulators/hid/fake-hid';
import type { PosFault } from '#emulators/hid/pos-scanner';
import type { ControlCommand } from '#emulators/id-card-reader/control';
import type { Stats } from '#emulators/id-card-reader/stats';
import { startEmulator } from './control-channel';

export type { DeviceSpec, PosFault };

export interface ScanSent {
  /** Milliseconds since 1970. */
  lastByteAt: number;
  reports: number;
  wireMs: number;
}

export interface HidDevices {
  /** For the program that is to see these devices; its children inherit it. */
  readonly env: { LD_PRELOAD: string; HIDSHIM_DIR: string };
  /** Plugs a new device in; answers its path. */
  add(name: string, device: DeviceSpec, at?: number): Promise<string>;
  /** Plugs it in again, by default under the same number. */
  plug(name: string, at?: number): Promise<string>;
  unplug(name: string): Promise<void>;
  /** Opening fails with this error; null: it works again. */
  deny(name: string, error: keyof typeof ERRNO | null): Promise<void>;
  /** A code as the scanner's reports; `aim` without its bracket, default `Q1` (QR). */
  scan(name: string, code: string | Uint8Array, aim?: string): Promise<ScanSent>;
  reports(name: string, reports: readonly Uint8Array[]): Promise<void>;
  fault(name: string, ...faults: PosFault[]): Promise<void>;
  clearFaults(name: string): Promise<void>;
  /** A command of the ID card reader's own control: lay, lift, swap, fault, stats, … */
  reader(name: string, command: ControlCommand): Promise<Record<string, unknown>>;
  readerStats(name: string): Promise<Stats>;
  stop(): Promise<void>;
}

export async function startHidDevices(): Promise<HidDevices> {
  const folder = mkdtempSync(join(tmpdir(), 'zh-'));
  const env = { LD_PRELOAD: buildHidShim(), HIDSHIM_DIR: folder };
  const emulator = await startEmulator('tests/emulators/hid/main.ts', ['--folder', folder]);
  const ask = (command: HidCommand) => emulator.ask(command);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return {
    env,
    add: async (name, device, at) => (await ask({ cmd: 'add', name, device, at }))['path'] as string,
    plug: async (name, at) => (await ask({ cmd: 'plug', name, at }))['path'] as string,
    unplug: async (name) => void (await ask({ cmd: 'unplug', name })),
    deny: async (name, error) => void (await ask({ cmd: 'deny', name, error })),
    scan: async (name, code, aim) => {
      const bytes = typeof code === 'string' ? new TextEncoder().encode(code) : code;
      return (await ask({ cmd: 'scan', name, hex: hex(bytes), aim })) as unknown as ScanSent;
    },
    reports: async (name, reports) => void (await ask({ cmd: 'reports', name, reports: reports.map(hex) })),
    fault: async (name, ...faults) => void (await ask({ cmd: 'fault', name, faults })),
    clearFaults: async (name) => void (await ask({ cmd: 'clear-faults', name })),
    reader: (name, command) => ask({ cmd: 'reader', name, command }),
    readerStats: async (name) =>
      (await ask({ cmd: 'reader', name, command: { cmd: 'stats' } }))['stats'] as Stats,
    stop: async () => {
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
