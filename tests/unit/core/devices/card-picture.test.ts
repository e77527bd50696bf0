// What a vendor's library answered is shown only when it is the one file that a card's picture can be.
import { describe, expect, it } from 'vitest';
import { checkCardPicture, PICTURE_FILE_BYTES } from '#core/devices/id-card/card-picture';
import { bmpFile } from '#main/device-host/bmp-file';

const good = (): Uint8Array =>
  bmpFile(
    Uint8Array.from({ length: 102 * 126 * 3 }, (_, at) => at % 251),
    102,
    126,
  );
const set = (at: number, ...values: number[]): Uint8Array => {
  const bytes = good();
  bytes.set(values, at);
  return bytes;
};
const codeOf = (bytes: Uint8Array): string | undefined => {
  const checked = checkCardPicture(bytes);
  return checked.ok ? undefined : checked.error.code;
};

describe('the picture of a card', () => {
  it('is the file that the host writes, whatever its pixels are', () => {
    const inside = new Uint8Array(PICTURE_FILE_BYTES + 7);
    inside.set(good(), 7);
    expect(PICTURE_FILE_BYTES).toBe(38_862);
    expect(checkCardPicture(inside.subarray(7))).toEqual({ ok: true, value: good() });
  });

  it('is a copy: what the library does to its bytes later changes nothing', () => {
    const bytes = good();
    const checked = checkCardPicture(bytes);
    bytes.fill(0xff);
    expect(checked).toEqual({ ok: true, value: good() });
  });

  it.each([
    ['nothing', new Uint8Array(0), 'PICTURE_NOT_BMP'],
    ['one byte', Uint8Array.of(0x42), 'PICTURE_NOT_BMP'],
    ['a PNG', set(0, 0x89, 0x50, 0x4e, 0x47), 'PICTURE_NOT_BMP'],
    ['the head of a BMP alone', good().subarray(0, 54), 'PICTURE_LENGTH'],
    ['a file cut short', good().subarray(0, PICTURE_FILE_BYTES - 1), 'PICTURE_LENGTH'],
    ['a file with more behind it', Uint8Array.of(...good(), 0), 'PICTURE_LENGTH'],
    ['another width', set(18, 103), 'PICTURE_DIMENSIONS'],
    ['a width of two thousand million', set(18, 102, 0, 0, 0x7f), 'PICTURE_DIMENSIONS'],
    ['a height upside down', set(22, 0x82, 0xff, 0xff, 0xff), 'PICTURE_DIMENSIONS'],
    ['a palette of eight bits', set(28, 8), 'PICTURE_DIMENSIONS'],
    ['32 bits', set(28, 32), 'PICTURE_DIMENSIONS'],
    ['another length of the file', set(2, 0, 0, 0, 0xff), 'PICTURE_HEADER'],
    ['reserved bytes that say something', set(6, 1), 'PICTURE_HEADER'],
    ['pixels that begin elsewhere', set(10, 0xff, 0xff), 'PICTURE_HEADER'],
    ['another header', set(14, 124), 'PICTURE_HEADER'],
    ['two planes', set(26, 2), 'PICTURE_HEADER'],
    ['run lengths', set(30, 1), 'PICTURE_HEADER'],
    ['bit fields', set(30, 3), 'PICTURE_HEADER'],
    ['another length of the pixels', set(34, 0, 0), 'PICTURE_HEADER'],
    ['colours of a palette', set(46, 0, 1), 'PICTURE_HEADER'],
    ['important colours', set(50, 1), 'PICTURE_HEADER'],
  ])('is not %s', (_what, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });
});
