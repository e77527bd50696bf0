// The steps of sealing one document that leave something behind: number and use record before the key is asked, then the
// verifier's word, then file, certificate, settled record and collection in one transaction.
import { fromHex } from '#core/crypto/bytes';
import { dataAgreement } from '#core/evidence/data-agreement';
import { concerns, withChecks } from '#core/evidence/examination';
import { collectionDuty } from '#core/issuing/collection';
import type { CustodyError } from '#core/custody/custody-error';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { WorkingCalendar } from '#core/time/working-days';
import type { CaseRepository } from '../cases/case-repository';
import type { RegisteredSeal, SealRegister } from '../custody/seal-register';
import type { EvidenceService } from '../evidence/evidence-service';
import type { Approvals } from '../staff/approvals';
import type { Session, SignedIn } from '../staff/session';
import type { Store } from '../store/store';
import type { ComposedDocument, Composer } from './composer';
import type { Draft, DraftStore } from './draft-store';
import type { IssuedStore } from './issued-store';
import type { SealingFailure, VerifiedFile } from './sealing-runner';
import type { UseRecord } from './use-record';

export interface RecordingDeps {
  store: Store;
  drafts: DraftStore;
  uses: UseRecord;
  issued: IssuedStore;
  composer: Composer;
  cases: Pick<CaseRepository, 'get'>;
  evidence: Pick<EvidenceService, 'ofBytes'>;
  approvals: Approvals;
  session: Pick<Session, 'current'>;
  seals: Pick<SealRegister, 'maySeal'>;
  rulePack: RulePack;
  calendars: ReadonlyMap<string, WorkingCalendar>;
  clock: Clock;
}

/** Who seals with what, for what: the same for every document of a run. */
export interface SealingTerms {
  readonly by: SignedIn;
  readonly seal: RegisteredSeal;
  readonly purpose: string;
  /** SM3 hex over all that is sealed under this consent. */
  readonly digest: string;
  readonly approvalId: string | undefined;
  /** Set by the first document that uses it. */
  approvalUsed: boolean;
}

export class RecordingSteps {
  readonly #deps: RecordingDeps;

  constructor(deps: RecordingDeps) {
    this.#deps = deps;
  }

  /**
   * Transaction 1: approval, number, use record. undefined: the number was taken meanwhile.
   * Register and session are asked for each document: a seal that is reported lost seals nothing more, and none without the
   * person in whose custody it is (川办规〔2022〕3号 印章 第十条、第十三条).
   */
  begin(
    document: ComposedDocument,
    terms: SealingTerms,
  ): Result<number | undefined, IssuingError | StaffError | CustodyError> {
    return this.#deps.store.transaction(() => {
      const allowed = this.#deps.seals.maySeal(terms.seal.sealId, terms.by.staffId);
      if (!allowed.ok) return allowed;
      if (this.#deps.session.current()?.staffId !== terms.by.staffId) {
        return err({ code: 'STAFF_SIGN_IN_NEEDED' });
      }
      const approved = this.#useApproval(document.draft, terms);
      if (!approved.ok) return approved;
      const { draft, number } = document;
      const { composer, drafts } = this.#deps;
      if (!composer.takeNumber(document)) return ok(undefined);
      if (draft.number === undefined) drafts.number(draft, number, composer.isSerialNumbered(document));
      return ok(this.#beginUse(document, terms));
    });
  }

  /** What goes out is asked what 渝府办发〔2023〕108号 第二十八条 asks of what comes in: nothing but `valid` is kept. */
  async verify(
    { certificate }: ComposedDocument,
    bytes: Uint8Array,
  ): Promise<Result<VerifiedFile, IssuingError>> {
    const { digest, examination, metadata } = await this.#deps.evidence.ofBytes(bytes);
    const whole = withChecks(examination, [dataAgreement(certificate, metadata)]);
    if (whole.verdict === 'valid') return ok({ bytes, digest: fromHex(digest) });
    const steps = [...new Set(concerns(whole).map(({ step }) => step))];
    return err({ code: 'ISSUING_NOT_VALID', verdict: whole.verdict, steps });
  }

  /** Transaction 2: settled record, certificate and file, what waits for collection. */
  store(document: ComposedDocument, { bytes, digest }: VerifiedFile, useId: number): void {
    const { store, drafts, uses, issued, rulePack, calendars } = this.#deps;
    const { draft, certificate, sealedAt } = document;
    const { id: draftId, caseId, batchId } = draft;
    const facts = {
      sealedOn: chinaDay(sealedAt),
      caseClosedOn: this.#closedOn(draft),
      bulk: batchId !== undefined,
    };
    const duty = collectionDuty(rulePack, facts, calendars);
    store.transaction(() => {
      uses.sealed(useId, draftId, digest);
      drafts.markSealed(draftId);
      issued.keep({ certificate, bytes, digest, draftId, useId, caseId, batchId, sealedAt, duty });
    });
  }

  /** Transaction 2 of what failed: the draft keeps its number and may be sealed anew. */
  fail(draftId: string, useId: number, failure: SealingFailure): void {
    const { store, uses, drafts } = this.#deps;
    store.transaction(() => {
      uses.failed(useId, draftId, { ...failure });
      drafts.markFailed(draftId, { ...failure });
    });
  }

  #useApproval(draft: Draft, terms: SealingTerms): Result<void, StaffError> {
    const { approvals, drafts } = this.#deps;
    if (terms.approvalId === undefined || terms.approvalUsed) return ok();
    const used = approvals.use(terms.approvalId, terms.seal.sealId, terms.digest);
    if (!used.ok) return used;
    drafts.approve(draft, terms.approvalId);
    terms.approvalUsed = true;
    return ok();
  }

  #beginUse({ draft, type, number, digest }: ComposedDocument, terms: SealingTerms): number {
    const { uses, cases } = this.#deps;
    const { by, seal, purpose, approvalId } = terms;
    return uses.begin({
      draftId: draft.id,
      sealId: seal.sealId,
      fingerprint: seal.fingerprint,
      staffId: by.staffId,
      staffName: by.name,
      sealName: seal.name,
      purpose,
      documentTitle: `${type.name} ${number}`,
      caseNumber: draft.caseId === undefined ? undefined : cases.get(draft.caseId)?.number,
      approvalId,
      unsealedDigest: digest,
    });
  }

  #closedOn({ caseId }: Draft): string | undefined {
    const status = caseId === undefined ? undefined : this.#deps.cases.get(caseId)?.status;
    return status?.kind === 'closed' ? chinaDay(new Date(status.at)) : undefined;
  }
}
