// Approvals: every event in every state, four eyes, and time before everything.
import { describe, expect, it } from 'vitest';
import { afterEvent, applied } from '#core/staff/approval';
import type { Approval, ApprovalEvent } from '#core/staff/approval';

const AT = new Date('2026-11-21T01:00:00Z');
const LATER = new Date('2026-11-21T02:00:00Z');
const LAPSED = new Date('2026-11-22T01:00:00Z');
const DIGEST = 'ab'.repeat(32);
const fresh = applied({
  approvalId: 'a1',
  sealId: 's1',
  purpose: '签发食品经营许可证',
  digest: DIGEST,
  draftIds: ['d1'],
  applicantId: 'clerk',
  appliedAt: AT,
  lapsesAt: LAPSED,
});
const approve: ApprovalEvent = { kind: 'decided', outcome: 'approved', approverId: 'boss', note: '' };
const refuse: ApprovalEvent = { kind: 'decided', outcome: 'refused', approverId: 'boss', note: '材料不全' };
const use: ApprovalEvent = { kind: 'used', byId: 'keeper', sealId: 's1', digest: DIGEST };
const withdraw: ApprovalEvent = { kind: 'withdrawn', byId: 'clerk' };

function after(approval: Approval, ...events: ApprovalEvent[]): Approval {
  return events.reduce((current, event) => {
    const next = afterEvent(current, event, LATER);
    if (!next.ok) throw new Error(next.error.code);
    return next.value;
  }, approval);
}
const codeOf = (approval: Approval, event: ApprovalEvent, at = LATER): string => {
  const next = afterEvent(approval, event, at);
  return next.ok ? next.value.state.kind : next.error.code;
};
const states = {
  applied: fresh,
  approved: after(fresh, approve),
  refused: after(fresh, refuse),
  used: after(fresh, approve, use),
  withdrawn: after(fresh, withdraw),
  expired: after({ ...fresh, lapsesAt: LATER }, { kind: 'time-passed' }),
};

describe('an approval', () => {
  it.each([
    ['applied', 'approved', 'refused', 'APPROVAL_NOT_DECIDED', 'withdrawn'],
    ['approved', 'APPROVAL_ALREADY_DECIDED', 'APPROVAL_ALREADY_DECIDED', 'used', 'withdrawn'],
    [
      'refused',
      'APPROVAL_ALREADY_DECIDED',
      'APPROVAL_ALREADY_DECIDED',
      'APPROVAL_REFUSED',
      'APPROVAL_REFUSED',
    ],
    ['used', 'APPROVAL_ALREADY_DECIDED', 'APPROVAL_ALREADY_DECIDED', 'APPROVAL_USED', 'APPROVAL_USED'],
    ['withdrawn', 'APPROVAL_WITHDRAWN', 'APPROVAL_WITHDRAWN', 'APPROVAL_WITHDRAWN', 'APPROVAL_WITHDRAWN'],
    ['expired', 'APPROVAL_EXPIRED', 'APPROVAL_EXPIRED', 'APPROVAL_EXPIRED', 'APPROVAL_EXPIRED'],
  ] as const)('%s: approving %s, refusing %s, using %s, withdrawing %s', (state, ...expected) => {
    expect([approve, refuse, use, withdraw].map((event) => codeOf(states[state], event))).toEqual(expected);
  });

  it('keeps four eyes: nobody decides on their own, and who decided does not seal', () => {
    expect(codeOf(fresh, { ...approve, approverId: 'clerk' })).toBe('APPROVAL_OWN');
    expect(codeOf(fresh, { ...refuse, approverId: 'clerk' })).toBe('APPROVAL_OWN');
    expect(codeOf(states.approved, { ...use, byId: 'boss' })).toBe('APPROVAL_OWN');
  });

  it('is for its own subject and its own seal', () => {
    expect(codeOf(states.approved, { ...use, digest: 'cd'.repeat(32) })).toBe('APPROVAL_OTHER_SUBJECT');
    expect(codeOf(states.approved, { ...use, sealId: 's2' })).toBe('APPROVAL_OTHER_SEAL');
  });

  it('is withdrawn by whoever applied alone', () => {
    expect(codeOf(fresh, { kind: 'withdrawn', byId: 'keeper' })).toBe('APPROVAL_NOT_YOURS');
  });

  it('lapses when its time has come, decided or not; what is settled stays as it is', () => {
    expect(codeOf(fresh, approve, LAPSED)).toBe('APPROVAL_EXPIRED');
    expect(codeOf(states.approved, use, LAPSED)).toBe('APPROVAL_EXPIRED');
    expect(codeOf(states.approved, use, new Date(LAPSED.getTime() - 1))).toBe('used');
    for (const state of ['refused', 'used', 'withdrawn'] as const)
      expect(codeOf(states[state], { kind: 'time-passed' }, LAPSED)).toBe(state);
  });
});
