// A recording as a device process, on a pseudo terminal or TCP:
//   node scripts/run-ts.mjs tests/emulators/replay/main.ts --file RECORDING.jsonl (--pty LINK | --tcp 127.0.0.1:0)
// JSON lines on standard input: {"cmd":"go"}, {"cmd":"state"}, {"cmd":"quit"}. Ends when that pipe closes.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createPtyEndpoint } from '../id-card-reader/pty-endpoint';
import { createTcpEndpoint } from '../id-card-reader/tcp-endpoint';
import { replayedDevice } from './replayed-device';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    pty: { type: 'string' },
    tcp: { type: 'string', default: '127.0.0.1:0' },
  },
});
if (values.file === undefined) throw new Error('--file RECORDING.jsonl');

const device = replayedDevice(readFileSync(values.file, 'utf8'));
const receive = (bytes: Uint8Array): void => device.receive(bytes);
const [host = '127.0.0.1', port = '0'] = values.tcp.split(':');
const endpoint = await (values.pty === undefined
  ? createTcpEndpoint(host, Number(port), receive)
  : createPtyEndpoint(values.pty, receive));
device.attach(endpoint);
process.stdout.write(`${JSON.stringify({ ready: true, data: endpoint.uri, pid: process.pid })}\n`);

const quit = (): void => {
  device.stop();
  void endpoint.unplug().then(() => process.exit(0));
};
const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => {
  const { cmd } = JSON.parse(line) as { cmd?: string };
  if (cmd === 'go') device.go();
  if (cmd === 'quit') quit();
  process.stdout.write(`${JSON.stringify({ ok: true, ...device.state() })}\n`);
});
commands.on('close', quit);
process.on('SIGTERM', quit);
