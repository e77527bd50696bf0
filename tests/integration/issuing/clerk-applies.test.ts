// 用章审批 by a clerk who keeps no seal (川办规〔2022〕3号 印章 第十条): applied for from the register, approved by another's key, sealed
// by the custodian, each of them in the use record; and what main refuses of a window that asks for more.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DemonstrationStaff } from '#core/demonstration/seal-holders';
import type { IssuingRig } from '../../support/issuing/issuing-rig';
import { openIssuing } from '../../support/issuing/issuing-rig';
import {
  acceptedCase,
  batchOf,
  consentTo,
  draftOf,
  must,
  request,
  settled,
} from '../../support/issuing/issuing-steps';
import { sealsOfRegister } from '../../support/issuing/seals-of-register';
import type { SealsOfRegister } from '../../support/issuing/seals-of-register';
import { openStaffCounter } from '../../support/staff-counter';
import type { StaffCounter } from '../../support/staff-counter';
import { pinOf } from '../../support/staff-keys';
import type { ConsentView, SealingSubject } from '#shared/ipc/issuing-views';

const CENTRE = '演示市政务服务中心';
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let counter: StaffCounter;
let rig: IssuingRig;
let seals: SealsOfRegister;
afterEach(async () => {
  await rig.part.stop?.();
  counter.close();
});

/** Sichuan asks for approval; nobody is signed in, and the unit's key is in a drawer. */
async function open({ place = 'sichuan', issuer }: { place?: string; issuer?: string } = {}): Promise<void> {
  counter = await openStaffCounter({ place });
  const { opened, holders, ring, clerk, custodian, supervisor, administrator } = counter;
  ring.plug(clerk, custodian, supervisor, administrator);
  seals = sealsOfRegister(holders.unit, () => opened.clock.now());
  rig = await openIssuing({
    test: opened,
    place,
    staff: counter,
    seals,
    keys: ring,
    ...(issuer ? { issuer } : {}),
  });
}
const signIn = async (key: DemonstrationStaff): Promise<void> => {
  must(await counter.handlers['staff.signInByKey'](pinOf(key)));
};
const apply = async (consent: ConsentView, change: { sealId?: string; otherHolder?: string } = {}) => {
  const { subject, digest, purpose } = consent;
  return request(rig, 'issuing.applyForApproval', { subject, digest, sealId: 'seal-1', purpose, ...change });
};
const decide = async (outcome: 'approved' | 'refused' = 'approved', note = ''): Promise<void> => {
  const waiting = must(await counter.handlers['approvals.list']({ which: 'waiting' }));
  const { approvalId } = waiting[0]!;
  must(
    await counter.handlers['approvals.decide']({ approvalId, outcome, note, ...pinOf(counter.supervisor) }),
  );
};
/** What the screen sends after the pad: the unit's key. */
const typed = ({ digest, purpose }: ConsentView) => {
  const { keyId, fingerprint, pin } = pinOf(counter.holders.unit);
  return { digest, purpose, keyId, fingerprint, pin: pin as Uint8Array<ArrayBuffer> };
};
const drafted = async (): Promise<SealingSubject & { kind: 'draft' }> => ({
  kind: 'draft',
  draftId: (await draftOf(rig, acceptedCase(rig))).draftId,
});

