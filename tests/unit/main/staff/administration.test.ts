// Who works here, on a real database: changed by an administrator alone, never deleted, never without an administrator.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MemberView } from '#shared/ipc/staff-views';
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

const signIn = async (key = counter.administrator): Promise<void> => {
  counter.ring.plug(key);
  const answer = await counter.handlers['staff.signInByKey'](pinOf(key));
  if (!answer.ok) throw new Error(answer.error.code);
};
const list = async (): Promise<MemberView[]> => {
  const answer = await counter.handlers['staff.list'](undefined);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const find = async (staffId: string): Promise<MemberView> =>
  (await list()).find((one) => one.staffId === staffId)!;
const add = async (name: string, roles: MemberView['roles'] = ['clerk']): Promise<string> => {
  const answer = await counter.handlers['staff.add']({ name, roles });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.staffId;
};

describe('staff administration', () => {
  it('is for an administrator who is signed in', async () => {
    const { handlers, clerk, supervisor } = counter;
    const tries = async (): Promise<string[]> => [
      codeOf(await handlers['staff.list'](undefined)),
      codeOf(await handlers['staff.add']({ name: '新人', roles: ['clerk'] })),
      codeOf(await handlers['staff.setRoles']({ staffId: clerk.staffId, roles: ['administrator'] })),
      codeOf(
        await handlers['staff.setPassword']({ staffId: clerk.staffId, password: secret('Window-A01-yq') }),
      ),
      codeOf(await handlers['staff.bindKey']({ staffId: clerk.staffId, ...pinOf(counter.holders.unit) })),
      codeOf(await handlers['staff.retire']({ staffId: supervisor.staffId })),
    ];
    expect(new Set(await tries())).toEqual(new Set(['STAFF_SIGN_IN_NEEDED']));
    await signIn(clerk);
    expect(new Set(await tries())).toEqual(new Set(['STAFF_ROLE_MISSING']));
    expect(counter.ring.tries).toBe(1);
  });

  it('adds somebody, who signs in once they have a key of their own', async () => {
    const { handlers, holders, ring, session } = counter;
    await signIn();
    const staffId = await add(' 演示新人 ', ['custodian', 'clerk']);
    expect(await find(staffId)).toMatchObject({ name: '演示新人', roles: ['clerk', 'custodian'], keys: [] });
    ring.plug(holders.unit);
    const wrong = await handlers['staff.bindKey']({ staffId, ...pinOf(holders.unit, '999999') });
    expect(codeOf(wrong)).toBe('SEAL_KEY_PIN_WRONG');
    expect(codeOf(await handlers['staff.bindKey']({ staffId, ...pinOf(holders.unit) }))).toBe('ok');
    expect((await find(staffId)).keys).toMatchObject([{ subject: holders.unit.name, period: 'valid' }]);
    await handlers['staff.signInByKey'](pinOf(holders.unit));
    expect(session.current()).toMatchObject({ staffId, roles: ['clerk', 'custodian'] });
  });

  it('gives a key to one person at a time', async () => {
    const { handlers, clerk, supervisor, ring } = counter;
    await signIn();
    ring.plug(clerk);
    const bind = async () =>
      codeOf(await handlers['staff.bindKey']({ staffId: supervisor.staffId, ...pinOf(clerk) }));
    expect(await bind()).toBe('STAFF_CERTIFICATE_TAKEN');
    const { fingerprint } = pinOf(clerk);
    const taken = await handlers['staff.unbindKey']({ staffId: supervisor.staffId, fingerprint });
    expect(codeOf(taken)).toBe('STAFF_CERTIFICATE_UNKNOWN');
    expect(codeOf(await handlers['staff.unbindKey']({ staffId: clerk.staffId, fingerprint }))).toBe('ok');
    expect(codeOf(await handlers['staff.signInByKey'](pinOf(clerk)))).toBe('STAFF_CERTIFICATE_UNKNOWN');
    expect(await bind()).toBe('ok');
  });

  it('refuses names and roles that cannot be', async () => {
    const { handlers, clerk } = counter;
    await signIn();
    const tried = async (name: string, roles: MemberView['roles']) =>
      codeOf(await handlers['staff.add']({ name, roles }));
    expect(await tried(clerk.name, ['clerk'])).toBe('STAFF_NAME_TAKEN');
    expect(await tried('\u0007', ['clerk'])).toBe('STAFF_NAME_INVALID');
    expect(await tried('无岗', [])).toBe('STAFF_ROLES_EMPTY');
    expect(codeOf(await handlers['staff.setRoles']({ staffId: clerk.staffId, roles: [] }))).toBe(
      'STAFF_ROLES_EMPTY',
    );
  });

  it('takes effect at once for whoever is signed in', async () => {
    const { handlers, administrator, session } = counter;
    await signIn();
    const second = await add('第二位管理员', ['administrator']);
    await handlers['staff.setPassword']({ staffId: second, password: secret('Window-A01-yq') });
    await handlers['staff.setRoles']({ staffId: administrator.staffId, roles: ['clerk'] });
    expect(session.current()?.roles).toEqual(['clerk']);
    expect(codeOf(await handlers['staff.list'](undefined))).toBe('STAFF_ROLE_MISSING');
  });

  it('keeps an administrator who can sign in', async () => {
    const { handlers, administrator } = counter;
    await signIn();
    const { staffId } = administrator;
    const { fingerprint } = pinOf(administrator);
    const lose = async (): Promise<string[]> => [
      codeOf(await handlers['staff.setRoles']({ staffId, roles: ['clerk'] })),
      codeOf(await handlers['staff.unbindKey']({ staffId, fingerprint })),
      codeOf(await handlers['staff.retire']({ staffId })),
    ];
    expect(new Set(await lose())).toEqual(new Set(['STAFF_LAST_ADMINISTRATOR']));
    // A second one without key and password is none.
    const second = await add('第二位管理员', ['administrator']);
    expect(codeOf(await handlers['staff.retire']({ staffId }))).toBe('STAFF_LAST_ADMINISTRATOR');
    await handlers['staff.setPassword']({ staffId: second, password: secret('Window-A01-yq') });
    expect(codeOf(await handlers['staff.clearPassword']({ staffId: second }))).toBe('ok');
    expect(codeOf(await handlers['staff.retire']({ staffId }))).toBe('STAFF_LAST_ADMINISTRATOR');
    await handlers['staff.setPassword']({ staffId: second, password: secret('Window-A01-yq') });
    expect(codeOf(await handlers['staff.retire']({ staffId }))).toBe('ok');
    // Whoever left is signed out with it.
    expect(counter.state()).toBe('signed-out');
    expect(counter.audited().at(-1)).toMatchObject({
      action: 'staff.signed-out',
      detail: { why: 'retired' },
    });
  });

  it('lets nobody leave who still keeps a seal', async () => {
    const { handlers, custodian, keeping } = counter;
    await signIn();
    keeping.add(custodian.staffId);
    expect(codeOf(await handlers['staff.retire']({ staffId: custodian.staffId }))).toBe('STAFF_KEEPS_SEALS');
    keeping.clear();
    expect(codeOf(await handlers['staff.retire']({ staffId: custodian.staffId }))).toBe('ok');
  });

  it('keeps whoever left: their name under their deeds, their key free, nothing to change any more', async () => {
    const { handlers, clerk, directory, opened } = counter;
    await signIn();
    await handlers['staff.retire']({ staffId: clerk.staffId });
    expect(directory.nameOf(clerk.staffId)).toBe(clerk.name);
    expect(directory.byFingerprint(pinOf(clerk).fingerprint)).toBeUndefined();
    expect(await find(clerk.staffId)).toMatchObject({ state: 'retired', keys: [], hasPassword: false });
    expect(codeOf(await handlers['staff.setRoles']({ staffId: clerk.staffId, roles: ['clerk'] }))).toBe(
      'STAFF_RETIRED',
    );
    const write = (sql: string) => () => opened.store.db.prepare(sql).run(clerk.staffId);
    expect(write('DELETE FROM staff WHERE id = ?')).toThrow(/staff is kept/);
    expect(write('UPDATE staff SET retired_at = NULL WHERE id = ?')).toThrow(/final/);
    expect(write('DELETE FROM staff_key WHERE staff_id = ?')).toThrow(/staff_key is kept/);
    // Somebody of the same name may come.
    expect(await add(clerk.name)).not.toBe(clerk.staffId);
  });

  it('audits every change with whoever made it', async () => {
    const { handlers, administrator } = counter;
    await signIn();
    const staffId = await add('演示新人');
    await handlers['staff.setRoles']({ staffId, roles: ['supervisor'] });
    await handlers['staff.setPassword']({ staffId, password: secret('Window-A01-yq') });
    await handlers['staff.retire']({ staffId });
    const own = counter.audited().filter(({ subject }) => subject === staffId);
    expect(own.map(({ action }) => action)).toEqual([
      'staff.added',
      'staff.roles-changed',
      'staff.password-set',
      'staff.retired',
    ]);
    expect(own[1]?.detail).toEqual({ from: 'clerk', to: 'supervisor' });
    expect(new Set(own.map(({ actor }) => actor))).toEqual(new Set([administrator.name]));
  });
});

describe('the first administrator', () => {
  const production = { profile: 'production', signIn: { password: true } } as const;
  beforeEach(async () => {
    counter.close();
    counter = await openStaffCounter({ settings: production });
  });
  const first = async (name: string, by: 'key' | 'password', password = 'Window-A01-yq') =>
    codeOf(
      await counter.handlers['staff.firstAdministrator']({
        name,
        by:
          by === 'key'
            ? { kind: 'key', ...pinOf(counter.administrator) }
            : { kind: 'password', password: secret(password) },
      }),
    );

  it('is named where nobody works yet, with a key, and is signed in; once', async () => {
    const { ring, administrator, session } = counter;
    expect(counter.view()).toMatchObject({ firstRun: true, required: true, serving: false, keys: [] });
    expect(await first('王管理', 'key')).toBe('SEAL_KEY_NOT_PRESENT');
    ring.plug(administrator);
    expect(await first(' ', 'key')).toBe('STAFF_NAME_INVALID');
    expect(await first('王管理', 'key')).toBe('ok');
    expect(session.current()).toMatchObject({ name: '王管理', roles: ['administrator'], by: 'key' });
    expect(counter.view().firstRun).toBe(false);
    expect(await first('另一位', 'key')).toBe('STAFF_NOT_FIRST_RUN');
    expect(counter.audited().map(({ action }) => action)).toEqual([
      'staff.first-administrator',
      'staff.signed-in',
    ]);
  });

  it('may use a password where the settings allow it', async () => {
    expect(await first('王管理', 'password', 'weak')).toBe('STAFF_PASSWORD_LENGTH');
    expect(counter.view().firstRun).toBe(true);
    expect(await first('王管理', 'password')).toBe('ok');
    expect(counter.session.current()).toMatchObject({ by: 'password' });
    counter.close();
    counter = await openStaffCounter({ settings: { profile: 'production', signIn: {} } });
    expect(await first('王管理', 'password')).toBe('STAFF_PASSWORD_OFF');
  });

  it('is not offered in a demonstration, which brings its own people', async () => {
    counter.close();
    counter = await openStaffCounter();
    expect(counter.view().firstRun).toBe(false);
    counter.ring.plug(counter.administrator);
    expect(await first('王管理', 'key')).toBe('STAFF_NOT_FIRST_RUN');
  });
});

describe('the demonstration’s people', () => {
  it('are there after the start, and not twice after the next', async () => {
    const names = counter.directory.list().map(({ name, roles }) => `${name} ${roles.join()}`);
    expect(names).toEqual([
      '演示窗口人员 clerk',
      '演示印章保管人 clerk,custodian',
      '演示审批人 supervisor',
      '演示管理员 administrator',
    ]);
    await counter.part.stop?.();
    counter.opened.store.close();
    counter = await openStaffCounter({ directory: counter.opened.directory });
    expect(counter.directory.list()).toHaveLength(4);
  });

  it('tell their PINs on request, and in production nobody does', async () => {
    const told = await counter.handlers['staff.demonstrationKeys'](undefined);
    expect(told).toMatchObject({ ok: true });
    if (told.ok) expect(told.value.map(({ pin }) => pin)).toContain(counter.holders.unit.pin);
    counter.close();
    counter = await openStaffCounter({ settings: { profile: 'production' } });
    expect(codeOf(await counter.handlers['staff.demonstrationKeys'](undefined))).toBe('DEMONSTRATION_OFF');
    expect(counter.directory.list()).toEqual([]);
  });
});
