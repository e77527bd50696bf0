// Entry of the process of one SKF library: an Electron utility process, so that a vendor's code that crashes or hangs
// takes neither window nor database with it. The only place that loads koffi.
import type {} from 'electron';
import { createRequire } from 'node:module';
import { runSealKeyHost, type SealKeyHostPort } from './host';

const port = process.parentPort;

runSealKeyHost({
  // Not bundled: a native module.
  koffi: createRequire(__filename)('koffi') as SealKeyHostPort['koffi'],
  post: (message) => port.postMessage(message),
  onMessage: (handler) => port.on('message', (event) => handler(event.data)),
});
