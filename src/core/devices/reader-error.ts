// Everything that can go wrong between a clerk's reader and a card, as one closed list. Words are the renderer's.
import { z } from 'zod';

export const READER_ERROR_CODES = [
  /** The card was lifted before it was read to the end. */
  'CARD_REMOVED',
  /** The reader could not read the card, also after repetition (SW3 41, 47). */
  'CARD_READ_FAILED',
  /** Reader and card did not authenticate each other, or the card's content failed verification (31, 32, 33). */
  'CARD_AUTH_FAILED',
  /** Not one of the three kinds of identity card (40, or an unknown type on the chip). */
  'CARD_TYPE_UNSUPPORTED',
  /** The bytes arrived whole, but what they say cannot be an identity card, or two readings differ. */
  'CARD_DATA_INVALID',
  /** The port is open and nothing answers. */
  'READER_SILENT',
  /** Damage on the line, also after repetition (wrong check bytes, or SW3 10). */
  'READER_CHECKSUM',
  /** The reader refuses its own commands (11, 21), or answers with a status that no list names. */
  'READER_COMMAND_REFUSED',
  /** The security module has no licence (66). */
  'READER_NOT_LICENSED',
  /** The security module failed its self-test (60). */
  'READER_SELF_TEST',
  /** The reader was unplugged, or its port does not exist. */
  'READER_GONE',
  /** Another program holds the port. */
  'READER_BUSY',
  /** The operating system does not let us open the port. */
  'READER_NO_PERMISSION',
  /** The network address of the reader cannot be reached. */
  'READER_UNREACHABLE',
  /** The configured address is not one that we know how to open. */
  'READER_ADDRESS_INVALID',
  /** The native driver that such a reader needs did not load on this machine. */
  'READER_DRIVER_MISSING',
  /** The device at the address is there, but it cannot carry a reader's messages. */
  'READER_UNSUITABLE',
] as const;

export type ReaderErrorCode = (typeof READER_ERROR_CODES)[number];

export interface ReaderError {
  readonly code: ReaderErrorCode;
  /** SW3 of the reader's answer, where there was one. */
  readonly status?: number;
  /** CARD_DATA_INVALID: the field that could not be read; never its content. */
  readonly field?: string;
}

export const readerErrorSchema = z.strictObject({
  code: z.enum(READER_ERROR_CODES),
  status: z.int().min(0).max(255).optional(),
  field: z.string().max(40).optional(),
}) satisfies z.ZodType<ReaderError>;
