// A terminal that prints one page after the other until it is killed: `run-ts print-loop.ts FOLDER PRINTER-URI QUEUE`.
import { openPrintBench, request, spoolerOf } from './print-bench';

const [folder, uri, queue] = process.argv.slice(2) as [string, string, string];
const bench = await openPrintBench(folder, spoolerOf({ uri, queue }));
await bench.service.reconcile();
process.stdout.write('printing\n');
for (let number = 1; ; number++) {
  const printed = await bench.service.print(request(`case-${process.pid}-${number}`));
  if (!printed.ok) process.stdout.write(`${printed.error.code}\n`);
}
