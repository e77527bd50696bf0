// A serial scanner as a process, on a pseudo terminal or a TCP port:
//   node scripts/run-ts.mjs tests/emulators/scanner/main.ts (--pty LINK | --tcp HOST:PORT) [--control HOST:PORT]
//     [--wire-baud 9600] [--terminator cr|lf|crlf|none] [--encoding utf-8|gb18030] [--aim]
// Prints one line of JSON when it is ready; obeys JSON lines (control.ts) on the control port and on standard input.
import { parseArgs } from 'node:util';
import { openLine, runLineProcess } from '../id-card-reader/line-process';
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
const endpoint = await openLine(values, () => undefined);
scanner.attach(endpoint);
await runLineProcess(endpoint, values.control, (quit) => createScannerControl(scanner, quit));
