// Emulated HID devices as a process: scanners, ID card readers, seal keys.
//   node scripts/run-ts.mjs tests/emulators/hid/main.ts --folder DIR [--control HOST:PORT]
// DIR is what the program under test has as HIDSHIM_DIR; keep it short, socket names end at 108 bytes.
// Prints one line of JSON when it is ready; obeys JSON lines (control.ts) on the control port and on standard input.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runEmulator } from '../emulator-process';
import { HidShelf } from './control';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, control: { type: 'string', default: '127.0.0.1:0' } },
});
const { folder } = values;
if (folder === undefined) throw new Error('--folder DIR');
mkdirSync(folder, { recursive: true });

const shelf = new HidShelf(folder);
await runEmulator({
  controlAddress: values.control,
  controlOf: (quit) => shelf.controlOf(quit),
  end: () => shelf.unplugAll(),
  where: { folder },
});
