// References between resource files: each type, face and field that is named exists.
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter } from '#core/catalogue/matter';
import { bindingsOf, colourNamesOf, FILTERS, TOP_LEVEL_PATHS, type Binding } from '#core/faces/bindings';
import type { FaceTemplate } from '#core/faces/face-template';
import type { RulePack } from '#core/rules/rule-pack';
import type { Resources } from './load-resources';

export interface BrokenReference {
  readonly kind: keyof Resources;
  readonly id: string;
  readonly field: string;
  readonly detail: string;
}

/** The first reference that leads nowhere, or null. */
export function findBrokenReference(resources: Resources): BrokenReference | null {
  for (const face of resources.faces.values()) {
    const broken = checkColours(face);
    if (broken) return broken;
  }
  for (const type of resources.certificateTypes.values()) {
    const broken = checkType(type, resources);
    if (broken) return broken;
  }
  for (const matter of resources.matters.values()) {
    const broken = checkMatter(matter, resources);
    if (broken) return broken;
  }
  for (const pack of resources.rulePacks.values()) {
    const broken = checkPack(pack);
    if (broken) return broken;
  }
  return null;
}

function checkColours(face: FaceTemplate): BrokenReference | null {
  const unknown = colourNamesOf(face).find((name) => !(name in face.palette));
  return unknown === undefined
    ? null
    : { kind: 'faces', id: face.id, field: 'palette', detail: `no colour ${unknown}` };
}

function checkType(type: CertificateType, { faces }: Resources): BrokenReference | null {
  const face = faces.get(type.faceId);
  if (!face) {
    return { kind: 'certificateTypes', id: type.id, field: 'faceId', detail: `no face ${type.faceId}` };
  }
  const wrong = bindingsOf(face).find((binding) => !isBound(binding, type));
  if (!wrong) return null;
  const detail = `{${wrong.path}|${wrong.filter}} is not of certificate type ${type.id}`;
  return { kind: 'faces', id: face.id, field: 'elements', detail };
}

function isBound({ path, filter }: Binding, type: CertificateType): boolean {
  if (!FILTERS.some((known) => known === filter)) return false;
  if (TOP_LEVEL_PATHS.some((known) => known === path)) return true;
  return type.fields.some(({ key }) => `fields.${key}` === path);
}

function checkMatter(matter: Matter, { certificateTypes }: Resources): BrokenReference | null {
  for (const [index, material] of matter.materials.entries()) {
    const field = `materials.${index}.certificateTypeIds`;
    const unknown = material.certificateTypeIds.find((id) => !certificateTypes.has(id));
    if (unknown) return { kind: 'matters', id: matter.id, field, detail: `no certificate type ${unknown}` };
    if (material.sources.includes('certificate') !== material.certificateTypeIds.length > 0) {
      const detail = 'certificate types are named exactly when the source is a certificate';
      return { kind: 'matters', id: matter.id, field, detail };
    }
  }
  return null;
}

function checkPack(pack: RulePack): BrokenReference | null {
  const documents = new Set(pack.documents.map(({ id }) => id));
  const missing = documentsCitedIn(pack).find((id) => !documents.has(id));
  return missing === undefined
    ? null
    : { kind: 'rulePacks', id: pack.id, field: 'documents', detail: `no document ${missing}` };
}

function documentsCitedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('article' in value && 'document' in value) return [String(value.document)];
  return Object.values(value).flatMap(documentsCitedIn);
}
