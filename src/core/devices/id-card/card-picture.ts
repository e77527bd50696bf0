// The picture of a card as a vendor's library decoded it: what it must be, byte for byte, before anything shows it. A foreign
// library shares its process with the bytes that it answers, so nothing about them is taken for granted.
import { err, ok } from '#core/result';
import type { Result } from '#core/result';

/** Pixels of the picture on a card (GA 450: WLT decodes to 102 × 126). */
export const PICTURE_WIDTH = 102;
export const PICTURE_HEIGHT = 126;

const HEADER_BYTES = 54;
/** Rows of a BMP file end at a multiple of four bytes. */
const STRIDE = Math.ceil((PICTURE_WIDTH * 3) / 4) * 4;
const PIXEL_BYTES = STRIDE * PICTURE_HEIGHT;
export const PICTURE_FILE_BYTES = HEADER_BYTES + PIXEL_BYTES;

export type PictureErrorCode = 'PICTURE_NOT_BMP' | 'PICTURE_LENGTH' | 'PICTURE_DIMENSIONS' | 'PICTURE_HEADER';

type Field = readonly [at: number, bytes: 2 | 4, value: number];

/** BITMAPINFOHEADER: width, height (positive: rows from bottom to top). */
const DIMENSIONS: readonly Field[] = [
  [18, 4, PICTURE_WIDTH],
  [22, 4, PICTURE_HEIGHT],
  [28, 2, 24],
];
/** Everything else that the two headers say, from the file's length to the number of important colours. */
const REST: readonly Field[] = [
  [2, 4, PICTURE_FILE_BYTES],
  [6, 4, 0],
  [10, 4, HEADER_BYTES],
  [14, 4, 40],
  [26, 2, 1],
  [30, 4, 0],
  [34, 4, PIXEL_BYTES],
  [38, 4, 0],
  [42, 4, 0],
  [46, 4, 0],
  [50, 4, 0],
];

/**
 * A BMP file of 102 × 126 pixels, 24 bits, uncompressed, without palette, and nothing after its pixels: the only picture that
 * is kept and shown.
 * @returns a copy of its own
 */
export function checkCardPicture(
  bmp: Uint8Array,
): Result<Uint8Array<ArrayBuffer>, { code: PictureErrorCode }> {
  if (bmp[0] !== 0x42 || bmp[1] !== 0x4d) return err({ code: 'PICTURE_NOT_BMP' });
  if (bmp.length !== PICTURE_FILE_BYTES) return err({ code: 'PICTURE_LENGTH' });
  const view = new DataView(bmp.buffer, bmp.byteOffset, bmp.byteLength);
  const holds = ([at, bytes, value]: Field): boolean =>
    (bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true)) === value;
  if (!DIMENSIONS.every(holds)) return err({ code: 'PICTURE_DIMENSIONS' });
  if (!REST.every(holds)) return err({ code: 'PICTURE_HEADER' });
  return ok(Uint8Array.from(bmp));
}
