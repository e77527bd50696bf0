// Starts what needs starting, once for each process.
import { initSm3 } from './sm3';

/** Awaited once before anything of this folder is used. Idempotent. */
export async function initCrypto(): Promise<void> {
  await initSm3();
}
