// Signing in on a real database: by key and by password, what is refused, what is audited, and what failures cost.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { equalBytes } from '#core/crypto/bytes';
import type { StaffCounter } from '#tests/support/staff-counter';
import { codeOf, openStaffCounter, secret } from '#tests/support/staff-counter';
import { pinOf } from '#tests/support/staff-keys';

// Passwords are hashed as in earnest, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let counter: StaffCounter;
beforeEach(async () => {
  counter = await openStaffCounter();
});
afterEach(() => counter.close());

const byKey = async (key = counter.clerk, pin = key.pin) =>
  codeOf(await counter.handlers['staff.signInByKey'](pinOf(key, pin)));
const byPassword = async (staffId: string, password: string) =>
  counter.handlers['staff.signInByPassword']({ staffId, password: secret(password) });
const actions = (): string[] => counter.audited().map(({ action }) => action);

async function givePassword(staffId: string, password: string): Promise<void> {
  counter.ring.plug(counter.administrator);
  await byKey(counter.administrator);
  const set = await counter.handlers['staff.setPassword']({ staffId, password: secret(password) });
  if (!set.ok) throw new Error(set.error.code);
  await counter.handlers['staff.signOut'](undefined);
  counter.ring.unplug(counter.administrator);
}

describe('signing in by key', () => {
  it('needs the key, its PIN and a member of the staff; the log has their name afterwards', async () => {
    const { ring, clerk, session } = counter;
    expect(session.actor()).toBe('A01（无人登录）');
    expect(await byKey()).toBe('SEAL_KEY_NOT_PRESENT');
    ring.plug(clerk);
    expect(await byKey(clerk, '000000')).toBe('SEAL_KEY_PIN_WRONG');
    expect(session.current()).toBeNull();
    expect(await byKey()).toBe('ok');
    expect(session.current()).toMatchObject({ staffId: clerk.staffId, name: clerk.name, by: 'key' });
    expect(session.actor()).toBe(clerk.name);
    expect([ring.tries, ring.open]).toEqual([2, 0]);
    expect(actions().slice(-3)).toEqual(['staff.sign-in-failed', 'staff.sign-in-failed', 'staff.signed-in']);
    expect(counter.audited().at(-1)).toMatchObject({ actor: clerk.name, subject: clerk.staffId });
    expect(counter.opened.audit.verify()).toMatchObject({ intact: true });
  });

  it('overwrites the PIN whatever comes of it', async () => {
    counter.ring.plug(counter.clerk);
    for (const typed of ['000000', counter.clerk.pin]) {
      const input = pinOf(counter.clerk, typed);
      await counter.handlers['staff.signInByKey'](input);
      expect(equalBytes(input.pin, new Uint8Array(6))).toBe(true);
    }
  });

  it('spends one try on a double Enter', async () => {
    const { ring, clerk } = counter;
    ring.plug(clerk);
    const both = await Promise.all([byKey(clerk, '111222'), byKey(clerk, '111222')]);
    expect(both.sort()).toEqual(['SEAL_KEY_PIN_WRONG', 'STAFF_BUSY']);
    expect(ring.tries).toBe(1);
  });

  it('refuses a key of nobody here without spending a try: the unit’s seal key signs nobody in', async () => {
    const { ring, holders } = counter;
    ring.plug(holders.unit);
    expect(codeOf(await counter.handlers['staff.signInByKey'](pinOf(holders.unit)))).toBe(
      'STAFF_CERTIFICATE_UNKNOWN',
    );
    expect(ring.tries).toBe(0);
  });

  it('refuses a replayed signature', async () => {
    const { ring, clerk, session } = counter;
    ring.plug(clerk);
    await byKey();
    const old = ring.lastSignature!;
    await counter.handlers['staff.signOut'](undefined);
    ring.answer = () => old;
    expect(await byKey()).toBe('STAFF_ANSWER_WRONG');
    expect(session.current()).toBeNull();
  });

  it('refuses another’s certificate under one’s own claim, and ends the key’s session all the same', async () => {
    const { ring, clerk, supervisor } = counter;
    ring.plug(clerk);
    ring.claims = supervisor.certificate;
    expect(await byKey()).toBe('STAFF_ANSWER_WRONG');
    expect(ring.open).toBe(0);
  });

  it('refuses a certificate after its period without spending a try', async () => {
    counter.ring.plug(counter.clerk);
    counter.opened.clock.set('2028-06-01T00:00:00Z');
    expect(await byKey()).toBe('STAFF_CERTIFICATE_NOT_VALID_NOW');
    expect(counter.ring.tries).toBe(0);
  });

  it('refuses whoever works here no longer', async () => {
    const { ring, administrator, clerk } = counter;
    ring.plug(administrator, clerk);
    await byKey(administrator);
    await counter.handlers['staff.retire']({ staffId: clerk.staffId });
    await counter.handlers['staff.signOut'](undefined);
    expect(await byKey(clerk)).toBe('STAFF_RETIRED');
    expect(ring.tries).toBe(1);
  });

  it('signs the one before out when somebody else signs in', async () => {
    const { ring, clerk, supervisor, session } = counter;
    ring.plug(clerk, supervisor);
    await byKey(clerk);
    await byKey(supervisor);
    expect(session.current()?.staffId).toBe(supervisor.staffId);
    const [out, into] = counter.audited().slice(-2);
    expect(out).toMatchObject({
      action: 'staff.signed-out',
      subject: clerk.staffId,
      detail: { why: 'replaced' },
    });
    expect(into).toMatchObject({ action: 'staff.signed-in', subject: supervisor.staffId });
  });
});

