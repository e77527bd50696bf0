// Emulated HID devices as a process: scanners, ID card readers, seal keys.
//   node scripts/run-ts.mjs tests/emulators/hid/main.ts --folder DIR [--control HOST:PORT]
// DIR is what the program under test has as HIDSHIM_DIR; keep it short, socket names end at 108 bytes.
// Prints one line of JSON when it is ready; obeys JSON lines (control.ts) on the control port and on standard input.
import { fstatSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answerLines, serveControl } from '../id-card-reader/control';
import { HidShelf } from './control';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, control: { type: 'string', default: '127.0.0.1:0' } },
});
if (values.folder === undefined) throw new Error('--folder DIR');
mkdirSync(values.folder, { recursive: true });

const quit = () => void shelf.unplugAll().finally(() => process.exit(0));
const shelf: HidShelf = new HidShelf(values.folder, quit);
process.on('SIGTERM', quit);
process.on('SIGINT', quit);

const [host = '127.0.0.1', wanted = '0'] = values.control.split(':');
const port = await serveControl(shelf.control, host, Number(wanted));
answerLines(process.stdin, shelf.control, (text) => process.stdout.write(text));
// Whoever holds the other end of standard input owns this process: without the owner it would be left behind.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', quit);
const ready = { ready: true, control: `tcp://${host}:${port}`, folder: values.folder, pid: process.pid };
process.stdout.write(`${JSON.stringify(ready)}\n`);
