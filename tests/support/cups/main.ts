// A private CUPS from the command line: `node scripts/run-ts.mjs tests/support/cups/main.ts --dir DIR`.
// One JSON line when it can print; then one JSON command a line on stdin, until SIGTERM or the end of stdin.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { z } from 'zod';
import { startPrivateCups, type PrivateCups } from './private-cups';

const Command = z.discriminatedUnion('cmd', [
  z.strictObject({
    cmd: z.enum(['disable', 'enable', 'reject', 'accept', 'kill', 'restart', 'jobs', 'printed']),
  }),
  z.strictObject({ cmd: z.literal('reasons'), reasons: z.array(z.string()) }),
  z.strictObject({ cmd: z.literal('mode'), mode: z.enum(['ok', 'slow', 'fail', 'stop', 'out-of-paper']) }),
]);

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
const cups = await startPrivateCups(values.dir === undefined ? {} : { dir: resolve(values.dir) });
say({ ready: true, printerUri: cups.printerUri, queue: cups.queue, outputDir: cups.outputDir });

const lines = createInterface({ input: process.stdin });
let ending = false;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
for await (const line of lines) {
  if (line.trim() !== '') say(await obey(line, cups));
}
await end();

async function obey(line: string, target: PrivateCups): Promise<Record<string, unknown>> {
  try {
    const command = Command.parse(JSON.parse(line));
    switch (command.cmd) {
      case 'reasons':
        await target.setReasons(command.reasons);
        break;
      case 'mode':
        await target.setMode(command.mode);
        break;
      case 'jobs':
        return { done: 'jobs', jobs: await target.jobs() };
      case 'printed':
        return { done: 'printed', printed: await target.printed() };
      default:
        await target[command.cmd]();
    }
    return { done: command.cmd };
  } catch (error) {
    return { failed: line, error: String(error) };
  }
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await cups.stop();
  process.exit(0);
}

function say(event: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
