// From a case's state to what the screen shows of it. Numbers are masked here and nowhere later.
import type { Candidate, MaterialMatch } from '#core/catalogue/use-list';
import { matchMaterials } from '#core/catalogue/use-list';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter } from '#core/catalogue/matter';
import { openMaterials } from '#core/cases/case-rules';
import type { Person } from '#core/cases/case-events';
import type { CaseState, MaterialDecision } from '#core/cases/case-state';
import { examinePerson } from '#core/cases/person-findings';
import { ageOn } from '#core/identity/card-identity';
import { ethnicityName } from '#core/identity/ethnicity';
import type {
  CandidateView,
  CaseSummaryView,
  CaseView,
  ChecklistItemView,
  PersonView,
  PrintRecordView,
} from '#shared/ipc/views';
import type { CachedCertificate } from '../store/certificate-cache';

/** 老年人权益保障法 第二条: sixty and above. */
const ELDERLY_FROM = 60;
const ADULT_FROM = 18;

export interface CaseViewSources {
  state: CaseState;
  matter: Matter | undefined;
  certificates: readonly CachedCertificate[];
  types: ReadonlyMap<string, CertificateType>;
  opened: ReadonlySet<string>;
  prints: PrintRecordView[];
  today: string;
  /** Whose picture can be asked for. */
  pictured: (who: 'applicant' | 'agent') => boolean;
}

export function caseView(sources: CaseViewSources): CaseView {
  const { state, matter } = sources;
  const checklist = matter ? checklistOf(sources, matter) : [];
  return {
    id: state.id,
    number: state.number,
    openedAt: state.openedAt,
    status: state.status.kind,
    outcome: state.status.kind === 'closed' ? state.status.outcome : undefined,
    applicant: pictured(
      personView(state.applicant, sources.today, sources.certificates),
      'applicant',
      sources,
    ),
    agent: state.agent && pictured(personView(state.agent, sources.today, []), 'agent', sources),
    matter: matter && {
      id: matter.id,
      code: matter.code,
      name: matter.name,
      department: matter.department,
      promisedDays: matter.promisedDays,
      produces: matter.produces && sources.types.get(matter.produces.certificateTypeId)?.name,
    },
    authorisation: authorisationView(state, checklist),
    checklist,
    open: matter ? openMaterials(state, matter) : [],
    undoable: state.undoable?.kind,
    prints: sources.prints,
  };
}

function pictured(view: PersonView, who: 'applicant' | 'agent', sources: CaseViewSources): PersonView {
  return view.source === 'card' && sources.pictured(who) ? { ...view, pictured: true } : view;
}

export function caseSummary(state: CaseState, matter: Matter | undefined): CaseSummaryView {
  return {
    id: state.id,
    number: state.number,
    name: state.applicant.identity.name,
    matterName: matter?.name,
    openedAt: state.openedAt,
    openCount: matter ? openMaterials(state, matter).length : 0,
  };
}

/** @param certificates the person's own, for the mark 残疾人 */
export function personView(
  person: Person,
  today: string,
  certificates: readonly CachedCertificate[],
): PersonView {
  const { identity } = person;
  const age = ageOn(identity.birth, today);
  const holdsDisabilityCard = certificates.some(
    ({ certificate }) =>
      certificate.typeId === 'disability-card' &&
      certificate.status === 'valid' &&
      certificate.holder.number === identity.number,
  );
  const marks: PersonView['marks'] = [];
  if (age >= ELDERLY_FROM) marks.push('elderly');
  if (age < ADULT_FROM) marks.push('minor');
  if (holdsDisabilityCard) marks.push('disabled');
  return {
    kind: identity.kind,
    name: identity.name,
    latinName: identity.latinName,
    sex: identity.sex,
    ethnicity: ethnicityName(identity.ethnicityCode ?? '') ?? undefined,
    nationality: identity.nationality,
    age,
    birth: identity.birth,
    numberMasked: maskNumber(identity.number),
    address: identity.latestAddress ?? identity.address,
    authority: identity.authority,
    validFrom: identity.validFrom,
    validTo: identity.validTo,
    source: person.source,
    otherDocument: person.otherDocument,
    marks,
    findings: findingsView(person, today),
  };
}

