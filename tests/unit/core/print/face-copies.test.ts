// Every certificate type that the terminal ships can be printed: its face is accepted, fits, and its scale is known.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { certificateTypeSchema } from '#core/catalogue/certificate-type';
import { faceTemplateSchema } from '#core/faces/face-template';
import { layoutFace } from '#core/faces/layout-face';
import { toSvg } from '#core/faces/svg';
import { certificateCopy, placeFace } from '#core/print/documents/certificate-copy';
import { control, copy } from '#tests/support/printing/samples';
import { sampleCertificate } from '#tests/support/sample-certificate';

const resources = resolve(import.meta.dirname, '../../../../resources');
const json = (path: string): unknown => JSON.parse(readFileSync(join(resources, path), 'utf8'));
const types = readdirSync(join(resources, 'catalogue')).map((name) =>
  certificateTypeSchema.parse(json(`catalogue/${name}`)),
);

describe('copies of shipped faces', () => {
  test.each(types.map((type) => [type.id, type] as const))('%s', (_id, type) => {
    const template = faceTemplateSchema.parse(json(`faces/${type.faceId}.json`));
    const face = layoutFace(template, sampleCertificate(type));
    const faces = [{ svg: toSvg(face), widthMm: face.width, heightMm: face.height }];
    const page = certificateCopy({ ...copy, certificateName: type.name, faces }, control);
    expect(page.html).toContain('<svg');
    expect(page.html).not.toMatch(/\sstyle=/);
    const place = placeFace(faces[0]!);
    expect(place.scale).toBeGreaterThanOrEqual(0.4);
    expect(place.heightMm).toBeLessThanOrEqual(217);
  });
});
