// An ID card reader as a process, on a pseudo terminal or a TCP port:
//   node scripts/run-ts.mjs tests/emulators/id-card-reader/main.ts (--pty LINK | --tcp HOST:PORT)
//     [--control HOST:PORT] [--wire-baud 115200] [--habit select-tells|select-blind|single-read] [--fingerprints 0|512|1024]
// Prints one line of JSON when it is ready; obeys JSON lines on the control port and on standard input.
import { parseArgs } from 'node:util';
import { createControl } from './control';
import { openLine, runLineProcess } from './line-process';
import { EmulatedReader } from './reader';
import type { Habit } from './sam';

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
const endpoint = await openLine(values, (bytes) => reader.receive(bytes));
reader.attach(endpoint);
await runLineProcess(endpoint, values.control, (quit) => createControl(reader, quit));
