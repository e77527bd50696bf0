// Who works here, changed by an administrator: added, given roles, keys and passwords, retired. Never deleted.
import { randomUUID } from 'node:crypto';
import type { AuditDetail } from '#core/audit/audit-chain';
import { equalBytes } from '#core/crypto/bytes';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { checkName, checkRoles, keepsAdministrator } from '#core/staff/member';
import type { Member } from '#core/staff/member';
import { checkPassword } from '#core/staff/password';
import { rolesOf } from '#core/staff/roles';
import type { Role } from '#core/staff/roles';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { KeyProof } from './key-proof';
import type { PasswordBook } from './password-book';
import type { SignInPolicy } from './policy';
import type { KeyInput } from './sign-in';
import type { StaffRepository } from './staff-repository';
import type { StaffSession } from './staff-session';

type Done = Result<void, StaffError>;

export interface StaffAdministrationDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly repository: StaffRepository;
  readonly passwords: PasswordBook;
  readonly proof: KeyProof;
  readonly session: StaffSession;
  readonly policy: SignInPolicy;
  /** Whether a seal is still in this person's custody. */
  readonly keepsSeals: (staffId: string) => boolean;
  readonly changed: () => void;
}

export class StaffAdministration {
  readonly #deps: StaffAdministrationDeps;

  constructor(deps: StaffAdministrationDeps) {
    this.#deps = deps;
  }

  /** Everybody, also who works here no longer. */
  list(): Result<Member[], StaffError> {
    const may = this.#deps.session.require('administrator');
    return may.ok ? ok(this.#deps.repository.list()) : may;
  }

  add(name: string, roles: readonly Role[]): Result<{ staffId: string }, StaffError> {
    const { repository, session } = this.#deps;
    const may = session.require('administrator');
    if (!may.ok) return may;
    const checked = checkName(name, repository.list());
    if (!checked.ok) return checked;
    const some = checkRoles(roles);
    if (!some.ok) return some;
    const staffId = randomUUID();
    this.#write(staffId, 'staff.added', { roles: rolesOf(roles).join(',') }, () =>
      repository.add(staffId, checked.value, roles),
    );
    return ok({ staffId });
  }

