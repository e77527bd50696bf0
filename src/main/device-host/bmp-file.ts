// A picture as a BMP file (BITMAPINFOHEADER, 24 bits), which every window shows without a decoder.

const HEADER = 54;

/** `bgr`: rows from top to bottom without filling, blue first. */
export function bmpFile(bgr: Uint8Array, width: number, height: number): Uint8Array {
  const row = width * 3;
  const stride = Math.ceil(row / 4) * 4;
  const file = new Uint8Array(HEADER + stride * height);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, HEADER, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, stride * height, true);
  for (let y = 0; y < height; y += 1) {
    // Rows stand from bottom to top.
    file.set(bgr.subarray(y * row, (y + 1) * row), HEADER + (height - 1 - y) * stride);
  }
  return file;
}
