// Drawing: what each part of the standard becomes, and that nothing of a hostile file reaches the markup.
import { describe, expect, it } from 'vitest';
import { pageText, renderPage, type RenderOptions } from '#core/ofd/render/render-page';
import { TINY_PNG, opened, smallOfd, type SmallOfd } from './build-ofd';
import { unsafeParts } from './safe-svg';

function rendered(parts: SmallOfd, options?: RenderOptions): { svg: string; warnings: string[] } {
  const { file, document } = opened(smallOfd(parts));
  const page = renderPage(document, 0, options);
  if (!page.ok) throw new Error(page.error.code);
  expect(unsafeParts(page.value.svg)).toEqual([]);
  return { svg: page.value.svg, warnings: file.warnings.map((w) => w.code) };
}

const layer = (content: string): string => `<ofd:Layer ID="2">${content}</ofd:Layer>`;
const path = (attributes: string, inside = ''): string =>
  `<ofd:PathObject ID="9" Boundary="10 20 30 30" ${attributes}>${inside}<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 C</ofd:AbbreviatedData></ofd:PathObject>`;
const text = (attributes: string, code: string): string =>
  `<ofd:TextObject ID="4" Boundary="5 5 50 5" Font="3" Size="3" ${attributes}>${code}</ofd:TextObject>`;

describe('text', () => {
  it('places each character and moves by boundary and CTM', () => {
    const { svg } = rendered({
      content: layer(
        text('CTM="2 0 0 2 1 1"', '<ofd:TextCode X="0" Y="3" DeltaX="g 2 3">证照A</ofd:TextCode>'),
      ),
    });
    expect(svg).toMatch(
      /<text xml:space="preserve" transform="matrix\(2 0 0 2 6 6\)" x="0 3 6" y="3" [^>]*>证照A<\/text>/,
    );
  });

  it('gives both halves of a surrogate pair the same place', () => {
    const { svg } = rendered({
      content: layer(text('', '<ofd:TextCode X="0" Y="3" DeltaX="3 3">𠀀乙丙</ofd:TextCode>')),
    });
    expect(svg).toContain('x="0 0 3 6"');
  });

  it('takes x and y over from the code before', () => {
    const { svg } = rendered({
      content: layer(
        text('', '<ofd:TextCode X="1" Y="3">甲</ofd:TextCode><ofd:TextCode Y="8">乙</ofd:TextCode>'),
      ),
    });
    expect(svg).toContain('x="1" y="8"');
  });

  it('narrows, turns, weighs and slants', () => {
    const { svg } = rendered({
      content: layer(
        text(
          'HScale="0.5" Weight="700" Italic="true"',
          '<ofd:TextCode X="2" Y="3" DeltaX="4">甲乙</ofd:TextCode>',
        ) + text('CharDirection="90"', '<ofd:TextCode X="0" Y="0" DeltaY="3">丙丁</ofd:TextCode>'),
      ),
    });
    expect(svg).toContain('matrix(0.5 0 0 1 5 5)');
    expect(svg).toContain('x="4 12"');
    expect(svg).toMatch(/font-weight="700" font-style="italic"/);
    expect(svg).toContain('rotate="90"');
    expect(svg).toContain('y="0 3"');
  });

  it('sets Latin half an em wide in a font that has it so', () => {
    const { svg } = rendered({
      content: layer(text('', '<ofd:TextCode X="0" Y="3" DeltaX="3 1.5 1.5">证A1</ofd:TextCode>')),
    });
    expect(svg).toMatch(/>证<tspan font-family="[^"]*AR PL UMing CN[^"]*">A1<\/tspan><\/text>/);
  });

  it('remarks where a text has no offsets, and lets the font space it', () => {
    const { svg, warnings } = rendered({
      content: layer(text('', '<ofd:TextCode X="0" Y="3">无偏移</ofd:TextCode>')),
    });
    expect(warnings).toContain('DELTA_MISSING');
    expect(svg).toMatch(/x="0" y="0"[^>]*>无偏移/);
  });

  it('escapes everything that comes from the file', () => {
    const { svg } = rendered({
      resources:
        '<ofd:Fonts><ofd:Font ID="8" FontName="x&quot; onload=&quot;alert(1)" FamilyName="&lt;script&gt;"/></ofd:Fonts>',
      content: layer(
        '<ofd:TextObject ID="4" Boundary="0 0 9 9" Font="8" Size="3"><ofd:TextCode X="0" Y="3">&lt;script&gt;alert(1)&lt;/script&gt;&amp;</ofd:TextCode></ofd:TextObject>',
      ),
    });
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('onload');
    expect(svg).toContain('&lt;script&gt;alert(1)');
  });

  it('is found by pageText, templates first', () => {
    const { document } = opened(
      smallOfd({
        common: '<ofd:TemplatePage ID="50" BaseLoc="T.xml"/>',
        pageHead: '<ofd:Template TemplateID="50"/>',
        content: layer(text('', '<ofd:TextCode X="0" Y="3">正文</ofd:TextCode>')),
        files: {
          'Doc_0/T.xml': `<ofd:Page xmlns:ofd><ofd:Content>${layer(text('', '<ofd:TextCode X="0" Y="3">底板</ofd:TextCode>'))}</ofd:Content></ofd:Page>`,
        },
      }),
    );
    expect(pageText(document, 0)).toEqual({ ok: true, value: '底板\n正文' });
  });
});

