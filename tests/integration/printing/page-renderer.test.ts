// The printed page itself: real Chromium, real PDF; size, extractable Chinese, true scale, nothing active.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingForRendering, renderSamples } from '#tests/support/printing/build-render-app';
import { control, copy, form, holder, slip } from '#tests/support/printing/samples';

const missing = await missingForRendering();
if (missing) console.warn(`skipped: ${missing}`);

describe.skipIf(missing)('the printed page', () => {
  let out: string;
  let report: Awaited<ReturnType<typeof renderSamples>>;

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'zcpages-'));
    report = await renderSamples(out);
  });
  afterAll(() => rmSync(out, { recursive: true }));

  const text = (name: string): string =>
    execFileSync('pdftotext', ['-layout', join(out, `${name}.pdf`), '-']).toString();
  const flat = (name: string): string => text(name).replaceAll(/\s/g, '');

  test.each([
    ['copy', 1, 595.28, 841.89],
    ['copy-wide', 2, 595.28, 841.89],
    ['form', 1, 595.28, 841.89],
    ['form-many', 2, 595.28, 841.89],
    ['slip-a5', 1, 419.53, 595.28],
  ])('%s: %i pages of %f × %f pt', (name, pages, width, height) => {
    expect(report[name]).toMatchObject({ pages });
    const info = execFileSync('pdfinfo', ['-l', '9', join(out, `${name}.pdf`)]).toString();
    const sizes = [...info.matchAll(/Page +\d+ size:\s+([\d.]+) x ([\d.]+)/g)];
    expect(sizes).toHaveLength(pages);
    for (const [, w, h] of sizes) {
      expect(Math.abs(Number(w) - width)).toBeLessThan(0.5);
      expect(Math.abs(Number(h) - height)).toBeLessThan(0.5);
    }
  });

  test('the roll is 80 mm wide, one piece, with all of its text', () => {
    expect(report['slip-roll']).toMatchObject({ pages: 1 });
    const info = execFileSync('pdfinfo', [join(out, 'slip-roll.pdf')]).toString();
    expect(Math.abs(Number(/Page size:\s+([\d.]+)/.exec(info)?.[1]) - 226.77)).toBeLessThan(0.5);
    const said = flat('slip-roll');
    for (const line of [slip.caseNumber, ...slip.used, ...slip.toDo, ...slip.next, control.number]) {
      expect(said).toContain(line.replaceAll(/\s/g, ''));
    }
  });

  test('Chinese comes out as the characters that went in, radicals that share a glyph included', () => {
    expect(flat('copy')).toContain(holder.name);
    expect(flat('copy')).toContain('一用人大方子日月水火土');
    expect(flat('copy')).toContain(copy.notice);
    expect(text('copy')).toContain(control.number);
    expect(flat('form')).toContain(`${holder.name}（公民身份号码${holder.idNumber}）`);
    expect(flat('form')).toContain(form.matterName);
    for (const name of ['copy', 'copy-wide', 'form', 'form-many', 'slip-roll', 'slip-a5']) {
      expect(text(name)).not.toMatch(/[\u2E80-\u2FDF]/);
    }
  });

  test('a face stands on the paper at its true size', () => {
    // 10 dots a millimetre: the frame drawn 5 mm inside a 128 × 88 mm face is 118 × 78 mm, measured line to line.
    const ppm = execFileSync('pdftoppm', ['-r', '254', join(out, 'copy.pdf')], { maxBuffer: 64 << 20 });
    const { width, height } = frameOf(ppm);
    expect(Math.abs(width - 1188)).toBeLessThanOrEqual(4);
    expect(Math.abs(height - 788)).toBeLessThanOrEqual(4);
  });

  test('what does not fit is scaled down and says so', () => {
    expect(flat('copy')).toContain('按原幅1∶1打印');
    expect(flat('copy-wide')).toMatch(/按原幅\d\d%缩小打印（原幅420mm×297mm）/);
    expect(text('copy-wide')).toMatch(/第 1 页，共 2 页/);
    expect(text('copy-wide')).toContain('XUCHANG-W07-20261121-000120-3');
  });

  test('a script that got into a page does not run', () => {
    expect(report['hostile']).toHaveProperty('pages');
    expect(text('hostile')).toContain('before');
    expect(text('hostile')).not.toContain('SCRIPTRAN');
    expect(text('hostile')).not.toContain('root:');
  });

  test('a crashed window is replaced', () => {
    expect(report['after-crash']).toEqual({ pages: 1 });
  });
});

/** Extent of the dark red frame in dots, outer edge to outer edge. */
function frameOf(ppm: Buffer): { width: number; height: number } {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
  const columns = Number(header[1]);
  const pixels = ppm.subarray(header[0].length);
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
  for (let at = 0; at < pixels.length; at += 3) {
    const red = pixels[at]! > 100 && pixels[at]! < 170 && pixels[at + 1]! < 70 && pixels[at + 2]! < 70;
    if (!red) continue;
    const [x, y] = [(at / 3) % columns, Math.floor(at / 3 / columns)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
  }
  return { width: right - left + 1, height: bottom - top + 1 };
}
