// A process that dies by SIGSEGV, alone or after it refused dumps as the process of an SKF library does (`refused`).
import { createRequire } from 'node:module';
import { refuseDump } from '#main/seal-key-host/no-dump';
import type { Koffi } from '#main/seal-key-host/skf-binding';

if (process.argv.includes('refused'))
  process.stdout.write(`${refuseDump(createRequire(import.meta.url)('koffi') as Koffi)}\n`);
process.kill(process.pid, 'SIGSEGV');
