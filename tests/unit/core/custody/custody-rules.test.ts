// Who may do what with a seal, and when: every transition of the register, the refused ones too.
import { describe, expect, it } from 'vitest';
import {
  apply,
  archive,
  cancel,
  handOver,
  maySeal,
  mayRegister,
  openApplication,
  pinChanged,
  report,
  resume,
  succeed,
  withdrawRenewal,
} from '#core/custody/custody-rules';
import type { ApplicationInput, Handover } from '#core/custody/custody-rules';
import { applicationOf, GROUNDS, groundsOf, remedyOf, REPORTS } from '#core/custody/grounds';
import { fittingGrounds, sealActions } from '#core/custody/seal-actions';
import { foldSeal } from '#core/custody/seal-state';
import {
  administrator,
  after,
  clerk,
  custodian,
  history,
  nextCustodian,
  NOW,
  registeredEvent,
  sealFacts,
  sealState,
  supervisor,
} from '#tests/support/custody-fixtures';

const context = { now: NOW, renewalDays: 30 };
const ending = { now: new Date('2027-12-10T00:00:00Z'), renewalDays: 30 };
const application = (
  kind: ApplicationInput['kind'],
  ground: ApplicationInput['ground'],
  note: string | null = null,
) => ({
  kind,
  ground,
  note,
});
const inUse = sealState();
const stoppedBy = (what: (typeof REPORTS)[number]) => after(sealState(), report(sealState(), what, null));
const applied = (kind: ApplicationInput['kind'], ground: ApplicationInput['ground']) =>
  after(inUse, apply(inUse, custodian, application(kind, ground, '说明'), context));
const closed = after(
  applied('cancel', 'no-longer-used'),
  cancel(applied('cancel', 'no-longer-used'), supervisor, null),
);

describe('registering', () => {
  it('is for those who do not thereby give it to themselves', () => {
    expect(mayRegister(supervisor)).toEqual({ ok: true, value: undefined });
    expect(mayRegister(administrator).ok).toBe(true);
    for (const actor of [clerk, custodian]) {
      expect(mayRegister(actor)).toEqual({
        ok: false,
        error: { code: 'CUSTODY_ROLE_REQUIRED', roles: ['supervisor', 'administrator'] },
      });
    }
  });

  it('is the first event, and happens once', () => {
    expect(() => foldSeal('seal-1', history({ kind: 'pin-changed' }))).toThrow('registration');
    expect(() => foldSeal('seal-1', history(registeredEvent(), registeredEvent()))).toThrow('twice');
    expect(inUse).toMatchObject({
      custodianId: custodian.staffId,
      status: { kind: 'in-use', renewal: null },
    });
  });
});

describe('handing over', () => {
  const handover = (change: Partial<Handover> = {}): Handover => ({
    giver: custodian,
    taker: nextCustodian,
    witness: null,
    witnessNeeded: false,
    absence: null,
    ...change,
  });

  it('changes the custodian and asks for another PIN', () => {
    const state = after(inUse, handOver(inUse, handover()));
    expect(state).toMatchObject({ custodianId: nextCustodian.staffId, pinChangeDue: true });
    expect(maySeal(state, custodian.staffId, NOW)).toEqual({
      ok: false,
      error: { code: 'SEAL_OTHER_CUSTODIAN' },
    });
    expect(maySeal(state, nextCustodian.staffId, NOW).ok).toBe(true);
    const changed = after(state, pinChanged(state, nextCustodian));
    expect(changed.pinChangeDue).toBe(false);
    expect(pinChanged(state, custodian)).toMatchObject({ error: { code: 'CUSTODY_NOT_THE_CUSTODIAN' } });
  });

  it.each([
    ['by somebody who does not keep it', handover({ giver: clerk }), 'CUSTODY_NOT_THE_CUSTODIAN'],
    ['to the custodian', handover({ taker: custodian }), 'HANDOVER_SAME_PERSON'],
    ['to somebody who is no custodian', handover({ taker: clerk }), 'CUSTODY_ROLE_REQUIRED'],
    ['without the witness that is asked for', handover({ witnessNeeded: true }), 'HANDOVER_OUT_OF_ORDER'],
    ['witnessed by the taker', handover({ witness: nextCustodian }), 'HANDOVER_SAME_PERSON'],
    ['witnessed by a clerk', handover({ witness: clerk }), 'CUSTODY_ROLE_REQUIRED'],
    ['in absence by a clerk', handover({ giver: clerk, absence: '住院' }), 'CUSTODY_ROLE_REQUIRED'],
    ['in absence without a reason', handover({ giver: supervisor, absence: ' ' }), 'CUSTODY_REASON_REQUIRED'],
  ])('is refused %s', (_words, input, code) => {
    expect(handOver(inUse, input)).toMatchObject({ ok: false, error: { code } });
  });

  it('is done by a supervisor, with a reason, when the custodian is not there', () => {
    const state = after(inUse, handOver(inUse, handover({ giver: supervisor, absence: '住院' })));
    expect(state.custodianId).toBe(nextCustodian.staffId);
  });

  it('names the witness', () => {
    const ruled = handOver(inUse, handover({ witness: supervisor, witnessNeeded: true }));
    expect(ruled).toMatchObject({ ok: true, value: { witnessId: supervisor.staffId, absence: null } });
  });

  it('is refused for a stopped and for a closed seal', () => {
    expect(handOver(stoppedBy('damaged'), handover())).toMatchObject({ error: { code: 'SEAL_STOPPED' } });
    expect(handOver(closed, handover())).toMatchObject({ error: { code: 'SEAL_CLOSED' } });
  });
});

