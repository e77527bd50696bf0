// What the screen is shown of session, keys, people and approvals.
import { maskedSerial } from '#core/seal-keys/key-state';
import type { PresentKey } from '#core/seal-keys/key-state';
import type { Approval } from '#core/staff/approval';
import type { Member } from '#core/staff/member';
import { assertNever } from '#core/result';
import type {
  ApprovalView,
  MemberView,
  SessionView,
  SignedInView,
  StaffKeyView,
} from '#shared/ipc/staff-views';
import type { SignedIn } from './session';
import type { StaffRepository } from './staff-repository';
import type { SessionState } from './staff-session';

export function sessionView(state: SessionState): SessionView {
  switch (state.kind) {
    case 'signed-out':
      return { kind: 'signed-out' };
    case 'signed-in':
      return { kind: 'signed-in', who: signedInView(state.who) };
    case 'locked':
      return { kind: 'locked', who: signedInView(state.who), why: state.why };
    default:
      return assertNever(state);
  }
}

export function memberView(member: Member, now: Date): MemberView {
  return {
    staffId: member.staffId,
    name: member.name,
    roles: [...member.roles],
    state: member.state,
    addedAt: member.addedAt.toISOString(),
    retiredAt: member.retiredAt?.toISOString() ?? null,
    hasPassword: member.hasPassword,
    keys: member.keys.map(({ fingerprint, subject, notBefore, notAfter, boundAt }) => ({
      fingerprint,
      subject,
      notAfter: notAfter.toISOString(),
      boundAt: boundAt.toISOString(),
      period: now < notBefore ? 'not-yet' : now > notAfter ? 'expired' : 'valid',
    })),
  };
}

/** Every certificate on every plugged key that could be read. */
export function staffKeyViews(
  keys: readonly PresentKey[],
  repository: Pick<StaffRepository, 'byFingerprint'>,
): StaffKeyView[] {
  return keys.flatMap(({ keyId, label, serial, state }) =>
    state.kind !== 'ready'
      ? []
      : state.certificates.map(({ fingerprint, subject }) => {
          const member = repository.byFingerprint(fingerprint);
          const staff = member && { staffId: member.staffId, name: member.name, roles: [...member.roles] };
          return { keyId, fingerprint, label, serial: maskedSerial(serial), subject, staff: staff ?? null };
        }),
  );
}

export function approvalView(
  approval: Approval,
  names: { staff: (staffId: string) => string; seal: (sealId: string) => string },
): ApprovalView {
  const { approvalId, sealId, purpose, draftIds, digest, applicantId, state } = approval;
  const decision = 'decision' in state ? state.decision : undefined;
  return {
    approvalId,
    seal: names.seal(sealId),
    purpose,
    documents: draftIds.length,
    digest,
    applicant: names.staff(applicantId),
    applicantId,
    appliedAt: approval.appliedAt.toISOString(),
    lapsesAt: approval.lapsesAt.toISOString(),
    state: state.kind,
    approver: decision ? names.staff(decision.approverId) : null,
    decidedAt: decision?.at.toISOString() ?? null,
    note: decision?.note ?? '',
  };
}

function signedInView({ staffId, name, roles, by, since }: SignedIn): SignedInView {
  return { staffId, name, roles: [...roles], by, since: since.toISOString() };
}
