// Packages: what opens, and that each lie in a ZIP is refused by its own name.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '#core/ofd/package/limits';
import { openPackage } from '#core/ofd/package/zip-reader';
import { join, rawZip, u32, type RawEntry, type RawTail } from './raw-zip';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const codeOf = (entries: readonly RawEntry[], tail?: RawTail): string => {
  const result = openPackage(rawZip(entries, tail));
  return result.ok ? `opened ${result.value.warnings.map((w) => w.code).join()}` : result.error.code;
};

describe('openPackage', () => {
  it('reads stored and deflated files and leaves directories out', () => {
    const opened = openPackage(
      rawZip([
        { name: 'a.xml', data: text('甲'.repeat(500)) },
        { name: 'dir/', data: new Uint8Array(), method: 0 },
        { name: 'dir/b.bin', data: text('b'), method: 0 },
      ]),
    );
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.names()).toEqual(['a.xml', 'dir/b.bin']);
    expect(new TextDecoder().decode(opened.value.read('a.xml'))).toBe('甲'.repeat(500));
    expect(opened.value.read('dir/b.bin')).toEqual(text('b'));
    expect(opened.value.read('none')).toBeUndefined();
    expect(opened.value.readEntry('none')).toEqual({
      ok: false,
      error: { code: 'PART_MISSING', where: 'none' },
    });
  });

  it.each<[string, readonly RawEntry[], RawTail | undefined, string]>([
    ['parent folders', [{ name: '../x' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['parent folders inside', [{ name: 'a/../../x' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['absolute names', [{ name: '/x' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['drive letters', [{ name: 'C:x' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['parent folders by backslashes', [{ name: 'a\\..\\x' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['one file by both slashes', [{ name: 'a/x' }, { name: 'a\\x' }], undefined, 'ZIP_DUPLICATE_NAME'],
    ['control characters', [{ name: 'a\u0000.xml' }], undefined, 'ZIP_UNSAFE_NAME'],
    ['names that are not UTF-8 but say so', [{ name: Uint8Array.of(0xff, 0xfe) }], undefined, 'ZIP_BAD_NAME'],
    ['a name twice', [{ name: 'a' }, { name: 'a' }], undefined, 'ZIP_DUPLICATE_NAME'],
    [
      'names that differ in case',
      [{ name: 'Doc/A.xml' }, { name: 'doc/a.xml' }],
      undefined,
      'ZIP_DUPLICATE_NAME',
    ],
    [
      'names that differ in Unicode form',
      [{ name: '\u00e9' }, { name: 'e\u0301' }],
      undefined,
      'ZIP_DUPLICATE_NAME',
    ],
    [
      'a file that is also a folder',
      [{ name: 'a' }, { name: 'a/', data: new Uint8Array(), method: 0 }],
      undefined,
      'ZIP_DUPLICATE_NAME',
    ],
    ['encryption', [{ name: 'a', flags: 0x0801 }], undefined, 'ZIP_ENCRYPTED'],
    ['masked headers', [{ name: 'a', flags: 0x2800 }], undefined, 'ZIP_ENCRYPTED'],
    ['other methods', [{ name: 'a', method: 12 }], undefined, 'ZIP_METHOD_UNSUPPORTED'],
    [
      'another name in the local header',
      [{ name: 'abc', localName: 'abd' }],
      undefined,
      'ZIP_HEADER_DISAGREES',
    ],
    ['another size in the local header', [{ name: 'a', localSize: 3 }], undefined, 'ZIP_HEADER_DISAGREES'],
    ['stored files of two sizes', [{ name: 'a', method: 0, size: 3 }], undefined, 'ZIP_HEADER_DISAGREES'],
    [
      'two entries on the same bytes',
      [{ name: 'a' }, { name: 'b', localName: 'b' }, { name: 'a2', headerOffset: 0 }],
      undefined,
      'ZIP_OVERLAP',
    ],
    [
      'a bomb by ratio',
      [{ name: 'a', stored: new Uint8Array(1000), size: 60_000_000 }],
      undefined,
      'ZIP_RATIO_TOO_HIGH',
    ],
    [
      'an entry too large',
      [{ name: 'a', stored: new Uint8Array(10), size: 2_000_000_000 }],
      undefined,
      'ZIP_ENTRY_TOO_LARGE',
    ],
    ['sizes of ZIP64', [{ name: 'a', size: 0xffffffff }], undefined, 'ZIP64_UNSUPPORTED'],
    ['bytes before', [{ name: 'a' }], { before: text('#!/bin/sh\n') }, 'ZIP_LEADING_DATA'],
    [
      'bytes before, offsets not moved',
      [{ name: 'a', headerOffset: 0 }],
      { before: text('junk'), directoryAt: 0 },
      'ZIP_LEADING_DATA',
    ],
    ['bytes after', [{ name: 'a' }], { after: text('tail') }, 'ZIP_TRAILING_DATA'],
    ['fewer records than counted', [{ name: 'a' }], { count: 2 }, 'ZIP_BAD_DIRECTORY'],
    ['more records than counted', [{ name: 'a' }, { name: 'b' }], { count: 1 }, 'ZIP_BAD_DIRECTORY'],
    ['a second end record in the comment', [{ name: 'a' }], { comment: rawZip([]) }, 'ZIP_AMBIGUOUS_END'],
    [
      'a gap between entries: remarked',
      [{ name: 'a' }, { name: 'b', gapBefore: 7 }],
      undefined,
      'opened ZIP_GAP',
    ],
    ['a comment: remarked', [{ name: 'a' }], { comment: text('made by hand') }, 'opened ZIP_COMMENT'],
    [
      'GBK names: remarked',
      [{ name: Uint8Array.of(0xd6, 0xd0), flags: 0 }],
      undefined,
      'opened NAME_NOT_UTF8',
    ],
    ['backslashes in names: remarked', [{ name: 'a\\b.xml' }], undefined, 'opened NAME_WITH_BACKSLASHES'],
  ])('tells %s', (_what, entries, tail, expected) => {
    expect(codeOf(entries, tail)).toBe(expected);
  });

  it('reads every shape of data descriptor, and refuses one that says something else', () => {
    const signature = u32(0x08074b50);
    const wide = (n: number) => join([u32(n), u32(0)]);
    const shapes: NonNullable<RawEntry['descriptor']>[] = [
      (crc, stored, size) => join([signature, u32(crc), u32(stored), u32(size)]),
      (crc, stored, size) => join([u32(crc), u32(stored), u32(size)]),
      (crc, stored, size) => join([signature, u32(crc), wide(stored), wide(size)]),
      (crc, stored, size) => join([u32(crc), wide(stored), wide(size)]),
    ];
    for (const descriptor of shapes)
      expect(
        codeOf([
          { name: 'a', descriptor },
          { name: 'b', descriptor },
        ]),
      ).toBe('opened ');
    expect(
      codeOf([
        {
          name: 'a',
          descriptor: (crc, stored, size) => join([signature, u32(crc), u32(stored), u32(size + 1)]),
        },
      ]),
    ).toBe('ZIP_HEADER_DISAGREES');
  });

  it('refuses what is no ZIP, and one that is cut', () => {
    const whole = rawZip([{ name: 'a', data: text('x'.repeat(100)) }]);
    expect(openPackage(new Uint8Array())).toMatchObject({ error: { code: 'NOT_A_ZIP' } });
    expect(openPackage(text('%PDF-1.7 '.repeat(10)))).toMatchObject({ error: { code: 'NOT_A_ZIP' } });
    expect(openPackage(whole.subarray(0, whole.length - 30))).toMatchObject({
      error: { code: 'ZIP_TRUNCATED' },
    });
  });

  it('holds to the limits it is given', () => {
    const zip = rawZip([{ name: 'a' }, { name: 'b' }]);
    expect(openPackage(zip, { ...DEFAULT_LIMITS, maxEntries: 1 })).toMatchObject({
      error: { code: 'ZIP_TOO_MANY_ENTRIES' },
    });
    expect(openPackage(zip, { ...DEFAULT_LIMITS, maxTotalBytes: 13 })).toMatchObject({
      error: { code: 'ZIP_TOTAL_TOO_LARGE' },
    });
    expect(openPackage(zip, { ...DEFAULT_LIMITS, maxPackageBytes: 20 })).toMatchObject({
      error: { code: 'ZIP_TOTAL_TOO_LARGE' },
    });
  });
});

describe('reading an entry', () => {
  const readError = (entry: RawEntry) => {
    const opened = openPackage(rawZip([entry]));
    if (!opened.ok) return opened.error.code;
    const read = opened.value.readEntry('a');
    return read.ok ? 'read' : read.error.code;
  };
  const data = text('certificate '.repeat(50));
  const deflated = new Uint8Array(deflateRawSync(data));

  it('refuses streams that are damaged, shorter, longer, or followed by hidden bytes', () => {
    expect(readError({ name: 'a', data })).toBe('read');
    expect(readError({ name: 'a', data, stored: deflated.subarray(0, -3) })).toBe('ZIP_DATA_DAMAGED');
    expect(readError({ name: 'a', data, size: data.length - 1 })).toBe('ZIP_DATA_DAMAGED');
    expect(readError({ name: 'a', data, size: data.length + 1 })).toBe('ZIP_DATA_DAMAGED');
    expect(readError({ name: 'a', data, stored: Uint8Array.of(...deflated, 1, 2, 3) })).toBe(
      'ZIP_DATA_DAMAGED',
    );
    expect(readError({ name: 'a', data, crc: 1 })).toBe('ZIP_CHECKSUM');
    expect(readError({ name: 'a', data, method: 0, crc: 1 })).toBe('ZIP_CHECKSUM');
  });

  it('stops a bomb at the size it declared', () => {
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(20_000_000)));
    expect(readError({ name: 'a', data: new Uint8Array(1000), stored: bomb })).toBe('ZIP_DATA_DAMAGED');
  });

  it('survives any single changed byte of a package', () => {
    const zip = rawZip([
      { name: 'a', data },
      { name: 'b/c', data: text('second') },
    ]);
    let refused = 0;
    for (let i = 0; i < zip.length; i++) {
      const changed = zip.slice();
      changed[i]! ^= 1 << (i % 8);
      const opened = openPackage(changed);
      const reads = opened.ok ? opened.value.names().map((name) => opened.value.readEntry(name).ok) : [false];
      if (reads.includes(false)) refused++;
    }
    // Times, attributes and versions may change; contents, names and places may not.
    expect(refused).toBeGreaterThan(zip.length * 0.7);
  });
});
