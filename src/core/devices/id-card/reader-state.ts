// What a reader is doing, as the clerk's screen shows it.
import { z } from 'zod';
import {
  READER_ERROR_CODES,
  readerErrorSchema,
  type ReaderError,
  type ReaderErrorCode,
} from '../reader-error';

export type ReaderState =
  /** No device at the address; `error` says why when it was there or is refused. */
  | { readonly kind: 'absent'; readonly error?: ReaderErrorCode }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'card-present'; readonly readingId: string }
  | { readonly kind: 'failed'; readonly error: ReaderError }
  /** The device host was lost and is being started again. */
  | { readonly kind: 'restarting' };

export const readerStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('absent'), error: z.enum(READER_ERROR_CODES).optional() }),
  z.strictObject({ kind: z.literal('connecting') }),
  z.strictObject({ kind: z.literal('waiting') }),
  z.strictObject({ kind: z.literal('reading') }),
  z.strictObject({ kind: z.literal('card-present'), readingId: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('failed'), error: readerErrorSchema }),
  z.strictObject({ kind: z.literal('restarting') }),
]) satisfies z.ZodType<ReaderState>;

export function sameReaderState(a: ReaderState, b: ReaderState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
