// The software key's functions called directly through koffi, for tests of the library itself: results as numbers, PINs and
// names as text. The terminal's own driver is src/main/seal-key-host.
import koffi, { type LibraryHandle } from 'koffi';
import { DEFAULT_VARIANT, type SoftwareKeyVariant } from '#emulators/skf/build';

export type SkfHandle = bigint;

type BoundFunction = ReturnType<LibraryHandle['func']>;

const BLOCK_CIPHER_PARAM = koffi.struct({
  iv: koffi.array('uint8', 32),
  ivLength: 'uint32',
  padding: 'uint32',
  feed: 'uint32',
});

/** One loaded library. `call` gives the result code; buffers and words are the caller's. */
export class SkfLibrary {
  readonly #functions = new Map<string, BoundFunction>();
  readonly #library: LibraryHandle;
  readonly variant: SoftwareKeyVariant;

  constructor(path: string, variant: Partial<SoftwareKeyVariant> = {}) {
    this.#library = koffi.load(path);
    this.variant = { ...DEFAULT_VARIANT, ...variant };
  }

  call(name: string, ...values: readonly SkfValue[]): number {
    return Number(this.#bind(name, values)(...values.map(plain)));
  }

  /** On a thread of its own. */
  callAsync(name: string, ...values: readonly SkfValue[]): Promise<number> {
    const bound = this.#bind(name, values);
    return new Promise((done, failed) =>
      bound.async(...values.map(plain), (error: Error | null, result: unknown) =>
        error ? failed(error) : done(Number(result)),
      ),
    );
  }

  /** An …Init function, which takes its BLOCKCIPHERPARAM by value: 44 bytes with a 4-byte ULONG. */
  cipherInit(name: string, handle: SkfHandle, parameters: Buffer): number {
    const bound = this.#library.func(name, 'uint32', ['uintptr', BLOCK_CIPHER_PARAM]);
    const [ivLength, padding, feed] = [32, 36, 40].map((at) => parameters.readUInt32LE(at));
    return Number(bound(handle, { iv: [...parameters.subarray(0, 32)], ivLength, padding, feed }));
  }

  unload(): void {
    this.#library.unload();
  }

  /** A ULONG to be written by the library. */
  word(value = 0): SkfWord {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return new SkfWord(bytes, this.variant.ulongBytes);
  }

  bool(): SkfWord {
    return new SkfWord(Buffer.alloc(8), this.variant.boolBytes);
  }

  /** A length asked for, then the bytes. */
  sized(name: string, ...before: readonly SkfValue[]): { result: number; bytes: Uint8Array } {
    const size = this.word();
    const asked = this.call(name, ...before, null, size);
    if (asked !== 0) return { result: asked, bytes: new Uint8Array() };
    const bytes = Buffer.alloc(size.value);
    const result = this.call(name, ...before, bytes, size);
    return { result, bytes: new Uint8Array(bytes.subarray(0, size.value)) };
  }

  names(name: string, ...before: readonly SkfValue[]): string[] {
    const { bytes } = this.sized(name, ...before);
    return Buffer.from(bytes)
      .toString()
      .split('\0')
      .filter((one) => one !== '');
  }

  /** A function that opens something: its result and the handle. */
  opening(name: string, ...before: readonly SkfValue[]): { result: number; handle: SkfHandle } {
    const out = Buffer.alloc(8);
    const result = this.call(name, ...before, out);
    return { result, handle: out.readBigUInt64LE() };
  }

  #bind(name: string, values: readonly SkfValue[]): BoundFunction {
    const types = values.map((value) => this.#typeOf(value));
    const key = `${name}(${types.join()})`;
    const known = this.#functions.get(key);
    if (known) return known;
    const ulong = this.variant.ulongBytes === 4 ? 'uint32' : 'uint64';
    const bound = this.#library.func(name, ulong, types);
    this.#functions.set(key, bound);
    return bound;
  }

  #typeOf(value: SkfValue): string {
    if (typeof value === 'number') return this.variant.ulongBytes === 4 ? 'uint32' : 'uint64';
    if (typeof value === 'boolean') return this.variant.boolBytes === 4 ? 'int' : 'int64';
    if (typeof value === 'bigint') return 'uintptr';
    return typeof value === 'string' ? 'str' : 'void *';
  }
}

export class SkfWord {
  constructor(
    readonly bytes: Buffer,
    readonly width: 4 | 8,
  ) {}

  get value(): number {
    return this.width === 4 ? this.bytes.readUInt32LE() : Number(this.bytes.readBigUInt64LE());
  }
}

export type SkfValue = number | boolean | bigint | string | Buffer | SkfWord | null;

const plain = (value: SkfValue): unknown =>
  value instanceof SkfWord ? value.bytes : typeof value === 'boolean' ? Number(value) : value;

/** 32-byte values of an ECCSIGNATUREBLOB; throws where they are not right-aligned. */
export function signatureValues(blob: Uint8Array): { r: Uint8Array; s: Uint8Array } {
  const value = (at: number) => {
    if (blob.subarray(at, at + 32).some((byte) => byte !== 0)) throw new Error('not right-aligned');
    return blob.slice(at + 32, at + 64);
  };
  return { r: value(0), s: value(64) };
}
