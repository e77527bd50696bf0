// The use list (用证清单): which certificate stands for which material, and what the cache offers for a matter.
import { usability, type Certificate, type Usability } from './certificate';
import type { Material, Matter } from './matter';

/** One line of the use list (沪府办规〔2022〕7号 第十三条: materials put into correspondence with certificates). */
export interface UseListEntry {
  readonly matterId: string;
  readonly materialId: string;
  readonly certificateTypeIds: readonly string[];
}

export interface Candidate {
  readonly certificate: Certificate;
  readonly usability: Usability;
}

/**
 * Why a material falls to paper. `candidates` are the ones that cannot be used, so that the clerk can say which.
 * `expired` stands for not-yet-valid too: the period does not cover today.
 */
export type PaperReason = 'no-certificate' | 'expired' | 'blocked' | 'not-in-use-list';

/** `certificate`: candidates, usable first, at least one usable. `shared`: fetched from another authority's data. */
export type MaterialSource =
  | { readonly kind: 'certificate'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'shared' }
  | { readonly kind: 'paper'; readonly reason: PaperReason; readonly candidates: readonly Candidate[] };

export interface MaterialMatch {
  readonly material: Material;
  readonly source: MaterialSource;
}

/** The unit's use list follows from its matters: every material that a certificate may stand for. */
export function useListOf(matters: Iterable<Matter>): UseListEntry[] {
  return [...matters].flatMap((matter) =>
    matter.materials
      .filter(isListed)
      .map(({ id, certificateTypeIds }) => ({ matterId: matter.id, materialId: id, certificateTypeIds })),
  );
}

/**
 * Matches each material of a matter, in its order, with the given certificates. `certificates` are those the persons
 * at the counter may present; `today` is `YYYY-MM-DD`. Among usable ones the latest issued comes first.
 */
export function matchMaterials(
  matter: Matter,
  certificates: readonly Certificate[],
  today: string,
): MaterialMatch[] {
  return matter.materials.map((material) => ({ material, source: sourceOf(material, certificates, today) }));
}

/** True when nothing that is required has to be brought on paper, forms to be signed here apart (免交). */
export function isPaperless(matches: readonly MaterialMatch[]): boolean {
  return matches.every(
    ({ material, source }) => !material.required || material.form === 'form' || source.kind !== 'paper',
  );
}

function sourceOf(material: Material, certificates: readonly Certificate[], today: string): MaterialSource {
  const candidates = isListed(material) ? candidatesFor(material, certificates, today) : [];
  if (candidates.some((candidate) => candidate.usability.kind === 'usable')) {
    return { kind: 'certificate', candidates };
  }
  if (material.sources.includes('shared')) return { kind: 'shared' };
  return { kind: 'paper', reason: paperReason(material, candidates), candidates };
}

function isListed(material: Material): boolean {
  return material.sources.includes('certificate') && material.certificateTypeIds.length > 0;
}

function candidatesFor(material: Material, certificates: readonly Certificate[], today: string): Candidate[] {
  return certificates
    .filter(({ typeId }) => material.certificateTypeIds.includes(typeId))
    .map((certificate) => ({ certificate, usability: usability(certificate, today) }))
    .sort(byUseThenDate);
}

function byUseThenDate(a: Candidate, b: Candidate): number {
  const rank = (candidate: Candidate): number => USE_RANK[candidate.usability.kind];
  const newestFirst = b.certificate.issuedOn < a.certificate.issuedOn ? -1 : 1;
  const tie = a.certificate.issuedOn === b.certificate.issuedOn;
  return rank(a) - rank(b) || (tie ? (a.certificate.id < b.certificate.id ? -1 : 1) : newestFirst);
}

const USE_RANK: Readonly<Record<Usability['kind'], number>> = {
  usable: 0,
  'not-yet-valid': 1,
  expired: 2,
  blocked: 3,
};

function paperReason(material: Material, candidates: readonly Candidate[]): PaperReason {
  if (!isListed(material)) return 'not-in-use-list';
  const best = candidates[0];
  if (!best) return 'no-certificate';
  return best.usability.kind === 'blocked' ? 'blocked' : 'expired';
}
