// PINs as bytes: what may be asked of a key at all, and which new PINs are refused before one try is spent.
import { equalBytes } from '../crypto/bytes';
import { err, ok, type Result } from '../result';
import type { SealKeyError } from './seal-key-error';

export interface PinLength {
  readonly minLength: number;
  readonly maxLength: number;
}

/** Length and characters: printable ASCII, the only text that every library reads the same way. */
export function checkPin(pin: Uint8Array, { minLength, maxLength }: PinLength): Result<void, SealKeyError> {
  if (pin.length < minLength || pin.length > maxLength)
    return err({ code: 'SEAL_KEY_PIN_LENGTH', min: minLength, max: maxLength });
  return pin.every(isPinByte) ? ok() : err({ code: 'SEAL_KEY_PIN_CHARACTERS' });
}

export function checkNewPin(
  newPin: Uint8Array,
  oldPin: Uint8Array,
  length: PinLength,
): Result<void, SealKeyError> {
  const checked = checkPin(newPin, length);
  if (!checked.ok) return checked;
  if (equalBytes(newPin, oldPin)) return err({ code: 'SEAL_KEY_PIN_SAME' });
  return isWeakPin(newPin) ? err({ code: 'SEAL_KEY_PIN_WEAK' }) : ok();
}

/** Both PINs of a change, before the key is asked. */
export function checkPinChange(
  oldPin: Uint8Array,
  newPin: Uint8Array,
  length: PinLength,
): Result<void, SealKeyError> {
  const old = checkPin(oldPin, length);
  return old.ok ? checkNewPin(newPin, oldPin, length) : old;
}

export function isPinByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

/**
 * Weak: one character or one pair repeated, a run up or down, or one that keys are delivered with. No copy is made of the
 * PIN.
 */
export function isWeakPin(pin: Uint8Array): boolean {
  const steps = (period: number, by: number) =>
    pin.every((byte, index) => index < period || byte === pin[index - period]! + by);
  return (
    pin.length < 2 ||
    [1, 2, 3].some((period) => pin.length > period && steps(period, 0)) ||
    steps(1, 1) ||
    steps(1, -1) ||
    steps(2, 1) ||
    DELIVERED_WITH.some((known) => sameText(pin, known))
  );
}

/** PINs that vendors deliver keys with, beyond what the patterns already refuse. */
const DELIVERED_WITH = ['1234567890', '0987654321', '12344321', 'admin123', 'rockey', '1234qwer', 'abc123'];

function sameText(pin: Uint8Array, text: string): boolean {
  return pin.length === text.length && pin.every((byte, index) => byte === text.charCodeAt(index));
}

/** What the default-PIN rule says of an operation: nothing but a change of PIN. */
export function defaultPinRule(pin: { readonly isDefault: boolean }): Result<void, SealKeyError> {
  return pin.isDefault ? err({ code: 'SEAL_KEY_PIN_DEFAULT' }) : ok();
}
