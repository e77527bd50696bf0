// The photo of somebody who does not exist, as a vendor's library would decode it: a head and shoulders drawn by two circles.
import { bmpFile } from '#main/device-host/bmp-file';

const WIDTH = 102;
const HEIGHT = 126;
type Bgr = readonly [number, number, number];
const GROUND: Bgr = [250, 246, 240];
const SKIN: Bgr = [158, 188, 224];
const COAT: Bgr = [110, 72, 44];

export function portrait(): Uint8Array {
  const bgr = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) bgr.set(colourAt(x, y), (y * WIDTH + x) * 3);
  return bmpFile(bgr, WIDTH, HEIGHT);
}

function colourAt(x: number, y: number): Bgr {
  if (Math.hypot(x - 51, (y - 52) * 0.85) < 25) return SKIN;
  return Math.hypot(x - 51, y - 132) < 48 ? COAT : GROUND;
}
