// What the rest of the terminal may ask of seal keys.
import type { EventEmitter } from 'node:events';
import type { Result } from '#core/result';
import type { MissingDriver, PinInfo, PresentKey } from '#core/seal-keys/key-state';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { Part } from '../lifecycle/part';

export type { CertificateOnKey, PinInfo, PresentKey, SealKeyState } from '#core/seal-keys/key-state';

/** One HID device as the device host lists it. */
export interface HidDevice {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

export interface SealKeys extends EventEmitter<{ changed: [] }> {
  /** Started after the first paint. */
  readonly part: Part;
  keys(): readonly PresentKey[];
  /** Keys that are plugged in while no library for them is installed. */
  missing(): readonly MissingDriver[];
  /** The plugged key that carries this certificate. */
  find(fingerprint: string): PresentKey | undefined;
  /** Fresh from the key. */
  pinInfo(keyId: string, fingerprint: string): Promise<Result<PinInfo, SealKeyError>>;
  /**
   * One SKF_VerifyPIN, never more. `pin` is overwritten before the promise settles. The session is ended by end(), by
   * idle time, or with its key.
   */
  login(keyId: string, fingerprint: string, pin: Uint8Array): Promise<Result<KeySession, SealKeyError>>;
  /** One SKF_ChangePIN, never more. Both PINs are overwritten before the promise settles. */
  changePin(
    keyId: string,
    fingerprint: string,
    oldPin: Uint8Array,
    newPin: Uint8Array,
  ): Promise<Result<void, SealKeyError>>;
  /** The HID devices that are plugged in now: to tell a key whose library is not installed. */
  noteHidDevices(devices: readonly HidDevice[]): void;
}

/** A key somebody is logged in to. Fits `Signer<SealKeyError>` of core/eseal/sign through `signerOf`. */
export interface KeySession {
  /** DER. */
  readonly certificate: Uint8Array;
  /** @param digest 32 bytes. Answers DER of r and s. */
  sign(digest: Uint8Array): Promise<Result<Uint8Array, SealKeyError>>;
  /** Milliseconds spent inside the library so far. */
  readonly keyMs: number;
  /** Logs out and closes every handle. Idempotent. */
  end(): Promise<void>;
}
