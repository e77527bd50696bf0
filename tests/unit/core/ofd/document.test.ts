// The document model: paths, resources, templates, annotations, and remarks on all that is missing.
import { describe, expect, it } from 'vitest';
import { parsePathData } from '#core/ofd/document/path-data';
import { resolvePath } from '#core/ofd/document/part-path';
import { deltasOf } from '#core/ofd/document/values';
import { Warnings } from '#core/ofd/errors';
import { openOfd } from '#core/ofd/document/ofd-file';
import { writePackage } from '#core/ofd/package/zip-writer';
import { parseXml } from '#core/ofd/xml/xml-parser';
import { opened, smallOfd } from './build-ofd';

const elementOf = (source: string) => {
  const parsed = parseXml(new TextEncoder().encode(source), 'p');
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
};
const context = () => ({ part: 'p', warnings: new Warnings() });

describe('resolvePath', () => {
  it.each([
    ['OFD.xml', 'Doc_0/Document.xml', undefined, 'Doc_0/Document.xml'],
    ['Doc_0/Document.xml', 'Pages/P/Content.xml', undefined, 'Doc_0/Pages/P/Content.xml'],
    ['Doc_0/Document.xml', '/Doc_0/x.xml', undefined, 'Doc_0/x.xml'],
    ['Doc_0/Document.xml', './x.xml', undefined, 'Doc_0/x.xml'],
    ['Doc_0/Pages/P/Content.xml', '../../Res/i.png', undefined, 'Doc_0/Res/i.png'],
    ['Doc_0/PublicRes.xml', 'i.png', 'Res', 'Doc_0/Res/i.png'],
    ['Doc_0/PublicRes.xml', '/Doc_0/i.png', 'Res', 'Doc_0/i.png'],
    ['Doc_0/PublicRes.xml', 'i.png', '/Res/', 'Res/i.png'],
    ['Doc_0/PublicRes.xml', '../../i.png', undefined, undefined],
    ['OFD.xml', '', undefined, undefined],
  ])('%s: %s in %s', (from, location, base, expected) => {
    expect(resolvePath(from, location, base)).toBe(expected);
  });
});

describe('values', () => {
  it('repeats deltas, also zero times, and remarks on what is no number', () => {
    const ctx = context();
    expect(deltasOf(elementOf('<T d="g 3 1.5 2 g 0 9 -4"/>'), 'd', ctx)).toEqual([1.5, 1.5, 1.5, 2, -4]);
    expect(ctx.warnings.list()).toEqual([]);
    expect(deltasOf(elementOf('<T ID="7" d="1 x 2"/>'), 'd', ctx)).toEqual([1]);
    expect(deltasOf(elementOf('<T ID="8" d="g 999999999 1"/>'), 'd', ctx)).toEqual([]);
    expect(ctx.warnings.list().map((w) => w.where)).toEqual(['p T#7@d', 'p T#8@d']);
  });

  it('reads every path operator, repeated letters left out', () => {
    const commands = parsePathData(
      elementOf('<D>S 0 0 L 1 2 3 4 Q 1 1 2 2 B 1 1 2 2 3 3 A 5 6 30 1 0 7 8 C</D>'),
      context(),
    );
    expect(commands.map((c) => c.op).join('')).toBe('MLLQBAC');
    expect(commands[5]).toEqual({
      op: 'A',
      rx: 5,
      ry: 6,
      angle: 30,
      large: true,
      sweep: false,
      to: { x: 7, y: 8 },
    });
  });

  it('reads numbers as the language does', () => {
    const numbers = [
      '0.1',
      '-.5',
      '+7.',
      '1e-3',
      '123456789.123456789',
      '-0.30000000000000004',
      '1037.48',
      '99999999999999999',
    ];
    const data = numbers.map((number) => `L ${number} ${number}`).join(' ');
    const commands = parsePathData(elementOf(`<D>M 0 0 ${data}</D>`), context());
    expect(commands.slice(1).map((c) => (c.op === 'L' ? c.to.x : NaN))).toEqual(numbers.map(Number));
    expect(parsePathData(elementOf('<D>M - 0</D>'), context())).toEqual([]);
    expect(parsePathData(elementOf('<D>M 1e999 0</D>'), context())).toEqual([]);
  });

  it('stops path data at the first mistake, with a remark', () => {
    const ctx = context();
    expect(parsePathData(elementOf('<D>M 0 0 L 1 Z 5</D>'), ctx)).toHaveLength(1);
    expect(ctx.warnings.list()).toHaveLength(1);
  });
});