describe('signing in by password', () => {
  const GOOD = 'Window-A01-yq';

  it('signs in whoever has one, and nobody else', async () => {
    const { clerk, supervisor, session } = counter;
    await givePassword(clerk.staffId, GOOD);
    expect(codeOf(await byPassword(supervisor.staffId, GOOD))).toBe('STAFF_PASSWORD_NOT_SET');
    expect(codeOf(await byPassword('nobody', GOOD))).toBe('STAFF_UNKNOWN');
    expect(codeOf(await byPassword(clerk.staffId, 'Window-A01-yr'))).toBe('STAFF_PASSWORD_WRONG');
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('ok');
    expect(session.current()).toMatchObject({ staffId: clerk.staffId, by: 'password' });
    expect(session.current()?.fingerprint).toBeUndefined();
  });

  it('makes a guesser wait, longer each time, also after a restart and with the right password', async () => {
    const { clerk, opened } = counter;
    await givePassword(clerk.staffId, GOOD);
    for (let i = 0; i < 3; i += 1)
      expect(codeOf(await byPassword(clerk.staffId, `Guess-no-${i}x`))).toBe('STAFF_PASSWORD_WRONG');
    expect(await byPassword(clerk.staffId, GOOD)).toMatchObject({
      error: { code: 'STAFF_PASSWORD_WAIT', until: '2026-11-21T01:00:15.000Z' },
    });
    await counter.part.stop?.();
    opened.store.close();
    counter = await openStaffCounter({ directory: opened.directory });
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('STAFF_PASSWORD_WAIT');
    counter.opened.clock.set('2026-11-21T01:00:15.000Z');
    expect(codeOf(await byPassword(clerk.staffId, 'Guess-no-9x'))).toBe('STAFF_PASSWORD_WRONG');
    expect(await byPassword(clerk.staffId, GOOD)).toMatchObject({
      error: { code: 'STAFF_PASSWORD_WAIT', until: '2026-11-21T01:00:45.000Z' },
    });
    counter.opened.clock.set('2026-11-21T01:00:45.000Z');
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('ok');
  });

  it('counts a try before it looks: two at once are one, and an aborted one is spent', async () => {
    const { clerk, opened } = counter;
    await givePassword(clerk.staffId, GOOD);
    const failures = (): unknown =>
      opened.store.db.prepare('SELECT failures FROM sign_in_failure WHERE staff_id = ?').get(clerk.staffId);
    const trying = byPassword(clerk.staffId, 'Guess-no-1x');
    // The password is still being hashed.
    expect(failures()).toEqual({ failures: 1 });
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('STAFF_BUSY');
    await trying;
    expect(failures()).toEqual({ failures: 1 });
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('ok');
    expect(failures()).toBeUndefined();
  });

  it('waits no longer than its time when the clock was a year ahead', async () => {
    const { clerk, opened } = counter;
    await givePassword(clerk.staffId, GOOD);
    opened.clock.set('2027-11-21T01:00:00Z');
    for (let i = 0; i < 3; i += 1) await byPassword(clerk.staffId, `Guess-no-${i}x`);
    opened.clock.set('2026-11-21T02:00:00Z');
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('STAFF_PASSWORD_WAIT');
    opened.clock.set('2026-11-21T02:00:15Z');
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('ok');
  });

  it('keeps no password and no bare hash in the database', async () => {
    const { clerk, opened } = counter;
    await givePassword(clerk.staffId, GOOD);
    const row = opened.store.db.prepare('SELECT sealed FROM staff_password').get() as { sealed: Buffer };
    expect(row.sealed.includes('iterations')).toBe(false);
    for (const file of readdirSync(opened.directory))
      expect(readFileSync(join(opened.directory, file)).includes(GOOD)).toBe(false);
  });

  it('is refused where the settings allow keys only', async () => {
    const { clerk } = counter;
    await givePassword(clerk.staffId, GOOD);
    counter.close();
    counter = await openStaffCounter({ settings: { signIn: { required: true } } });
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('STAFF_PASSWORD_OFF');
    expect(counter.view().people).toEqual([]);
  });

  it('is changed by its owner alone, who knows the old one', async () => {
    const { clerk, handlers } = counter;
    await givePassword(clerk.staffId, GOOD);
    const change = async (oldPassword: string, newPassword: string) =>
      codeOf(
        await handlers['staff.changePassword']({
          oldPassword: secret(oldPassword),
          newPassword: secret(newPassword),
        }),
      );
    expect(await change(GOOD, 'Another-1-word')).toBe('STAFF_SIGN_IN_NEEDED');
    await byPassword(clerk.staffId, GOOD);
    expect(await change('Wrong-old-1x', 'Another-1-word')).toBe('STAFF_PASSWORD_WRONG');
    expect(await change(GOOD, GOOD)).toBe('STAFF_PASSWORD_SAME');
    expect(await change(GOOD, 'short')).toBe('STAFF_PASSWORD_LENGTH');
    expect(await change(GOOD, 'Another-1-word')).toBe('ok');
    await handlers['staff.signOut'](undefined);
    expect(codeOf(await byPassword(clerk.staffId, GOOD))).toBe('STAFF_PASSWORD_WRONG');
    expect(codeOf(await byPassword(clerk.staffId, 'Another-1-word'))).toBe('ok');
  });
});

