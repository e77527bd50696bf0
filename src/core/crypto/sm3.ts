// SM3 (GB/T 32905-2016) and HMAC-SM3: synchronous after one asynchronous start, on hash-wasm.
import { createSM3 } from 'hash-wasm';

const BLOCK_BYTES = 64;
type Hasher = Awaited<ReturnType<typeof createSM3>>;

let shared: Hasher | undefined;
let starting: Promise<void> | undefined;

/** Instantiates the WASM module. Idempotent; call once when the process starts. */
export async function initSm3(): Promise<void> {
  starting ??= createSM3().then((hasher) => {
    shared = hasher;
  });
  await starting;
}

/** SM3 digest (32 bytes) of the chunks, read as one message. Throws before `initSm3()`. */
export function sm3(...chunks: Uint8Array[]): Uint8Array {
  if (!shared) throw new Error('initSm3() has not been awaited');
  shared.init();
  for (const chunk of chunks) shared.update(chunk);
  return shared.digest('binary');
}

/** HMAC-SM3 (GB/T 15852.2 with SM3): 32 bytes; any key length. */
export function hmacSm3(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sm3(key) : key);
  const inner = sm3(
    block.map((byte) => byte ^ 0x36),
    message,
  );
  return sm3(
    block.map((byte) => byte ^ 0x5c),
    inner,
  );
}

/** A message that arrives in pieces, while other digests are computed between them. */
export interface Sm3Stream {
  update(chunk: Uint8Array): void;
  /** 32 bytes; the stream is at its end afterwards. */
  digest(): Uint8Array;
}

/** A stream with a WASM instance of its own. */
export async function createSm3Stream(): Promise<Sm3Stream> {
  const hasher = await createSM3();
  hasher.init();
  return { update: (chunk) => void hasher.update(chunk), digest: () => hasher.digest('binary') };
}
