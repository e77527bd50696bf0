// Seals of the register and the people around them, for tests of its rules, forms and screens.
import type { CustodyError } from '#core/custody/custody-error';
import type { CustodyActor } from '#core/custody/custody-role';
import type { RecordedSealEvent, SealEvent, SealFacts } from '#core/custody/seal-events';
import { applySealEvent, foldSeal } from '#core/custody/seal-state';
import type { SealState } from '#core/custody/seal-state';
import type { Result } from '#core/result';

export const clerk: CustodyActor = { staffId: 'S-clerk', roles: ['clerk'] };
export const custodian: CustodyActor = { staffId: 'S-custodian', roles: ['clerk', 'custodian'] };
export const nextCustodian: CustodyActor = { staffId: 'S-next', roles: ['custodian'] };
export const supervisor: CustodyActor = { staffId: 'S-supervisor', roles: ['supervisor'] };
export const administrator: CustodyActor = { staffId: 'S-administrator', roles: ['administrator'] };

export const AT = '2026-11-21T01:00:00.000Z';
export const NOW = new Date(AT);

export function sealFacts(change: Partial<SealFacts> = {}): SealFacts {
  return {
    number: '89000000000017',
    name: '云州市政务服务管理局制证专用章',
    type: 1,
    holder: '云州市政务服务管理局',
    maker: '云州制章机构',
    vendor: 'yunzhou',
    created: '2025-12-31T16:00:00.000Z',
    validFrom: '2025-12-31T16:00:00.000Z',
    validTo: '2027-12-31T15:59:59.000Z',
    eslDigest: 'e5'.repeat(32),
    fingerprint: 'f1'.repeat(32),
    certificateSubject: 'CN=云州市政务服务管理局',
    certificateFrom: '2025-12-31T16:00:00.000Z',
    certificateTo: '2027-12-31T15:59:59.000Z',
    keyLabel: '单位印章钥匙',
    keySerial: 'K0001',
    ...change,
  };
}

export function history(...events: readonly SealEvent[]): RecordedSealEvent[] {
  return events.map((event, index) => ({ seq: index + 1, at: AT, byId: supervisor.staffId, event }));
}

export function registeredEvent(facts: Partial<SealFacts> = {}): SealEvent {
  return {
    kind: 'registered',
    facts: sealFacts(facts),
    custodianId: custodian.staffId,
    replaces: null,
    findings: [],
    reason: null,
  };
}

export function sealState(...events: readonly SealEvent[]): SealState {
  const [first] = events;
  const all = first?.kind === 'registered' ? events : [registeredEvent(), ...events];
  return foldSeal('seal-1', history(...all));
}

/** The state after what a rule answered; a refusal fails the test. */
export function after(state: SealState, ruled: Result<SealEvent, CustodyError>): SealState {
  if (!ruled.ok) throw new Error(`refused: ${ruled.error.code}`);
  const recorded = { seq: state.lastSeq + 1, at: AT, byId: supervisor.staffId, event: ruled.value };
  return applySealEvent(state, recorded);
}
