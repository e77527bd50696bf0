// The session: idle time, locking, pulled keys, and that nothing of a case is answered or told meanwhile.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWERED_WHILE_SIGNED_OUT, SignedOutGate } from '#main/ipc/signed-out';
import type { Push } from '#main/ipc/server';
import { signInPolicy } from '#main/staff/policy';
import type { StaffSession } from '#main/staff/staff-session';
import { requests } from '#shared/ipc/contract';
import type { RequestName } from '#shared/ipc/contract';
import type { StaffCounter } from '#tests/support/staff-counter';
import { openStaffCounter } from '#tests/support/staff-counter';
import { pinOf } from '#tests/support/staff-keys';

// Passwords are hashed as in earnest, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let counter: StaffCounter;
beforeEach(async () => {
  counter = await openStaffCounter();
});
afterEach(() => counter.close());

const session = (): StaffSession => counter.session as StaffSession;
const signIn = async (key = counter.clerk): Promise<void> => {
  counter.ring.plug(key);
  const answer = await counter.handlers['staff.signInByKey'](pinOf(key));
  if (!answer.ok) throw new Error(answer.error.code);
};
const at = (time: string): void => counter.opened.clock.set(`2026-11-21T${time}Z`);

describe('the idle lock', () => {
  it('locks after the time nobody touched the terminal; the same person goes on', async () => {
    await signIn();
    at('01:09:59');
    session().checkIdle();
    expect(counter.state()).toBe('signed-in');
    session().touch();
    at('01:19:58');
    session().checkIdle();
    expect(counter.state()).toBe('signed-in');
    at('01:19:59');
    session().checkIdle();
    expect(counter.view().session).toMatchObject({ kind: 'locked', why: 'idle' });
    expect([session().current(), session().serving()]).toEqual([null, false]);
    expect(session().require('clerk')).toEqual({ ok: false, error: { code: 'SIGNED_OUT' } });
    // What still runs is theirs.
    expect(session().actor()).toBe(counter.clerk.name);
    await signIn();
    expect(session().current()?.staffId).toBe(counter.clerk.staffId);
    expect(counter.audited().slice(-2)).toMatchObject([
      { action: 'staff.locked', detail: { why: 'idle' } },
      { action: 'staff.unlocked' },
    ]);
  });

  it('does not lock because the clock was set forward and back', async () => {
    await signIn();
    at('05:00:00');
    session().touch();
    at('01:00:00');
    session().checkIdle();
    expect(counter.state()).toBe('signed-in');
    at('01:10:00');
    session().checkIdle();
    expect(counter.state()).toBe('locked');
  });

  it('ends the session where nobody has to sign in', async () => {
    counter.close();
    counter = await openStaffCounter({ settings: { signIn: {} } });
    expect(session().serving()).toBe(true);
    expect(session().actor()).toBe('演示窗口人员');
    await signIn();
    at('01:10:00');
    session().checkIdle();
    expect(counter.state()).toBe('signed-out');
    expect(session().serving()).toBe(true);
    expect(session().require('custodian')).toEqual({ ok: false, error: { code: 'STAFF_SIGN_IN_NEEDED' } });
  });
});

describe('a pulled key', () => {
  it('leaves the session alone unless the settings want the lock', async () => {
    await signIn();
    counter.ring.unplug(counter.clerk);
    expect(counter.state()).toBe('signed-in');
    counter.close();
    counter = await openStaffCounter({ settings: { signIn: { required: true, whenKeyPulled: 'lock' } } });
    counter.ring.plug(counter.supervisor);
    await signIn();
    counter.ring.unplug(counter.supervisor);
    expect(counter.state()).toBe('signed-in');
    counter.ring.unplug(counter.clerk);
    expect(counter.view().session).toMatchObject({ kind: 'locked', why: 'key-pulled' });
  });
});

describe('policy', () => {
  it('asks for signing in in production, allows keys only, and locks after ten minutes', () => {
    expect(signInPolicy({ profile: 'production' })).toEqual({
      required: true,
      password: false,
      idleMs: 600_000,
      whenKeyPulled: 'stay',
    });
    expect(signInPolicy({ profile: 'demonstration' }).required).toBe(false);
  });
});

