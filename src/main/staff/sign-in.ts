// Signing in, and confirming somebody's deed: by a key of one's own, or by a password where the settings allow it.
// Every success and every failure is audited.
import { randomUUID } from 'node:crypto';
import { checkName } from '#core/staff/member';
import type { Member } from '#core/staff/member';
import { checkPassword } from '#core/staff/password';
import type { StaffError } from '#core/staff/staff-error';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { KeyProof, ProvenKey } from './key-proof';
import type { PasswordBook } from './password-book';
import type { SignInPolicy } from './policy';
import type { Confirmed, ConfirmInput } from './session';
import type { StaffRepository } from './staff-repository';
import type { StaffSession } from './staff-session';

export type SignInError = StaffError | SealKeyError;
type Done = Promise<Result<void, SignInError>>;

export interface KeyInput {
  readonly keyId: string;
  readonly fingerprint: string;
  /** Overwritten before the promise settles; so is every password below. */
  readonly pin: Uint8Array;
}

export type FirstAdministrator =
  ({ readonly kind: 'key' } & KeyInput) | { readonly kind: 'password'; readonly password: Uint8Array };

export interface SignInDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly repository: StaffRepository;
  readonly passwords: PasswordBook;
  readonly proof: KeyProof;
  readonly session: StaffSession;
  readonly policy: SignInPolicy;
  /** A demonstration brings its own people. */
  readonly firstRunAllowed: boolean;
}

export class SignIn {
  readonly #deps: SignInDeps;
  #busy = false;

  constructor(deps: SignInDeps) {
    this.#deps = deps;
  }

  /** Nobody has ever worked here, and somebody has to be the first. */
  firstRun(): boolean {
    return this.#deps.firstRunAllowed && this.#deps.repository.isEmpty();
  }

