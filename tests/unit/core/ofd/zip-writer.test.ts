// Packages we write: the same bytes each time, and untouched files keep theirs.
import { describe, expect, it } from 'vitest';
import { openPackage, openWritten, type OfdPackage } from '#core/ofd/package/zip-reader';
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

  it('writes what packages share as it would have written it alone', () => {
    const shared = files.map((file) => ({ ...file, shared: true }));
    const alone = writePackage(files);
    for (let time = 0; time < 2; time += 1) expect(writePackage(shared)).toEqual(alone);
    const changed = [{ ...shared[0]!, data: text('<OFD>other</OFD>'.repeat(200)) }, shared[1]!];
    expect(open(writePackage(changed)).read('OFD.xml')).toEqual(changed[0]!.data);
  });

  it('goes on with what it wrote: the same files, the same compressed bytes', () => {
    const bytes = writePackage(files);
    const [written, opened] = [openWritten(bytes, files), open(bytes)];
    expect(written.entries).toEqual(opened.entries);
    for (const { name, data } of files) {
      expect(written.read(name)).toBe(data);
      expect(written.readCompressed(name)).toEqual(opened.readCompressed(name));
    }
    const add = [{ name: 'Signs/x', data: text('s') }];
    expect(rewritePackage(written, { add })).toEqual(rewritePackage(opened, { add }));
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
