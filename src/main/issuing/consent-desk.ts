// What stands before the PIN: what will be sealed, by whom, with which seal, why, and whether it is approved.
import type { CustodyError } from '#core/custody/custody-error';
import { purposeWithHolder, sealHolderFinding } from '#core/issuing/seal-holder';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Matter } from '#core/catalogue/matter';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { ConsentApprovalView, ConsentView, UsableSealView } from '#shared/ipc/issuing-views';
import type { RegisteredSeal, SealRegister } from '../custody/seal-register';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { Approvals } from '../staff/approvals';
import type { Session } from '../staff/session';
import type { DraftStore } from './draft-store';
import type { SealingService, Subject, SubjectState } from './sealing-service';

type Problem = IssuingError | CustodyError | StaffError;

export interface ConsentDeskDeps {
  drafts: DraftStore;
  sealing: SealingService;
  session: Session;
  approvals: Approvals;
  seals: SealRegister;
  keys: Pick<SealKeys, 'keys'>;
  types: ReadonlyMap<string, CertificateType>;
  matters: ReadonlyMap<string, Matter>;
  /** Name of a member of the staff. */
  nameOf: (staffId: string) => string | undefined;
}

export interface SealingWords {
  readonly purpose: string;
  /** Why the seal of a unit of another name than 发证单位 is used. */
  readonly otherHolder?: string | undefined;
}

export class ConsentDesk {
  readonly #deps: ConsentDeskDeps;

  constructor(deps: ConsentDeskDeps) {
    this.#deps = deps;
  }

  consent(subject: Subject): Result<ConsentView, IssuingError> {
    const { drafts, sealing, session, types } = this.#deps;
    const state = sealing.subject(subject);
    if (!state.ok) return state;
    const draft = drafts.get(state.value.left[0]!)!;
    const type = types.get(draft.typeId);
    if (!type) return err({ code: 'ISSUING_TYPE_UNKNOWN' });
    const by = session.current();
    const { issuer } = draft.content;
    const { seals, problem } = this.#usable(issuer);
    return ok({
      subject,
      digest: state.value.digest,
      typeName: type.name,
      issuer,
      count: state.value.left.length,
      sealedAlready: state.value.all.length - state.value.left.length,
      holderName: subject.kind === 'draft' ? draft.content.values['holder.name'] : undefined,
      by: by && { staffId: by.staffId, name: by.name },
      seals,
      sealProblem: problem && { ...problem },
      purpose: this.#purpose(type.name, draft.content.matterId, subject.kind === 'batch'),
      approval: this.#approval(state.value),
    });
  }

  apply(
    subject: Subject,
    digest: string,
    sealId: string,
    words: SealingWords,
  ): Result<ConsentApprovalView, IssuingError | StaffError> {
    const state = this.#deps.sealing.subject(subject);
    if (!state.ok) return state;
    if (state.value.digest !== digest) return err({ code: 'ISSUING_CONSENT_OUTDATED' });
    const purpose = this.#purposeWith(state.value, this.#deps.seals.seal(sealId), words);
    if (!purpose.ok) return purpose;
    const draftIds = state.value.all.map(({ id }) => id);
    const applied = this.#deps.approvals.apply({
      sealId,
      purpose: purpose.value,
      subject: { kind: 'issuing', draftIds, digest },
    });
    return applied.ok ? ok(this.#approval(state.value)) : applied;
  }

  /**
   * What the use record will say of what for, asked before the PIN is spent: the seal of a unit that is not 发证单位 by name is
   * put only with a word on it. Whatever else speaks against the seal, sealing says.
   */
  purpose(subject: Subject, fingerprint: string, words: SealingWords): Result<string, IssuingError> {
    const { sealing, seals, session } = this.#deps;
    const state = sealing.subject(subject);
    if (!state.ok) return state;
    const seal = seals.sealFor(fingerprint, session.current()?.staffId ?? '');
    return this.#purposeWith(state.value, seal.ok ? seal.value : undefined, words);
  }

  /** All drafts of a batch have the issuer of the counter that read the list. */
  #purposeWith(
    { left }: SubjectState,
    seal: Pick<RegisteredSeal, 'holder'> | undefined,
    { purpose, otherHolder }: SealingWords,
  ): Result<string, IssuingError> {
    const { issuer } = this.#deps.drafts.get(left[0]!)!.content;
    const finding = seal && sealHolderFinding(issuer, seal.holder);
    if (!finding) return ok(purpose);
    if (!otherHolder) return err({ ...finding, code: 'ISSUING_SEAL_OF_ANOTHER' });
    return ok(purposeWithHolder(purpose, otherHolder));
  }

  /** Plugged keys with a seal in this person's custody; what speaks against the nearest one where there is none. */
  #usable(issuer: string): { seals: UsableSealView[]; problem: Problem | undefined } {
    const { session, keys, seals: register } = this.#deps;
    const by = session.require('custodian');
    if (!by.ok) return { seals: [], problem: by.error };
    const seals: UsableSealView[] = [];
    let problem: Problem = { code: 'ISSUING_NO_SEAL_KEY' };
    for (const key of keys.keys()) {
      if (key.state.kind !== 'ready') continue;
      for (const { fingerprint } of key.state.certificates) {
        const seal = register.sealFor(fingerprint, by.value.staffId);
        if (!seal.ok) {
          if (seal.error.code !== 'SEAL_NONE_FOR_KEY') problem = seal.error;
          continue;
        }
        const { sealId, name, sealNumber, holder, validTo } = seal.value;
        seals.push({
          keyId: key.keyId,
          keyLabel: key.label,
          fingerprint,
          sealId,
          sealName: name,
          sealNumber,
          holder,
          validTo: chinaDay(validTo),
          finding: sealHolderFinding(issuer, holder),
        });
      }
    }
    return { seals, problem: seals.length > 0 ? undefined : problem };
  }

  #approval(state: SubjectState): ConsentApprovalView {
    const approval = this.#deps.sealing.approval(state);
    if (approval === undefined) return { kind: 'not-needed' };
    if (approval === 'none') return { kind: 'none' };
    const { approvalId } = approval;
    switch (approval.state.kind) {
      case 'applied':
        return { kind: 'waiting', approvalId };
      case 'approved':
        return this.#approved(approvalId, approval.state.decision.approverId);
      case 'refused':
        return { kind: 'refused', approvalId };
      case 'used':
        return state.approvalId === approvalId
          ? this.#approved(approvalId, approval.state.decision.approverId)
          : { kind: 'none' };
      case 'withdrawn':
      case 'expired':
        return { kind: 'none' };
    }
  }

  #approved(approvalId: string, approverId: string): ConsentApprovalView {
    return { kind: 'approved', approvalId, approver: this.#deps.nameOf(approverId) ?? approverId };
  }

  #purpose(typeName: string, matterId: string | undefined, bulk: boolean): string {
    const matter = matterId === undefined ? undefined : this.#deps.matters.get(matterId);
    return `${bulk ? '批量制发' : '制发'}《${typeName}》${matter ? `（${matter.name}）` : ''}`;
  }
}