describe('reporting', () => {
  it.each(REPORTS)('%s stops the seal at once', (what) => {
    const state = stoppedBy(what);
    expect(state.status).toMatchObject({ kind: 'stopped', ground: what, application: null });
    expect(maySeal(state, custodian.staffId, NOW)).toEqual({
      ok: false,
      error: { code: 'SEAL_STOPPED', ground: what },
    });
    expect(report(state, 'lost', null)).toMatchObject({ error: { code: 'SEAL_STOPPED' } });
  });

  it('is refused for a closed seal', () => {
    expect(report(closed, 'lost', null)).toMatchObject({ error: { code: 'SEAL_CLOSED' } });
  });
});

describe('applying', () => {
  it('knows a kind for each ground', () => {
    for (const ground of GROUNDS) expect(groundsOf(applicationOf(ground))).toContain(ground);
    expect(groundsOf('renew')).toEqual(['period-ends']);
  });

  it.each(groundsOf('cancel'))('to cancel by %s stops a seal in use', (ground) => {
    expect(applied('cancel', ground).status).toMatchObject({
      kind: 'stopped',
      ground,
      application: { kind: 'cancel' },
    });
  });

  it('to replace by a change stops a seal in use; what is a report has to be reported first', () => {
    expect(applied('replace', 'holder-changed').status).toMatchObject({
      kind: 'stopped',
      ground: 'holder-changed',
    });
    expect(apply(inUse, custodian, application('replace', 'lost'), context)).toMatchObject({
      error: { code: 'SEAL_NOT_STOPPED' },
    });
  });

  it('to replace what was lost keeps since when it is stopped', () => {
    const lost = stoppedBy('lost');
    const state = after(lost, apply(lost, custodian, application('replace', 'lost'), context));
    expect(state.status).toMatchObject({ kind: 'stopped', ground: 'lost', application: { kind: 'replace' } });
  });

  it.each([
    ['another ground than what stopped it', 'lost', application('replace', 'stolen'), 'SEAL_GROUND_UNFIT'],
    ['a ground of another kind', 'lost', application('cancel', 'lost'), 'SEAL_GROUND_UNFIT'],
    ['a reset for a lost key', 'lost', application('reset-pin', 'pin-forgotten'), 'SEAL_GROUND_UNFIT'],
    ['a renewal of a stopped seal', 'damaged', application('renew', 'period-ends'), 'SEAL_GROUND_UNFIT'],
  ] as const)('is refused with %s', (_words, what, input, code) => {
    expect(apply(stoppedBy(what), custodian, input, ending)).toMatchObject({ ok: false, error: { code } });
  });

  it('is the custodian’s or a supervisor’s', () => {
    const input = application('cancel', 'no-longer-used');
    expect(apply(inUse, supervisor, input, context).ok).toBe(true);
    expect(apply(inUse, clerk, input, context)).toMatchObject({ error: { code: 'CUSTODY_ROLE_REQUIRED' } });
  });

  it('to renew only within the last days, and goes on beside use', () => {
    const input = application('renew', 'period-ends');
    expect(apply(inUse, custodian, input, context)).toEqual({
      ok: false,
      error: { code: 'SEAL_RENEWAL_TOO_EARLY', lastDays: 30 },
    });
    const state = after(inUse, apply(inUse, custodian, input, ending));
    expect(state.status).toMatchObject({ kind: 'in-use', renewal: { kind: 'renew' } });
    expect(maySeal(state, custodian.staffId, ending.now).ok).toBe(true);
    expect(apply(state, custodian, input, ending)).toMatchObject({ error: { code: 'SEAL_APPLIED_ALREADY' } });
    const withdrawn = after(state, withdrawRenewal(state, custodian, '另行更换'));
    expect(openApplication(withdrawn)).toBeNull();
  });

  it('a renewal turns into a replacement', () => {
    const renewing = after(inUse, apply(inUse, custodian, application('renew', 'period-ends'), ending));
    const state = after(
      renewing,
      apply(renewing, custodian, application('replace', 'physical-changed'), ending),
    );
    expect(state.status).toMatchObject({ kind: 'stopped', application: { kind: 'replace' } });
  });

  it('for another reason says which', () => {
    expect(apply(inUse, custodian, application('replace', 'other-replace', ' '), context)).toMatchObject({
      error: { code: 'CUSTODY_REASON_REQUIRED' },
    });
    expect(apply(inUse, custodian, application('cancel', 'other-cancel', '并入他处'), context).ok).toBe(true);
  });

  it('is refused for a closed seal', () => {
    expect(apply(closed, custodian, application('cancel', 'no-longer-used'), context)).toMatchObject({
      error: { code: 'SEAL_CLOSED' },
    });
  });
});

