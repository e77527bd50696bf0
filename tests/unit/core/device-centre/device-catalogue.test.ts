// The shipped catalogue is whole; an administrator's file replaces; a bad one stops no other.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findEntry,
  joinCatalogue,
  readCatalogueFile,
  type CatalogueFile,
} from '#core/device-centre/device-catalogue';

const FOLDER = resolve(import.meta.dirname, '../../../../resources/devices');
const shipped: CatalogueFile[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, text: readFileSync(resolve(FOLDER, name), 'utf8') }));
const { entries, problems } = joinCatalogue(shipped, []);

const own = (change: object = {}): string =>
  JSON.stringify({
    id: 'own',
    kind: 'scanner',
    vendor: '某厂',
    model: '一号',
    tried: true,
    source: 'its manual',
    match: [{ bus: 'serial', vendorId: '1eab', productId: '1306' }],
    transport: { kind: 'serial', bauds: [38_400] },
    ...change,
  });

describe('the shipped catalogue', () => {
  it('holds readers, scanners and adapters, every file in order', () => {
    expect(problems).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(8);
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(
      new Set(['id-card-reader', 'scanner', 'keyboard-scanner', 'serial-adapter']),
    );
  });

  it('names for every entry the document that its numbers are from', () => {
    for (const { source } of entries) expect(source.length).toBeGreaterThan(10);
  });

  it('claims no product twice on one bus', () => {
    const claims = entries.flatMap(({ match }) => match.map((one) => JSON.stringify(one)));
    expect(new Set(claims).size).toBe(claims.length);
  });
});

describe('finding an entry', () => {
  it('prefers the very collection to the product, and the product to anything of its usage', () => {
    const hid = { bus: 'hid', usagePage: 0x8c, usage: 2 } as const;
    expect(findEntry(entries, { ...hid, vendorId: 0x0c2e, productId: 0x0b81 })?.id).toBe('honeywell-hid-pos');
    expect(findEntry(entries, { ...hid, vendorId: 0x1eab, productId: 0x1a10 })?.id).toBe('newland-hid-pos');
    expect(findEntry(entries, { ...hid, vendorId: 0xffff, productId: 1 })?.id).toBe('hid-pos-scanner');
  });

  it('tells the modes of one maker apart', () => {
    const serial = { bus: 'serial', vendorId: 0x1eab, productId: 0x1a06 } as const;
    expect(findEntry(entries, serial)?.kind).toBe('scanner');
    expect(
      findEntry(entries, { bus: 'hid', vendorId: 0x1eab, productId: 0x1a03, usagePage: 1, usage: 6 })?.kind,
    ).toBe('keyboard-scanner');
  });

  it('knows an adapter without knowing what stands behind it', () => {
    expect(findEntry(entries, { bus: 'serial', vendorId: 0x1a86, productId: 0x7523 })?.kind).toBe(
      'serial-adapter',
    );
  });

  it('knows nothing of what no file names', () => {
    expect(
      findEntry(entries, { bus: 'hid', vendorId: 1, productId: 1, usagePage: 1, usage: 2 }),
    ).toBeUndefined();
    expect(findEntry(entries, { bus: 'serial' })).toBeUndefined();
  });
});

describe("an administrator's file", () => {
  it('adds an entry', () => {
    const joined = joinCatalogue(shipped, [{ name: 'own.json', text: own() }]);
    expect(joined.entries).toHaveLength(entries.length + 1);
    expect(joined.problems).toEqual([]);
  });

  it('replaces the shipped entry of the same id', () => {
    const text = own({ id: 'newland-serial', model: '改过的' });
    const joined = joinCatalogue(shipped, [{ name: 'newland-serial.json', text }]);
    expect(joined.entries).toHaveLength(entries.length);
    expect(joined.entries.find(({ id }) => id === 'newland-serial')?.model).toBe('改过的');
  });

  it.each([
    ['DEVICE_CATALOGUE_UNREADABLE', 'own.json', null, ''],
    ['DEVICE_CATALOGUE_NOT_JSON', 'own.json', '{', ''],
    [
      'DEVICE_CATALOGUE_INVALID',
      'own.json',
      own({ transport: { kind: 'serial', bauds: [] } }),
      'transport.bauds',
    ],
    ['DEVICE_CATALOGUE_INVALID', 'own.json', own({ match: [] }), 'match'],
    ['DEVICE_CATALOGUE_INVALID', 'own.json', own({ run: 'rm -rf /' }), ''],
    ['DEVICE_CATALOGUE_MISNAMED', 'other.json', own(), 'id'],
  ] as const)('is refused as %s, and the others stay', (code, name, text, field) => {
    const joined = joinCatalogue(shipped, [
      { name, text },
      { name: 'second.json', text: own({ id: 'second' }) },
    ]);
    expect(joined.problems).toEqual([{ code, file: name, field, origin: 'administrator' }]);
    expect(joined.entries.some(({ id }) => id === 'second')).toBe(true);
  });

  it('cannot say that a device is driven by what its transport does not fit', () => {
    const read = readCatalogueFile(
      { name: 'own.json', text: own({ kind: 'keyboard-scanner' }) },
      'administrator',
    );
    expect(read.ok).toBe(false);
  });
});
