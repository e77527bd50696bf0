// The fold: from the events of one case to where it stands now.
import { assertNever } from '../result';
import { UNDOABLE } from './case-events';
import type { AcceptedVerification, CaseEvent, CaseOutcome, Person, StoredCaseEvent } from './case-events';

export type MaterialDecision =
  | {
      kind: 'certificate';
      certificateId: string;
      typeId: string;
      digest: string;
      dataAsOf: string;
      verification?: AcceptedVerification;
      at: string;
    }
  | { kind: 'paper'; at: string }
  | { kind: 'shared'; at: string }
  | { kind: 'not-needed'; at: string };

export type Authorisation =
  | { kind: 'none' }
  | { kind: 'signed-on-paper'; certificateIds: readonly string[]; formNumber?: string; at: string }
  | { kind: 'declined'; at: string };

export type CaseStatus =
  { kind: 'open' } | { kind: 'parked' } | { kind: 'closed'; outcome: CaseOutcome; at: string };

export interface CaseState {
  readonly id: string;
  readonly number: string;
  readonly openedAt: string;
  readonly status: CaseStatus;
  readonly applicant: Person;
  readonly agent?: Person;
  readonly matterId?: string;
  readonly authorisation: Authorisation;
  readonly decisions: Readonly<Record<string, MaterialDecision>>;
  /** The decision that Ctrl+Z would take back, or undefined. */
  readonly undoable?: { readonly seq: number; readonly kind: CaseEvent['kind'] };
  readonly lastSeq: number;
}

/**
 * Folds the events of one case, in order of `seq`.
 * @throws Error when the first event is not `opened`: such a case was never written by this program.
 */
export function foldCase(id: string, number: string, events: readonly StoredCaseEvent[]): CaseState {
  const undone = new Set<number>();
  for (const { event } of events) if (event.kind === 'undone') undone.add(event.seq);
  const first = events[0];
  if (first?.event.kind !== 'opened') throw new Error(`case ${id} does not begin with 'opened'`);

  let state: CaseState = {
    id,
    number,
    openedAt: first.at,
    status: { kind: 'open' },
    applicant: first.event.applicant,
    authorisation: { kind: 'none' },
    decisions: {},
    lastSeq: 0,
  };
  for (const stored of events) {
    state = { ...state, lastSeq: stored.seq };
    if (!undone.has(stored.seq)) state = apply(state, stored);
  }
  return state;
}

function apply(state: CaseState, { seq, at, event }: StoredCaseEvent): CaseState {
  const next = applyEvent(state, at, event);
  if (event.kind === 'closed') return { ...next, undoable: undefined };
  return UNDOABLE.has(event.kind) ? { ...next, undoable: { seq, kind: event.kind } } : next;
}

function applyEvent(state: CaseState, at: string, event: CaseEvent): CaseState {
  switch (event.kind) {
    case 'opened':
    case 'undone':
      return state;
    case 'agent-set':
      return { ...state, agent: event.agent };
    case 'agent-removed':
      return { ...state, agent: undefined };
    case 'matter-chosen':
      // Another matter asks for other certificates: what was authorised and decided for the old one does not carry over.
      return { ...state, matterId: event.matterId, authorisation: { kind: 'none' }, decisions: {} };
    case 'authorised':
      return {
        ...state,
        authorisation: {
          kind: 'signed-on-paper',
          certificateIds: event.certificateIds,
          formNumber: event.formNumber,
          at,
        },
      };
    case 'authorisation-declined':
      return {
        ...state,
        authorisation: { kind: 'declined', at },
        decisions: withoutCertificates(state.decisions),
      };
    case 'certificate-accepted':
      return decided(state, event.materialId, {
        kind: 'certificate',
        certificateId: event.certificateId,
        typeId: event.typeId,
        digest: event.digest,
        dataAsOf: event.dataAsOf,
        ...(event.verification ? { verification: event.verification } : {}),
        at,
      });
    case 'paper-accepted':
      return decided(state, event.materialId, { kind: 'paper', at });
    case 'shared-confirmed':
      return decided(state, event.materialId, { kind: 'shared', at });
    case 'material-not-needed':
      return decided(state, event.materialId, { kind: 'not-needed', at });
    case 'parked':
      return { ...state, status: { kind: 'parked' } };
    case 'resumed':
      return { ...state, status: { kind: 'open' } };
    case 'closed':
      return { ...state, status: { kind: 'closed', outcome: event.outcome, at } };
    default:
      return assertNever(event);
  }
}

function decided(state: CaseState, materialId: string, decision: MaterialDecision): CaseState {
  return { ...state, decisions: { ...state.decisions, [materialId]: decision } };
}

function withoutCertificates(decisions: CaseState['decisions']): CaseState['decisions'] {
  return Object.fromEntries(
    Object.entries(decisions).filter(([, decision]) => decision.kind !== 'certificate'),
  );
}
