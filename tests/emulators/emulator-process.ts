// What emulators have in common as processes: how they say that they are ready, how they are commanded, when they end.
import { fstatSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Obeys one line of JSON; what it answers is sent back as one. */
export type Control = (line: string) => Promise<object>;

export interface EmulatorProcess {
  /** HOST:PORT; port 0: a free one. */
  readonly controlAddress: string;
  readonly controlOf: (quit: () => void) => Control;
  /** Puts everything away before the process ends. */
  readonly end: () => Promise<unknown>;
  /** Where the devices are, for whoever started this process. */
  readonly where: object;
}

/** Prints one line of JSON when it is ready; obeys JSON lines on the control port and on standard input. */
export async function runEmulator({ controlAddress, controlOf, end, where }: EmulatorProcess): Promise<void> {
  const quit = () => void end().finally(() => process.exit(0));
  process.on('SIGTERM', quit);
  process.on('SIGINT', quit);
  const control = controlOf(quit);
  const [host, wanted] = hostAndPort(controlAddress);
  const port = await serveControl(control, host, wanted);
  answerLines(process.stdin, control, (text) => process.stdout.write(text));
  // Whoever holds the other end of standard input owns this process: without the owner it would be left behind.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on('end', quit);
  const ready = { ready: true, ...where, control: `tcp://${host}:${port}`, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** What a command answers, with `ok`; or what was wrong with it. `obey` throws on a command that it does not know. */
export function jsonControl(obey: (command: unknown) => object | Promise<object>): Control {
  return async (line) => {
    try {
      return { ok: true, ...(await obey(JSON.parse(line))) };
    } catch (error) {
      return { ok: false, error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
    }
  };
}

export function hostAndPort(text: string): [host: string, port: number] {
  const at = text.lastIndexOf(':');
  const port = Number(text.slice(at + 1));
  if (at < 1 || !Number.isInteger(port)) throw new Error(`HOST:PORT expected, ${text} given`);
  return [text.slice(0, at), port];
}

/** Answers with the port it listens on. */
async function serveControl(control: Control, host: string, port: number): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    answerLines(socket, control, (text) => socket.write(text));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return address && typeof address === 'object' ? address.port : port;
}

function answerLines(input: NodeJS.ReadableStream, control: Control, write: (text: string) => unknown): void {
  let queue = Promise.resolve();
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    queue = queue.then(async () => {
      write(`${JSON.stringify(await control(line))}\n`);
    });
  });
}
