// SW3, the third status byte of every answer of a reader's security module, and the error each stands for.
import type { ReaderError, ReaderErrorCode } from '../reader-error';

/** The reader got a question damaged: of the line, no word on the card. */
export const STATUS_LINE_DAMAGED = 0x10;
export const STATUS_OK = 0x90;
export const STATUS_CARD_FOUND = 0x9f;
export const STATUS_NO_CARD = 0x80;
export const STATUS_SELECT_FAILED = 0x81;
export const STATUS_READ_FAILED = 0x41;

const ERRORS: Readonly<Record<number, ReaderErrorCode>> = {
  [STATUS_LINE_DAMAGED]: 'READER_CHECKSUM',
  0x11: 'READER_COMMAND_REFUSED',
  0x21: 'READER_COMMAND_REFUSED',
  0x31: 'CARD_AUTH_FAILED',
  0x32: 'CARD_AUTH_FAILED',
  0x33: 'CARD_AUTH_FAILED',
  0x40: 'CARD_TYPE_UNSUPPORTED',
  0x41: 'CARD_READ_FAILED',
  0x47: 'CARD_READ_FAILED',
  0x60: 'READER_SELF_TEST',
  0x66: 'READER_NOT_LICENSED',
  0x80: 'CARD_REMOVED',
  0x81: 'CARD_REMOVED',
};

/** The error a refusing status means; a status that no list names keeps its number. */
export function errorOfStatus(status: number): ReaderError {
  return { code: ERRORS[status] ?? 'READER_COMMAND_REFUSED', status };
}

/** True when the reader itself is unfit, whatever card lies on it. */
export function isReaderFault(error: ReaderError): boolean {
  return error.code === 'READER_NOT_LICENSED' || error.code === 'READER_SELF_TEST';
}