describe('a clerk without a seal', () => {
  it('applies, another approves, the custodian seals the same draft: the use record names all three', async () => {
    await open();
    const { clerk, custodian, supervisor, holders, ring } = counter;
    await signIn(clerk);
    const subject = await drafted();
    const asked = await consentTo(rig, subject);
    expect(asked).toMatchObject({ seals: [], approval: { kind: 'none' }, by: { staffId: clerk.staffId } });
    expect(asked.applyProblem).toBeUndefined();
    expect(asked.registered).toEqual([
      {
        ...{ sealId: 'seal-1', sealName: holders.unit.sealName, sealNumber: expect.any(String) as string },
        ...{
          holder: holders.unit.name,
          custodian: custodian.name,
          kept: false,
          validTo: '2028-01-01',
          finding: undefined,
        },
      },
    ]);
    expect(must(await apply(asked))).toMatchObject({
      ...{ kind: 'waiting', own: true, applicant: clerk.name, purpose: asked.purpose },
      seal: { sealId: 'seal-1', custodian: custodian.name },
    });
    await decide();
    const approved = await consentTo(rig, subject);
    expect(approved.approval).toMatchObject({ kind: 'approved', approver: supervisor.name, own: true });
    const { draftId } = subject;
    ring.plug(holders.unit);
    const { tries } = ring;
    expect(await request(rig, 'issuing.seal', { draftId, ...typed(approved) })).toMatchObject({
      error: { code: 'STAFF_ROLE_MISSING', role: 'custodian' },
    });
    expect(ring.tries).toBe(tries);
    ring.unplug(holders.unit);

    await signIn(custodian);
    const waiting = await consentTo(rig, subject);
    expect(waiting).toMatchObject({ seals: [], sealProblem: { code: 'ISSUING_NO_SEAL_KEY' } });
    expect(waiting.approval).toMatchObject({ seal: { kept: true } });
    ring.plug(holders.unit);
    const consent = await consentTo(rig, subject);
    // The same facts, whoever looks.
    expect(consent.digest).toBe(asked.digest);
    expect(consent.approval).toMatchObject({ kind: 'approved', own: false, applicant: clerk.name });
    expect(consent.seals).toMatchObject([{ sealId: 'seal-1', keyId: holders.unit.keySerial }]);
    const other = { draftId, ...typed({ ...consent, purpose: '另作他用' }) };
    expect(await request(rig, 'issuing.seal', other)).toMatchObject({
      error: { code: 'ISSUING_CONSENT_OUTDATED' },
    });
    must(await request(rig, 'issuing.seal', { draftId, ...typed(consent) }));
    expect(rig.uses.list({})).toMatchObject([
      {
        ...{ state: 'sealed', staffId: custodian.staffId, staffName: custodian.name, purpose: asked.purpose },
        ...{ applicant: clerk.name, approver: supervisor.name, sealId: 'seal-1' },
      },
    ]);
  });

  it('applies for a batch, which stops and goes on under the one approval', async () => {
    await open();
    const { clerk, custodian, holders, ring } = counter;
    await signIn(clerk);
    const { batchId } = (await batchOf(rig, 3)).summary;
    const subject = { kind: 'batch', batchId } as const;
    const asked = await consentTo(rig, subject);
    must(await apply(asked));
    await decide();
    await signIn(custodian);
    ring.plug(holders.unit);
    const consent = await consentTo(rig, subject);
    expect(consent.digest).toBe(asked.digest);
    let signatures = 0;
    ring.answer = () => {
      signatures += 1;
      if (signatures === 2) ring.answer = undefined;
      return new Uint8Array(64);
    };
    must(await request(rig, 'issuing.startBatch', { batchId, ...typed(consent) }));
    expect(await settled(rig)).toBe('failed');
    ring.answer = undefined;
    rig.progress.length = 0;
    const again = await consentTo(rig, subject);
    expect(again.approval).toMatchObject({ kind: 'approved', purpose: asked.purpose });
    // A run that goes on is asked the same as one that begins: its approval is used, and asked for by no transaction.
    const approved = seals.states.get('seal-1')!;
    const { tries } = ring;
    seals.states.delete('seal-1');
    seals.add('seal-2', approved.facts);
    expect(await request(rig, 'issuing.startBatch', { batchId, ...typed(again) })).toMatchObject({
      error: { code: 'APPROVAL_OTHER_SEAL' },
    });
    expect(ring.tries).toBe(tries);
    seals.states.set('seal-1', approved);
    seals.states.delete('seal-2');
    must(await request(rig, 'issuing.startBatch', { batchId, ...typed(again) }));
    expect(await settled(rig)).toBe('finished');
    expect(rig.uses.list({}).every(({ applicant }) => applicant === clerk.name)).toBe(true);
  });

  it('applies for a seal of another unit with the reason, which stands before the approver and is not asked for twice', async () => {
    await open({ issuer: CENTRE });
    const { clerk, custodian, holders, ring } = counter;
    seals.add('seal-own', { holder: CENTRE, name: `${CENTRE}制证专用章`, fingerprint: '0f'.repeat(32) });
    await signIn(clerk);
    const subject = await drafted();
    const asked = await consentTo(rig, subject);
    // The issuer's own seal first.
    expect(asked.registered.map(({ sealId, finding }) => [sealId, finding?.code])).toEqual([
      ['seal-own', undefined],
      ['seal-1', 'ISSUER_NOT_SEAL_HOLDER'],
    ]);
    expect(await apply(asked)).toMatchObject({ error: { code: 'ISSUING_SEAL_OF_ANOTHER', issuer: CENTRE } });
    const told = must(await apply(asked, { otherHolder: '管理局委托中心制发' }));
    const purpose = `${asked.purpose}（发证单位与印章持有主体名称不同：管理局委托中心制发）`;
    expect(told).toMatchObject({ kind: 'waiting', purpose });
    await decide();
    await signIn(custodian);
    ring.plug(holders.unit);
    const consent = await consentTo(rig, subject);
    must(await request(rig, 'issuing.seal', { draftId: subject.draftId, ...typed(consent) }));
    expect(rig.uses.list({})).toMatchObject([{ state: 'sealed', purpose }]);
  });

  it('reads why it was refused, and applies anew', async () => {
    await open();
    await signIn(counter.clerk);
    const subject = await drafted();
    must(await apply(await consentTo(rig, subject)));
    await decide('refused', '地址有误');
    const consent = await consentTo(rig, subject);
    expect(consent.approval).toMatchObject({
      kind: 'refused',
      note: '地址有误',
      approver: counter.supervisor.name,
    });
    expect(must(await apply(consent)).kind).toBe('waiting');
  });

  it('reads who may seal where no approval is asked for', async () => {
    await open({ place: 'xuchang' });
    await signIn(counter.clerk);
    const consent = await consentTo(rig, await drafted());
    expect(consent).toMatchObject({
      ...{ approval: { kind: 'not-needed' }, seals: [], sealProblem: { code: 'STAFF_ROLE_MISSING' } },
      registered: [{ custodian: counter.custodian.name }],
    });
    expect(consent.applyProblem).toBeUndefined();
  });
});

