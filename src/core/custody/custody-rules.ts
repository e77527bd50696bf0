// Who may do what with a seal, and when: each rule answers with one event, or refuses.
import { err, ok } from '../result';
import type { Result } from '../result';
import type { CustodyError } from './custody-error';
import type { CustodyActor, CustodyRole } from './custody-role';
import { applicationOf, remedyOf } from './grounds';
import type { ApplicationKind, Ground, Report } from './grounds';
import type { SealEvent } from './seal-events';
import { commonPeriod, periodOf } from './seal-period';
import type { SealState } from './seal-state';

type Ruled = Result<SealEvent, CustodyError>;

const MANAGERS: readonly CustodyRole[] = ['supervisor', 'administrator'];

/** 川办规〔2022〕3号 印章 第十条: 指定专人保管. Whoever registers is not by that the custodian. */
export function mayRegister(actor: CustodyActor): Result<void, CustodyError> {
  return asOneOf(actor, MANAGERS);
}

export interface Handover {
  readonly giver: CustodyActor;
  readonly taker: CustodyActor;
  readonly witness: CustodyActor | null;
  readonly witnessNeeded: boolean;
  /** Why a supervisor gives it instead of the custodian. */
  readonly absence: string | null;
}

/** 人员变更: from one custodian to another (川办规〔2022〕3号 印章 第十条). A stopped seal is not handed on. */
export function handOver(state: SealState, handover: Handover): Ruled {
  const { giver, taker, witness } = handover;
  const given = mayGive(state, giver, handover.absence);
  if (!given.ok) return given;
  const taken = mayTake(state, giver, taker);
  if (!taken.ok) return taken;
  if (handover.witnessNeeded && !witness) return err({ code: 'HANDOVER_OUT_OF_ORDER' });
  if (witness) {
    const witnessed = mayWitness(giver, taker, witness);
    if (!witnessed.ok) return witnessed;
  }
  return ok({
    kind: 'handed-over',
    fromId: state.custodianId,
    toId: taker.staffId,
    givenById: giver.staffId,
    absence: giver.staffId === state.custodianId ? null : handover.absence,
    witnessId: witness?.staffId ?? null,
  });
}

/** The custodian gives; in the custodian's absence a supervisor does, and says why. */
export function mayGive(
  state: SealState,
  giver: CustodyActor,
  absence: string | null,
): Result<void, CustodyError> {
  const inUse = mustBeInUse(state);
  if (!inUse.ok) return inUse;
  if (giver.staffId === state.custodianId) return ok();
  if (absence === null) return err({ code: 'CUSTODY_NOT_THE_CUSTODIAN' });
  if (absence.trim() === '') return err({ code: 'CUSTODY_REASON_REQUIRED' });
  return asOneOf(giver, ['supervisor']);
}

export function mayTake(
  state: SealState,
  giver: CustodyActor,
  taker: CustodyActor,
): Result<void, CustodyError> {
  if (taker.staffId === state.custodianId || taker.staffId === giver.staffId)
    return err({ code: 'HANDOVER_SAME_PERSON' });
  return asOneOf(taker, ['custodian']);
}

export function mayWitness(
  giver: CustodyActor,
  taker: CustodyActor,
  witness: CustodyActor,
): Result<void, CustodyError> {
  if ([giver.staffId, taker.staffId].includes(witness.staffId)) return err({ code: 'HANDOVER_SAME_PERSON' });
  return asOneOf(witness, ['supervisor']);
}

/** The custodian says that the PIN is changed after a handover or a reset. */
export function pinChanged(state: SealState, actor: CustodyActor): Ruled {
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (actor.staffId !== state.custodianId) return err({ code: 'CUSTODY_NOT_THE_CUSTODIAN' });
  return ok({ kind: 'pin-changed' });
}

/** Anybody of the staff stops a seal: waiting for the right person would leave it in use (印章 第十二、十三条). */
export function report(state: SealState, what: Report, note: string | null): Ruled {
  const inUse = mustBeInUse(state);
  if (!inUse.ok) return inUse;
  return ok({ kind: 'reported', report: what, note });
}

export interface ApplicationInput {
  readonly kind: ApplicationKind;
  readonly ground: Ground;
  readonly note: string | null;
}

/**
 * An application to the seal's maker: 更换、注销 (印章 第十三、十四条), 续期 (第八条), 重置口令 (第十二条). All but a renewal
 * stop a seal that is in use.
 */
export function apply(
  state: SealState,
  actor: CustodyActor,
  application: ApplicationInput,
  context: { readonly now: Date; readonly renewalDays: number },
): Ruled {
  const { kind, ground, note } = application;
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (actor.staffId !== state.custodianId) {
    const allowed = asOneOf(actor, ['supervisor']);
    if (!allowed.ok) return allowed;
  }
  if (applicationOf(ground) !== kind) return err({ code: 'SEAL_GROUND_UNFIT' });
  // Another kind takes the place of what was applied for before: a renewal may turn into a replacement.
  if (openApplication(state)?.kind === kind) return err({ code: 'SEAL_APPLIED_ALREADY' });
  const fits = fitsStatus(state, kind, ground);
  if (!fits.ok) return fits;
  if (kind === 'renew') {
    const period = periodOf(state.facts, context.now, context.renewalDays);
    if (period.kind === 'current' || period.kind === 'not-yet')
      return err({ code: 'SEAL_RENEWAL_TOO_EARLY', lastDays: context.renewalDays });
  }
  if (ground.startsWith('other-') && (note ?? '').trim() === '')
    return err({ code: 'CUSTODY_REASON_REQUIRED' });
  return ok({ kind: 'applied', application: { kind, ground, note } });
}