describe('resuming', () => {
  it.each(REPORTS.filter((what) => remedyOf(what) === 'never'))('never after %s', (what) => {
    expect(resume(stoppedBy(what), supervisor, '找到了')).toEqual({
      ok: false,
      error: { code: 'SEAL_MAY_NOT_RESUME', ground: what },
    });
  });

  it('when the damage was none', () => {
    const state = stoppedBy('damaged');
    expect(resume(state, custodian, '试用正常')).toMatchObject({ error: { code: 'CUSTODY_ROLE_REQUIRED' } });
    expect(resume(state, supervisor, ' ')).toMatchObject({ error: { code: 'CUSTODY_REASON_REQUIRED' } });
    const resumed = after(state, resume(state, supervisor, '试用正常'));
    expect(resumed.status).toEqual({ kind: 'in-use', renewal: null });
    expect(resumed.pinChangeDue).toBe(false);
  });

  it('when the PIN was reset, which was applied for, and must then be changed', () => {
    const state = stoppedBy('pin-forgotten');
    expect(resume(state, supervisor, '已重置')).toMatchObject({ error: { code: 'SEAL_NOT_APPLIED' } });
    const waiting = after(state, apply(state, custodian, application('reset-pin', 'pin-forgotten'), context));
    const resumed = after(waiting, resume(waiting, supervisor, '已重置'));
    expect(resumed).toMatchObject({ status: { kind: 'in-use' }, pinChangeDue: true });
  });

  it('when what was applied for of one’s own will is withdrawn', () => {
    const state = applied('cancel', 'no-longer-used');
    const resumed = after(state, resume(state, supervisor, '继续使用'));
    expect(resumed.status.kind).toBe('in-use');
  });

  it('is refused where nothing is stopped', () => {
    expect(resume(inUse, supervisor, 'x')).toMatchObject({ error: { code: 'SEAL_NOT_STOPPED' } });
    expect(withdrawRenewal(inUse, custodian, 'x')).toMatchObject({ error: { code: 'SEAL_NOT_APPLIED' } });
  });
});

