// The functions of one SKF library (GM/T 0016) through koffi: pointers and numbers in, result code out, off the thread.
import type { Abi } from '#core/seal-keys/layouts';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { err, ok, type Result } from '#core/result';

/** What is handed to a library: a buffer to read or write, a number, a handle, or NULL. */
export type Argument = Uint8Array | number | bigint | null;

/** Parameter kinds: p(ointer or handle), u(long), b(ool). */
const FUNCTIONS = {
  SKF_EnumDev: 'bpp',
  SKF_ConnectDev: 'pp',
  SKF_DisConnectDev: 'p',
  SKF_GetDevInfo: 'pp',
  SKF_EnumApplication: 'ppp',
  SKF_OpenApplication: 'ppp',
  SKF_CloseApplication: 'p',
  SKF_EnumContainer: 'ppp',
  SKF_OpenContainer: 'ppp',
  SKF_CloseContainer: 'p',
  SKF_ExportCertificate: 'pbpp',
  SKF_GetPINInfo: 'puppp',
  SKF_VerifyPIN: 'pupp',
  SKF_ChangePIN: 'puppp',
  SKF_ECCSignData: 'ppup',
  SKF_ClearSecureState: 'p',
} as const;

/** Not in every library: without it, listing again has to do. */
const WAIT_FOR_EVENT = 'SKF_WaitForDevEvent';

export type SkfFunction = keyof typeof FUNCTIONS | typeof WAIT_FOR_EVENT;

export interface SkfBinding {
  readonly abi: Abi;
  /** Bytes of a handle. */
  readonly pointerBytes: number;
  has(name: SkfFunction): boolean;
  /** The result code. Buffers among the arguments must outlive the call: the caller holds them until it settles. */
  call(name: SkfFunction, ...args: readonly Argument[]): Promise<number>;
}

interface NativeFunction {
  async(...args: unknown[]): unknown;
}

/** As much of koffi as is used here. */
export interface Koffi {
  load(path: string): {
    func(name: string, result: string, parameters: string[]): NativeFunction;
    func(convention: string, name: string, result: string, parameters: string[]): NativeFunction;
  };
  sizeof(type: string): number;
}

/** Loads the library and finds its functions. @param stdcall 32-bit Windows: the convention that the standard names */
export function bindLibrary(
  koffi: Koffi,
  path: string,
  abi: Abi,
  stdcall: boolean,
): Result<SkfBinding, SealKeyError> {
  let library: ReturnType<Koffi['load']>;
  try {
    library = koffi.load(path);
  } catch {
    // Another processor's file, a missing dependency, or no library at all; the loader's text may name personal folders.
    return err({ code: 'SEAL_KEY_LIBRARY_UNUSABLE' });
  }
  const types = {
    p: 'void *',
    u: abi.ulongBytes === 4 ? 'uint32_t' : 'uint64_t',
    b: abi.boolBytes === 4 ? 'int32_t' : 'int64_t',
  };
  const find = (name: string, kinds: string): NativeFunction | undefined => {
    const parameters = [...kinds].map((kind) => types[kind as keyof typeof types]);
    try {
      return stdcall
        ? library.func('__stdcall', name, types.u, parameters)
        : library.func(name, types.u, parameters);
    } catch {
      return undefined;
    }
  };
  const functions = new Map<SkfFunction, NativeFunction>();
  for (const [name, kinds] of Object.entries(FUNCTIONS)) {
    const found = find(name, kinds);
    if (!found) return err({ code: 'SEAL_KEY_LIBRARY_UNUSABLE', call: name });
    functions.set(name as SkfFunction, found);
  }
  const wait = find(WAIT_FOR_EVENT, 'ppp');
  if (wait) functions.set(WAIT_FOR_EVENT, wait);

  return ok({
    abi,
    pointerBytes: koffi.sizeof('void *'),
    has: (name) => functions.has(name),
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        functions.get(name)!.async(...args, (failure: unknown, result: number | bigint) => {
          if (failure) reject(failure instanceof Error ? failure : new Error('koffi'));
          else resolve(Number(BigInt(result) & 0xffff_ffffn));
        });
      }),
  });
}
