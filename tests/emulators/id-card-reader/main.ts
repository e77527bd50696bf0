// An ID card reader as a process, on a pseudo terminal or a TCP port:
//   node scripts/run-ts.mjs tests/emulators/id-card-reader/main.ts (--pty LINK | --tcp HOST:PORT)
//     [--control HOST:PORT] [--wire-baud 115200] [--habit select-tells|select-blind|single-read] [--fingerprints 0|512|1024]
// Prints one line of JSON when it is ready; obeys JSON lines on the control port and on standard input.
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answerLines, createControl, serveControl } from './control';
import type { Endpoint, Receive } from './endpoint';
import { createPtyEndpoint } from './pty-endpoint';
import { EmulatedReader } from './reader';
import type { Habit } from './sam';
import { createTcpEndpoint } from './tcp-endpoint';

const HABITS: readonly Habit[] = ['select-tells', 'select-blind', 'single-read'];

const { values } = parseArgs({
  options: {
    pty: { type: 'string' },
    tcp: { type: 'string' },
    control: { type: 'string', default: '127.0.0.1:0' },
    'wire-baud': { type: 'string', default: '115200' },
    habit: { type: 'string', default: 'select-tells' },
    fingerprints: { type: 'string', default: '0' },
  },
});

const habit = HABITS.find((known) => known === values.habit);
if (!habit) throw new Error(`--habit: one of ${HABITS.join(', ')}`);
const reader = new EmulatedReader({
  baud: Number(values['wire-baud']),
  habit,
  fingerprintBytes: Number(values.fingerprints),
});
const endpoint = await createEndpoint((bytes) => reader.receive(bytes));
reader.attach(endpoint);

const quit = () => void endpoint.unplug().finally(() => process.exit(0));
process.on('SIGTERM', quit);
process.on('SIGINT', quit);

const control = createControl(reader, quit);
const [controlHost, controlPort] = hostAndPort(values.control);
const port = await serveControl(control, controlHost, controlPort);
answerLines(process.stdin, control, (text) => process.stdout.write(text));
// Whoever holds the other end of standard input owns this process: without the owner it would be left behind.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', quit);
const ready = { ready: true, data: endpoint.uri, control: `tcp://${controlHost}:${port}`, pid: process.pid };
process.stdout.write(`${JSON.stringify(ready)}\n`);

function createEndpoint(receive: Receive): Promise<Endpoint> {
  if (values.pty !== undefined) return createPtyEndpoint(values.pty, receive);
  const [host, tcpPort] = hostAndPort(values.tcp ?? '127.0.0.1:0');
  return createTcpEndpoint(host, tcpPort, receive);
}

function hostAndPort(text: string): [host: string, port: number] {
  const at = text.lastIndexOf(':');
  const port = Number(text.slice(at + 1));
  if (at < 1 || !Number.isInteger(port)) throw new Error(`HOST:PORT expected, ${text} given`);
  return [text.slice(0, at), port];
}