/** A stopped seal is replaced or reset for what stopped it; cancelling needs no more than not wanting it any longer. */
function fitsStatus(
  { status }: SealState,
  kind: ApplicationKind,
  ground: Ground,
): Result<void, CustodyError> {
  if (status.kind === 'in-use') {
    const isReport = remedyOf(ground) !== 'withdrawn';
    // Loss and the like are reported first: the seal is stopped before anybody fills in a form.
    return isReport ? err({ code: 'SEAL_NOT_STOPPED' }) : ok();
  }
  if (status.kind !== 'stopped') return err({ code: 'SEAL_CLOSED' });
  if (kind === 'cancel') return ok();
  return kind !== 'renew' && ground === status.ground ? ok() : err({ code: 'SEAL_GROUND_UNFIT' });
}

/**
 * Use goes on: a damage that was none, a PIN that the maker has reset, an application that was withdrawn. A key that was
 * lost, stolen or copied is replaced (印章 第十三条（三）（四）).
 */
export function resume(state: SealState, actor: CustodyActor, reason: string): Ruled {
  const { status } = state;
  if (status.kind !== 'stopped') return err({ code: 'SEAL_NOT_STOPPED' });
  const allowed = asOneOf(actor, ['supervisor']);
  if (!allowed.ok) return allowed;
  const why = remedyOf(status.ground);
  if (why === 'never') return err({ code: 'SEAL_MAY_NOT_RESUME', ground: status.ground });
  if (why === 'pin-reset' && status.application?.kind !== 'reset-pin')
    return err({ code: 'SEAL_NOT_APPLIED' });
  if (reason.trim() === '') return err({ code: 'CUSTODY_REASON_REQUIRED' });
  return ok({ kind: 'resumed', why, reason });
}

export function withdrawRenewal(state: SealState, actor: CustodyActor, reason: string): Ruled {
  const inUse = mustBeInUse(state);
  if (!inUse.ok) return inUse;
  if (state.status.kind !== 'in-use' || !state.status.renewal) return err({ code: 'SEAL_NOT_APPLIED' });
  if (actor.staffId !== state.custodianId) {
    const allowed = asOneOf(actor, ['supervisor']);
    if (!allowed.ok) return allowed;
  }
  if (reason.trim() === '') return err({ code: 'CUSTODY_REASON_REQUIRED' });
  return ok({ kind: 'renewal-withdrawn', reason });
}

/** The new seal is registered: the old one ends (更换并注销原电子印章; 续期). */
export function succeed(state: SealState, actor: CustodyActor, successorId: string): Ruled {
  const allowed = mayRegister(actor);
  if (!allowed.ok) return allowed;
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  const application = openApplication(state);
  if (application?.kind !== 'replace' && application?.kind !== 'renew')
    return err({ code: 'SEAL_NO_SUCCESSOR_WANTED' });
  const how = application.kind === 'renew' ? 'renewed' : 'replaced';
  return ok({ kind: 'closed', how, successorId, note: null });
}

/** The maker has cancelled it. */
export function cancel(state: SealState, actor: CustodyActor, note: string | null): Ruled {
  const allowed = asOneOf(actor, MANAGERS);
  if (!allowed.ok) return allowed;
  const open = mustBeOpen(state);
  if (!open.ok) return open;
  if (openApplication(state)?.kind !== 'cancel') return err({ code: 'SEAL_NOT_APPLIED' });
  return ok({ kind: 'closed', how: 'cancelled', successorId: null, note });
}

/** 川办规〔2022〕3号 印章 第十五条第二款: the papers of application, replacement and cancellation are archived. */
export function archive(state: SealState, actor: CustodyActor, archiveNumber: string): Ruled {
  const allowed = asOneOf(actor, MANAGERS);
  if (!allowed.ok) return allowed;
  if (state.status.kind !== 'closed') return err({ code: 'SEAL_NOT_CLOSED' });
  if (archiveNumber.trim() === '') return err({ code: 'CUSTODY_REASON_REQUIRED' });
  return ok({ kind: 'archived', archiveNumber: archiveNumber.trim() });
}

/** Whether this person may put the seal now. */
export function maySeal(state: SealState, staffId: string, now: Date): Result<void, CustodyError> {
  const inUse = mustBeInUse(state);
  if (!inUse.ok) return inUse;
  if (staffId !== state.custodianId) return err({ code: 'SEAL_OTHER_CUSTODIAN' });
  const { from, until } = commonPeriod(state.facts);
  if (now < from) return err({ code: 'SEAL_NOT_YET_VALID', from: from.toISOString() });
  return now > until ? err({ code: 'SEAL_EXPIRED', until: until.toISOString() }) : ok();
}

/** What was applied for and is still to come. */
export function openApplication({ status }: SealState) {
  if (status.kind === 'in-use') return status.renewal;
  return status.kind === 'stopped' ? status.application : null;
}

function mustBeInUse({ status }: SealState): Result<void, CustodyError> {
  if (status.kind === 'in-use') return ok();
  return err(
    status.kind === 'stopped' ? { code: 'SEAL_STOPPED', ground: status.ground } : { code: 'SEAL_CLOSED' },
  );
}

function mustBeOpen({ status }: SealState): Result<void, CustodyError> {
  return status.kind === 'in-use' || status.kind === 'stopped' ? ok() : err({ code: 'SEAL_CLOSED' });
}

function asOneOf(actor: CustodyActor, roles: readonly CustodyRole[]): Result<void, CustodyError> {
  return actor.roles.some((role) => roles.includes(role))
    ? ok()
    : err({ code: 'CUSTODY_ROLE_REQUIRED', roles });
}
