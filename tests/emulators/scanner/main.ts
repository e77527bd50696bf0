// A serial scanner as a process, on a pseudo terminal or a TCP port:
//   node scripts/run-ts.mjs tests/emulators/scanner/main.ts (--pty LINK | --tcp HOST:PORT) [--control HOST:PORT]
//     [--wire-baud 9600] [--terminator cr|lf|crlf|none] [--encoding utf-8|gb18030] [--aim]
// Prints one line of JSON when it is ready; obeys JSON lines (control.ts) on the control port and on standard input.
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answerLines, serveControl } from '../id-card-reader/control';
import { createPtyEndpoint } from '../id-card-reader/pty-endpoint';
import { createTcpEndpoint } from '../id-card-reader/tcp-endpoint';
import { createScannerControl } from './control';
import { EmulatedScanner, type Terminator } from './scanner';

const { values } = parseArgs({
  options: {
    pty: { type: 'string' },
    tcp: { type: 'string' },
    control: { type: 'string', default: '127.0.0.1:0' },
    'wire-baud': { type: 'string', default: '9600' },
    terminator: { type: 'string', default: 'cr' },
    encoding: { type: 'string', default: 'utf-8' },
    aim: { type: 'boolean', default: false },
  },
});
const terminator = (['cr', 'lf', 'crlf', 'none'] as const satisfies Terminator[]).find(
  (known) => known === values.terminator,
);
if (!terminator) throw new Error('--terminator: cr, lf, crlf or none');
const scanner = new EmulatedScanner({
  baud: Number(values['wire-baud']),
  terminator,
  encoding: values.encoding === 'gb18030' ? 'gb18030' : 'utf-8',
  aimPrefix: values.aim,
});
// Whatever the terminal sends, a scanner ignores.
const endpoint = await (values.pty === undefined
  ? createTcpEndpoint(...hostAndPort(values.tcp ?? '127.0.0.1:0'), () => undefined)
  : createPtyEndpoint(values.pty, () => undefined));
scanner.attach(endpoint);

const quit = () => void endpoint.unplug().finally(() => process.exit(0));
process.on('SIGTERM', quit);
process.on('SIGINT', quit);

const control = createScannerControl(scanner, quit);
const [controlHost, controlPort] = hostAndPort(values.control);
const port = await serveControl(control, controlHost, controlPort);
answerLines(process.stdin, control, (text) => process.stdout.write(text));
// Whoever holds the other end of standard input owns this process: without the owner it would be left behind.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', quit);
const ready = { ready: true, data: endpoint.uri, control: `tcp://${controlHost}:${port}`, pid: process.pid };
process.stdout.write(`${JSON.stringify(ready)}\n`);

function hostAndPort(text: string): [host: string, port: number] {
  const at = text.lastIndexOf(':');
  const port = Number(text.slice(at + 1));
  if (at < 1 || !Number.isInteger(port)) throw new Error(`HOST:PORT expected, ${text} given`);
  return [text.slice(0, at), port];
}
