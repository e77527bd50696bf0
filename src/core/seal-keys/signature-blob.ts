// ECCSIGNATUREBLOB { r[64], s[64] } of a key ↔ SEQUENCE { r, s } of GB/T 35276.
import { decodeDer } from '../crypto/der';
import { derInteger, derSequence } from '../crypto/der-write';
import { bytesToBigint, N } from '../crypto/sm2-curve';
import { rightAligned } from './layouts';

const FIELD = 64;
export const SIGNATURE_BLOB_BYTES = 2 * FIELD;

/** DER, or undefined where r or s is no number below the order of the curve. */
export function signatureBlobToDer(blob: Uint8Array): Uint8Array | undefined {
  const r = rightAligned(blob.subarray(0, FIELD));
  const s = rightAligned(blob.subarray(FIELD, SIGNATURE_BLOB_BYTES));
  if (!r || !s || !inRange(r) || !inRange(s)) return undefined;
  return derSequence(derInteger(r), derInteger(s));
}

/** undefined where `der` is not two positive integers of at most 32 bytes. */
export function signatureDerToBlob(der: Uint8Array): Uint8Array | undefined {
  const parsed = decodeDer(der, (reader) =>
    reader.sequence((values) => [values.integerBytes(), values.integerBytes()] as const),
  );
  if (!parsed.ok) return undefined;
  const blob = new Uint8Array(SIGNATURE_BLOB_BYTES);
  for (const [index, bytes] of parsed.value.entries()) {
    if (bytes[0]! >= 0x80) return undefined;
    const magnitude = bytes[0] === 0 ? bytes.subarray(1) : bytes;
    if (magnitude.length > 32) return undefined;
    blob.set(magnitude, (index + 1) * FIELD - magnitude.length);
  }
  return blob;
}

function inRange(bytes: Uint8Array): boolean {
  const value = bytesToBigint(bytes);
  return value > 0n && value < N;
}
