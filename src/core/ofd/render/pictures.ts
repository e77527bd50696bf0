// Recognises pictures by their bytes (formats declared in files are often wrong).
import type { Picture } from './display-list';

const MAX_PICTURE_BYTES = 48 * 1024 * 1024;
const MAX_PIXELS = 120_000_000;

/** A picture that a browser engine shows; undefined for other formats (TIFF, JBIG2) and for absurd sizes. */
export function recognisePicture(data: Uint8Array): Picture | undefined {
  const mime = mimeOf(data);
  if (!mime || data.length > MAX_PICTURE_BYTES || pixelsOf(mime, data) > MAX_PIXELS) return undefined;
  return { mime, data };
}

function mimeOf(d: Uint8Array): Picture['mime'] | undefined {
  if (starts(d, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(d, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(d, 0x42, 0x4d)) return 'image/bmp';
  if (starts(d, 0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  return undefined;
}

/** Pixels as declared, for the formats that compress so well that a few kB can fill memory. */
function pixelsOf(mime: Picture['mime'], data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (mime === 'image/png' && data.length >= 24) return view.getUint32(16) * view.getUint32(20);
  if (mime === 'image/gif' && data.length >= 10) return view.getUint16(6, true) * view.getUint16(8, true);
  if (mime === 'image/bmp' && data.length >= 26)
    return Math.abs(view.getInt32(18, true) * view.getInt32(22, true));
  return 0;
}

function starts(data: Uint8Array, ...bytes: number[]): boolean {
  return bytes.every((byte, i) => data[i] === byte);
}
