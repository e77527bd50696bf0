// The counter flow: each command checks the rules of core, appends one event, and has the desk shown anew.
import {
  acceptCertificate,
  acceptPaper,
  authorise,
  chooseMatter,
  closeCase,
  confirmShared,
  declineAuthorisation,
  markNotNeeded,
  mayOpenCertificate,
  openCase,
  park,
  removeAgent,
  resume,
  setAgent,
  undo,
} from '#core/cases/case-rules';
import type { PresentedEvidence } from '#core/cases/case-rules';
import type { CaseError } from '#core/cases/case-errors';
import type { CaseEvent, CaseOutcome, Person } from '#core/cases/case-events';
import type { CaseState } from '#core/cases/case-state';
import type { Matter } from '#core/catalogue/matter';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CachedCertificate, CertificateCache } from '../store/certificate-cache';
import type { Store } from '../store/store';
import type { AuditLog } from '../audit/audit-log';
import type { CardPhoto, Who } from './case-photos';
import type { CaseRepository } from './case-repository';

type Done = Result<void, CaseError>;

export interface CaseServiceDeps {
  store: Store;
  repository: CaseRepository;
  cache: CertificateCache;
  matters: ReadonlyMap<string, Matter>;
  audit: AuditLog;
  clock: Clock;
  /** The desk changed and wants to be shown. */
  changed: () => void;
}

export class CaseService {
  readonly #deps: CaseServiceDeps;
  #certificates: { caseId: string; found: readonly CachedCertificate[] } | undefined;

