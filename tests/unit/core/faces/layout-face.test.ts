// Faces: every template lays out, inside its page, the same each time, and its markup is safe and readable.
import { resolve } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { createDemonstration } from '#core/demonstration/demonstration';
import type { DisplayOp, PathCommand, TextOp } from '#core/faces/display-list';
import { layoutFace } from '#core/faces/layout-face';
import { toSvg } from '#core/faces/svg';
import { loadResources } from '#main/resources/load-resources';
import { sampleCertificate } from '#tests/support/sample-certificate';

const loaded = loadResources(resolve(import.meta.dirname, '../../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { certificateTypes, faces } = loaded.value;
const { certificates } = createDemonstration('2026-11-21');

const faceOf = (typeId: string) => {
  const face = faces.get(certificateTypes.get(typeId)?.faceId ?? '');
  if (!face) throw new Error(typeId);
  return face;
};
const typeOf = (typeId: string) => {
  const type = certificateTypes.get(typeId);
  if (!type) throw new Error(typeId);
  return type;
};
const textsOf = (ops: readonly DisplayOp[]): TextOp[] =>
  ops.flatMap((op) => (op.kind === 'text' ? [op] : op.kind === 'clip' ? textsOf(op.ops) : []));
const numbersOf = (commands: readonly PathCommand[]): number[] =>
  commands.flatMap(([, ...numbers]) => numbers as number[]);

describe.each([...certificateTypes.keys()])('%s', (typeId) => {
  it('stands inside its page for every certificate of the demonstration', () => {
    for (const certificate of certificates.filter((one) => one.typeId === typeId)) {
      const list = layoutFace(faceOf(typeId), certificate);
      for (const { x, y, width, size, text } of textsOf(list.ops)) {
        const inside =
          x >= 0 && x + width <= list.width && y - size * 0.9 >= 0 && y + size * 0.2 <= list.height;
        expect({ text, inside }).toEqual({ text, inside: true });
      }
    }
  });

  it('shows the holder and the number, and is the same every time', () => {
    const certificate = certificates.find((one) => one.typeId === typeId);
    if (!certificate) throw new Error(typeId);
    const list = layoutFace(faceOf(typeId), certificate);
    const all = textsOf(list.ops)
      .map(({ text }) => text)
      .join('');
    expect(all).toContain(certificate.holder.name);
    // Two certificates bear a number of their own that is another field on the face.
    const shown =
      typeId === 'household-register' ? (certificate.fields['householdNumber'] ?? '') : certificate.number;
    expect(all).toContain(shown.replace('-A2', ''));
    expect(layoutFace(faceOf(typeId), certificate)).toEqual(list);
  });

  it('holds finite numbers only', () => {
    const list = layoutFace(faceOf(typeId), sampleCertificate(typeOf(typeId)), { showSealRegion: true });
    const check = (ops: readonly DisplayOp[]): number[] =>
      ops.flatMap((op) => {
        if (op.kind === 'text') return [op.x, op.y, op.size, op.width, op.letterSpacing];
        if (op.kind === 'rect') return [op.x, op.y, op.w, op.h];
        if (op.kind === 'path') return [...numbersOf(op.commands), op.lineWidth];
        return [...numbersOf(op.commands), ...check(op.ops)];
      });
    expect(check(list.ops).filter((number) => !Number.isFinite(number))).toEqual([]);
  });

  it('never cuts a text, however long', () => {
    const type = typeOf(typeId);
    const long = '演示省演示市示例区银杏路一百二十八号'.repeat(8);
    const fields = Object.fromEntries(
      type.fields.map(({ key, kind }) => [key, kind === 'multiline' ? long : '短']),
    );
    const all = textsOf(layoutFace(faceOf(typeId), sampleCertificate(type, { fields })).ops);
    const shown = all.map(({ text }) => text).join('');
    const used = type.fields.filter(({ kind }) => kind === 'multiline');
    for (const _ of used) expect(shown).toContain(long);
  });

  it('gives well-formed markup without scripts, styles or links, whatever the data holds', () => {
    const type = typeOf(typeId);
    const evil = '<script>alert(1)</script>"\'&]]>\u0000\u0008{number}';
    const fields = Object.fromEntries(type.fields.map(({ key }) => [key, evil]));
    const certificate = sampleCertificate(type, {
      fields,
      holder: { kind: 'natural', name: evil, number: evil },
      issuer: evil,
    });
    const elements: string[] = [];
    const attributes = new Set<string>();
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', (tag) => {
      elements.push(tag.local);
      for (const name of Object.keys(tag.attributes)) attributes.add(name);
    });
    parser.write(toSvg(layoutFace(faceOf(typeId), certificate))).close();
    const allowed = ['svg', 'title', 'text', 'path', 'rect', 'g', 'clipPath'];
    expect(elements.filter((name) => !allowed.includes(name))).toEqual([]);
    expect([...attributes].filter((name) => /^on|style|href|class/u.test(name))).toEqual([]);
  });
});

describe('layoutFace', () => {
  const type = typeOf('business-licence');
  const face = faceOf('business-licence');

  it('reports where photo and seal belong, and outlines the seal only when asked', () => {
    const certificate = sampleCertificate(type);
    const plain = layoutFace(face, certificate);
    const outlined = layoutFace(face, certificate, { showSealRegion: true });
    expect(plain.regions).toEqual([{ role: 'seal', x: 323, y: 212, w: 44, h: 44 }]);
    expect(outlined.ops).toHaveLength(plain.ops.length + 1);
  });

  it('takes another content for the QR code', () => {
    const certificate = sampleCertificate(type);
    expect(layoutFace(face, certificate, { qrText: 'ZC1:other' })).not.toEqual(layoutFace(face, certificate));
  });

  it('keeps clips of two faces on one screen apart', () => {
    const list = layoutFace(face, sampleCertificate(type));
    expect(toSvg(list, 'left')).toContain('id="left-1"');
    expect(toSvg(list, 'right')).toContain('url(#right-1)');
    expect(() => toSvg(list, 'a"b')).toThrow();
  });
});
