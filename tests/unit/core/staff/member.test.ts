// Rules on who works here: names, roles, and the administrator that has to remain.
import { describe, expect, it } from 'vitest';
import { checkName, checkRoles, keepsAdministrator } from '#core/staff/member';
import type { BoundKey, Member } from '#core/staff/member';
import { DEEDS, mayDo, rolesOf } from '#core/staff/roles';

const AT = new Date('2026-11-21T01:00:00Z');
const key = { fingerprint: 'f' } as BoundKey;
const member = (overrides: Partial<Member> = {}): Member => ({
  staffId: 'm1',
  name: '演示一',
  roles: ['administrator'],
  state: 'active',
  addedAt: AT,
  retiredAt: null,
  hasPassword: false,
  keys: [key],
  ...overrides,
});

describe('names', () => {
  it('are trimmed, and one name belongs to one person who works here', () => {
    expect(checkName('  演示二 ', [member()])).toEqual({ ok: true, value: '演示二' });
    expect(checkName('演示一', [member()])).toEqual({ ok: false, error: { code: 'STAFF_NAME_TAKEN' } });
    expect(checkName('演示一', [member({ state: 'retired' })]).ok).toBe(true);
  });

  it('are no empty, endless or unseen text', () => {
    for (const name of ['', '   ', '名'.repeat(41), '演\u0000示', '演\u202e示'])
      expect(checkName(name, [])).toEqual({ ok: false, error: { code: 'STAFF_NAME_INVALID' } });
  });
});

describe('roles', () => {
  it('are one at least, in the order of the table, without doubles and strangers', () => {
    expect(checkRoles([])).toEqual({ ok: false, error: { code: 'STAFF_ROLES_EMPTY' } });
    expect(rolesOf(['supervisor', 'clerk', 'clerk', 'root'])).toEqual(['clerk', 'supervisor']);
  });

  it('keep apart who decides and who carries out', () => {
    expect(mayDo(['supervisor'], 'seal')).toBe(false);
    expect(mayDo(['custodian'], 'approve-seal-use')).toBe(false);
    expect(DEEDS.filter((deed) => mayDo(['administrator'], deed))).toEqual(['administer-staff']);
    expect(mayDo([], 'serve')).toBe(false);
  });
});

describe('the last administrator', () => {
  const other = member({ staffId: 'm2', name: '演示二' });
  const kept = (members: readonly Member[], changed: Member, password = false): boolean =>
    keepsAdministrator(members, changed, password).ok;

  it('cannot leave, lose the role or the last key', () => {
    for (const change of [{ state: 'retired' }, { roles: ['clerk'] }, { keys: [] }] as Partial<Member>[]) {
      expect(kept([member()], member(change))).toBe(false);
      expect(kept([member(), other], member(change))).toBe(true);
    }
  });

  it('is one who can sign in: a password counts only where passwords are allowed', () => {
    const byPassword = member({ staffId: 'm2', keys: [], hasPassword: true });
    expect(kept([member(), byPassword], member({ state: 'retired' }), false)).toBe(false);
    expect(kept([member(), byPassword], member({ state: 'retired' }), true)).toBe(true);
  });

  it('does not stand in the way where nobody administers yet', () => {
    const nobody = member({ keys: [] });
    expect(kept([nobody], { ...nobody, roles: ['clerk'] })).toBe(true);
  });
});
