// What may happen next in a case: each command answers with the event to append, or with why not.
import type { Certificate } from '../catalogue/certificate';
import { usability } from '../catalogue/certificate';
import type { Material, Matter } from '../catalogue/matter';
import { useOf } from '../evidence/examination';
import type { EvidenceVerdict } from '../evidence/examination';
import { err, ok } from '../result';
import type { Result } from '../result';
import type { CaseError } from './case-errors';
import type { AcceptedVerification, CaseEvent, CaseOutcome, Person } from './case-events';
import type { CaseState } from './case-state';
import { examinePerson } from './person-findings';

type Decided = Result<CaseEvent, CaseError>;

/** Parked cases a counter may keep (docs/glossary.md: 挂起). */
export const PARKED_LIMIT = 12;

/**
 * Whether a case may be opened for this person: what must be refused is, and what needs the clerk's word has it.
 * @param today YYYY-MM-DD
 */
export function openCase(person: Person, today: string): Decided {
  const identity = checkPerson(person, today);
  return identity.ok ? ok({ kind: 'opened', applicant: person }) : identity;
}

/** An agent (代办人) beside the holder: the same examination, and somebody else than the holder. */
export function setAgent(state: CaseState, person: Person, today: string): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  const identity = checkPerson(person, today);
  if (!identity.ok) return identity;
  if (person.identity.number === state.applicant.identity.number) return err({ code: 'CASE_SAME_PERSON' });
  return ok({ kind: 'agent-set', agent: person });
}

export function chooseMatter(state: CaseState, matter: Matter | undefined): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  return matter ? ok({ kind: 'matter-chosen', matterId: matter.id }) : err({ code: 'CASE_MATTER_UNKNOWN' });
}

/**
 * The holder authorises the use of these certificates by signing on paper.
 * Source: 川办规〔2022〕3号 证照 第十条（二）; who may not be asked for paper: 许政办〔2021〕13号 第十九条.
 */
export function authorise(
  state: CaseState,
  matter: Matter | undefined,
  certificates: readonly Certificate[],
  formNumber?: string,
): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (!matter) return err({ code: 'CASE_MATTER_MISSING' });
  const wanted = new Set(matter.materials.flatMap((material) => material.certificateTypeIds));
  const covered = certificates.filter((certificate) => wanted.has(certificate.typeId));
  if (covered.length === 0) return err({ code: 'CASE_NOTHING_TO_AUTHORISE' });
  return ok({
    kind: 'authorised',
    mode: 'signed-on-paper',
    certificateIds: covered.map((certificate) => certificate.id),
    ...(formNumber ? { formNumber } : {}),
  });
}

/** The holder prefers paper; nobody is turned away for it (渝府办发〔2023〕108号 第二十一条; 沪府办规〔2022〕7号 第二十二条). */
export function declineAuthorisation(state: CaseState, matter: Matter | undefined): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  return matter ? ok({ kind: 'authorisation-declined' }) : err({ code: 'CASE_MATTER_MISSING' });
}

/** May this certificate be opened and read in this case? Only what the holder authorised. */
export function mayOpenCertificate(state: CaseState, certificateId: string): Result<void, CaseError> {
  return isAuthorised(state, certificateId) ? ok() : err({ code: 'CASE_AUTHORISATION_MISSING' });
}

export interface PresentedEvidence {
  readonly today: string;
  /** SM3 of the certificate's file, or of its data where there is no file; hex. */
  readonly digest: string;
  /** Whether its face was opened in this case: a clerk answers for what was looked at. */
  readonly seen: boolean;
  readonly verdict: EvidenceVerdict;
  /** Names of the steps that are not ok. */
  readonly steps: readonly string[];
  /** Why the clerk accepts what could not be verified to the end. */
  readonly reason?: string | undefined;
}

/**
 * A certificate takes the place of a material (材料免交), verified by cryptography: 渝府办发〔2023〕108号 第二十八条,
 * 许政办〔2021〕13号 第十七条, 川办规〔2022〕3号 印章 第四条.
 */
export function acceptCertificate(
  state: CaseState,
  matter: Matter | undefined,
  materialId: string,
  certificate: Certificate,
  evidence: PresentedEvidence,
): Decided {
  const material = findMaterial(state, matter, materialId);
  if (!material.ok) return material;
  if (!isAuthorised(state, certificate.id)) return err({ code: 'CASE_AUTHORISATION_MISSING' });
  if (!material.value.certificateTypeIds.includes(certificate.typeId)) {
    return err({ code: 'CASE_CERTIFICATE_NOT_MATCHING' });
  }
  const usable = usability(certificate, evidence.today);
  if (usable.kind !== 'usable') return err({ code: 'CASE_CERTIFICATE_NOT_USABLE', reason: usable.kind });
  if (!evidence.seen) return err({ code: 'CASE_CERTIFICATE_NOT_SEEN' });
  const verification = checkVerification(evidence);
  if (!verification.ok) return verification;
  return ok({
    kind: 'certificate-accepted',
    materialId,
    certificateId: certificate.id,
    typeId: certificate.typeId,
    digest: evidence.digest,
    dataAsOf: certificate.dataAsOf,
    verification: verification.value,
  });
}