describe('ending', () => {
  it('a new seal in its place ends what was to be replaced or renewed', () => {
    const replaced = applied('replace', 'physical-changed');
    expect(after(replaced, succeed(replaced, supervisor, 'seal-2')).status).toMatchObject({
      kind: 'closed',
      how: 'replaced',
      successorId: 'seal-2',
    });
    const renewing = after(inUse, apply(inUse, custodian, application('renew', 'period-ends'), ending));
    expect(after(renewing, succeed(renewing, administrator, 'seal-2')).status).toMatchObject({
      how: 'renewed',
    });
    expect(succeed(inUse, supervisor, 'seal-2')).toMatchObject({
      error: { code: 'SEAL_NO_SUCCESSOR_WANTED' },
    });
    expect(succeed(replaced, custodian, 'seal-2')).toMatchObject({
      error: { code: 'CUSTODY_ROLE_REQUIRED' },
    });
  });

  it('is cancelled only when that was applied for', () => {
    expect(cancel(inUse, supervisor, null)).toMatchObject({ error: { code: 'SEAL_NOT_APPLIED' } });
    expect(cancel(applied('cancel', 'unit-dissolved'), custodian, null)).toMatchObject({
      error: { code: 'CUSTODY_ROLE_REQUIRED' },
    });
    expect(closed.status).toMatchObject({ kind: 'closed', how: 'cancelled', successorId: null });
    expect(cancel(closed, supervisor, null)).toMatchObject({ error: { code: 'SEAL_CLOSED' } });
  });

  it('is archived once it is closed', () => {
    expect(archive(inUse, supervisor, '2026-7')).toMatchObject({ error: { code: 'SEAL_NOT_CLOSED' } });
    expect(archive(closed, supervisor, ' ')).toMatchObject({ error: { code: 'CUSTODY_REASON_REQUIRED' } });
    const archived = after(closed, archive(closed, administrator, ' 2026-7 '));
    expect(archived.status).toMatchObject({ kind: 'archived', how: 'cancelled', archiveNumber: '2026-7' });
    expect(archive(archived, supervisor, '2026-8')).toMatchObject({ error: { code: 'SEAL_NOT_CLOSED' } });
  });
});

describe('sealing', () => {
  it('is the custodian’s, within the period of seal and certificate', () => {
    expect(maySeal(inUse, custodian.staffId, NOW).ok).toBe(true);
    expect(maySeal(inUse, clerk.staffId, NOW)).toMatchObject({ error: { code: 'SEAL_OTHER_CUSTODIAN' } });
    expect(maySeal(inUse, custodian.staffId, new Date('2025-01-01T00:00:00Z'))).toMatchObject({
      error: { code: 'SEAL_NOT_YET_VALID', from: '2025-12-31T16:00:00.000Z' },
    });
    expect(maySeal(inUse, custodian.staffId, new Date('2028-01-01T00:00:00Z'))).toMatchObject({
      error: { code: 'SEAL_EXPIRED' },
    });
    const shorter = sealState(registeredEvent({ certificateTo: '2026-06-30T00:00:00.000Z' }));
    expect(maySeal(shorter, custodian.staffId, NOW)).toEqual({
      ok: false,
      error: { code: 'SEAL_EXPIRED', until: '2026-06-30T00:00:00.000Z' },
    });
    expect(maySeal(closed, custodian.staffId, NOW)).toMatchObject({ error: { code: 'SEAL_CLOSED' } });
  });
});

describe('what the screen offers', () => {
  it('is nothing to nobody', () => {
    expect(sealActions(inUse, null, context)).toEqual([]);
  });

  it.each([
    ['a clerk', inUse, clerk, ['report', 'hand-over']],
    ['the custodian', inUse, custodian, ['report', 'hand-over', 'apply-replace', 'apply-cancel']],
    ['the custodian of a lost seal', stoppedBy('lost'), custodian, ['apply-replace', 'apply-cancel']],
    [
      'a supervisor of a damaged one',
      stoppedBy('damaged'),
      supervisor,
      ['apply-replace', 'apply-cancel', 'resume'],
    ],
    ['an administrator of one to cancel', applied('cancel', 'no-longer-used'), administrator, ['cancel']],
    ['a supervisor of a closed one', closed, supervisor, ['archive']],
  ])('to %s', (_words, state, actor, actions) => {
    expect(sealActions(state, actor, context)).toEqual(actions);
  });

  it('the grounds that the rules allow', () => {
    expect(fittingGrounds(stoppedBy('stolen'), custodian, 'replace', context)).toEqual(['stolen']);
    expect(fittingGrounds(inUse, custodian, 'replace', context)).toEqual([
      'holder-changed',
      'physical-changed',
      'other-replace',
    ]);
    expect(sealFacts().type).toBe(1);
  });
});
