// What stands before the PIN: what will be sealed, by whom, with which seal, why, and whether it is approved.
import type { CustodyError } from '#core/custody/custody-error';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Matter } from '#core/catalogue/matter';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { ConsentApprovalView, ConsentView, UsableSealView } from '#shared/ipc/issuing-views';
import type { SealRegister } from '../custody/seal-register';
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
    const { seals, problem } = this.#usable();
    return ok({
      subject,
      digest: state.value.digest,
      typeName: type.name,
      issuer: draft.content.issuer,
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
    purpose: string,
  ): Result<ConsentApprovalView, IssuingError | StaffError> {
    const state = this.#deps.sealing.subject(subject);
    if (!state.ok) return state;
    if (state.value.digest !== digest) return err({ code: 'ISSUING_CONSENT_OUTDATED' });
    const draftIds = state.value.all.map(({ id }) => id);
    const applied = this.#deps.approvals.apply({
      sealId,
      purpose,
      subject: { kind: 'issuing', draftIds, digest },
    });
    return applied.ok ? ok(this.#approval(state.value)) : applied;
  }

  /** Plugged keys with a seal in this person's custody; what speaks against the nearest one where there is none. */
  #usable(): { seals: UsableSealView[]; problem: Problem | undefined } {
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
        const { sealId, name, sealNumber, validTo } = seal.value;
        seals.push({
          keyId: key.keyId,
          keyLabel: key.label,
          fingerprint,
          sealId,
          sealName: name,
          sealNumber,
          validTo: chinaDay(validTo),
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
