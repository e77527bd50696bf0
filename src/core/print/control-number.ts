// The control number (控制编号) of a printed page: readable, unique at its counter, with a check character.
import { err, ok, type Result } from '../result';

export interface ControlNumberParts {
  /** Letters and digits of the place, `XUCHANG` or `411000`. */
  readonly place: string;
  readonly window: string;
  /** `YYYYMMDD`, the civil day in China. */
  readonly day: string;
  /** 1…999999 within the day. */
  readonly serial: number;
}

export type ControlNumberError =
  { readonly code: 'CONTROL_NUMBER_FORM' } | { readonly code: 'CONTROL_NUMBER_CHECK' };

export const MAX_SERIAL = 999_999;
const FORM = /^([A-Z0-9]{2,16})-([A-Z0-9]{1,6})-(\d{8})-(\d{6})-([A-Z0-9])$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** `XUCHANG-W07-20261121-000123-K`. Parts that cannot form a number are a bug and throw. */
export function controlNumber(parts: ControlNumberParts): string {
  const { place, window, day, serial } = parts;
  const number = `${place}-${window}-${day}-${String(serial).padStart(6, '0')}`;
  const complete = `${number}-${checkCharacter(number)}`;
  if (!FORM.test(complete) || serial < 1 || serial > MAX_SERIAL || !isDay(day)) {
    throw new Error(`no control number for ${place}/${window}/${day}/${serial}`);
  }
  return complete;
}

/** Reads a number that a person typed or a scanner read: small letters and blanks around it are forgiven. */
export function parseControlNumber(text: string): Result<ControlNumberParts, ControlNumberError> {
  const candidate = text.trim().toUpperCase();
  const match = FORM.exec(candidate);
  if (!match) return err({ code: 'CONTROL_NUMBER_FORM' });
  const [, place, window, day, serial, check] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!isDay(day) || Number(serial) < 1) return err({ code: 'CONTROL_NUMBER_FORM' });
  if (checkCharacter(candidate.slice(0, -2)) !== check) return err({ code: 'CONTROL_NUMBER_CHECK' });
  return ok({ place, window, day, serial: Number(serial) });
}

/**
 * ISO/IEC 7064 MOD 37,36: finds every single wrong character and nearly every swap of neighbours. Hyphens do not count.
 */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text.replaceAll('-', '')) {
    const sum = (product + ALPHABET.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36]!;
}

function isDay(day: string): boolean {
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}
