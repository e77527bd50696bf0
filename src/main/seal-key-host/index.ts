// Entry of the process of one SKF library: an Electron utility process, so that a vendor's code that crashes or hangs
// takes neither window nor database with it. The only place that loads koffi.
import type {} from 'electron';
import { createRequire } from 'node:module';
import { runSealKeyHost, type SealKeyHostPort } from './host';
import { refuseDump } from './no-dump';

const port = process.parentPort;
// Not bundled: a native module.
const koffi = createRequire(__filename)('koffi') as SealKeyHostPort['koffi'];

// Before any PIN and any vendor's code.
refuseDump(koffi);
runSealKeyHost({
  koffi,
  post: (message) => port.postMessage(message),
  onMessage: (handler) => port.on('message', (event) => handler(event.data)),
});
