// Files that others made: each opens with its pages, text and remarks.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageText, renderPage } from '#core/ofd/render/render-page';
import { opened } from './build-ofd';

const FOLDER = resolve(import.meta.dirname, '../../../../../shared/samples/ofd');

const A4 = '210x297';
const HELLO = '你好呀，OFD Reader&Writer！';

describe.skipIf(!existsSync(FOLDER))('samples of other makers (skipped where ../shared is absent)', () => {
  it.each([
    ['999.ofd', ['210x140', A4, A4, A4, A4], '重庆增值税电子普通发票', ['DRAW_PARAM_MISSING']],
    ['DigitalSign.ofd', [A4], HELLO, []],
    ['V4RideRight.ofd', [A4, A4, A4, A4, A4], '', ['PART_MISSING']],
    ['draw_param_ref.ofd', ['210x140', A4, A4, A4, A4], '北京增值税电子普通发票', ['COLOR_SPACE_MISSING']],
    ['h.ofd', [A4, A4, A4, A4, A4], '', ['PART_MISSING']],
    ['helloworld.ofd', [A4], HELLO, []],
    ['n.ofd', [A4, A4], '关于同意张阿三同志辞职的批复', []],
    ['namespace_no_std.ofd', [A4], HELLO, ['NAMESPACE_NOT_STANDARD']],
    [
      'testImageNotFound.ofd',
      ['366x260', '366x260'],
      '矿产资源勘查许可证',
      ['IMAGE_MISSING', 'NAMESPACE_NOT_STANDARD'],
    ],
    ['v4-signed-helloworld.ofd', [A4], HELLO, []],
  ])('%s', (name, sizes, text, remarks) => {
    const { file, document } = opened(new Uint8Array(readFileSync(resolve(FOLDER, name))));
    const found = document.pages.map((_, index) => {
      const page = renderPage(document, index);
      return page.ok ? `${Math.round(page.value.width)}x${Math.round(page.value.height)}` : page.error.code;
    });
    expect(found).toEqual(sizes);
    const first = pageText(document, 0);
    expect(first.ok && first.value).toContain(text);
    expect([...new Set(file.warnings.map((warning) => warning.code))].sort()).toEqual(remarks);
  });

  it('lists the attachment and the tags of an invoice', () => {
    const { document } = opened(new Uint8Array(readFileSync(resolve(FOLDER, '999.ofd'))));
    expect(document.attachments()).toMatchObject([
      { name: 'original_invoice', file: 'Doc_0/Attachs/original_invoice.xml' },
    ]);
    expect(document.customTags()).toMatchObject([{ file: 'Doc_0/Tags/Tag_Invoice.xml' }]);
    expect(document.annotations('10')).toMatchObject([
      { type: 'Stamp', boundary: { x: 4.5, y: 104, width: 115, height: 20 } },
    ]);
  });

  it('draws the glyphs of embedded fonts as outlines with their text as label', () => {
    const { document } = opened(new Uint8Array(readFileSync(resolve(FOLDER, 'testImageNotFound.ofd'))));
    const page = renderPage(document, 0);
    expect(page.ok && page.value.svg).toContain('aria-label="矿产资源勘查许可证"');
    expect(page.ok && page.value.svg).not.toContain('矿产资源勘查许可证</text>');
  });
});
