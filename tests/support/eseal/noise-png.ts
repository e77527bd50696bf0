// A PNG of noise: a real picture whose size in bytes is that of its pixels, as a photograph's nearly is.
import { deflateSync } from 'node:zlib';
import { concatBytes, utf8 } from '#core/crypto/bytes';
import { crc32 } from '#core/ofd/package/crc32';
import type { Random } from '#tests/support/random';

/** `side` × `side` pixels, 8 bits of red, green and blue (ISO/IEC 15948). */
export function noisePng(side: number, random: Random): Uint8Array {
  const row = 1 + side * 3;
  const pixels = Uint8Array.from({ length: side * row }, (_, at) => (at % row === 0 ? 0 : random.below(256)));
  return concatBytes(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', concatBytes(uint32(side), uint32(side), Uint8Array.of(8, 2, 0, 0, 0))),
    chunk('IDAT', new Uint8Array(deflateSync(pixels, { level: 1 }))),
    chunk('IEND', new Uint8Array(0)),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatBytes(utf8(type), data);
  return concatBytes(uint32(data.length), body, uint32(crc32(body)));
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
