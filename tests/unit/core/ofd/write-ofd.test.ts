// Documents of our own: they open without a remark, say what was written, and draw the same.
import { describe, expect, it } from 'vitest';
import type { DisplayList } from '#core/faces/display-list';
import { certificateCustomData, type OfdInput } from '#core/ofd/write/ofd-model';
import { writeOfd } from '#core/ofd/write/write-ofd';
import { pageText, renderPage } from '#core/ofd/render/render-page';
import { TINY_PNG, opened } from './build-ofd';

const face: DisplayList = {
  title: '示例证',
  width: 85.6,
  height: 54,
  regions: [],
  ops: [
    { kind: 'rect', x: 0, y: 0, w: 85.6, h: 54, fill: '#fff8ee' },
    {
      kind: 'clip',
      commands: [['M', 10, 10], ['L', 40, 10], ['L', 40, 30], ['Z']],
      ops: [
        {
          kind: 'path',
          commands: [
            ['M', 0, 20],
            ['C', 20, 10, 30, 30, 60, 20],
          ],
          fill: null,
          stroke: '#b98a2f',
          lineWidth: 0.2,
          dash: [1, 0.5],
        },
      ],
    },
    {
      kind: 'text',
      x: 20,
      y: 25,
      size: 5,
      width: 15,
      anchor: 'middle',
      letterSpacing: 0.5,
      font: 'hei',
      bold: true,
      colour: '#c00000',
      text: '残疾人证',
    },
    {
      kind: 'text',
      x: 5,
      y: 40,
      size: 3,
      width: 30,
      anchor: 'start',
      letterSpacing: 0,
      font: 'song',
      bold: false,
      colour: '#000000',
      text: '编号 <A&B> 0123',
    },
  ],
};

const input: OfdInput = {
  docId: '0123456789abcdef0123456789abcdef',
  title: '示例证',
  creator: '证窗',
  creationDate: '2026-11-21',
  customData: certificateCustomData({
    typeName: '残疾人证',
    number: '89-1',
    holder: '测试 "甲"',
    issuer: '示例市残联',
    validTo: '2030-01-01',
  }),
  pages: [
    { face, pictures: [{ data: TINY_PNG, box: { x: 60, y: 5, width: 20, height: 25 } }] },
    { face, pictures: [{ data: TINY_PNG.slice(), box: { x: 1, y: 1, width: 2, height: 2 } }] },
  ],
  attachments: [{ name: '数据.json', format: 'json', data: new TextEncoder().encode('{}') }],
};