describe('openOfd', () => {
  const pack = (files: Record<string, string>) =>
    openOfd(
      writePackage(
        Object.entries(files).map(([name, data]) => ({ name, data: new TextEncoder().encode(data) })),
      ),
    );

  it('names what is not an OFD', () => {
    expect(pack({ 'a.xml': '<a/>' })).toMatchObject({ error: { code: 'NOT_AN_OFD' } });
    expect(pack({ 'OFD.xml': '<html/>' })).toMatchObject({ error: { code: 'NOT_AN_OFD' } });
    expect(pack({ 'OFD.xml': '<OFD/>' })).toMatchObject({ error: { code: 'NO_DOCUMENT' } });
    expect(pack({ 'OFD.xml': '<OFD><DocBody><DocRoot>../x</DocRoot></DocBody></OFD>' })).toMatchObject({
      error: { code: 'PATH_OUTSIDE_PACKAGE' },
    });
  });

  it('holds several documents, each with its own information', () => {
    const body = (id: string) =>
      `<DocBody><DocInfo><DocID>${id}</DocID><Keywords><Keyword>k</Keyword></Keywords><CustomDatas><CustomData Name="证照编号">${id}号</CustomData></CustomDatas></DocInfo><DocRoot>Doc_${id}/Document.xml</DocRoot><Signatures>/Doc_${id}/S.xml</Signatures></DocBody>`;
    const file = pack({
      'OFD.xml': `<OFD>${body('0')}${body('1')}</OFD>`,
      'Doc_1/Document.xml': '<Document><Pages/></Document>',
    });
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.bodies[1]).toMatchObject({
      docRoot: 'Doc_1/Document.xml',
      signatures: 'Doc_1/S.xml',
      info: { docId: '1', keywords: ['k'], customData: [{ name: '证照编号', value: '1号' }] },
    });
    expect(file.value.document(0)).toMatchObject({
      error: { code: 'PART_MISSING', where: 'Doc_0/Document.xml' },
    });
    expect(file.value.document(1).ok).toBe(true);
    expect(file.value.document(2)).toMatchObject({ error: { code: 'NO_DOCUMENT' } });
  });
});

describe('a document', () => {
  it('reads annotations, attachments, custom tags and permissions', () => {
    const { file, document } = opened(
      smallOfd({
        document:
          '<ofd:Annotations>An/List.xml</ofd:Annotations><ofd:Attachments>At.xml</ofd:Attachments><ofd:CustomTags>/Tags.xml</ofd:CustomTags>' +
          '<ofd:Permissions><ofd:Edit>false</ofd:Edit><ofd:Print Printable="true" Copies="3"/></ofd:Permissions>',
        files: {
          'Doc_0/An/List.xml':
            '<ofd:Annotations xmlns:ofd><ofd:Page PageID="1"><ofd:FileLoc>P1.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
          'Doc_0/An/P1.xml':
            '<ofd:PageAnnot xmlns:ofd><ofd:Annot ID="9" Type="Watermark" Print="false"><ofd:Parameters><ofd:Parameter Name="a">b</ofd:Parameter></ofd:Parameters><ofd:Appearance Boundary="1 2 3 4"/></ofd:Annot></ofd:PageAnnot>',
          'Doc_0/At.xml':
            '<ofd:Attachments xmlns:ofd><ofd:Attachment ID="1" Name="原文" Format="xml" Visible="false"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
          'Tags.xml':
            '<ofd:CustomTags xmlns:ofd><ofd:CustomTag TypeID="t"><ofd:FileLoc>Doc_0/Document.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>',
        },
      }),
    );
    expect(document.annotations('1')).toMatchObject([
      {
        type: 'Watermark',
        print: false,
        visible: true,
        parameters: [{ name: 'a', value: 'b' }],
        boundary: { x: 1, y: 2, width: 3, height: 4 },
      },
    ]);
    expect(document.annotations('2')).toEqual([]);
    expect(document.attachments()).toMatchObject([{ name: '原文', visible: false, file: 'Doc_0/a.xml' }]);
    expect(document.customTags()).toMatchObject([{ typeId: 't', file: 'Doc_0/Document.xml' }]);
    expect(document.permissions()).toMatchObject({ edit: false, annot: true, printable: true, copies: 3 });
    expect(file.warnings).toEqual([{ code: 'PART_MISSING', where: 'Doc_0/a.xml' }]);
  });

  it('takes resources of the page before those of the document', () => {
    const { document } = opened(
      smallOfd({
        pageHead: '<ofd:PageRes>Own.xml</ofd:PageRes>',
        resources:
          '<ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="1"/><ofd:DrawParam ID="6" LineWidth="1"/></ofd:DrawParams>',
        files: {
          'Doc_0/Pages/Page_0/Own.xml':
            '<ofd:Res xmlns:ofd><ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="2"/></ofd:DrawParams></ofd:Res>',
        },
      }),
    );
    const page = document.page(0);
    if (!page.ok) throw new Error(page.error.code);
    expect(page.value.resources.drawParam('5')?.lineWidth).toBe(2);
    expect(page.value.resources.drawParam('6')?.lineWidth).toBe(1);
    expect(document.page(1)).toMatchObject({ error: { code: 'NO_PAGE', where: 'page 2' } });
  });

  it('says what is missing and goes on', () => {
    const { file, document } = opened(
      smallOfd({
        namespace: 'http://www.ofdspec.org',
        pageHead: '<ofd:Template TemplateID="77"/>',
        common: '<ofd:DocumentRes>No.xml</ofd:DocumentRes>',
        content:
          '<ofd:Layer><ofd:Sphere/><x:PathObject xmlns:x="urn:other"/><ofd:PathObject Boundary="0 0 1"/></ofd:Layer>',
      }),
    );
    expect(document.page(0).ok).toBe(true);
    const codes = new Set(file.warnings.map((w) => w.code));
    expect([...codes].sort()).toEqual([
      'FOREIGN_ELEMENT',
      'NAMESPACE_NOT_STANDARD',
      'PART_MISSING',
      'TEMPLATE_MISSING',
      'UNKNOWN_ELEMENT',
      'VALUE_INVALID',
    ]);
  });
});
