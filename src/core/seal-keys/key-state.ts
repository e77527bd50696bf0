// What a plugged seal key and the library behind it can be, as exclusive unions.
import type { SealKeyError } from './seal-key-error';

export interface PinInfo {
  /** Tries that remain. */
  readonly left: number;
  readonly max: number;
  /** Still the PIN that the key was delivered with. */
  readonly isDefault: boolean;
}

/** A certificate for signing, as a key carries it. */
export interface CertificateOnKey {
  /** SM3 of the DER, hex. */
  readonly fingerprint: string;
  readonly der: Uint8Array;
  /** Common name, or the whole name where there is none. */
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly application: string;
  readonly container: string;
  readonly use: 'sign';
}

export type SealKeyState =
  | { readonly kind: 'reading' }
  /** `pin`: of the first application, as it was when the key was read; null where the library does not tell. */
  | {
      readonly kind: 'ready';
      readonly certificates: readonly CertificateOnKey[];
      readonly pin: PinInfo | null;
    }
  | { readonly kind: 'failed'; readonly error: SealKeyError }
  /** Its library's process ended and is being started again. */
  | { readonly kind: 'restarting'; readonly error: SealKeyError };

export interface PresentKey {
  /** Library and serial number: the same after replugging. */
  readonly keyId: string;
  readonly libraryId: string;
  readonly vendor: string;
  readonly label: string;
  readonly serial: string;
  readonly state: SealKeyState;
}

export type LibraryState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'restarting'; readonly error: SealKeyError };

/** A key that is plugged in while no library for it is installed. */
export interface MissingDriver {
  readonly profileId: string;
  readonly vendor: string;
  readonly name: string;
  /** What the key calls itself. */
  readonly product: string;
  /** Chinese: what to install. */
  readonly installHint: string;
}

/** First and last characters of a serial number, enough to tell two keys apart. */
export function maskedSerial(serial: string): string {
  if (serial.length <= 4) return '*'.repeat(serial.length);
  const shown = serial.length >= 10 ? 4 : 2;
  return `${serial.slice(0, 2)}${'*'.repeat(Math.min(6, serial.length - 2 - shown) || 1)}${serial.slice(-shown)}`;
}
