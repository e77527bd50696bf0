// XML parts: namespaces tolerated, everything that can reach out or blow up refused.
import { describe, expect, it } from 'vitest';
import { XML_LIMITS, parseXml } from '#core/ofd/xml/xml-parser';

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const codeOf = (source: string | Uint8Array): string => {
  const result = parseXml(typeof source === 'string' ? utf8(source) : source, 'part.xml');
  return result.ok ? 'parsed' : result.error.code;
};

describe('parseXml', () => {
  it('keeps local names, attributes, text and order', () => {
    const parsed = parseXml(
      utf8(
        '\ufeff<?xml version="1.0"?><o:Page xmlns:o="http://www.ofdspec.org/2016" ID="1">a<o:B/><![CDATA[<b>]]><o:B x="&lt;&#20013;"/></o:Page>',
      ),
      'p',
    );
    if (!parsed.ok) throw new Error(parsed.error.code);
    const root = parsed.value;
    expect([root.name, root.namespace, root.attribute('ID'), root.text]).toEqual([
      'Page',
      'http://www.ofdspec.org/2016',
      '1',
      'a<b>',
    ]);
    expect(root.all('B').map((b) => b.attribute('x'))).toEqual([undefined, '<中']);
  });

  it('marks elements of another vocabulary, and passes them by', () => {
    const parsed = parseXml(
      utf8('<Page xmlns="http://www.ofdspec.org" xmlns:x="urn:x"><x:Layer/><Layer/><y xmlns=""/></Page>'),
      'p',
    );
    if (!parsed.ok) throw new Error(parsed.error.code);
    expect(parsed.value.children.map((c) => c.foreign)).toEqual([true, false, false]);
    expect(parsed.value.all('Layer')).toHaveLength(1);
  });

  it('reads GB18030 and UTF-16', () => {
    const gbk = [...utf8('<?xml version="1.0" encoding="GBK"?><a>')].concat([0xd6, 0xa4], [...utf8('</a>')]);
    const parsed = parseXml(Uint8Array.from(gbk), 'p');
    expect(parsed.ok && parsed.value.text).toBe('证');
    const wide = Uint8Array.from(Buffer.from('\ufeff<a>证</a>', 'utf16le'));
    const second = parseXml(wide, 'p');
    expect(second.ok && second.value.text).toBe('证');
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'XML_DOCTYPE'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'XML_DOCTYPE'],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>', 'XML_DOCTYPE'],
    ['an unknown entity', '<a>&nbsp;</a>', 'XML_NOT_WELL_FORMED'],
    ['an open element', '<a><b></a>', 'XML_NOT_WELL_FORMED'],
    ['two roots', '<a/><b/>', 'XML_NOT_WELL_FORMED'],
    ['an attribute twice', '<a x="1" x="2"/>', 'XML_NOT_WELL_FORMED'],
    ['an attribute twice by prefix', '<a p:x="1" q:x="2" xmlns:p="u" xmlns:q="u"/>', 'XML_NOT_WELL_FORMED'],
    ['nothing', '', 'XML_NOT_WELL_FORMED'],
    ['depth', '<a>'.repeat(200) + '</a>'.repeat(200), 'XML_TOO_DEEP'],
    [
      'attributes',
      `<a ${Array.from({ length: 100 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'XML_TOO_MANY_ATTRIBUTES',
    ],
    ['an unknown encoding', '<?xml version="1.0" encoding="utf-7"?><a/>', 'XML_ENCODING'],
  ])('refuses %s', (_what, source, code) => {
    expect(codeOf(source)).toBe(code);
  });

  it('refuses bytes that are not in the encoding they claim', () => {
    expect(codeOf(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e))).toBe('XML_ENCODING');
  });

  it('holds to its limits', () => {
    const source = utf8('<a><b/><b/><b/></a>');
    expect(parseXml(source, 'p', { ...XML_LIMITS, maxNodes: 3 })).toMatchObject({
      error: { code: 'XML_TOO_MANY_NODES', where: 'p' },
    });
    expect(parseXml(source, 'p', { ...XML_LIMITS, maxBytes: 5 })).toMatchObject({
      error: { code: 'XML_TOO_LARGE' },
    });
  });
});