describe('the gate before the window', () => {
  const all = Object.keys(requests) as RequestName[];
  const pushed: string[] = [];
  const gate = (): SignedOutGate => new SignedOutGate(() => session());
  const answered = (): RequestName[] => all.filter((name) => !gate().refuse(name));
  beforeEach(() => void pushed.splice(0));

  it('answers nothing of cases, people, prints, seals or devices while nobody is signed in, and while locked', async () => {
    expect(answered().sort()).toEqual([...ANSWERED_WHILE_SIGNED_OUT].sort());
    expect(gate().refuse('desk.get')).toEqual({ code: 'SIGNED_OUT' });
    expect(gate().refuse('people.reveal')).toEqual({ code: 'SIGNED_OUT' });
    expect(gate().refuse('people.photo')).toEqual({ code: 'SIGNED_OUT' });
    await signIn();
    expect(answered()).toEqual(all);
    session().lock('asked');
    expect(answered().sort()).toEqual([...ANSWERED_WHILE_SIGNED_OUT].sort());
  });

  it('answers an administrator everything but cases', async () => {
    await signIn(counter.administrator);
    for (const name of [
      'cases.openCertificate',
      'people.reveal',
      'people.photo',
      'cards.open',
      'issuing.overview',
    ] as const)
      expect(gate().refuse(name)).toEqual({ code: 'STAFF_ROLE_MISSING', role: 'clerk' });
    for (const name of ['desk.get', 'staff.list', 'custody.get'] as const)
      expect(gate().refuse(name)).toBeUndefined();
  });

  it('takes a request for a hand on the terminal, but not the photo that the screen asks for of itself', () => {
    let touched = 0;
    const watched = new SignedOutGate(() => ({
      current: () => null,
      serving: () => true,
      touch: () => void (touched += 1),
    }));
    expect(watched.refuse('people.photo')).toBeUndefined();
    expect(touched).toBe(0);
    expect(watched.refuse('people.reveal')).toBeUndefined();
    expect(touched).toBe(1);
  });

  it('holds back what changes, and tells it once, as it was last, when somebody is there', async () => {
    const told: Push = (name, payload) => void pushed.push(`${name} ${JSON.stringify(payload)}`);
    const held = gate();
    const push = held.push(told);
    const counts = (expiring: number) => ({ expiring, stopped: 0, waiting: 0, pinChangeDue: 0 });
    push('custody.changed', counts(1));
    push('custody.changed', counts(2));
    push('desk.changed', {} as Parameters<typeof push<'desk.changed'>>[1]);
    push('print.progress', {} as Parameters<typeof push<'print.progress'>>[1]);
    push('staff.changed', counter.view());
    expect(pushed.map((one) => one.split(' ')[0])).toEqual(['staff.changed']);
    held.release();
    expect(pushed).toHaveLength(1);
    await signIn();
    held.release();
    expect(pushed.slice(1)).toEqual([`custody.changed ${JSON.stringify(counts(2))}`]);
    held.release();
    expect(pushed).toHaveLength(2);
    push('desk.changed', {} as Parameters<typeof push<'desk.changed'>>[1]);
    expect(pushed.at(-1)).toBe('desk.changed {}');
  });

  it('tells an administrator of seals and nothing of what is issued, which waits for somebody who serves', async () => {
    const held = gate();
    const push = held.push((name) => void pushed.push(name));
    await signIn(counter.administrator);
    push('custody.changed', { expiring: 0, stopped: 0, waiting: 0, pinChangeDue: 0 });
    push('issuing.changed', {} as Parameters<typeof push<'issuing.changed'>>[1]);
    expect(pushed).toEqual(['custody.changed']);
    await signIn();
    held.release();
    expect(pushed).toEqual(['custody.changed', 'issuing.changed']);
  });

  it('takes an answered request for a hand on the terminal', async () => {
    await signIn();
    at('01:09:00');
    gate().refuse('desk.get');
    at('01:15:00');
    session().checkIdle();
    expect(counter.state()).toBe('signed-in');
  });
});
