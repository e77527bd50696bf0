// Starts an ID card reader emulator process and works its control channel.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';
import type { EmulatedCard } from '#emulators/id-card-reader/card-text';
import type { ControlCommand } from '#emulators/id-card-reader/control';
import type { Fault } from '#emulators/id-card-reader/faults';
import type { Habit } from '#emulators/id-card-reader/sam';
import type { Stats } from '#emulators/id-card-reader/stats';

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

const ROOT = resolve(import.meta.dirname, '../..');
const readySchema = z.object({
  ready: z.literal(true),
  data: z.string(),
  control: z.string(),
  pid: z.number(),
});

export async function startReaderEmulator(options: ReaderEmulatorOptions): Promise<ReaderEmulator> {
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', MAIN, ...argumentsOf(options)], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const output = createInterface({ input: child.stdout });
  const first = await Promise.race([firstLine(output), exited.then(() => null)]);
  if (first === null) throw new Error('the reader emulator ended before it was ready');
  const ready = readySchema.parse(JSON.parse(first));
  const channel = await openControl(ready.control);
  const stop = async () => {
    channel.close();
    child.kill('SIGTERM');
    await exited;
  };
  return { dataUri: ready.data, controlUri: ready.control, pid: ready.pid, ...commandsOf(channel), stop };
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

function commandsOf({
  ask,
}: ControlChannel): Omit<ReaderEmulator, 'dataUri' | 'controlUri' | 'pid' | 'stop'> {
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
      const answer = (await ask({ cmd: 'stats' })) as { stats: Stats; faultsWaiting: number };
      return { ...answer.stats, faultsWaiting: answer.faultsWaiting };
    },
  };
}

const laidSchema = z.object({ laidAt: z.number() });

interface ControlChannel {
  ask(command: ControlCommand): Promise<unknown>;
  close(): void;
}

/** Commands are answered in order, so answers need no number. */
async function openControl(uri: string): Promise<ControlChannel> {
  const { hostname, port } = new URL(uri);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((done, failed) => {
    socket.once('connect', () => done());
    socket.once('error', failed);
  });
  const waiting: { done: (answer: unknown) => void; failed: (error: Error) => void }[] = [];
  createInterface({ input: socket }).on('line', (line) => {
    const answer = JSON.parse(line) as { ok: boolean; error?: string };
    const next = waiting.shift();
    if (answer.ok) next?.done(answer);
    else next?.failed(new Error(`reader emulator: ${answer.error}`));
  });
  socket.on('error', () => undefined);
  socket.on('close', () =>
    waiting.splice(0).forEach(({ failed }) => failed(new Error('reader emulator ended'))),
  );
  return {
    ask: (command) =>
      new Promise((done, failed) => {
        waiting.push({ done, failed });
        socket.write(`${JSON.stringify(command)}\n`);
      }),
    close: () => socket.destroy(),
  };
}

function firstLine(lines: Interface): Promise<string> {
  return new Promise((done) => lines.once('line', done));
}
