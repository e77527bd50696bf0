// Starts a serial scanner emulator process and works its control channel.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScannerCommand } from '#emulators/scanner/control';
import type { ScannerFault, ScanSent, Terminator } from '#emulators/scanner/scanner';
import { startEmulator } from './control-channel';

export type { ScannerFault, ScanSent };

export interface ScannerEmulatorOptions {
  mode: 'tcp' | 'pty';
  /** pty: the path of the link to the port. */
  link?: string;
  /** Line speed that the bytes are paced to; 0 for none. Default 9600. */
  baud?: number;
  terminator?: Terminator;
  encoding?: 'utf-8' | 'gb18030';
  /** Sends `]Q1` and the like before each code. */
  aimPrefix?: boolean;
}

export interface ScannerEmulator {
  readonly dataUri: string;
  /** Text in the scanner's encoding, or bytes as they are; resolves when the last byte has left. */
  scan(code: string | Uint8Array, aim?: string): Promise<ScanSent>;
  /** Each happens to the next code. */
  fault(...faults: ScannerFault[]): Promise<void>;
  clearFaults(): Promise<void>;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  /** Another program takes the port (pty only), or gives it back. */
  hold(held: boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function startScannerEmulator(options: ScannerEmulatorOptions): Promise<ScannerEmulator> {
  const emulator = await startEmulator('tests/emulators/scanner/main.ts', [
    ...(options.mode === 'pty'
      ? ['--pty', options.link ?? join(mkdtempSync(join(tmpdir(), 'zc-scanner-')), 'port')]
      : ['--tcp', '127.0.0.1:0']),
    ...['--wire-baud', String(options.baud ?? 9_600)],
    ...['--terminator', options.terminator ?? 'cr'],
    ...['--encoding', options.encoding ?? 'utf-8'],
    ...(options.aimPrefix ? ['--aim'] : []),
  ]);
  const ask = (command: ScannerCommand) => emulator.ask(command);
  return {
    dataUri: emulator.ready['data'] as string,
    scan: async (code, aim) => {
      const what = typeof code === 'string' ? { text: code } : { hex: Buffer.from(code).toString('hex') };
      return (await ask({ cmd: 'scan', ...what, aim })) as unknown as ScanSent;
    },
    fault: async (...faults) => void (await ask({ cmd: 'fault', faults })),
    clearFaults: async () => void (await ask({ cmd: 'clear-faults' })),
    unplug: async () => void (await ask({ cmd: 'unplug' })),
    replug: async () => void (await ask({ cmd: 'replug' })),
    hold: async (held) => void (await ask({ cmd: 'hold', held })),
    stop: () => emulator.stop(),
  };
}
