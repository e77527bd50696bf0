// Another process on the same software key: shows a PIN so many times and prints the results as JSON, or signs once.
//   run-ts tests/support/skf-process.ts LIBRARY SERIAL verify PIN TIMES | sign PIN
import { randomBytes } from 'node:crypto';
import { SkfLibrary } from './skf-functions';
import { openKey } from './software-key-example';

const [path = '', serial = '', deed = '', pin = '', times = '1'] = process.argv.slice(2);
const library = new SkfLibrary(path);
const { application, container } = openKey(library, serial);
const show = () => library.call('SKF_VerifyPIN', application, 1, pin, library.word());
const results: number[] = [];
for (let i = 0; i < Number(times); i++) results.push(show());
if (deed === 'sign')
  results.push(library.call('SKF_ECCSignData', container, randomBytes(32), 32, Buffer.alloc(128)));
process.stdout.write(`${JSON.stringify(results)}\n`);