function findingsView(person: Person, today: string): PersonView['findings'] {
  const { refused, toConfirm, notes } = examinePerson(person, today);
  return [
    ...refused.map((finding) => ({ finding, severity: 'refuse' as const })),
    ...toConfirm.map((finding) => ({ finding, severity: 'confirm' as const })),
    ...notes.map((finding) => ({ finding, severity: 'note' as const })),
  ].map(({ finding, severity }) => ({
    code: finding.code,
    severity,
    since: 'since' in finding ? finding.since : undefined,
  }));
}

/** All but the last four hidden. */
export function maskNumber(number: string): string {
  return number.length <= 4 ? number : '*'.repeat(number.length - 4) + number.slice(-4);
}

function authorisationView(state: CaseState, checklist: ChecklistItemView[]): CaseView['authorisation'] {
  const { authorisation } = state;
  if (authorisation.kind === 'declined') return { kind: 'declined', at: authorisation.at };
  if (authorisation.kind === 'signed-on-paper') {
    return {
      kind: 'signed-on-paper',
      count: authorisation.certificateIds.length,
      formNumber: authorisation.formNumber,
      at: authorisation.at,
    };
  }
  const usable = checklist.flatMap(({ match }) =>
    match.kind === 'certificate'
      ? match.candidates.filter((candidate) => candidate.usability.kind === 'usable')
      : [],
  );
  return { kind: 'none', possible: new Set(usable.map((candidate) => candidate.certificateId)).size };
}

function checklistOf(sources: CaseViewSources, matter: Matter): ChecklistItemView[] {
  const certificates = sources.certificates.map(({ certificate }) => certificate);
  return matchMaterials(matter, certificates, sources.today).map((match) => checklistItem(sources, match));
}

function checklistItem(sources: CaseViewSources, { material, source }: MaterialMatch): ChecklistItemView {
  const candidates =
    source.kind === 'shared' ? [] : source.candidates.map((one) => candidateView(sources, one));
  const declined = sources.state.authorisation.kind === 'declined' && source.kind === 'certificate';
  const decision = sources.state.decisions[material.id];
  return {
    materialId: material.id,
    name: material.name,
    required: material.required,
    condition: material.condition,
    form: material.form,
    note: material.note,
    basis: material.basis,
    sharedPossible: material.sources.includes('shared'),
    match: declined
      ? { kind: 'paper', reason: 'declined', candidates }
      : source.kind === 'certificate'
        ? { kind: 'certificate', candidates }
        : source.kind === 'shared'
          ? { kind: 'shared' }
          : { kind: 'paper', reason: source.reason, candidates },
    decision: decision && decisionView(sources, decision),
  };
}

function candidateView(sources: CaseViewSources, { certificate, usability }: Candidate): CandidateView {
  const { authorisation } = sources.state;
  return {
    certificateId: certificate.id,
    typeId: certificate.typeId,
    typeName: sources.types.get(certificate.typeId)?.name ?? certificate.typeId,
    holderName: certificate.holder.name,
    numberMasked: maskNumber(certificate.number),
    issuer: certificate.issuer,
    validTo: certificate.validTo,
    usability,
    authorised:
      authorisation.kind === 'signed-on-paper' && authorisation.certificateIds.includes(certificate.id),
    seen: sources.opened.has(certificate.id),
  };
}

function decisionView(sources: CaseViewSources, decision: MaterialDecision): ChecklistItemView['decision'] {
  if (decision.kind !== 'certificate') return decision;
  return {
    kind: 'certificate',
    certificateId: decision.certificateId,
    typeName: sources.types.get(decision.typeId)?.name ?? decision.typeId,
    dataAsOf: decision.dataAsOf,
    verdict: decision.verification?.verdict,
    reason: decision.verification?.reason,
    at: decision.at,
  };
}
