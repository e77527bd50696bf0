// Starts an emulator process and works its control channel: JSON lines over TCP, answered in order.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const readySchema = z.looseObject({ ready: z.literal(true), control: z.string(), pid: z.number() });

export interface EmulatorProcess {
  readonly ready: z.infer<typeof readySchema>;
  ask(command: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function startEmulator(main: string, args: readonly string[]): Promise<EmulatorProcess> {
  const env: Record<string, string | undefined> = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  // The device's side must not see what it emulates.
  delete env['LD_PRELOAD'];
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', main, ...args], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const output = createInterface({ input: child.stdout });
  const line = new Promise<string>((done) => output.once('line', done));
  const first = await Promise.race([line, exited.then(() => null)]);
  if (first === null) throw new Error(`${main} ended before it was ready`);
  const ready = readySchema.parse(JSON.parse(first));
  const channel = await openChannel(ready.control);
  const stop = async () => {
    channel.close();
    child.kill('SIGTERM');
    await exited;
  };
  return { ready, ask: channel.ask, stop };
}

async function openChannel(uri: string): Promise<{ ask: EmulatorProcess['ask']; close(): void }> {
  const { hostname, port } = new URL(uri);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((done, failed) => {
    socket.once('connect', () => done());
    socket.once('error', failed);
  });
  const waiting: { done: (answer: Record<string, unknown>) => void; failed: (error: Error) => void }[] = [];
  createInterface({ input: socket }).on('line', (line) => {
    const answer = JSON.parse(line) as { ok: boolean; error?: string };
    const next = waiting.shift();
    if (answer.ok) next?.done(answer);
    else next?.failed(new Error(`emulator: ${answer.error}`));
  });
  socket.on('error', () => undefined);
  socket.on('close', () =>
    waiting.splice(0).forEach(({ failed }) => failed(new Error('the emulator ended'))),
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
