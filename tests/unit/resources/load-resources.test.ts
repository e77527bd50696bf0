// The loader: the shipped data passes; each way of breaking it is named with file and field.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadResources } from '#main/resources/load-resources';

const RESOURCES = resolve(import.meta.dirname, '../../../resources');

describe('the shipped resources', () => {
  const loaded = loadResources(RESOURCES);

  it('load, with everything that the counter needs', () => {
    expect(loaded.ok ? null : loaded.error).toBeNull();
    if (!loaded.ok) return;
    expect(loaded.value.rulePacks.size).toBe(5);
    expect(loaded.value.certificateTypes.size).toBeGreaterThanOrEqual(12);
    expect(loaded.value.matters.size).toBeGreaterThanOrEqual(14);
    expect(loaded.value.faces.size).toBeGreaterThanOrEqual(12);
  });

  it('have one pinyin initial for each character of a name, and codes of their own', () => {
    if (!loaded.ok) throw new Error(loaded.error.code);
    const named = [...loaded.value.certificateTypes.values(), ...loaded.value.matters.values()];
    for (const { name, initials } of named) {
      const characters = name.replace(/[^\p{Script=Han}]/gu, '');
      expect({ name, length: initials.length }).toEqual({ name, length: [...characters].length });
    }
    const codes = [...loaded.value.matters.values()].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('use every certificate type in a matter, and every face in a type', () => {
    if (!loaded.ok) throw new Error(loaded.error.code);
    const { certificateTypes, matters, faces } = loaded.value;
    const used = new Set(
      [...matters.values()].flatMap(({ materials }) => materials.flatMap((one) => one.certificateTypeIds)),
    );
    expect([...certificateTypes.keys()].filter((id) => !used.has(id))).toEqual([]);
    const shown = new Set(
      [...certificateTypes.values()].flatMap(({ faceId, issuing }) => [
        faceId,
        ...(issuing?.furtherFaceIds ?? []),
      ]),
    );
    expect([...faces.keys()].filter((id) => !shown.has(id))).toEqual([]);
  });

  it('mark every field that is about a person', () => {
    if (!loaded.ok) throw new Error(loaded.error.code);
    const about = ['sex', 'birth', 'idNumber', 'ethnicity', 'photo'];
    for (const { fields } of loaded.value.certificateTypes.values()) {
      for (const field of fields) if (about.includes(field.key)) expect(field.personal).toBe(true);
    }
  });
});

describe('broken resources', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'zhengchuang-resources-'));
    cpSync(RESOURCES, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const edit = (file: string, change: (json: Record<string, unknown>) => void): void => {
    const json = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Record<string, unknown>;
    change(json);
    writeFileSync(join(dir, file), JSON.stringify(json));
  };
  const errorOf = () => {
    const result = loadResources(dir);
    return result.ok ? null : result.error;
  };

  it('names a folder that is missing', () => {
    rmSync(join(dir, 'matters'), { recursive: true });
    expect(errorOf()).toMatchObject({ code: 'RESOURCE_UNREADABLE', file: 'matters' });
  });

  it('names a file that is not JSON', () => {
    writeFileSync(join(dir, 'rule-packs/xuchang.json'), '<html>');
    expect(errorOf()).toMatchObject({ code: 'RESOURCE_NOT_JSON', file: 'rule-packs/xuchang.json' });
  });

  it('names the field that is wrong', () => {
    edit('matters/newborn-household.json', (json) => {
      (json['materials'] as { copies: unknown }[])[1]!.copies = '一份';
    });
    expect(errorOf()).toMatchObject({
      code: 'RESOURCE_INVALID',
      file: 'matters/newborn-household.json',
      field: 'materials.1.copies',
    });
  });

  it('refuses an entry under another name', () => {
    edit('catalogue/senior-card.json', (json) => (json['id'] = 'old-card'));
    expect(errorOf()).toMatchObject({ code: 'RESOURCE_MISNAMED', file: 'catalogue/senior-card.json' });
  });

  it('refuses a certificate type, a face, a field or a document that does not exist', () => {
    edit('matters/senior-card-application.json', (json) => {
      (json['materials'] as { certificateTypeIds: string[] }[])[1]!.certificateTypeIds = ['passport'];
    });
    expect(errorOf()).toMatchObject({
      code: 'RESOURCE_BROKEN_REFERENCE',
      file: 'matters/senior-card-application.json',
      field: 'materials.1.certificateTypeIds',
    });
    edit('catalogue/senior-card.json', (json) => (json['faceId'] = 'nothing'));
    expect(errorOf()).toMatchObject({ file: 'catalogue/senior-card.json', field: 'faceId' });
    edit('catalogue/senior-card.json', (json) => {
      json['faceId'] = 'senior-card';
      json['fields'] = (json['fields'] as { key: string }[]).filter(({ key }) => key !== 'address');
    });
    expect(errorOf()).toMatchObject({ code: 'RESOURCE_BROKEN_REFERENCE', file: 'faces/senior-card.json' });
  });

  it('refuses a colour that the palette does not have', () => {
    edit('faces/senior-card.json', (json) => delete (json['palette'] as Record<string, string>)['band']);
    expect(errorOf()).toMatchObject({
      file: 'faces/senior-card.json',
      field: 'palette',
      detail: 'no colour band',
    });
  });

  it('refuses a citation of a document that the pack does not have', () => {
    edit('rule-packs/sichuan.json', (json) => {
      json['documents'] = (json['documents'] as unknown[]).slice(0, 1);
    });
    expect(errorOf()).toMatchObject({
      code: 'RESOURCE_BROKEN_REFERENCE',
      file: 'rule-packs/sichuan.json',
      field: 'documents',
    });
  });
});
