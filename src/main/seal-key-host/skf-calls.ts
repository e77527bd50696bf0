// The calls of GM/T 0016 with meaning: each with its deadline, each answer checked before anybody believes it.
import { parseNameList, nulTerminated, type KeyName } from '#core/seal-keys/name-list';
import {
  parseDevInfo,
  readBool,
  readUlong,
  STRUCTURE_ROOM,
  writeUlong,
  type DevInfo,
} from '#core/seal-keys/layouts';
import { cutToDer } from '#core/seal-keys/key-certificate';
import type { PinInfo } from '#core/seal-keys/key-state';
import type { LibraryProfile } from '#core/seal-keys/library-profile';
import { errorOfResult, SAR_BUFFER_TOO_SMALL, SAR_OK } from '#core/seal-keys/result-codes';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { SIGNATURE_BLOB_BYTES, signatureBlobToDer } from '#core/seal-keys/signature-blob';
import { err, ok, type Result } from '#core/result';
import type { Argument, SkfBinding, SkfFunction } from './skf-binding';

type Outcome<T> = Promise<Result<T, SealKeyError>>;

export type Handle = bigint;

/** Thrown through everything once a call did not come back: nothing may be asked of this library any more. */
export class LibraryHangs extends Error {
  constructor(readonly error: SealKeyError) {
    super(error.code);
  }
}

const USER_TYPE = 1;
const TRUE = 1;
/** Beyond what any key holds; a larger size is a broken answer. */
const MOST_BYTES = 65_536;
const NAMES_ROOM = 4_096;
const MOST_TRIES = 1_000;

export class SkfCalls {
  readonly #binding: SkfBinding;
  readonly #deadlines: LibraryProfile['deadlines'];
  #keyMs = 0;
  #hung: LibraryHangs | undefined;

  constructor(binding: SkfBinding, deadlines: LibraryProfile['deadlines']) {
    this.#binding = binding;
    this.#deadlines = deadlines;
  }

  /** Milliseconds spent inside the library since the process began, waiting for events not counted. */
  get keyMs(): number {
    return this.#keyMs;
  }

  devices(): Outcome<KeyName[]> {
    return this.#names('SKF_EnumDev', TRUE);
  }

  connect(device: Uint8Array): Outcome<Handle> {
    return this.#open('SKF_ConnectDev', nulTerminated(device));
  }

  disconnect(device: Handle): Outcome<void> {
    return this.#close('SKF_DisConnectDev', device);
  }

