// Starts what needs starting, once for each process.
import { useSm2Engine } from './sm2';
import { createWasmSm2Engine } from './sm2-wasm-engine';
import { initSm3 } from './sm3';

let starting: Promise<void> | undefined;

/** Awaited once before anything of this folder is used. Idempotent. */
export function initCrypto(): Promise<void> {
  starting ??= initSm3().then(() => useSm2Engine(createWasmSm2Engine()));
  return starting;
}
