// CRC-32 of ZIP (ISO 3309), four bytes a step.

const TABLES = makeTables();

/** CRC-32 of `bytes` as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = TABLES;
  const end = bytes.length;
  let crc = ~0;
  let i = 0;
  for (; i + 4 <= end; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!;
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}

function makeTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const t0 = new Int32Array(256);
  const t1 = new Int32Array(256);
  const t2 = new Int32Array(256);
  const t3 = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    t0[n] = c;
  }
  for (let n = 0; n < 256; n++) {
    t1[n] = (t0[n]! >>> 8) ^ t0[t0[n]! & 255]!;
    t2[n] = (t1[n]! >>> 8) ^ t0[t1[n]! & 255]!;
    t3[n] = (t2[n]! >>> 8) ^ t0[t2[n]! & 255]!;
  }
  return [t0, t1, t2, t3];
}