/** What fails is never accepted; what could not be established needs a reason, and both stay with the case. */
function checkVerification({
  verdict,
  steps,
  reason,
}: PresentedEvidence): Result<AcceptedVerification, CaseError> {
  const use = useOf(verdict);
  if (use === 'refuse') return err({ code: 'CASE_CERTIFICATE_NOT_VERIFIED', verdict, steps });
  if (use === 'accept') return ok({ verdict, steps: [...steps] });
  const given = reason?.trim() ?? '';
  return given === ''
    ? err({ code: 'CASE_VERIFICATION_REASON_REQUIRED', steps })
    : ok({ verdict, steps: [...steps], reason: given.slice(0, 200) });
}

/** Paper is always accepted, also where a certificate could have been used: the applicant chooses. */
export function acceptPaper(state: CaseState, matter: Matter | undefined, materialId: string): Decided {
  const material = findMaterial(state, matter, materialId);
  return material.ok ? ok({ kind: 'paper-accepted', materialId }) : material;
}

export function confirmShared(state: CaseState, matter: Matter | undefined, materialId: string): Decided {
  const material = findMaterial(state, matter, materialId);
  if (!material.ok) return material;
  if (!material.value.sources.includes('shared')) return err({ code: 'CASE_SOURCE_NOT_ALLOWED' });
  return ok({ kind: 'shared-confirmed', materialId });
}

export function markNotNeeded(state: CaseState, matter: Matter | undefined, materialId: string): Decided {
  const material = findMaterial(state, matter, materialId);
  if (!material.ok) return material;
  if (material.value.required) return err({ code: 'CASE_MATERIAL_REQUIRED' });
  return ok({ kind: 'material-not-needed', materialId });
}

/** Closing as accepted needs every required material decided; the other outcomes do not. */
export function closeCase(state: CaseState, matter: Matter | undefined, outcome: CaseOutcome): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (outcome === 'accepted') {
    if (!matter) return err({ code: 'CASE_MATTER_MISSING' });
    const missing = openMaterials(state, matter);
    if (missing.length > 0) return err({ code: 'CASE_MATERIALS_OPEN', open: missing });
  }
  return ok({ kind: 'closed', outcome });
}

/** Required materials still undecided, by id. */
export function openMaterials(state: CaseState, matter: Matter): string[] {
  return matter.materials
    .filter((material) => material.required && !state.decisions[material.id])
    .map((material) => material.id);
}

export function park(state: CaseState, parkedNow: number): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  return parkedNow < PARKED_LIMIT
    ? ok({ kind: 'parked' })
    : err({ code: 'CASE_TOO_MANY_PARKED', limit: PARKED_LIMIT });
}

export function resume(state: CaseState): Decided {
  return state.status.kind === 'parked' ? ok({ kind: 'resumed' }) : err({ code: 'CASE_NOT_OPEN' });
}

export function removeAgent(state: CaseState): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  return state.agent ? ok({ kind: 'agent-removed' }) : err({ code: 'CASE_AGENT_MISSING' });
}

export function undo(state: CaseState): Decided {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  return state.undoable
    ? ok({ kind: 'undone', seq: state.undoable.seq })
    : err({ code: 'CASE_NOTHING_TO_UNDO' });
}

function checkPerson(person: Person, today: string): Result<void, CaseError> {
  const { refused, toConfirm } = examinePerson(person, today);
  const codes = (findings: typeof refused): string[] => [...new Set(findings.map((finding) => finding.code))];
  if (refused.length > 0) return err({ code: 'CASE_IDENTITY_REFUSED', findings: codes(refused) });
  const unconfirmed = codes(toConfirm).filter((code) => !person.acknowledged.includes(code));
  return unconfirmed.length === 0
    ? ok()
    : err({ code: 'CASE_IDENTITY_NEEDS_CONFIRMATION', findings: unconfirmed });
}

function mustBeOpen(state: CaseState): Result<void, CaseError> {
  if (state.status.kind === 'closed') return err({ code: 'CASE_ALREADY_CLOSED' });
  return state.status.kind === 'open' ? ok() : err({ code: 'CASE_NOT_OPEN' });
}

function isAuthorised(state: CaseState, certificateId: string): boolean {
  return (
    state.authorisation.kind === 'signed-on-paper' &&
    state.authorisation.certificateIds.includes(certificateId)
  );
}

function findMaterial(
  state: CaseState,
  matter: Matter | undefined,
  materialId: string,
): Result<Material, CaseError> {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (!matter) return err({ code: 'CASE_MATTER_MISSING' });
  const material = matter.materials.find((candidate) => candidate.id === materialId);
  return material ? ok(material) : err({ code: 'CASE_MATERIAL_UNKNOWN' });
}
