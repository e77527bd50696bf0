// A member of the staff, and the rules on changing who works here.
import { err, ok, type Result } from '../result';
import type { Role } from './roles';
import type { StaffError } from './staff-error';

export interface BoundKey {
  /** SM3 of the certificate, hex. */
  readonly fingerprint: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly boundAt: Date;
}

export interface Member {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly state: 'active' | 'retired';
  readonly addedAt: Date;
  readonly retiredAt: Date | null;
  readonly hasPassword: boolean;
  readonly keys: readonly BoundKey[];
}

const MAX_NAME = 40;

/** A name as it stands under deeds: no control characters, not empty, not somebody else's who works here. */
export function checkName(name: string, members: readonly Member[]): Result<string, StaffError> {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed === '' || trimmed.length > MAX_NAME || /\p{C}/u.test(trimmed))
    return err({ code: 'STAFF_NAME_INVALID' });
  const taken = members.some((member) => member.state === 'active' && member.name === trimmed);
  return taken ? err({ code: 'STAFF_NAME_TAKEN' }) : ok(trimmed);
}

export function checkRoles(roles: readonly Role[]): Result<void, StaffError> {
  return roles.length === 0 ? err({ code: 'STAFF_ROLES_EMPTY' }) : ok();
}

/**
 * Whether somebody can administer after `changed` is as it will be. Whoever has neither a key nor, where passwords are
 * allowed, a password cannot sign in and does not count.
 */
export function keepsAdministrator(
  members: readonly Member[],
  changed: Member,
  passwordAllowed: boolean,
): Result<void, StaffError> {
  const after = members.map((member) => (member.staffId === changed.staffId ? changed : member));
  const had = members.some((member) => canAdminister(member, passwordAllowed));
  const has = after.some((member) => canAdminister(member, passwordAllowed));
  return had && !has ? err({ code: 'STAFF_LAST_ADMINISTRATOR' }) : ok();
}

function canAdminister(member: Member, passwordAllowed: boolean): boolean {
  const canSignIn = member.keys.length > 0 || (passwordAllowed && member.hasPassword);
  return member.state === 'active' && member.roles.includes('administrator') && canSignIn;
}
