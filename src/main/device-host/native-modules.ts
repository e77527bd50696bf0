// Native modules that are loaded only when a device needs them: one that fails costs its own devices, not the host.
import { createRequire } from 'node:module';
import type Koffi from 'koffi';
import type * as NodeHid from 'node-hid';

const require = createRequire(import.meta.url);

/** Throws where its binding does not load on this machine. */
export function requireKoffi(): typeof Koffi {
  return require('koffi') as typeof Koffi;
}

export function requireNodeHid(): typeof NodeHid {
  return require('node-hid') as typeof NodeHid;
}