describe('writeOfd', () => {
  it('opens without a remark and gives back what was written', () => {
    const { file, document } = opened(writeOfd(input));
    expect(file.bodies[0]?.info).toMatchObject({
      docId: input.docId,
      title: '示例证',
      creator: '证窗',
      creationDate: '2026-11-21',
    });
    expect(file.bodies[0]?.info.customData).toEqual([
      { name: '证照类型名称', value: '残疾人证' },
      { name: '证照编号', value: '89-1' },
      { name: '证照颁发机构', value: '示例市残联' },
      { name: '持证主体', value: '测试 "甲"' },
      { name: '证照有效期截止日期', value: '2030-01-01' },
    ]);
    expect(pageText(document, 0)).toEqual({ ok: true, value: '残疾人证\n编号 <A&B> 0123' });
    expect(document.attachments()).toMatchObject([
      { name: '数据.json', file: 'Doc_0/Attachs/attachment_0.dat' },
    ]);
    expect(renderPage(document, 0).ok && renderPage(document, 1).ok).toBe(true);
    expect(file.warnings).toEqual([]);
  });

  it('draws text at the places of the width model, clips, pictures and the paper colour', () => {
    const { document } = opened(writeOfd(input));
    const page = renderPage(document, 0);
    if (!page.ok) throw new Error(page.error.code);
    expect([page.value.width, page.value.height]).toEqual([85.6, 54]);
    const { svg } = page.value;
    expect(svg).toContain('fill="#fff8ee"');
    expect(svg).toMatch(
      /<text [^>]*translate\(20 20.5\)" x="0 5.5 11 16.5" y="4.5"[^>]*font-weight="700" fill="#c00000">残疾人证<\/text>/,
    );
    expect(svg).toContain('编号 &lt;A&amp;B&gt; 0123');
    expect(svg).toContain('stroke-dasharray="1 .5"');
    expect(svg).toMatch(/<clipPath[^>]*><path d="M0 0L30 0L30 20Z" transform="translate\(10 10\)"/);
    expect(svg).toContain('matrix(20 0 0 25 60 5)');
  });

  it('keeps a picture once, writes the same bytes each time, numbers every object once', () => {
    const bytes = writeOfd(input);
    const { file } = opened(bytes);
    expect(file.files.names().filter((name) => name.endsWith('.png'))).toHaveLength(1);
    expect(Buffer.compare(bytes, writeOfd(input))).toBe(0);
    const parts = file.files
      .names()
      .filter((name) => /Content|Res\.xml|Document\.xml/.test(name))
      .map((name) => new TextDecoder().decode(file.files.read(name)));
    const ids = parts.flatMap((part) =>
      [...part.matchAll(/<ofd:(?!Page )\w+[^>]* ID="(\d+)"/g)].map((match) => Number(match[1])),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const max = Number(/<ofd:MaxUnitID>(\d+)</.exec(parts.join(''))?.[1]);
    expect(Math.max(...ids)).toBeLessThanOrEqual(max);
  });

  it('writes ornament as a template page: drawn as without, numbered once, the same for the next of its kind', () => {
    const grounded = {
      ...input,
      pages: input.pages.map((page) => ({ ...page, face: { ...face, ground: 2 } })),
    };
    const plain = { ...grounded, pages: grounded.pages.map(({ face: ground }) => ({ face: ground })) };
    const other = {
      ...face,
      ground: 2,
      ops: [...face.ops.slice(0, 2), { ...face.ops[3]!, text: '编号 456' }],
    };
    const next = { ...plain, pages: [{ face: other }, { face: other }] as OfdInput['pages'] };
    const svgs = (from: OfdInput): string[] =>
      [0, 1].map((index) => {
        const page = renderPage(opened(writeOfd(from)).document, index);
        if (!page.ok) throw new Error(page.error.code);
        return page.value.svg;
      });
    expect(svgs(grounded)).toEqual(svgs(input));
    // After another of its kind, and before: not a byte differs.
    const before = writeOfd(next);
    for (const from of [grounded, plain]) {
      const { file } = opened(writeOfd(from));
      const names = file.files.names().filter((name) => /Content|Res\.xml|Document\.xml/.test(name));
      expect(names.filter((name) => name.includes('/Tpls/'))).toHaveLength(2);
      const parts = names.map((name) => new TextDecoder().decode(file.files.read(name)));
      const ids = parts.flatMap((part) =>
        [...part.matchAll(/<ofd:\w+[^>]* ID="(\d+)"/g)].map(([, id]) => id),
      );
      expect(new Set(ids).size).toBe(ids.length);
      expect(file.warnings).toEqual([]);
    }
    expect(writeOfd(next)).toEqual(before);
    expect(pageText(opened(before).document, 1)).toEqual({ ok: true, value: '编号 456' });
  });

  it('puts given fonts into the package', () => {
    const { document } = opened(writeOfd({ ...input, embeddedFonts: { hei: Uint8Array.of(1, 2, 3) } }));
    expect(document.files.read('Doc_0/Res/hei.ttf')).toEqual(Uint8Array.of(1, 2, 3));
    expect(renderPage(document, 0).ok).toBe(true);
    expect(document.warnings.map((w) => w.code)).toEqual(['FONT_UNREADABLE']);
  });

  it('throws on what cannot be written', () => {
    expect(() => writeOfd({ ...input, pages: [] })).toThrow();
    expect(() => writeOfd({ ...input, docId: 'x' })).toThrow();
    expect(() =>
      writeOfd({
        ...input,
        pages: [{ face, pictures: [{ data: Uint8Array.of(1), box: { x: 0, y: 0, width: 1, height: 1 } }] }],
      }),
    ).toThrow();
  });
});