describe('paths and colours', () => {
  it('strokes in black by default and fills only with a colour', () => {
    const { svg } = rendered({ content: layer(path('Fill="true"')) });
    expect(svg).toContain(
      '<path d="M0 0L10 0L10 10Z" transform="translate(10 20)" fill="none" stroke="#000000" stroke-width=".353"',
    );
  });

  it('reads decimal, hexadecimal, gray, CMYK, palette and alpha', () => {
    const spaces =
      '<ofd:ColorSpaces><ofd:ColorSpace ID="20" Type="GRAY"/><ofd:ColorSpace ID="21" Type="CMYK"/><ofd:ColorSpace ID="22" Type="RGB"><ofd:Palette><ofd:CV>1 2 3</ofd:CV><ofd:CV>255 0 16</ofd:CV></ofd:Palette></ofd:ColorSpace></ofd:ColorSpaces>';
    const fill = (attributes: string): string =>
      path('Fill="true" Stroke="false"', `<ofd:FillColor ${attributes}/>`);
    const { svg } = rendered({
      resources: spaces,
      content: layer(
        fill('Value="156 82 35"') +
          fill('Value="#ee #20 #0"') +
          fill('Value="128" ColorSpace="20"') +
          fill('Value="0 255 255 0" ColorSpace="21"') +
          fill('Index="1" ColorSpace="22"') +
          fill('Value="1 1 1" Alpha="51"'),
      ),
    });
    for (const color of ['#9c5223', '#ee2000', '#808080', '#ff0000', '#ff0010'])
      expect(svg).toContain(`fill="${color}"`);
    expect(svg).toContain('fill="#010101" fill-opacity=".2"');
  });

  it('inherits drawing parameters by Relative, layer under unit, and stops at a loop', () => {
    const resources =
      '<ofd:DrawParams><ofd:DrawParam ID="30" LineWidth="2" Cap="Round"/><ofd:DrawParam ID="31" Relative="30" Join="Bevel"><ofd:StrokeColor Value="1 2 3"/></ofd:DrawParam>' +
      '<ofd:DrawParam ID="40" Relative="41"/><ofd:DrawParam ID="41" Relative="40"/></ofd:DrawParams>';
    const drawn = rendered({
      resources,
      content: `<ofd:Layer DrawParam="31">${path('LineWidth="1"')}${path('DrawParam="40"')}</ofd:Layer>`,
    });
    expect(drawn.svg).toContain(
      'stroke="#010203" stroke-width="1" stroke-linecap="round" stroke-linejoin="bevel"',
    );
    expect(drawn.warnings).toContain('DRAW_PARAM_LOOP');
  });

  it('draws axial and radial shadings, transparent where not extended', () => {
    const stops =
      '<ofd:Segment Position="0"><ofd:Color Value="255 0 0"/></ofd:Segment><ofd:Segment Position="1"><ofd:Color Value="0 0 255"/></ofd:Segment>';
    const { svg } = rendered({
      content: layer(
        path(
          'Fill="true"',
          `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="10 0" Extend="1">${stops}</ofd:AxialShd></ofd:FillColor>`,
        ) +
          path(
            'Fill="true"',
            `<ofd:FillColor><ofd:RadialShd StartPoint="5 5" EndPoint="5 5" StartRadius="8" EndRadius="1" Extend="3" Eccentricity="0.6">${stops}</ofd:RadialShd></ofd:FillColor>`,
          ),
      ),
    });
    expect(svg).toMatch(
      /<linearGradient id="ofd-\d+" [^>]*x1="0" y1="0" x2="10" y2="0"><stop offset="0" stop-color="#ff0000"\/><stop offset="1" stop-color="#0000ff"\/><stop[^>]*\/><stop offset="1" stop-color="#0000ff" stop-opacity="0"\/>/,
    );
    expect(svg).toMatch(/<radialGradient [^>]*r="8"[^>]*fr="1"/);
  });

  it('draws patterns, meshes only roughly and with a remark', () => {
    const drawn = rendered({
      content: layer(
        path(
          'Fill="true"',
          `<ofd:FillColor><ofd:Pattern Width="4" Height="4" ReflectMethod="Column"><ofd:CellContent>${path('')}</ofd:CellContent></ofd:Pattern></ofd:FillColor>`,
        ) +
          path(
            'Fill="true"',
            '<ofd:FillColor><ofd:GouraudShd><ofd:Point X="0" Y="0"><ofd:Color Value="0 0 0"/></ofd:Point><ofd:Point X="1" Y="1"><ofd:Color Value="255 255 255"/></ofd:Point></ofd:GouraudShd></ofd:FillColor>',
          ),
      ),
    });
    expect(drawn.svg).toMatch(/<pattern id="[^"]*" patternUnits="userSpaceOnUse" width="8" height="4">/);
    expect(drawn.svg).toContain('fill="#808080"');
    expect(drawn.warnings).toEqual(['SHADING_SIMPLIFIED']);
  });

  it('cuts at the boundary what reaches past it, and clips by areas', () => {
    const inside = rendered({ content: layer(path('')) }).svg;
    expect(inside).not.toContain('clipPath');
    const outside = rendered({
      content: layer(
        '<ofd:PathObject Boundary="0 0 5 5"><ofd:AbbreviatedData>M 0 0 L 50 0</ofd:AbbreviatedData></ofd:PathObject>',
      ),
    }).svg;
    expect(outside).toContain('<clipPath');
    const area = (d: string): string =>
      `<ofd:Area><ofd:Path Boundary="1 1 9 9"><ofd:AbbreviatedData>${d}</ofd:AbbreviatedData></ofd:Path></ofd:Area>`;
    const clips = `<ofd:Clips><ofd:Clip>${area('M 0 0 L 1 0 L 1 1 C')}${area('M 5 5 L 6 5 L 6 6 C')}</ofd:Clip><ofd:Clip>${area('M 2 2 L 3 2 L 3 3 C')}</ofd:Clip></ofd:Clips>`;
    const { svg } = rendered({ content: layer(path('', clips)) });
    expect(svg.match(/<clipPath/g)).toHaveLength(2);
    expect(svg).toMatch(/<g clip-path="url\(#[^"]*"><g clip-path="url\(#[^"]*">/);
    expect(svg).toContain('transform="translate(11 21)"');
  });
});

describe('images, composites, layers', () => {
  const media =
    '<ofd:MultiMedias><ofd:MultiMedia ID="60" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="61" Type="Image"><ofd:MediaFile>no.png</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="62" Type="Image"><ofd:MediaFile>b.tif</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
  const files = { 'Doc_0/Res/a.png': TINY_PNG, 'Doc_0/Res/b.tif': Uint8Array.of(0x49, 0x49, 0x2a, 0) };

  it('writes a picture once, with masks and alpha, and remarks on what it cannot show', () => {
    const image = (attributes: string): string => `<ofd:ImageObject Boundary="10 10 20 20" ${attributes}/>`;
    const drawn = rendered({
      resources: media,
      files,
      content: layer(
        image('ResourceID="60" CTM="20 0 0 20 0 0"') +
          image('ResourceID="60" ImageMask="60" Alpha="102"') +
          image('ResourceID="61"') +
          image('ResourceID="62"') +
          image('ResourceID="63"'),
      ),
    });
    expect(drawn.svg.match(/data:image\/png/g)).toHaveLength(1);
    expect(drawn.svg.match(/<use [^>]*matrix\(20 0 0 20 10 10\)/g)).toHaveLength(2);
    expect(drawn.svg).toMatch(/<mask id/);
    expect(drawn.svg).toContain('opacity=".4"');
    expect(drawn.warnings.sort()).toEqual(['IMAGE_MISSING', 'IMAGE_UNSUPPORTED', 'RESOURCE_MISSING']);
  });

  it('draws composites, and stops those that draw themselves', () => {
    const composite = (id: string, content: string): string =>
      `<ofd:CompositeGraphicUnit ID="${id}" Width="9" Height="9"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit>`;
    const use = (id: string): string => `<ofd:CompositeObject Boundary="1 1 40 40" ResourceID="${id}"/>`;
    const drawn = rendered({
      resources: `<ofd:CompositeGraphicUnits>${composite('70', path(''))}${composite('71', use('71').repeat(9))}</ofd:CompositeGraphicUnits>`,
      content: layer(use('70') + use('72') + use('71')),
    });
    expect(drawn.svg).toContain('translate(11 21)');
    expect(drawn.warnings.sort()).toEqual(['COMPOSITE_MISSING', 'NESTED_TOO_DEEP', 'PAGE_TOO_COMPLEX']);
  }, 30_000);

  it('stops a page that multiplies one long path', () => {
    const long = `<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 ${'L 1 1 '.repeat(20_000)}</ofd:AbbreviatedData></ofd:PathObject>`;
    const composite = `<ofd:CompositeGraphicUnit ID="70"><ofd:Content>${long}</ofd:Content></ofd:CompositeGraphicUnit>`;
    const drawn = rendered({
      resources: `<ofd:CompositeGraphicUnits>${composite}</ofd:CompositeGraphicUnits>`,
      content: layer('<ofd:CompositeObject Boundary="1 1 40 40" ResourceID="70"/>'.repeat(1000)),
    });
    expect(drawn.warnings).toEqual(['PAGE_TOO_COMPLEX']);
    expect(drawn.svg.length).toBeLessThan(20_000_000);
  }, 30_000);

  it('paints background templates, layers by type, foreground templates, annotations, in this order', () => {
    const mark = (n: number): string => text('', `<ofd:TextCode X="0" Y="3">第${n}层</ofd:TextCode>`);
    const template = (n: number): string =>
      `<ofd:Page xmlns:ofd><ofd:Content>${layer(mark(n))}</ofd:Content></ofd:Page>`;
    const parts: SmallOfd = {
      common: '<ofd:TemplatePage ID="50" BaseLoc="F.xml"/><ofd:TemplatePage ID="51" BaseLoc="B.xml"/>',
      pageHead: '<ofd:Template TemplateID="50" ZOrder="Foreground"/><ofd:Template TemplateID="51"/>',
      content: `<ofd:Layer Type="Foreground">${mark(5)}</ofd:Layer><ofd:Layer>${mark(3)}</ofd:Layer><ofd:Layer Type="Background">${mark(2)}</ofd:Layer>`,
      document: '<ofd:Annotations>An.xml</ofd:Annotations>',
      files: {
        'Doc_0/F.xml': template(4),
        'Doc_0/B.xml': template(1),
        'Doc_0/An.xml':
          '<ofd:Annotations xmlns:ofd><ofd:Page PageID="1"><ofd:FileLoc>A1.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        'Doc_0/A1.xml': `<ofd:PageAnnot xmlns:ofd><ofd:Annot Type="Stamp" Print="false"><ofd:Appearance Boundary="50 50 9 9">${mark(6)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
      },
    };
    const order = (options?: RenderOptions): string =>
      [...rendered(parts, options).svg.matchAll(/第(\d)层/g)].map((m) => m[1]).join('');
    expect(order()).toBe('123456');
    expect(order({ purpose: 'print' })).toBe('12345');
    expect(order({ annotations: false })).toBe('12345');
    expect(rendered(parts).svg).toContain('translate(55 58)');
  });
});

describe('stamps', () => {
  const boundary = { x: 60, y: 10, width: 30, height: 30 };

  it('shows pictures at their place, cut for riding-edge seals', () => {
    const picture = { type: 'png', data: TINY_PNG };
    const { svg } = rendered(
      {},
      { stamps: [{ pageId: '1', boundary, clip: { x: 5, y: 0, width: 6, height: 30 }, picture }] },
    );
    expect(svg).toContain('M65 10H71V40H65Z');
    expect(svg).toContain('matrix(30 0 0 30 60 10)');
    expect(rendered({}, { stamps: [{ pageId: '2', boundary, picture }] }).svg).not.toContain('<use');
  });

  it('draws a seal that is an OFD itself, and remarks on one that cannot be read', () => {
    const seal = smallOfd({ content: layer(text('', '<ofd:TextCode X="0" Y="3">印</ofd:TextCode>')) });
    const { svg } = rendered(
      {},
      { stamps: [{ pageId: '1', boundary, picture: { type: 'ofd', data: seal } }], idPrefix: 'p1' },
    );
    expect(svg).toMatch(
      /<g transform="matrix\(0.3 0 0 0.375 60 10\)"><g clip-path="url\(#p1-\d+\)"><text[^>]*>印/,
    );
    const broken = rendered(
      {},
      { stamps: [{ pageId: '1', boundary, picture: { type: 'ofd', data: seal.subarray(9) } }] },
    );
    expect(broken.warnings).toEqual(['STAMP_PICTURE_UNREADABLE']);
  });
});

describe('options', () => {
  it('refuses prefixes and backgrounds that are not what they should be', () => {
    expect(() => rendered({}, { idPrefix: '"><script>' })).toThrow();
    expect(() => rendered({}, { background: 'url(x)' })).toThrow();
    expect(rendered({}, { background: '#ffffff' }).svg).toContain(
      '<rect width="100" height="80" fill="#ffffff"/>',
    );
  });
});