  byKey(input: KeyInput): Done {
    return this.#alone(input.pin, async () => {
      const proven = await this.#memberByKey({ ...input, purpose: 'sign-in' });
      if (!proven.ok) return this.#failed('staff.sign-in-failed', proven.error, input.fingerprint, 'key');
      this.#deps.session.begin(proven.value.member, { by: 'key', fingerprint: input.fingerprint });
      return ok();
    });
  }

  byPassword(staffId: string, password: Uint8Array): Done {
    return this.#alone(password, async () => {
      const checked = await this.#memberByPassword(staffId, password);
      if (!checked.ok) return this.#failed('staff.sign-in-failed', checked.error, staffId, 'password');
      this.#deps.session.begin(checked.value, { by: 'password' });
      return ok();
    });
  }

  /** Whoever holds `role`, is not `notStaffId` and owns the key confirms; who is signed in stays so. */
  async confirmByKey(input: ConfirmInput): Promise<Result<Confirmed, SignInError>> {
    return this.#alone(input.pin, async () => {
      const proven = await this.#memberByKey(input, (member) => mayConfirm(member, input));
      if (!proven.ok)
        return this.#failed(
          'staff.confirmation-failed',
          proven.error,
          input.fingerprint,
          'key',
          input.purpose,
        );
      const { staffId, name } = proven.value.member;
      const detail = { purpose: input.purpose, role: input.role, fingerprint: input.fingerprint };
      this.#audit('staff.confirmed', staffId, detail);
      return ok({ staffId, name });
    });
  }

  /** The first administrator: named once, signed in at once. */
  firstAdministrator(name: string, by: FirstAdministrator): Done {
    return this.#alone(by.kind === 'key' ? by.pin : by.password, async () => {
      if (!this.firstRun()) return err({ code: 'STAFF_NOT_FIRST_RUN' });
      const checked = checkName(name, []);
      if (!checked.ok) return checked;
      const credential = await this.#credential(by);
      if (!credential.ok) return credential;
      const { store, repository, session } = this.#deps;
      return store.transaction(() => {
        if (!this.firstRun()) return err({ code: 'STAFF_NOT_FIRST_RUN' });
        const staffId = randomUUID();
        repository.add(staffId, checked.value, ['administrator']);
        credential.value.keep(staffId);
        this.#audit('staff.first-administrator', staffId, { by: by.kind });
        session.begin(repository.get(staffId)!, credential.value.by);
        return ok();
      });
    });
  }

  async #credential(by: FirstAdministrator): Promise<
    Result<
      {
        keep: (staffId: string) => void;
        by: { by: 'key'; fingerprint: string } | { by: 'password' };
      },
      SignInError
    >
  > {
    const { repository, proof, passwords, policy } = this.#deps;
    if (by.kind === 'key') {
      const proven = await proof.prove({ ...by, purpose: 'first-administrator' });
      if (!proven.ok) return proven;
      const { der, fingerprint } = proven.value;
      return ok({
        keep: (staffId) => repository.bindKey(staffId, proven.value, der),
        by: { by: 'key', fingerprint },
      });
    }
    if (!policy.password) return err({ code: 'STAFF_PASSWORD_OFF' });
    const good = checkPassword(by.password);
    if (!good.ok) return good;
    return ok({ keep: await passwords.prepare(by.password), by: { by: 'password' } });
  }

  async #memberByKey(
    input: KeyInput & { purpose: string },
    allowed: (member: Member) => Result<void, StaffError> = () => ok(),
  ): Promise<Result<{ member: Member; key: ProvenKey }, SignInError>> {
    const { repository, proof } = this.#deps;
    const find = (): Result<Member, StaffError> => {
      const member = repository.byFingerprint(input.fingerprint);
      if (!member) {
        const former = repository.formerlyOf(input.fingerprint);
        return err({ code: former?.state === 'retired' ? 'STAFF_RETIRED' : 'STAFF_CERTIFICATE_UNKNOWN' });
      }
      const may = allowed(member);
      return may.ok ? ok(member) : may;
    };
    const before = find();
    if (!before.ok) return before;
    const key = await proof.prove(input);
    if (!key.ok) return key;
    // A PIN takes seconds: who works here is asked again.
    const member = find();
    return member.ok ? ok({ member: member.value, key: key.value }) : member;
  }

  async #memberByPassword(staffId: string, password: Uint8Array): Promise<Result<Member, StaffError>> {
    const { repository, passwords, policy } = this.#deps;
    if (!policy.password) return err({ code: 'STAFF_PASSWORD_OFF' });
    const active = (): Result<Member, StaffError> => {
      const member = repository.get(staffId);
      if (!member) return err({ code: 'STAFF_UNKNOWN' });
      return member.state === 'active' ? ok(member) : err({ code: 'STAFF_RETIRED' });
    };
    const member = active();
    if (!member.ok) return member;
    const checked = await passwords.check(staffId, password);
    return checked.ok ? active() : checked;
  }

  /** One attempt at a time: a double Enter is one try. The secret is overwritten whatever happens. */
  async #alone<T>(
    secret: Uint8Array,
    work: () => Promise<Result<T, SignInError>>,
  ): Promise<Result<T, SignInError>> {
    try {
      if (this.#busy) return err({ code: 'STAFF_BUSY' });
      this.#busy = true;
      try {
        return await work();
      } finally {
        this.#busy = false;
      }
    } finally {
      secret.fill(0);
    }
  }

  #failed(
    action: string,
    error: SignInError,
    subject: string,
    by: 'key' | 'password',
    purpose: string | null = null,
  ): Result<never, SignInError> {
    const member = by === 'key' ? this.#deps.repository.byFingerprint(subject) : undefined;
    this.#audit(action, member?.staffId ?? subject, { by, code: error.code, purpose });
    return err(error);
  }

  #audit(action: string, subject: string, detail: Parameters<AuditLog['append']>[0]['detail']): void {
    const { store, audit } = this.#deps;
    store.transaction(() => audit.append({ action, subject, detail }));
  }
}

function mayConfirm(member: Member, { role, notStaffId }: ConfirmInput): Result<void, StaffError> {
  if (member.staffId === notStaffId) return err({ code: 'STAFF_SAME_PERSON' });
  return member.roles.includes(role) ? ok() : err({ code: 'STAFF_ROLE_MISSING', role });
}