  setRoles(staffId: string, roles: readonly Role[]): Done {
    const some = checkRoles(roles);
    if (!some.ok) return some;
    return this.#change(
      staffId,
      (member) => ({ ...member, roles: rolesOf(roles) }),
      'staff.roles-changed',
      (member) => ({ from: member.roles.join(','), to: rolesOf(roles).join(',') }),
      () => this.#deps.repository.setRoles(staffId, roles),
    );
  }

  /** The holder proves the key with its PIN, so that nobody is given somebody else's, or one that does not work. */
  async bindKey(staffId: string, input: KeyInput): Promise<Result<void, StaffError | SealKeyError>> {
    const { repository, proof } = this.#deps;
    try {
      const free = this.#mayBind(staffId, input.fingerprint);
      if (!free.ok) return free;
      const proven = await proof.prove({ ...input, purpose: `bind-key ${staffId}` });
      if (!proven.ok) return proven;
      const still = this.#mayBind(staffId, input.fingerprint);
      if (!still.ok) return still;
      const { der, fingerprint } = proven.value;
      this.#write(staffId, 'staff.key-bound', { fingerprint }, () =>
        repository.bindKey(staffId, proven.value, der),
      );
      return ok();
    } finally {
      input.pin.fill(0);
    }
  }

  unbindKey(staffId: string, fingerprint: string): Done {
    const { repository } = this.#deps;
    if (repository.byFingerprint(fingerprint)?.staffId !== staffId)
      return err({ code: 'STAFF_CERTIFICATE_UNKNOWN' });
    return this.#change(
      staffId,
      (member) => ({ ...member, keys: member.keys.filter((key) => key.fingerprint !== fingerprint) }),
      'staff.key-unbound',
      () => ({ fingerprint }),
      () => repository.unbindKey(staffId, fingerprint),
    );
  }

  async setPassword(staffId: string, password: Uint8Array): Promise<Done> {
    try {
      const active = this.#active(staffId);
      if (!active.ok) return active;
      return await this.#keepPassword(staffId, password, 'staff.password-set');
    } finally {
      password.fill(0);
    }
  }

  /** One's own. A wrong old password counts like a wrong one at signing in. */
  async changePassword(oldPassword: Uint8Array, newPassword: Uint8Array): Promise<Done> {
    try {
      const who = this.#deps.session.current();
      if (!who) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
      if (equalBytes(oldPassword, newPassword)) return err({ code: 'STAFF_PASSWORD_SAME' });
      const good = checkPassword(newPassword);
      if (!good.ok) return good;
      const right = await this.#deps.passwords.check(who.staffId, oldPassword);
      if (!right.ok) {
        this.#write(who.staffId, 'staff.password-change-failed', { code: right.error.code }, () => undefined);
        return right;
      }
      return await this.#keepPassword(who.staffId, newPassword, 'staff.password-changed');
    } finally {
      oldPassword.fill(0);
      newPassword.fill(0);
    }
  }

  clearPassword(staffId: string): Done {
    return this.#change(
      staffId,
      (member) => ({ ...member, hasPassword: false }),
      'staff.password-cleared',
      () => ({}),
      () => this.#deps.passwords.clear(staffId),
    );
  }

  /** Seals in their custody are handed over first (川办规〔2022〕3号 印章 第十条 人员变更). */
  retire(staffId: string): Done {
    const { repository, passwords, keepsSeals } = this.#deps;
    if (keepsSeals(staffId)) return err({ code: 'STAFF_KEEPS_SEALS' });
    return this.#change(
      staffId,
      (member) => ({ ...member, state: 'retired' }),
      'staff.retired',
      (member) => ({ keys: member.keys.length }),
      () => {
        passwords.clear(staffId);
        repository.retire(staffId);
      },
    );
  }

  #mayBind(staffId: string, fingerprint: string): Done {
    const active = this.#active(staffId);
    if (!active.ok) return active;
    return this.#deps.repository.byFingerprint(fingerprint) ? err({ code: 'STAFF_CERTIFICATE_TAKEN' }) : ok();
  }

  async #keepPassword(staffId: string, password: Uint8Array, action: string): Promise<Done> {
    const { policy, passwords } = this.#deps;
    if (!policy.password) return err({ code: 'STAFF_PASSWORD_OFF' });
    const good = checkPassword(password);
    if (!good.ok) return good;
    const keep = await passwords.prepare(password);
    this.#write(staffId, action, {}, () => keep(staffId));
    return ok();
  }

  /** Somebody who works here, asked for by an administrator. */
  #active(staffId: string): Result<Member, StaffError> {
    const may = this.#deps.session.require('administrator');
    if (!may.ok) return may;
    const member = this.#deps.repository.get(staffId);
    if (!member) return err({ code: 'STAFF_UNKNOWN' });
    return member.state === 'active' ? ok(member) : err({ code: 'STAFF_RETIRED' });
  }

  /** @param after what the member will be: refused where no administrator would be left */
  #change(
    staffId: string,
    after: (member: Member) => Member,
    action: string,
    detail: (member: Member) => AuditDetail,
    write: () => void,
  ): Done {
    const { repository, session, policy } = this.#deps;
    const member = this.#active(staffId);
    if (!member.ok) return member;
    const kept = keepsAdministrator(repository.list(), after(member.value), policy.password);
    if (!kept.ok) return kept;
    this.#write(staffId, action, detail(member.value), write);
    session.follow(repository.get(staffId)!);
    return ok();
  }

  #write(staffId: string, action: string, detail: AuditDetail, write: () => void): void {
    const { store, audit, changed } = this.#deps;
    store.transaction(() => {
      write();
      audit.append({ action, subject: staffId, detail });
    });
    changed();
  }
}
