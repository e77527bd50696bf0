// A recording as a device process, on a pseudo terminal or TCP:
//   node scripts/run-ts.mjs tests/emulators/replay/main.ts --file RECORDING.jsonl (--pty LINK | --tcp HOST:PORT)
//     [--control HOST:PORT]
// Prints one line of JSON when it is ready; obeys {"cmd":"go"}, {"cmd":"state"}, {"cmd":"quit"} on the control port and on
// standard input, each answered with the device's state.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { jsonControl, runEmulator } from '../emulator-process';
import { openLine } from '../id-card-reader/line-process';
import { replayedDevice } from './replayed-device';

const commandSchema = z.strictObject({ cmd: z.enum(['go', 'state', 'quit']) });

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    pty: { type: 'string' },
    tcp: { type: 'string' },
    control: { type: 'string', default: '127.0.0.1:0' },
  },
});
if (values.file === undefined) throw new Error('--file RECORDING.jsonl');

const device = replayedDevice(readFileSync(values.file, 'utf8'));
const endpoint = await openLine(values, (bytes) => device.receive(bytes));
device.attach(endpoint);
await runEmulator({
  controlAddress: values.control,
  controlOf: (quit) =>
    jsonControl((command) => {
      const { cmd } = commandSchema.parse(command);
      if (cmd === 'go') device.go();
      if (cmd === 'quit') setImmediate(quit);
      return device.state();
    }),
  end: () => {
    device.stop();
    return endpoint.unplug();
  },
  where: { data: endpoint.uri },
});
