// Approval of a use of a seal (用章审批, 川办规〔2022〕3号 印章 第十条): applied for by one, decided by another, used once.
import { assertNever, err, ok, type Result } from '../result';
import type { StaffError, StaffErrorCode } from './staff-error';

export interface Application {
  readonly approvalId: string;
  readonly sealId: string;
  readonly purpose: string;
  /** SM3 hex over what is to be sealed: another digest is another use. */
  readonly digest: string;
  /** The drafts that are meant. */
  readonly draftIds: readonly string[];
  readonly applicantId: string;
  readonly appliedAt: Date;
  /** Not decided or not used by then, it lapses. */
  readonly lapsesAt: Date;
}

export interface Decision {
  readonly approverId: string;
  readonly at: Date;
  readonly note: string;
}

export type ApprovalState =
  | { readonly kind: 'applied' }
  | { readonly kind: 'approved'; readonly decision: Decision }
  | { readonly kind: 'refused'; readonly decision: Decision }
  | { readonly kind: 'used'; readonly decision: Decision; readonly byId: string; readonly at: Date }
  | { readonly kind: 'withdrawn'; readonly at: Date }
  | { readonly kind: 'expired'; readonly at: Date };

export interface Approval extends Application {
  readonly state: ApprovalState;
}

export type ApprovalEvent =
  | {
      readonly kind: 'decided';
      readonly outcome: 'approved' | 'refused';
      readonly approverId: string;
      readonly note: string;
    }
  | { readonly kind: 'withdrawn'; readonly byId: string }
  | { readonly kind: 'used'; readonly byId: string; readonly sealId: string; readonly digest: string }
  /** Time alone: lapses if it is due. */
  | { readonly kind: 'time-passed' };

export function applied(application: Application): Approval {
  return { ...application, state: { kind: 'applied' } };
}

/** The approval after `event` at `at`, or why that cannot be. Time counts before everything else. */
export function afterEvent(approval: Approval, event: ApprovalEvent, at: Date): Result<Approval, StaffError> {
  const current = lapsed(approval, at);
  switch (event.kind) {
    case 'time-passed':
      return ok(current);
    case 'decided':
      return decide(current, event, at);
    case 'withdrawn':
      return withdraw(current, event.byId, at);
    case 'used':
      return use(current, event, at);
    default:
      return assertNever(event);
  }
}

/** Neither decided nor used in time. */
export function lapsed(approval: Approval, at: Date): Approval {
  const open = approval.state.kind === 'applied' || approval.state.kind === 'approved';
  if (!open || at < approval.lapsesAt) return approval;
  return { ...approval, state: { kind: 'expired', at: approval.lapsesAt } };
}

function decide(
  approval: Approval,
  event: Extract<ApprovalEvent, { kind: 'decided' }>,
  at: Date,
): Result<Approval, StaffError> {
  if (approval.state.kind === 'expired') return err({ code: 'APPROVAL_EXPIRED' });
  if (approval.state.kind === 'withdrawn') return err({ code: 'APPROVAL_WITHDRAWN' });
  if (approval.state.kind !== 'applied') return err({ code: 'APPROVAL_ALREADY_DECIDED' });
  if (event.approverId === approval.applicantId) return err({ code: 'APPROVAL_OWN' });
  const decision = { approverId: event.approverId, at, note: event.note };
  return ok({ ...approval, state: { kind: event.outcome, decision } });
}

function withdraw(approval: Approval, byId: string, at: Date): Result<Approval, StaffError> {
  if (byId !== approval.applicantId) return err({ code: 'APPROVAL_NOT_YOURS' });
  if (approval.state.kind !== 'applied' && approval.state.kind !== 'approved')
    return err({ code: OVER[approval.state.kind] });
  return ok({ ...approval, state: { kind: 'withdrawn', at } });
}

function use(
  approval: Approval,
  event: Extract<ApprovalEvent, { kind: 'used' }>,
  at: Date,
): Result<Approval, StaffError> {
  const { state } = approval;
  if (state.kind === 'applied') return err({ code: 'APPROVAL_NOT_DECIDED' });
  if (state.kind !== 'approved') return err({ code: OVER[state.kind] });
  if (event.digest !== approval.digest) return err({ code: 'APPROVAL_OTHER_SUBJECT' });
  if (event.sealId !== approval.sealId) return err({ code: 'APPROVAL_OTHER_SEAL' });
  if (event.byId === state.decision.approverId) return err({ code: 'APPROVAL_OWN' });
  return ok({ ...approval, state: { kind: 'used', decision: state.decision, byId: event.byId, at } });
}

const OVER: Readonly<Record<'refused' | 'used' | 'withdrawn' | 'expired', StaffErrorCode>> = {
  refused: 'APPROVAL_REFUSED',
  used: 'APPROVAL_USED',
  withdrawn: 'APPROVAL_WITHDRAWN',
  expired: 'APPROVAL_EXPIRED',
};
