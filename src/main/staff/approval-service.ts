// 用章审批 (川办规〔2022〕3号 印章 第十条): applied for by whoever is signed in, decided by a supervisor with a key of their own.
import { randomUUID } from 'node:crypto';
import { afterEvent, applied, lapsed } from '#core/staff/approval';
import type { Approval, ApprovalEvent } from '#core/staff/approval';
import { mayDo } from '#core/staff/roles';
import type { StaffError } from '#core/staff/staff-error';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { ApprovalRepository } from './approval-repository';
import type { ApprovalRequest, Approvals } from './approvals';
import type { ApprovalPolicy } from './policy';
import type { ConfirmByKey, Session, SignedIn } from './session';
import type { KeyInput } from './sign-in';

export interface ApprovalServiceDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly repository: ApprovalRepository;
  readonly session: Session;
  readonly confirmByKey: ConfirmByKey;
  readonly policy: ApprovalPolicy;
  readonly changed: () => void;
}

const RECENT = 50;
const DIGEST = /^[0-9a-f]{64}$/;

export class ApprovalService implements Approvals {
  readonly #deps: ApprovalServiceDeps;

  constructor(deps: ApprovalServiceDeps) {
    this.#deps = deps;
  }

  needed(): boolean {
    return this.#deps.policy.needed;
  }

  mayApply(): Result<void, StaffError> {
    const applicant = this.#applicant();
    return applicant.ok ? ok() : applicant;
  }

  apply({ sealId, purpose, subject }: ApprovalRequest): Result<Approval, StaffError> {
    const { repository, store, clock, policy } = this.#deps;
    if (!DIGEST.test(subject.digest)) throw new Error('an approval is for an SM3 digest in hex');
    const applicant = this.#applicant();
    if (!applicant.ok) return applicant;
    return store.transaction(() => {
      const last = this.forSubject(subject.digest);
      if (last && (last.state.kind === 'applied' || last.state.kind === 'approved'))
        return err({ code: 'APPROVAL_ALREADY_APPLIED' });
      const appliedAt = clock.now();
      const approval = applied({
        approvalId: randomUUID(),
        sealId,
        purpose,
        digest: subject.digest,
        draftIds: subject.draftIds,
        applicantId: applicant.value.staffId,
        appliedAt,
        lapsesAt: new Date(appliedAt.getTime() + policy.lifeMs),
      });
      repository.add(approval);
      this.#audit('approval.applied', approval, { drafts: subject.draftIds.length });
      return ok(approval);
    });
  }

  /** By a key of somebody who may approve and did not apply; they need not be signed in. */
  async decide(
    approvalId: string,
    outcome: 'approved' | 'refused',
    note: string,
    key: KeyInput,
  ): Promise<Result<Approval, StaffError | SealKeyError>> {
    try {
      const waiting = this.#get(approvalId);
      if (!waiting.ok) return waiting;
      // Tried without a name first: a PIN is not asked of the key for what is decided, used or lapsed.
      const possible = afterEvent(
        waiting.value,
        { kind: 'decided', outcome, approverId: '', note },
        this.#deps.clock.now(),
      );
      if (!possible.ok) return possible;
      const confirmed = await this.#deps.confirmByKey({
        ...key,
        role: 'supervisor',
        notStaffId: waiting.value.applicantId,
        purpose: `approval ${outcome} ${approvalId} ${waiting.value.digest}`,
      });
      if (!confirmed.ok) return confirmed;
      const { staffId: approverId } = confirmed.value;
      return this.#move(approvalId, { kind: 'decided', outcome, approverId, note }, { approver: approverId });
    } finally {
      key.pin.fill(0);
    }
  }

  /** By whoever applied, while they are signed in. */
  withdraw(approvalId: string): Result<Approval, StaffError> {
    const who = this.#deps.session.current();
    if (!who) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
    return this.#move(approvalId, { kind: 'withdrawn', byId: who.staffId }, {});
  }

  use(approvalId: string, sealId: string, digest: string): Result<Approval, StaffError> {
    const { store, session } = this.#deps;
    if (!store.db.inTransaction) throw new Error('an approval is used in the transaction of its deed');
    const who = session.current();
    if (!who) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
    const event: ApprovalEvent = { kind: 'used', byId: who.staffId, sealId, digest };
    return this.#move(approvalId, event, { by: who.staffId });
  }

  forSubject(digest: string): Approval | undefined {
    const last = this.#deps.repository.lastFor(digest);
    return last && this.#settled(last);
  }

  /** Waiting for a decision, oldest first. */
  waiting(): Approval[] {
    return this.#open().filter(({ state }) => state.kind === 'applied');
  }

  recent(): Approval[] {
    this.#open();
    return this.#deps.repository.recent(RECENT);
  }

  #applicant(): Result<SignedIn, StaffError> {
    const who = this.#deps.session.current();
    if (!who) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
    if (!mayDo(who.roles, 'apply-seal-use')) return err({ code: 'STAFF_ROLE_MISSING', role: 'clerk' });
    // Each by their own key: a password does not ask for a seal.
    return who.by === 'key' ? ok(who) : err({ code: 'STAFF_KEY_SIGN_IN_NEEDED' });
  }

  #open(): Approval[] {
    return this.#deps.repository.open().map((approval) => this.#settled(approval));
  }

  #get(approvalId: string): Result<Approval, StaffError> {
    const approval = this.#deps.repository.get(approvalId);
    return approval ? ok(this.#settled(approval)) : err({ code: 'APPROVAL_UNKNOWN' });
  }

  #move(
    approvalId: string,
    event: ApprovalEvent,
    detail: Readonly<Record<string, string>>,
  ): Result<Approval, StaffError> {
    const { store, repository, clock } = this.#deps;
    return store.transaction(() => {
      const before = this.#get(approvalId);
      if (!before.ok) return before;
      const after = afterEvent(before.value, event, clock.now());
      if (!after.ok) return after;
      repository.update(after.value);
      this.#audit(`approval.${after.value.state.kind}`, after.value, detail);
      return after;
    });
  }

  /** Time writes too: what has lapsed is recorded as such when somebody next looks. */
  #settled(approval: Approval): Approval {
    const now = lapsed(approval, this.#deps.clock.now());
    if (now === approval) return approval;
    this.#deps.store.transaction(() => {
      this.#deps.repository.update(now);
      this.#audit('approval.expired', now, {});
    });
    return now;
  }

  #audit(
    action: string,
    { approvalId, sealId, digest }: Approval,
    detail: Readonly<Record<string, string | number>>,
  ): void {
    this.#deps.audit.append({ action, subject: approvalId, detail: { sealId, digest, ...detail } });
    this.#deps.changed();
  }
}