  async deviceInfo(device: Handle): Outcome<DevInfo> {
    const room = new Uint8Array(STRUCTURE_ROOM);
    const called = await this.#list('SKF_GetDevInfo', device, room);
    return called.ok ? ok(parseDevInfo(room, this.#binding.abi)) : called;
  }

  applications(device: Handle): Outcome<KeyName[]> {
    return this.#names('SKF_EnumApplication', device);
  }

  openApplication(device: Handle, name: Uint8Array): Outcome<Handle> {
    return this.#open('SKF_OpenApplication', device, nulTerminated(name));
  }

  closeApplication(application: Handle): Outcome<void> {
    return this.#close('SKF_CloseApplication', application);
  }

  containers(application: Handle): Outcome<KeyName[]> {
    return this.#names('SKF_EnumContainer', application);
  }

  openContainer(application: Handle, name: Uint8Array): Outcome<Handle> {
    return this.#open('SKF_OpenContainer', application, nulTerminated(name));
  }

  closeContainer(container: Handle): Outcome<void> {
    return this.#close('SKF_CloseContainer', container);
  }

  /** The certificate for signing, as DER. */
  async signingCertificate(container: Handle): Outcome<Uint8Array> {
    const call = 'SKF_ExportCertificate';
    const size = this.#number();
    const asked = await this.#list(call, container, TRUE, null, size);
    if (!sizeTold(asked)) return asked;
    const expected = this.#read(size);
    if (expected < 2 || expected > MOST_BYTES) return err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
    const room = new Uint8Array(expected + STRUCTURE_ROOM);
    this.#write(size, room.length);
    const called = await this.#list(call, container, TRUE, room, size);
    if (!called.ok) return called;
    const length = this.#read(size);
    const der = length <= room.length ? cutToDer(room.subarray(0, length)) : undefined;
    return der ? ok(der) : err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
  }

  async pinInfo(application: Handle): Outcome<PinInfo> {
    const call = 'SKF_GetPINInfo';
    const [most, left, isDefault] = [this.#number(), this.#number(), this.#number()];
    const called = await this.#list(call, application, USER_TYPE, most, left, isDefault);
    if (!called.ok) return called;
    const info = {
      left: this.#read(left),
      max: this.#read(most),
      isDefault: readBool(isDefault, this.#binding.abi),
    };
    return info.max <= MOST_TRIES && info.left <= info.max
      ? ok(info)
      : err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
  }

  /** @param pin with its closing NUL; the caller overwrites it */
  verifyPin(application: Handle, pin: Uint8Array): Outcome<void> {
    return this.#pin('SKF_VerifyPIN', [application, USER_TYPE, pin]);
  }

  /** @param oldPin with its closing NUL; the caller overwrites it @param newPin likewise */
  changePin(application: Handle, oldPin: Uint8Array, newPin: Uint8Array): Outcome<void> {
    return this.#pin('SKF_ChangePIN', [application, USER_TYPE, oldPin, newPin]);
  }

  logOut(application: Handle): Outcome<void> {
    return this.#close('SKF_ClearSecureState', application);
  }

  /** DER of r and s over a digest of 32 bytes. */
  async sign(container: Handle, digest: Uint8Array): Outcome<Uint8Array> {
    const call = 'SKF_ECCSignData';
    const room = new Uint8Array(SIGNATURE_BLOB_BYTES + STRUCTURE_ROOM);
    const called = await this.#call(call, this.#deadlines.sign, container, digest, digest.length, room);
    if (!called.ok) return called;
    const der = signatureBlobToDer(room);
    return der ? ok(der) : err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
  }

  /** Ends at the next plug or unplug; false where the library cannot tell. No deadline: waiting is its purpose. */
  async waitForEvent(): Promise<boolean> {
    if (!this.#binding.has('SKF_WaitForDevEvent')) return false;
    const [device, length, event] = [new Uint8Array(NAMES_ROOM), this.#number(), this.#number()];
    this.#write(length, device.length);
    return (await this.#binding.call('SKF_WaitForDevEvent', device, length, event)) === SAR_OK;
  }

  async #names(call: SkfFunction, ...of: Argument[]): Outcome<KeyName[]> {
    const size = this.#number();
    const asked = await this.#list(call, ...of, null, size);
    if (!sizeTold(asked)) return asked;
    const expected = this.#read(size);
    if (expected > MOST_BYTES) return err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
    const room = new Uint8Array(expected + NAMES_ROOM);
    this.#write(size, room.length);
    const called = await this.#list(call, ...of, room, size);
    if (!called.ok) return called;
    const names = parseNameList(room, this.#read(size));
    return names.ok ? names : err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call });
  }

  async #open(call: SkfFunction, ...of: Argument[]): Outcome<Handle> {
    const room = new Uint8Array(16);
    const called = await this.#list(call, ...of, room);
    if (!called.ok) return called;
    const view = new DataView(room.buffer);
    const handle =
      this.#binding.pointerBytes === 8 ? view.getBigUint64(0, true) : BigInt(view.getUint32(0, true));
    return handle === 0n ? err({ code: 'SEAL_KEY_ANSWER_MALFORMED', call }) : ok(handle);
  }

  #close(call: SkfFunction, handle: Handle): Outcome<void> {
    return this.#list(call, handle);
  }

  async #pin(call: 'SKF_VerifyPIN' | 'SKF_ChangePIN', args: Argument[]): Outcome<void> {
    const left = this.#number();
    const called = await this.#call(call, this.#deadlines.pin, ...args, left);
    if (called.ok) return called;
    if (called.error.code === 'SEAL_KEY_PIN_LOCKED') return err({ ...called.error, left: 0 });
    if (called.error.code !== 'SEAL_KEY_PIN_WRONG') return called;
    const remaining = this.#read(left);
    if (remaining === 0) return err({ ...called.error, code: 'SEAL_KEY_PIN_LOCKED', left: 0 });
    return err(remaining <= MOST_TRIES ? { ...called.error, left: remaining } : called.error);
  }

  #list(call: SkfFunction, ...args: Argument[]): Outcome<void> {
    return this.#call(call, this.#deadlines.list, ...args);
  }

  async #call(call: SkfFunction, deadlineMs: number, ...args: Argument[]): Outcome<void> {
    if (this.#hung) throw this.#hung;
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#hung = new LibraryHangs({ code: 'SEAL_KEY_HANGS', call });
        reject(this.#hung);
      }, deadlineMs);
    });
    try {
      const result = await Promise.race([this.#binding.call(call, ...args), late]);
      return result === SAR_OK ? ok() : err(errorOfResult(result, call));
    } finally {
      clearTimeout(timer);
      this.#keyMs += performance.now() - begun;
    }
  }

  /** Room for a number that the library writes, as wide as any library thinks it is. */
  #number(): Uint8Array {
    return new Uint8Array(16);
  }

  #read(room: Uint8Array): number {
    return readUlong(room, 0, this.#binding.abi);
  }

  #write(room: Uint8Array, value: number): void {
    writeUlong(room, 0, value, this.#binding.abi);
  }
}

/** Some libraries answer the question for a size with SAR_BUFFER_TOO_SMALL, and tell it all the same. */
function sizeTold(asked: Result<void, SealKeyError>): asked is { readonly ok: true; readonly value: void } {
  return asked.ok || asked.error.result === SAR_BUFFER_TOO_SMALL;
}
