// 用章审批 on a real database: applied for, decided by another's key, used once, in the transaction of the deed.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DemonstrationStaff } from '#core/demonstration/seal-holders';
import type { StaffCounter } from '#tests/support/staff-counter';
import { codeOf, openStaffCounter, secret } from '#tests/support/staff-counter';
import { pinOf } from '#tests/support/staff-keys';

const DIGEST = 'ab'.repeat(32);
// Passwords are hashed as in earnest, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let counter: StaffCounter;
beforeEach(async () => {
  counter = await openStaffCounter({ settings: { sealPolicy: { approval: true, approvalHours: 2 } } });
  counter.ring.plug(counter.clerk, counter.custodian, counter.supervisor);
});
afterEach(() => counter.close());

const signIn = async (key: DemonstrationStaff): Promise<void> => {
  const answer = await counter.handlers['staff.signInByKey'](pinOf(key));
  if (!answer.ok) throw new Error(answer.error.code);
};
const apply = (digest = DIGEST, sealId = 's1') =>
  counter.approvals.apply({
    sealId,
    purpose: '签发食品经营许可证 12 份',
    subject: { kind: 'issuing', draftIds: ['d1', 'd2'], digest },
  });
const applied = (digest = DIGEST): string => {
  const approval = apply(digest);
  if (!approval.ok) throw new Error(approval.error.code);
  return approval.value.approvalId;
};
const decide = async (
  approvalId: string,
  by: DemonstrationStaff,
  outcome: 'approved' | 'refused' = 'approved',
) =>
  codeOf(
    await counter.handlers['approvals.decide']({ approvalId, outcome, note: '已核对名单', ...pinOf(by) }),
  );
const use = (approvalId: string, digest = DIGEST, sealId = 's1') =>
  counter.opened.store.transaction(() => counter.approvals.use(approvalId, sealId, digest));

