// Starts an ID card reader emulator process and gives its commands.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { EmulatedCard } from '#emulators/id-card-reader/card-text';
import type { ControlCommand } from '#emulators/id-card-reader/control';
import type { Fault } from '#emulators/id-card-reader/faults';
import type { Habit } from '#emulators/id-card-reader/sam';
import type { Stats } from '#emulators/id-card-reader/stats';
import { startEmulator, type EmulatorProcess } from './control-channel';

export type { EmulatedCard, Fault, Stats };

export interface ReaderEmulatorOptions {
  mode: 'tcp' | 'pty';
  /** pty: the path of the link to the port. */
  link?: string;
  /** tcp: 0 or left out for a free port. */
  port?: number;
  /** Line speed that the bytes are paced to; 0 for none. Default 115200. */
  baud?: number;
  habit?: Habit;
  fingerprintBytes?: 0 | 512 | 1024;
}

export interface ReaderEmulator {
  readonly dataUri: string;
  readonly controlUri: string;
  readonly pid: number;
  lay(card: EmulatedCard): Promise<{ laidAt: number }>;
  swap(card: EmulatedCard): Promise<{ laidAt: number }>;
  lift(): Promise<void>;
  fault(...faults: Fault[]): Promise<void>;
  clearFaults(): Promise<void>;
  babble(bytes: number): Promise<void>;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  stats(): Promise<Stats & { faultsWaiting: number }>;
  stop(): Promise<void>;
}

export async function startReaderEmulator(options: ReaderEmulatorOptions): Promise<ReaderEmulator> {
  const { ready, ask, stop } = await startEmulator(MAIN, argumentsOf(options));
  const dataUri = z.string().parse(ready['data']);
  return { dataUri, controlUri: ready.control, pid: ready.pid, ...commandsOf(ask), stop };
}

const MAIN = 'tests/emulators/id-card-reader/main.ts';

function argumentsOf(options: ReaderEmulatorOptions): string[] {
  const where =
    options.mode === 'pty'
      ? ['--pty', options.link ?? join(mkdtempSync(join(tmpdir(), 'zc-reader-')), 'port')]
      : ['--tcp', `127.0.0.1:${options.port ?? 0}`];
  return [
    ...where,
    '--wire-baud',
    String(options.baud ?? 115_200),
    '--habit',
    options.habit ?? 'select-tells',
    '--fingerprints',
    String(options.fingerprintBytes ?? 0),
  ];
}

function commandsOf(
  send: EmulatorProcess['ask'],
): Omit<ReaderEmulator, 'dataUri' | 'controlUri' | 'pid' | 'stop'> {
  const ask = (command: ControlCommand) => send(command);
  return {
    lay: async (card) => laidSchema.parse(await ask({ cmd: 'lay', card })),
    swap: async (card) => laidSchema.parse(await ask({ cmd: 'swap', card })),
    lift: async () => void (await ask({ cmd: 'lift' })),
    fault: async (...faults) => void (await ask({ cmd: 'fault', faults })),
    clearFaults: async () => void (await ask({ cmd: 'clear-faults' })),
    babble: async (bytes) => void (await ask({ cmd: 'babble', bytes })),
    unplug: async () => void (await ask({ cmd: 'unplug' })),
    replug: async () => void (await ask({ cmd: 'replug' })),
    stats: async () => {
      const answer = (await ask({ cmd: 'stats' })) as unknown as { stats: Stats; faultsWaiting: number };
      return { ...answer.stats, faultsWaiting: answer.faultsWaiting };
    },
  };
}

const laidSchema = z.object({ laidAt: z.number() });
