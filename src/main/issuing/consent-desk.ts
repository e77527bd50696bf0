// What stands before the PIN: what will be sealed, by whom, with which seal, why, and whether it is approved.
import type { CustodyError } from '#core/custody/custody-error';
import { recordedPurpose, type SealingWords } from '#core/issuing/seal-holder';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { Approval, Decision } from '#core/staff/approval';
import type { StaffError } from '#core/staff/staff-error';
import { assertNever, err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { Matter } from '#core/catalogue/matter';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { ConsentApprovalView, ConsentView } from '#shared/ipc/issuing-views';
import type { SealRegister } from '../custody/seal-register';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { Approvals } from '../staff/approvals';
import type { Session } from '../staff/session';
import { ConsentSeals } from './consent-seals';
import type { UsableSeals } from './consent-seals';
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
  clock: Clock;
  /** Name of a member of the staff. */
  nameOf: (staffId: string) => string | undefined;
}

export class ConsentDesk {
  readonly #deps: ConsentDeskDeps;
  readonly #seals: ConsentSeals;

  constructor(deps: ConsentDeskDeps) {
    this.#deps = deps;
    this.#seals = new ConsentSeals(deps);
  }

  consent(subject: Subject): Result<ConsentView, IssuingError> {
    const { drafts, sealing, session, approvals, types } = this.#deps;
    const state = sealing.subject(subject);
    if (!state.ok) return state;
    const draft = drafts.get(state.value.left[0]!)!;
    const type = types.get(draft.typeId);
    if (!type) return err({ code: 'ISSUING_TYPE_UNKNOWN' });
    const by = session.current();
    const { issuer } = draft.content;
    const approval = this.#approval(state.value);
    const { seals, problem } = this.#usable(issuer, approval);
    const mayApply = approval.kind === 'not-needed' ? ok() : approvals.mayApply();
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
      registered: this.#seals.registered(issuer),
      applyProblem: mayApply.ok ? undefined : { ...mayApply.error },
      purpose:
        approval.kind === 'waiting' || approval.kind === 'approved'
          ? approval.purpose
          : this.#proposal(type.name, draft.content.matterId, subject.kind === 'batch'),
      approval,
    });
  }

  apply(
    subject: Subject,
    digest: string,
    sealId: string,
    words: SealingWords,
  ): Result<ConsentApprovalView, Problem> {
    const { sealing, approvals } = this.#deps;
    const state = sealing.subject(subject);
    if (!state.ok) return state;
    if (state.value.digest !== digest) return err({ code: 'ISSUING_CONSENT_OUTDATED' });
    const seal = this.#seals.serving(sealId);
    if (!seal.ok) return seal;
    const purpose = recordedPurpose(sealing.issuer(state.value), seal.value.facts.holder, words);
    if (!purpose.ok) return purpose;
    const draftIds = state.value.all.map(({ id }) => id);
    const applied = approvals.apply({
      sealId,
      purpose: purpose.value,
      subject: { kind: 'issuing', draftIds, digest },
    });
    return applied.ok ? ok(this.#approval(state.value)) : applied;
  }

  /** What can be put now; where the use is approved, the approved seal alone, and not by whoever approved. */
  #usable(issuer: string, approval: ConsentApprovalView): UsableSeals {
    const usable = this.#seals.usable(issuer);
    if (approval.kind !== 'approved' || usable.problem) return usable;
    if (approval.approverId === this.#deps.session.current()?.staffId)
      return { seals: [], problem: { code: 'APPROVAL_OWN' } };
    const seals = usable.seals.filter(({ sealId }) => sealId === approval.seal.sealId);
    return { seals, problem: seals.length > 0 ? undefined : { code: 'APPROVAL_OTHER_SEAL' } };
  }

  #approval(state: SubjectState): ConsentApprovalView {
    const approval = this.#deps.sealing.approval(state);
    if (approval === undefined) return { kind: 'not-needed' };
    if (approval === 'none') return { kind: 'none' };
    const applied = this.#applied(approval);
    const { lapsesAt } = approval;
    switch (approval.state.kind) {
      case 'applied':
        return { kind: 'waiting', ...applied, lapsesAt: lapsesAt.toISOString() };
      case 'approved':
        return {
          ...{ kind: 'approved', ...applied, ...this.#approver(approval.state.decision) },
          lapsesAt: lapsesAt.toISOString(),
        };
      case 'refused': {
        const { decision } = approval.state;
        return { kind: 'refused', ...applied, ...this.#approver(decision), note: decision.note };
      }
      case 'used':
        return state.approvalId === approval.approvalId
          ? { kind: 'approved', ...applied, ...this.#approver(approval.state.decision) }
          : { kind: 'none' };
      case 'withdrawn':
      case 'expired':
        return { kind: 'none' };
      default:
        return assertNever(approval.state);
    }
  }

  #applied({ approvalId, applicantId, purpose, sealId }: Approval) {
    const applicant = this.#deps.nameOf(applicantId) ?? applicantId;
    const own = applicantId === this.#deps.session.current()?.staffId;
    return { approvalId, applicant, own, purpose, seal: this.#seals.appliedFor(sealId) };
  }

  #approver({ approverId }: Decision) {
    return { approverId, approver: this.#deps.nameOf(approverId) ?? approverId };
  }

  #proposal(typeName: string, matterId: string | undefined, bulk: boolean): string {
    const matter = matterId === undefined ? undefined : this.#deps.matters.get(matterId);
    return `${bulk ? '批量制发' : '制发'}《${typeName}》${matter ? `（${matter.name}）` : ''}`;
  }
}
