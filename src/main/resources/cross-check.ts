// References between resource files: each type, face and field that is named exists.
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter, Produces } from '#core/catalogue/matter';
import { bindingsOf, colourNamesOf, FILTERS, TOP_LEVEL_PATHS, type Binding } from '#core/faces/bindings';
import type { FaceTemplate } from '#core/faces/face-template';
import type { RulePack } from '#core/rules/rule-pack';
import type { Resources } from './load-resources';

export interface BrokenReference {
  readonly kind: Exclude<keyof Resources, 'stockShapes'>;
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
  const missing = type.issuing?.furtherFaceIds.find((id) => !faces.has(id));
  if (missing !== undefined) {
    return {
      kind: 'certificateTypes',
      id: type.id,
      field: 'issuing.furtherFaceIds',
      detail: `no face ${missing}`,
    };
  }
  const optional = type.issuing?.optional.find((key) => !type.fields.some((field) => field.key === key));
  if (optional !== undefined) {
    return {
      kind: 'certificateTypes',
      id: type.id,
      field: 'issuing.optional',
      detail: `no field ${optional}`,
    };
  }
  for (const drawn of [face, ...(type.issuing?.furtherFaceIds ?? []).map((id) => faces.get(id)!)]) {
    const wrong = bindingsOf(drawn).find((binding) => !isBound(binding, type));
    if (!wrong) continue;
    const detail = `{${wrong.path}|${wrong.filter}} is not of certificate type ${type.id}`;
    return { kind: 'faces', id: drawn.id, field: 'elements', detail };
  }
  return null;
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
  const wrong = matter.produces && unknownInProduces(matter, matter.produces, certificateTypes);
  return wrong === undefined ? null : { kind: 'matters', id: matter.id, field: 'produces', detail: wrong };
}

function unknownInProduces(
  { materials }: Matter,
  produces: Produces,
  types: Resources['certificateTypes'],
): string | undefined {
  const type = types.get(produces.certificateTypeId);
  if (!type?.issuing) return `${produces.certificateTypeId} is no type that can be issued`;
  const unknownField = Object.keys(produces.fill).find(
    (key) => !type.fields.some((field) => field.key === key),
  );
  if (unknownField !== undefined) return `${type.id} has no field ${unknownField}`;
  const named = [
    ...(produces.holder === 'applicant' ? [] : [produces.holder.ofMaterial]),
    ...(produces.keepsNumberOf === undefined ? [] : [produces.keepsNumberOf]),
    ...Object.values(produces.fill).flatMap((source) =>
      source.startsWith('evidence.') ? [source.split('.')[1]!] : [],
    ),
  ];
  const unknown = named.find(
    (id) => !materials.some((one) => one.id === id && one.certificateTypeIds.length > 0),
  );
  if (unknown !== undefined) return `no material ${unknown} that a certificate stands for`;
  for (const source of Object.values(produces.fill)) {
    const [root, materialId, key] = source.split('.');
    if (root !== 'evidence') continue;
    const accepted = materials.find(({ id }) => id === materialId)!.certificateTypeIds;
    if (!accepted.some((id) => types.get(id)!.fields.some((field) => field.key === key)))
      return `no field behind ${source}`;
  }
  return undefined;
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
