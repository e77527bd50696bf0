// Packages we write: the same bytes each time, and untouched files keep theirs.
import { describe, expect, it } from 'vitest';
import { openPackage, type OfdPackage } from '#core/ofd/package/zip-reader';
import { rewritePackage, writePackage } from '#core/ofd/package/zip-writer';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const open = (bytes: Uint8Array): OfdPackage => {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};
const files = [
  { name: 'OFD.xml', data: text('<OFD/>'.repeat(200)) },
  { name: '图/印章.png', data: text('picture'), store: true },
];

describe('writePackage', () => {
  it('opens without remarks and holds what was given', () => {
    const back = open(writePackage(files));
    expect(back.warnings).toEqual([]);
    expect(back.names()).toEqual(['OFD.xml', '图/印章.png']);
    for (const { name, data } of files) expect(back.read(name)).toEqual(data);
    expect(back.entries.map((entry) => entry.method)).toEqual([8, 0]);
  });

  it('writes the same bytes each time', () => {
    expect(Buffer.compare(writePackage(files), writePackage(files))).toBe(0);
  });

  it('does not write a name twice', () => {
    expect(() => writePackage([files[0]!, files[0]!])).toThrow();
  });
});

describe('rewritePackage', () => {
  it('replaces and adds, copying the compressed bytes of everything else', () => {
    const original = open(writePackage(files));
    const changed = open(
      rewritePackage(original, {
        replace: [{ name: 'OFD.xml', data: text('<OFD>new</OFD>') }],
        add: [{ name: 'Signs/x', data: text('s') }],
      }),
    );
    expect(changed.names()).toEqual(['OFD.xml', '图/印章.png', 'Signs/x']);
    expect(changed.readCompressed('图/印章.png')).toEqual(original.readCompressed('图/印章.png'));
    expect(new TextDecoder().decode(changed.read('OFD.xml'))).toBe('<OFD>new</OFD>');
    expect(changed.warnings).toEqual([]);
  });

  it('refuses to add what exists and to replace what does not', () => {
    const original = open(writePackage(files));
    expect(() => rewritePackage(original, { add: [files[0]!] })).toThrow();
    expect(() => rewritePackage(original, { replace: [{ name: 'none', data: text('') }] })).toThrow();
  });
});
