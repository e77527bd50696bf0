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
  return mime === 'image/jpeg' ? jpegPixels(view) : 0;
}

/** From the frame header (ITU-T T.81 B.2.2); 0 when there is none, and then nothing is shown either. */
function jpegPixels(view: DataView): number {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += 2 + view.getUint16(at + 2);
  }
  return 0;
}

function starts(data: Uint8Array, ...bytes: number[]): boolean {
  return bytes.every((byte, i) => data[i] === byte);
}