describe('main refuses', () => {
  it('an application for a seal that nobody may put, whatever the window says', async () => {
    await open();
    await signIn(counter.clerk);
    const deed = { at: '2026-11-01T00:00:00Z', byId: counter.custodian.staffId };
    seals.add('lost', { status: { kind: 'stopped', ground: 'lost', application: null, ...deed } });
    seals.add('cancelled', { status: { kind: 'closed', how: 'cancelled', successorId: null, ...deed } });
    seals.add('over', { certificateTo: '2026-11-20T00:00:00.000Z' });
    const consent = await consentTo(rig, await drafted());
    expect(consent.registered.map(({ sealId }) => sealId)).toEqual(['seal-1']);
    const code = async (sealId: string) => {
      const answer = await apply(consent, { sealId });
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(await code('lost')).toBe('SEAL_STOPPED');
    expect(await code('cancelled')).toBe('SEAL_CLOSED');
    expect(await code('over')).toBe('SEAL_EXPIRED');
    expect(await code('invented')).toBe('SEAL_UNKNOWN');
    expect(await code('seal-1')).toBe('ok');
  });

  it('an application by whoever may not apply, and says so before', async () => {
    await open();
    const { supervisor } = counter;
    await signIn(counter.clerk);
    const subject = await drafted();
    await signIn(supervisor);
    const consent = await consentTo(rig, subject);
    expect(consent.applyProblem).toEqual({ code: 'STAFF_ROLE_MISSING', role: 'clerk' });
    expect(await apply(consent)).toMatchObject({ error: { code: 'STAFF_ROLE_MISSING', role: 'clerk' } });
  });

  it('another seal than the approved one, and whoever approved, before the key is asked for anything', async () => {
    await open();
    const { clerk, custodian, supervisor, administrator, holders, ring } = counter;
    seals.add('seal-2', { fingerprint: '0f'.repeat(32) });
    await signIn(clerk);
    const subject = await drafted();
    must(await apply(await consentTo(rig, subject), { sealId: 'seal-2' }));
    await decide();
    await signIn(custodian);
    ring.plug(holders.unit);
    const consent = await consentTo(rig, subject);
    expect(consent).toMatchObject({ seals: [], sealProblem: { code: 'APPROVAL_OTHER_SEAL' } });
    const { tries } = ring;
    const seal = () => request(rig, 'issuing.seal', { draftId: subject.draftId, ...typed(consent) });
    expect(await seal()).toMatchObject({ error: { code: 'APPROVAL_OTHER_SEAL' } });
    expect(ring.tries).toBe(tries);

    // The seal is reported lost: everybody reads that it has to be another.
    const state = seals.states.get('seal-2')!;
    const deed = { at: '2026-11-21T00:00:00Z', byId: custodian.staffId };
    seals.states.set('seal-2', {
      ...state,
      status: { kind: 'stopped', ground: 'lost', application: null, ...deed },
    });
    expect((await consentTo(rig, subject)).approval).toMatchObject({
      seal: { problem: { code: 'SEAL_STOPPED', ground: 'lost' } },
    });

    const { approval } = await consentTo(rig, subject);
    await signIn(clerk);
    if (approval.kind !== 'approved') throw new Error(approval.kind);
    must(await counter.handlers['approvals.withdraw']({ approvalId: approval.approvalId }));
    must(await apply(await consentTo(rig, subject)));
    await decide();
    await signIn(administrator);
    const roles = ['supervisor', 'custodian'] as const;
    must(await counter.handlers['staff.setRoles']({ staffId: supervisor.staffId, roles: [...roles] }));
    seals.states.set('seal-1', { ...seals.states.get('seal-1')!, custodianId: supervisor.staffId });
    await signIn(supervisor);
    const own = await consentTo(rig, subject);
    expect(own).toMatchObject({ seals: [], sealProblem: { code: 'APPROVAL_OWN' } });
    const before = ring.tries;
    expect(await request(rig, 'issuing.seal', { draftId: subject.draftId, ...typed(own) })).toMatchObject({
      error: { code: 'APPROVAL_OWN' },
    });
    expect(ring.tries).toBe(before);
    expect(rig.uses.list({})).toEqual([]);
  });

  it('what was approved when it has changed since, by whomever', async () => {
    await open();
    const { clerk, custodian, holders, ring } = counter;
    await signIn(clerk);
    const subject = await drafted();
    const { draftId } = subject;
    const approved = await consentTo(rig, subject);
    must(await apply(approved));
    await decide();
    await signIn(custodian);
    ring.plug(holders.unit);
    const { revision } = must(await request(rig, 'issuing.draft', { draftId }));
    const values = { address: '演示市示例区改后路9号' };
    must(await request(rig, 'issuing.saveDraft', { draftId, revision, values }));
    const { tries } = ring;
    expect(await request(rig, 'issuing.seal', { draftId, ...typed(approved) })).toMatchObject({
      error: { code: 'ISSUING_CONSENT_OUTDATED' },
    });
    const anew = await consentTo(rig, subject);
    expect(anew.approval).toEqual({ kind: 'none' });
    expect(await request(rig, 'issuing.seal', { draftId, ...typed(anew) })).toMatchObject({
      error: { code: 'ISSUING_APPROVAL_NEEDED' },
    });
    expect(ring.tries).toBe(tries);
  });
});
