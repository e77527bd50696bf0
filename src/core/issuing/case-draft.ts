// The draft that a case begins with: its matter says which certificate, card and accepted evidence fill it.
import type { CaseState } from '../cases/case-state';
import type { Certificate } from '../catalogue/certificate';
import type { CertificateType } from '../catalogue/certificate-type';
import type { Matter, Produces } from '../catalogue/matter';
import { ethnicityName } from '../identity/ethnicity';
import { err, ok, type Result } from '../result';
import type { DraftContent, ValueSource } from './draft';
import type { IssuingError } from './issuing-error';

export interface CaseFacts {
  readonly state: CaseState;
  readonly matter: Matter | undefined;
  readonly types: ReadonlyMap<string, CertificateType>;
  /** Certificates of this case's people, as they are now. */
  readonly certificates: readonly { readonly certificate: Certificate; readonly digest: string }[];
  /** Who issues: the unit of this counter. */
  readonly issuer: string;
}

/**
 * Only of a case that was accepted, or is open with every decision still possible: what is sealed needs a case behind it.
 * Evidence counts as accepted: a certificate that changed since then fills nothing.
 */
export function draftOfCase(facts: CaseFacts): Result<DraftContent, IssuingError> {
  const { state, matter, types, issuer } = facts;
  if (!matter?.produces) return err({ code: 'ISSUING_NO_CERTIFICATE' });
  if (state.status.kind === 'parked') return err({ code: 'ISSUING_CASE_NOT_ACCEPTED' });
  if (state.status.kind === 'closed' && state.status.outcome !== 'accepted') {
    return err({ code: 'ISSUING_CASE_NOT_ACCEPTED' });
  }
  const { produces } = matter;
  const type = types.get(produces.certificateTypeId);
  if (!type?.issuing) return err({ code: 'ISSUING_NO_CERTIFICATE' });
  const evidence = acceptedEvidence(facts);
  const holder = holderOf(produces, state, evidence, type);
  const values: Record<string, string> = {};
  const sources: Record<string, ValueSource> = {};
  const put = (key: string, value: string | undefined, source: ValueSource): void => {
    if (value === undefined || value === '') return;
    values[key] = value;
    sources[key] = source;
  };
  put('holder.name', holder.name, holder.source);
  put('holder.number', holder.number, holder.source);
  for (const [key, source] of Object.entries(produces.fill)) {
    const found = fill(source, state, holder, evidence);
    put(key, found.value, found.source);
  }
  const kept = produces.keepsNumberOf === undefined ? undefined : evidence.get(produces.keepsNumberOf);
  return ok({
    typeId: type.id,
    issuer,
    matterId: matter.id,
    holderKind: holder.kind,
    values,
    sources,
    validity: produces.validity,
    keptNumber: kept?.number,
    accessibleBy: [state.applicant.identity.number],
  });
}

function acceptedEvidence({ state, certificates }: CaseFacts): Map<string, Certificate> {
  const found = new Map<string, Certificate>();
  for (const [materialId, decision] of Object.entries(state.decisions)) {
    if (decision.kind !== 'certificate') continue;
    const accepted = certificates.find(
      ({ certificate, digest }) => certificate.id === decision.certificateId && digest === decision.digest,
    );
    if (accepted) found.set(materialId, accepted.certificate);
  }
  return found;
}

interface FoundHolder {
  readonly kind: 'natural' | 'legal';
  readonly name: string | undefined;
  readonly number: string | undefined;
  readonly source: ValueSource;
}

function holderOf(
  produces: Produces,
  { applicant }: CaseState,
  evidence: ReadonlyMap<string, Certificate>,
  type: CertificateType,
): FoundHolder {
  if (produces.holder === 'applicant') {
    const { identity } = applicant;
    return {
      kind: type.holderKinds.includes('natural') ? 'natural' : 'legal',
      name: identity.name || identity.latinName,
      number: identity.number,
      source: personSource(applicant),
    };
  }
  const shown = evidence.get(produces.holder.ofMaterial)?.holder;
  if (shown) return { ...shown, source: 'evidence' };
  // Shown on paper: typed by the clerk.
  return { kind: type.holderKinds[0] ?? 'legal', name: undefined, number: undefined, source: 'empty' };
}

function fill(
  source: string,
  { applicant }: CaseState,
  holder: FoundHolder,
  evidence: ReadonlyMap<string, Certificate>,
): { value: string | undefined; source: ValueSource } {
  const [root = '', name = '', key = ''] = source.split('.');
  if (root === 'applicant')
    return { value: ofApplicant(applicant.identity, name), source: personSource(applicant) };
  if (root === 'holder')
    return { value: name === 'name' ? holder.name : holder.number, source: holder.source };
  return { value: evidence.get(name)?.fields[key], source: 'evidence' };
}

function ofApplicant(identity: CaseState['applicant']['identity'], name: string): string | undefined {
  switch (name) {
    case 'name':
      return identity.name || identity.latinName;
    case 'sex':
      return { male: '男', female: '女', unknown: undefined, unspecified: undefined }[identity.sex];
    case 'ethnicity':
      return ethnicityName(identity.ethnicityCode ?? '') ?? undefined;
    case 'nationality':
      return identity.kind === 'foreign-permanent-resident' ? identity.nationality : '中国';
    case 'address':
      return identity.latestAddress ?? identity.address;
    case 'birth':
    case 'number':
      return identity[name];
    default:
      return undefined;
  }
}

function personSource({ source }: CaseState['applicant']): ValueSource {
  return source === 'card' ? 'card' : 'typed';
}