describe('approval of seal use', () => {
  it('is needed where the rule or the settings say so; settings cannot waive a rule', async () => {
    expect(counter.approvals.needed()).toBe(true);
    for (const [place, approval, needed] of [
      ['xuchang', undefined, false],
      ['sichuan', undefined, true],
      ['sichuan', false, true],
    ] as const) {
      counter.close();
      counter = await openStaffCounter({ place, settings: { sealPolicy: { approval } } });
      expect(counter.approvals.needed()).toBe(needed);
    }
  });

  it('goes from one to another to the seal: clerk applies, supervisor approves by key, custodian uses it once', async () => {
    const { clerk, custodian, supervisor, approvals } = counter;
    await signIn(clerk);
    const id = applied();
    expect(counter.view().waiting).toBe(1);
    expect(await decide(id, supervisor)).toBe('ok');
    // The clerk stays signed in: only a key was asked for.
    expect(counter.session.current()?.staffId).toBe(clerk.staffId);
    expect(approvals.forSubject(DIGEST)?.state).toMatchObject({
      kind: 'approved',
      decision: { approverId: supervisor.staffId, note: '已核对名单' },
    });
    await signIn(custodian);
    expect(use(id)).toMatchObject({ ok: true, value: { state: { kind: 'used', byId: custodian.staffId } } });
    expect(codeOf(use(id))).toBe('APPROVAL_USED');
    expect(approvals.forSubject(DIGEST)?.state.kind).toBe('used');
    const trail = counter.audited().filter(({ subject }) => subject === id);
    expect(trail.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      `approval.applied ${clerk.name}`,
      `approval.approved ${clerk.name}`,
      `approval.used ${custodian.name}`,
    ]);
    expect(trail[1]?.detail).toMatchObject({ approver: supervisor.staffId, digest: DIGEST });
  });

  it('comes back unused when the deed it was used for is rolled back', async () => {
    const { custodian, supervisor, opened, approvals } = counter;
    await signIn(custodian);
    const id = applied();
    await decide(id, supervisor);
    const deed = () =>
      opened.store.transaction(() => {
        expect(approvals.use(id, 's1', DIGEST).ok).toBe(true);
        throw new Error('the disk is full');
      });
    expect(deed).toThrow('the disk is full');
    expect(approvals.forSubject(DIGEST)?.state.kind).toBe('approved');
    expect(() => approvals.use(id, 's1', DIGEST)).toThrow(/transaction/);
  });

  it('keeps four eyes: one’s own application is decided by nobody but another, each by their own key', async () => {
    const { handlers, administrator, supervisor, clerk, ring } = counter;
    ring.plug(administrator);
    await signIn(administrator);
    await handlers['staff.setRoles']({ staffId: supervisor.staffId, roles: ['clerk', 'supervisor'] });
    await signIn(supervisor);
    const id = applied();
    const { tries } = ring;
    expect(await decide(id, supervisor)).toBe('STAFF_SAME_PERSON');
    expect(await decide(id, clerk)).toBe('STAFF_ROLE_MISSING');
    expect(ring.tries).toBe(tries);
    const raw = () =>
      counter.opened.store.db
        .prepare(
          `UPDATE seal_approval SET state = 'approved', approver_id = applicant_id, decided_at = '2026-11-21' WHERE id = ?`,
        )
        .run(id);
    expect(raw).toThrow(/CHECK/);
  });

  it('wants a key from whoever applies, not a password, and the right to apply', async () => {
    const { handlers, administrator, clerk, supervisor, ring } = counter;
    const told = (): string[] => [codeOf(counter.approvals.mayApply()), codeOf(apply())];
    expect(told()).toEqual(['STAFF_SIGN_IN_NEEDED', 'STAFF_SIGN_IN_NEEDED']);
    await signIn(supervisor);
    expect(told()).toEqual(['STAFF_ROLE_MISSING', 'STAFF_ROLE_MISSING']);
    ring.plug(administrator);
    await signIn(administrator);
    await handlers['staff.setPassword']({ staffId: clerk.staffId, password: secret('Window-A01-yq') });
    await handlers['staff.signInByPassword']({ staffId: clerk.staffId, password: secret('Window-A01-yq') });
    expect(told()).toEqual(['STAFF_KEY_SIGN_IN_NEEDED', 'STAFF_KEY_SIGN_IN_NEEDED']);
    await signIn(clerk);
    expect(told()).toEqual(['ok', 'ok']);
  });

  it('spends no PIN on what cannot be decided', async () => {
    const { clerk, supervisor, ring } = counter;
    await signIn(clerk);
    const id = applied();
    await decide(id, supervisor, 'refused');
    const { tries } = ring;
    expect(await decide(id, supervisor)).toBe('APPROVAL_ALREADY_DECIDED');
    expect(await decide('nothing', supervisor)).toBe('APPROVAL_UNKNOWN');
    expect(ring.tries).toBe(tries);
    expect(codeOf(use(id))).toBe('APPROVAL_REFUSED');
  });

  it('is for one subject and one seal', async () => {
    const { custodian, supervisor } = counter;
    await signIn(custodian);
    const id = applied();
    expect(codeOf(use(id))).toBe('APPROVAL_NOT_DECIDED');
    await decide(id, supervisor);
    expect(codeOf(use(id, 'cd'.repeat(32)))).toBe('APPROVAL_OTHER_SUBJECT');
    expect(codeOf(use(id, DIGEST, 's2'))).toBe('APPROVAL_OTHER_SEAL');
    expect(codeOf(use(id))).toBe('ok');
  });

  it('waits once for each subject, and may be applied for anew when it is over', async () => {
    const { clerk, supervisor, handlers } = counter;
    await signIn(clerk);
    const first = applied();
    expect(codeOf(apply())).toBe('APPROVAL_ALREADY_APPLIED');
    await decide(first, supervisor, 'refused');
    const second = applied();
    expect(second).not.toBe(first);
    await handlers['approvals.withdraw']({ approvalId: second });
    expect(counter.approvals.forSubject(DIGEST)?.state.kind).toBe('withdrawn');
    expect(codeOf(apply())).toBe('ok');
  });

  it('is withdrawn by whoever applied', async () => {
    const { clerk, custodian, handlers } = counter;
    await signIn(clerk);
    const id = applied();
    await signIn(custodian);
    expect(codeOf(await handlers['approvals.withdraw']({ approvalId: id }))).toBe('APPROVAL_NOT_YOURS');
  });

  it('lapses, decided or not, and says so in the log once', async () => {
    const { custodian, supervisor, opened } = counter;
    await signIn(custodian);
    const id = applied();
    await decide(id, supervisor);
    opened.clock.set('2026-11-21T03:00:00Z');
    expect(codeOf(use(id))).toBe('APPROVAL_EXPIRED');
    expect(counter.approvals.forSubject(DIGEST)?.state.kind).toBe('expired');
    expect(counter.audited().filter(({ action }) => action === 'approval.expired')).toHaveLength(1);
    expect(codeOf(apply())).toBe('ok');
  });

  it('shows who asks for what, and seals the words in the database', async () => {
    const { clerk, handlers, opened } = counter;
    expect(codeOf(await handlers['approvals.list']({ which: 'waiting' }))).toBe('STAFF_SIGN_IN_NEEDED');
    await signIn(clerk);
    applied();
    expect(await handlers['approvals.list']({ which: 'waiting' })).toMatchObject({
      value: [{ purpose: '签发食品经营许可证 12 份', documents: 2, applicant: clerk.name, seal: '演示印章' }],
    });
    const row = opened.store.db.prepare('SELECT sealed FROM seal_approval').get() as { sealed: Buffer };
    expect(row.sealed.includes('食品')).toBe(false);
  });

  it('only goes forward in the database, and never goes away', async () => {
    const { clerk, supervisor, opened } = counter;
    await signIn(clerk);
    const id = applied();
    await decide(id, supervisor, 'refused');
    const write = (sql: string) => () => opened.store.db.prepare(sql).run(id);
    expect(write(`UPDATE seal_approval SET state = 'approved' WHERE id = ?`)).toThrow(/forward/);
    expect(write(`UPDATE seal_approval SET digest = '${'cd'.repeat(32)}' WHERE id = ?`)).toThrow(/forward/);
    expect(write('DELETE FROM seal_approval WHERE id = ?')).toThrow(/kept/);
  });
});
