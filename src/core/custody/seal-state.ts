// A seal of the register as it stands: the fold of its events.
import { assertNever } from '../result';
import type { Ground } from './grounds';
import type { Application, RecordedSealEvent, SealEvent, SealFacts } from './seal-events';

interface Deed {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly byId: string;
}

export type AppliedFor = Application & Deed;

/** In use, stopped (停用), closed for good (更换、续期后原章注销、注销), and then archived. */
export type SealStatus =
  | { readonly kind: 'in-use'; readonly renewal: AppliedFor | null }
  | (Deed & { readonly kind: 'stopped'; readonly ground: Ground; readonly application: AppliedFor | null })
  | (Deed & { readonly kind: 'closed' } & Closing)
  | (Deed & { readonly kind: 'archived'; readonly archiveNumber: string } & Closing);

interface Closing {
  readonly how: 'replaced' | 'renewed' | 'cancelled';
  readonly successorId: string | null;
}

export interface SealState {
  readonly id: string;
  readonly facts: SealFacts;
  readonly registeredAt: string;
  readonly custodianId: string;
  /** Since when this custodian has it. */
  readonly inCustodySince: string;
  readonly status: SealStatus;
  /** It was handed over, and the PIN that the last custodian knew still opens it, as far as anybody has said. */
  readonly pinChangeDue: boolean;
  readonly replaces: string | null;
  readonly lastSeq: number;
}

/** @throws Error when the first event is not the registration: the store is broken */
export function foldSeal(id: string, events: readonly RecordedSealEvent[]): SealState {
  const [first, ...others] = events;
  if (first?.event.kind !== 'registered') throw new Error(`seal ${id} does not begin with its registration`);
  const { facts, custodianId, replaces } = first.event;
  const registered: SealState = {
    id,
    facts,
    registeredAt: first.at,
    custodianId,
    inCustodySince: first.at,
    status: { kind: 'in-use', renewal: null },
    pinChangeDue: false,
    replaces,
    lastSeq: first.seq,
  };
  return others.reduce(applySealEvent, registered);
}

export function applySealEvent(state: SealState, recorded: RecordedSealEvent): SealState {
  return { ...state, ...changeOf(state, recorded), lastSeq: recorded.seq };
}

function changeOf(state: SealState, { event, at, byId }: RecordedSealEvent): Partial<SealState> {
  switch (event.kind) {
    case 'registered':
      throw new Error(`seal ${state.id} is registered twice`);
    case 'handed-over':
      return { custodianId: event.toId, inCustodySince: at, pinChangeDue: true };
    case 'pin-changed':
      return { pinChangeDue: false };
    case 'reported':
      return { status: { kind: 'stopped', ground: event.report, at, byId, application: null } };
    case 'applied':
      return { status: appliedStatus(state.status, { ...event.application, at, byId }) };
    case 'resumed':
      return {
        status: { kind: 'in-use', renewal: null },
        // A maker's reset leaves the key with a PIN that the maker knows.
        pinChangeDue: state.pinChangeDue || event.why === 'pin-reset',
      };
    case 'renewal-withdrawn':
      return { status: { kind: 'in-use', renewal: null } };
    case 'closed':
      return { status: { kind: 'closed', how: event.how, successorId: event.successorId, at, byId } };
    case 'archived':
      return { status: archivedStatus(state, event, { at, byId }) };
    default:
      return assertNever(event);
  }
}

/** Renewal goes on beside use; every other application stops a seal that was in use. */
function appliedStatus(status: SealStatus, application: AppliedFor): SealStatus {
  if (status.kind === 'stopped') return { ...status, application };
  if (application.kind === 'renew') return { kind: 'in-use', renewal: application };
  const { at, byId, ground } = application;
  return { kind: 'stopped', ground, at, byId, application };
}

function archivedStatus(
  { id, status }: SealState,
  { archiveNumber }: Extract<SealEvent, { kind: 'archived' }>,
  deed: Deed,
): SealStatus {
  if (status.kind !== 'closed') throw new Error(`seal ${id} is archived before it is closed`);
  const { how, successorId } = status;
  return { kind: 'archived', how, successorId, archiveNumber, ...deed };
}