describe('confirming somebody’s deed', () => {
  it('takes a key of somebody else with the role, and leaves who is signed in', async () => {
    const { ring, clerk, supervisor, session, confirmByKey } = counter;
    ring.plug(clerk, supervisor);
    await byKey(clerk);
    const asked = { role: 'supervisor', notStaffId: clerk.staffId, purpose: 'handover s1' } as const;
    expect(await confirmByKey({ ...asked, ...pinOf(supervisor) })).toEqual({
      ok: true,
      value: { staffId: supervisor.staffId, name: supervisor.name },
    });
    expect(session.current()?.staffId).toBe(clerk.staffId);
    expect(counter.audited().at(-1)).toMatchObject({
      action: 'staff.confirmed',
      actor: clerk.name,
      subject: supervisor.staffId,
      detail: { purpose: 'handover s1', role: 'supervisor' },
    });
  });

  it('refuses oneself and who has not the role, before a PIN is spent', async () => {
    const { ring, clerk, custodian, confirmByKey } = counter;
    ring.plug(clerk, custodian);
    await byKey(clerk);
    const tries = ring.tries;
    const confirm = async (who: typeof clerk, role: 'clerk' | 'supervisor') =>
      codeOf(await confirmByKey({ role, notStaffId: clerk.staffId, purpose: 'p', ...pinOf(who) }));
    expect(await confirm(clerk, 'clerk')).toBe('STAFF_SAME_PERSON');
    expect(await confirm(custodian, 'supervisor')).toBe('STAFF_ROLE_MISSING');
    expect(ring.tries).toBe(tries);
    expect(counter.audited().at(-1)).toMatchObject({ action: 'staff.confirmation-failed' });
  });
});
