// Outlines of embedded fonts: glyf and Type 2 by hand-made glyphs, real fonts where the machine has them.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFont } from '#core/ofd/fonts/embedded-font';
import { FontReader } from '#core/ofd/fonts/font-reader';
import type { Outline } from '#core/ofd/fonts/outline';
import { trueTypeOutline } from '#core/ofd/fonts/truetype-glyphs';
import { join } from './raw-zip';

const be16 = (...values: number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((v) => [(v >> 8) & 255, v & 255]));
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const show = (outline: Outline | undefined): string => `${outline?.ops} ${outline?.points.join(' ')}`;

describe('glyf', () => {
  // A square of four on-curve points, 0..100; then the same, halved and moved, as a component.
  const square = join([
    be16(1, 0, 0, 100, 100, 3, 0),
    bytes(0x01, 0x01, 0x01, 0x01),
    be16(0, 100, 0, -100),
    be16(0, 0, 100, 0),
  ]);
  const curve = join([
    be16(1, 0, 0, 100, 100, 3, 0),
    bytes(0, 0, 0, 0),
    be16(0, 100, 0, -100),
    be16(0, 0, 100, 0),
  ]);
  const composite = join([be16(-1, 0, 0, 0, 0, 0x000b, 0, 10, 20, 0x2000)]);
  const self = join([be16(-1, 0, 0, 0, 0, 0x0003, 3, 0, 0)]);
  const glyphs = [square, curve, composite, self, bytes()];
  const offsets = glyphs.reduce<number[]>((all, glyph) => [...all, all.at(-1)! + glyph.length], [0]);
  const tables = {
    glyf: new FontReader(join(glyphs)),
    loca: new FontReader(join(offsets.map((offset) => be16(0, offset)))),
    longLoca: true,
    glyphCount: glyphs.length,
  };

  it('draws lines, curves between off-curve points, and scaled components', () => {
    expect(show(trueTypeOutline(tables, 0))).toBe('MLLLZ 0 0 100 0 100 100 0 100');
    expect(show(trueTypeOutline(tables, 1))).toBe(
      'MQQQQZ 0 50 0 0 50 0 100 0 100 50 100 100 50 100 0 100 0 50',
    );
    expect(show(trueTypeOutline(tables, 2))).toBe('MLLLZ 10 20 60 20 60 70 10 70');
    expect(trueTypeOutline(tables, 4)).toEqual({ ops: '', points: [] });
  });

  it('refuses components of themselves and glyphs that are not there', () => {
    expect(() => trueTypeOutline(tables, 3)).toThrow();
    expect(() => trueTypeOutline(tables, 99)).toThrow();
  });
});

describe('CFF', () => {
  const index = (...items: Uint8Array[]): Uint8Array => {
    if (items.length === 0) return be16(0);
    const ends = items.reduce<number[]>((all, item) => [...all, all.at(-1)! + item.length], [1]);
    return join([be16(items.length), bytes(2), be16(...ends), ...items]);
  };
  const num = (v: number): number[] => [28, (v >> 8) & 255, v & 255];
  const op = (code: number, ...args: number[]): number[] => [...args.flatMap(num), code];

  function cff(charStrings: number[][], subrs: number[][]): Uint8Array {
    const head = join([bytes(1, 0, 4, 2), index(bytes(65))]);
    const globals = index(...subrs.map((s) => Uint8Array.from(s)));
    const topSize = 2 + 1 + 4 + 4;
    const at = head.length + topSize + 2 + globals.length;
    return join([
      head,
      index(Uint8Array.from(op(17, at))),
      index(),
      globals,
      index(...charStrings.map((c) => Uint8Array.from(c))),
    ]);
  }

  it('draws lines and curves, calls subroutines and skips hints', () => {
    const font = openFont(
      cff(
        [
          [14],
          [...op(18, 600, 10, 20), ...op(21, 50, 60), ...op(6, 100, 100, -100), 14],
          [...op(22, 10), ...op(29, -107), ...op(31, 10, 20, 30, 40), 14],
          [...op(1, 0, 10, 20, 30), 19, 0xc0, ...op(4, 5), ...op(30, 1, 2, 3, 4, 5), 14],
          [...op(21, 0, 0), ...num(1), 12, 9, 14],
        ],
        [[...op(5, 1, 2, 3, 4), 11]],
      ),
    );
    expect(font?.unitsPerEm).toBe(1000);
    expect(font?.outline(0)).toEqual({ ops: '', points: [] });
    expect(show(font?.outline(1))).toBe('MLLLZ 50 60 150 60 150 160 50 160');
    expect(show(font?.outline(2))).toBe('MLLCZ 10 0 11 2 14 6 24 6 44 36 44 76');
    expect(show(font?.outline(3))).toBe('MCZ 0 5 0 6 2 9 6 14');
    expect(font?.outline(4)).toBeUndefined();
    expect(font?.outline(99)).toBeUndefined();
  });

  it('stops subroutines that call themselves', () => {
    expect(openFont(cff([[...op(29, -107), 14]], [[...op(29, -107), 11]]))?.outline(0)).toBeUndefined();
  });
});

describe('fonts that are no fonts', () => {
  it('answers undefined', () => {
    expect(openFont(bytes())).toBeUndefined();
    expect(openFont(new TextEncoder().encode('<html>'.repeat(9)))).toBeUndefined();
    expect(
      openFont(
        join([
          bytes(0, 1, 0, 0),
          be16(1, 0, 0, 0),
          bytes(...Buffer.from('glyf')),
          be16(0, 0, 0xffff, 0xffff, 0, 9),
        ]),
      ),
    ).toBeUndefined();
  });
});

const NOTO = '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc';

describe.skipIf(!existsSync(NOTO))(`the collection ${NOTO} (skipped where the machine has none)`, () => {
  it('finds characters and draws them inside the em', () => {
    const font = openFont(new Uint8Array(readFileSync(NOTO)));
    const glyph = font?.glyphOf('国'.codePointAt(0)!);
    const outline = font?.outline(glyph ?? -1);
    expect(font?.hasCharacters).toBe(true);
    expect((outline?.ops.match(/M/g) ?? []).length).toBeGreaterThan(2);
    const xs = outline!.points.filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...xs)).toBeLessThanOrEqual(1000);
    expect(font?.glyphOf(0x10ffff)).toBeUndefined();
  });
});