  constructor(deps: CaseServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Opens a case for this person. With another case open, that one is parked first when `parkCurrent` is set, and both
   * happen or neither does. A parked case of the same person is resumed instead.
   */
  open(person: Person, options: { parkCurrent: boolean; photo?: CardPhoto }): Done {
    const { store, repository } = this.#deps;
    const opening = openCase(person, this.#today());
    if (!opening.ok) return opening;
    const current = repository.current();
    if (current && !options.parkCurrent) return err({ code: 'CASE_ANOTHER_OPEN' });
    const earlier = repository
      .parked()
      .find((parked) => parked.applicant.identity.number === person.identity.number);
    const parking = current && park(current, repository.parked().length - (earlier ? 1 : 0));
    if (parking && !parking.ok) return parking;
    store.transaction(() => {
      if (current && parking) repository.append(current.id, parking.value);
      if (earlier) repository.append(earlier.id, { kind: 'resumed' });
      else repository.create(opening.value as Extract<CaseEvent, { kind: 'opened' }>, options.photo);
    });
    return this.#done();
  }

  setAgent(caseId: string, person: Person, photo?: CardPhoto): Done {
    return this.#step(caseId, (state) => setAgent(state, person, this.#today()), photo);
  }

  removeAgent(caseId: string): Done {
    return this.#step(caseId, removeAgent);
  }

  chooseMatter(caseId: string, matterId: string): Done {
    return this.#step(caseId, (state) => chooseMatter(state, this.#deps.matters.get(matterId)));
  }

  /** `formNumber`: the control number of the printed authorisation form, when one was printed. */
  authorise(caseId: string, certificateIds: readonly string[], formNumber?: string): Done {
    const found = this.certificates(caseId).filter(({ certificate }) =>
      certificateIds.includes(certificate.id),
    );
    if (found.length !== certificateIds.length) return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    const certificates = found.map(({ certificate }) => certificate);
    return this.#step(caseId, (state) => authorise(state, this.#matter(state), certificates, formNumber));
  }

  decline(caseId: string): Done {
    return this.#step(caseId, (state) => declineAuthorisation(state, this.#matter(state)));
  }

  /** Opens a certificate for reading; the access is recorded before anything is shown. */
  openCertificate(caseId: string, certificateId: string): Result<CachedCertificate, CaseError> {
    const { repository } = this.#deps;
    const state = repository.get(caseId);
    if (!state) return err({ code: 'CASE_NOT_FOUND' });
    const allowed = mayOpenCertificate(state, certificateId);
    if (!allowed.ok) return allowed;
    const found = this.find(caseId, certificateId);
    if (!found) return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    const first = !repository.openedCertificates(caseId).has(certificateId);
    repository.rememberOpened(caseId, certificateId, found.digest);
    if (first) this.#deps.changed();
    return ok(found);
  }

  /**
   * @param evidence what verification found just now, and why the clerk accepts what it could not establish
   * @param evidence.digest of what was verified
   * @param digest what the clerk saw: a certificate that changed in between is not accepted
   */
  acceptCertificate(
    caseId: string,
    materialId: string,
    certificateId: string,
    digest: string,
    evidence: Pick<PresentedEvidence, 'digest' | 'verdict' | 'steps' | 'reason'>,
  ): Done {
    const found = this.find(caseId, certificateId);
    if (!found || found.digest !== digest || evidence.digest !== digest) {
      return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    }
    const seen = this.#deps.repository.openedCertificates(caseId).has(certificateId);
    const presented = { ...evidence, today: this.#today(), seen };
    return this.#step(caseId, (state) =>
      acceptCertificate(state, this.#matter(state), materialId, found.certificate, presented),
    );
  }

  acceptPaper(caseId: string, materialId: string): Done {
    return this.#step(caseId, (state) => acceptPaper(state, this.#matter(state), materialId));
  }

  confirmShared(caseId: string, materialId: string): Done {
    return this.#step(caseId, (state) => confirmShared(state, this.#matter(state), materialId));
  }

  markNotNeeded(caseId: string, materialId: string): Done {
    return this.#step(caseId, (state) => markNotNeeded(state, this.#matter(state), materialId));
  }

  undo(caseId: string): Done {
    return this.#step(caseId, undo);
  }

  park(caseId: string): Done {
    return this.#step(caseId, (state) => park(state, this.#deps.repository.parked().length));
  }

  /** Resumes a parked case; the open one, if any, is parked in the same transaction. */
  resume(caseId: string): Done {
    const { store, repository } = this.#deps;
    const state = repository.get(caseId);
    if (!state) return err({ code: 'CASE_NOT_FOUND' });
    const resuming = resume(state);
    if (!resuming.ok) return resuming;
    const current = repository.current();
    const parking = current && park(current, repository.parked().length - 1);
    if (parking && !parking.ok) return parking;
    store.transaction(() => {
      if (current && parking) repository.append(current.id, parking.value);
      repository.append(caseId, resuming.value);
    });
    return this.#done();
  }

  close(caseId: string, outcome: CaseOutcome): Done {
    return this.#step(caseId, (state) => closeCase(state, this.#matter(state), outcome));
  }

  /** The clear number, for a clerk who compares it with a document; that it was looked at is recorded first. */
  reveal(caseId: string, who: Who): Result<{ number: string }, CaseError> {
    const { store, repository, audit } = this.#deps;
    const state = repository.get(caseId);
    const person = who === 'applicant' ? state?.applicant : state?.agent;
    if (!person) return err({ code: 'CASE_NOT_FOUND' });
    store.transaction(() =>
      audit.append({ action: 'person.number-revealed', subject: caseId, detail: { who } }),
    );
    return ok({ number: person.identity.number });
  }

  /** The picture of a person whose card was read and decoded: a BMP file of 102 × 126, or null. */
  photo(caseId: string, who: Who): Result<Uint8Array<ArrayBuffer> | null, CaseError> {
    const { repository } = this.#deps;
    const person = repository.get(caseId)?.[who];
    if (!person) return err({ code: 'CASE_NOT_FOUND' });
    if (person.source !== 'card') return ok(null);
    return ok(repository.photos.picture(caseId, who, person.identity.number));
  }

  /** What the people of this case may present, from the cache; read once a case. */
  certificates(caseId: string): readonly CachedCertificate[] {
    if (this.#certificates?.caseId === caseId) return this.#certificates.found;
    const state = this.#deps.repository.get(caseId);
    if (!state) return [];
    const found = this.#deps.cache.forPerson(state.applicant.identity.number);
    this.#certificates = { caseId, found };
    return found;
  }

  /** Certificates came into the cache: the next question reads them anew. */
  certificatesChanged(): void {
    this.#certificates = undefined;
  }

  #step(caseId: string, decide: (state: CaseState) => Result<CaseEvent, CaseError>, photo?: CardPhoto): Done {
    const state = this.#deps.repository.get(caseId);
    if (!state) return err({ code: 'CASE_NOT_FOUND' });
    const decided = decide(state);
    if (!decided.ok) return decided;
    this.#deps.repository.append(caseId, decided.value, photo);
    return this.#done();
  }

  /** A certificate of this case's people, with the digest that it has now. */
  find(caseId: string, certificateId: string): CachedCertificate | undefined {
    const found = this.certificates(caseId).find(({ certificate }) => certificate.id === certificateId);
    return found && { ...found, digest: this.#deps.cache.digestOf(certificateId) ?? found.digest };
  }

  #matter(state: CaseState): Matter | undefined {
    return state.matterId === undefined ? undefined : this.#deps.matters.get(state.matterId);
  }

  #today(): string {
    return chinaDay(this.#deps.clock.now());
  }

  #done(): Done {
    this.#deps.changed();
    return ok();
  }
}
