// Values of a page changed at random: an answer each time, and never markup that is unsafe.
import { describe, expect, it } from 'vitest';
import { openOfd } from '#core/ofd/document/ofd-file';
import { openPackage } from '#core/ofd/package/zip-reader';
import { rewritePackage } from '#core/ofd/package/zip-writer';
import { recognisePicture } from '#core/ofd/render/pictures';
import { renderPage } from '#core/ofd/render/render-page';
import { FEATURE_PAGE } from './feature-page';
import { unsafeParts } from './safe-svg';

const VALUES = [
  '-1',
  '0',
  '1e308',
  '1e7',
  'NaN',
  '',
  'g 999999999 1',
  '9999',
  'true',
  '#',
  '../../x',
  '&#1;',
  '4 4',
  '&lt;b&gt;',
];
const SEED = 20260101;

/** Reproducible (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

describe(`changed values (seed ${SEED})`, () => {
  it('are refused or drawn, safely', () => {
    const random = numbers(SEED);
    const original = openPackage(FEATURE_PAGE);
    if (!original.ok) throw new Error(original.error.code);
    const parts = original.value.names().filter((name) => name.endsWith('.xml'));
    const seen = { refused: 0, drawn: 0 };
    for (let i = 0; i < 600; i++) {
      const name = parts[random(parts.length)]!;
      let source = new TextDecoder().decode(original.value.read(name));
      for (let n = random(3); n >= 0; n--) {
        const places = [...source.matchAll(/(?<==")[^"]*(?=")|-?\d+(\.\d+)?/g)];
        const place = places[random(places.length)]!;
        source =
          source.slice(0, place.index) +
          VALUES[random(VALUES.length)] +
          source.slice(place.index + place[0].length);
      }
      const bytes = rewritePackage(original.value, {
        replace: [{ name, data: new TextEncoder().encode(source) }],
      });
      const file = openOfd(bytes);
      const document = file.ok ? file.value.document(0) : file;
      const page = document.ok ? renderPage(document.value, 0) : document;
      if (page.ok) expect(unsafeParts(page.value.svg)).toEqual([]);
      seen[page.ok ? 'drawn' : 'refused']++;
    }
    expect(seen.drawn).toBeGreaterThan(200);
    expect(seen.refused).toBeGreaterThan(20);
  }, 30_000);
});

describe('recognisePicture', () => {
  const jpeg = (height: number, width: number): Uint8Array =>
    Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      0xc0,
      0,
      17,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      3,
      0,
      0,
    );

  it('goes by the bytes, and refuses pictures whose pixels would fill the memory', () => {
    expect(recognisePicture(jpeg(600, 800))?.mime).toBe('image/jpeg');
    expect(recognisePicture(jpeg(65000, 65000))).toBeUndefined();
    expect(recognisePicture(new TextEncoder().encode('<svg onload="x"/>'))).toBeUndefined();
    expect(recognisePicture(Uint8Array.of(0x49, 0x49, 0x2a, 0))).toBeUndefined();
  });
});
