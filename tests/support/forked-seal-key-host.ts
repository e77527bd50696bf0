// The process of an SKF library on a Node channel in place of Electron's.
import { createRequire } from 'node:module';
import { runSealKeyHost, type SealKeyHostPort } from '#main/seal-key-host/host';

runSealKeyHost({
  koffi: createRequire(import.meta.url)('koffi') as SealKeyHostPort['koffi'],
  post: (message) => process.send?.(message),
  onMessage: (handler) => process.on('message', handler),
});
// A library may hold a thread for ever: an orderly exit would wait for it.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
