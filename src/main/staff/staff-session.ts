// Who is signed in at this terminal, and what happens when they leave it: idle time, a pulled key, Ctrl+L.
// A start begins signed out. Locked, the case stays as it is in the database and is neither shown nor touched.
import type { Member } from '#core/staff/member';
import { mayDo } from '#core/staff/roles';
import type { Role } from '#core/staff/roles';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { SignInPolicy } from './policy';
import type { Session, SignedIn } from './session';

export type LockReason = 'idle' | 'asked' | 'key-pulled';

export type SessionState =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly who: SignedIn }
  | { readonly kind: 'locked'; readonly who: SignedIn; readonly why: LockReason };

export interface StaffSessionDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly policy: SignInPolicy;
  /** Who stands in the audit log while nobody is signed in. */
  readonly unattended: string;
  readonly changed: () => void;
}

export class StaffSession implements Session {
  readonly #deps: StaffSessionDeps;
  #state: SessionState = { kind: 'signed-out' };
  #lastTouch: Date;

  constructor(deps: StaffSessionDeps) {
    this.#deps = deps;
    this.#lastTouch = deps.clock.now();
  }

  state(): SessionState {
    return this.#state;
  }

  current(): SignedIn | null {
    return this.#state.kind === 'signed-in' ? this.#state.who : null;
  }

  serving(): boolean {
    if (this.#state.kind === 'signed-in')
      return !this.#deps.policy.required || mayDo(this.#state.who.roles, 'serve');
    return !this.#deps.policy.required && this.#state.kind === 'signed-out';
  }

  require(role: Role): Result<SignedIn, StaffError> {
    if (this.#state.kind === 'locked') return err({ code: 'SIGNED_OUT' });
    if (this.#state.kind === 'signed-out') return err({ code: 'STAFF_SIGN_IN_NEEDED' });
    const { who } = this.#state;
    return who.roles.includes(role) ? ok(who) : err({ code: 'STAFF_ROLE_MISSING', role });
  }

  /** Whoever left a locked terminal answers for what still runs on it: the paper that comes out, the batch they consented to. */
  actor(): string {
    return this.#state.kind === 'signed-out' ? this.#deps.unattended : this.#state.who.name;
  }

  touch(): void {
    this.#lastTouch = this.#deps.clock.now();
  }

  /** Signs in, or goes on after a lock. Somebody else in the seat is signed out by it. */
  begin(
    who: Pick<Member, 'staffId' | 'name' | 'roles'>,
    by: { by: 'key'; fingerprint: string } | { by: 'password' },
  ): void {
    const { store, audit, clock } = this.#deps;
    const before = this.#state;
    const returning = before.kind === 'locked' && before.who.staffId === who.staffId;
    const { staffId, name, roles } = who;
    this.#move(() =>
      store.transaction(() => {
        if (before.kind !== 'signed-out' && before.who.staffId !== staffId)
          this.#auditEnd(before.who, 'replaced');
        this.#state = { kind: 'signed-in', who: { staffId, name, roles, ...by, since: clock.now() } };
        audit.append({
          action: returning ? 'staff.unlocked' : 'staff.signed-in',
          subject: staffId,
          detail: {
            by: by.by,
            fingerprint: by.by === 'key' ? by.fingerprint : null,
            roles: roles.join(','),
          },
        });
      }),
    );
    this.touch();
  }

  /** Without the duty to sign in there is nothing to lock: the session ends instead. */
  lock(why: LockReason): void {
    if (this.#state.kind !== 'signed-in') return;
    const { who } = this.#state;
    if (!this.#deps.policy.required) return this.end(why);
    this.#move(() =>
      this.#deps.store.transaction(() => {
        this.#deps.audit.append({ action: 'staff.locked', subject: who.staffId, detail: { why } });
        this.#state = { kind: 'locked', who, why };
      }),
    );
  }

  end(why: LockReason | 'signed-out' | 'retired'): void {
    if (this.#state.kind === 'signed-out') return;
    const { who } = this.#state;
    this.#move(() =>
      this.#deps.store.transaction(() => {
        this.#auditEnd(who, why);
        this.#state = { kind: 'signed-out' };
      }),
    );
  }

  /** Their roles changed, or they work here no longer. */
  follow(member: Member): void {
    if (this.#state.kind === 'signed-out' || this.#state.who.staffId !== member.staffId) return;
    if (member.state === 'retired') return this.end('retired');
    const { name, roles } = member;
    this.#state = { ...this.#state, who: { ...this.#state.who, name, roles } };
    this.#deps.changed();
  }

  /** Looks at the clock: asked every few seconds. */
  checkIdle(): void {
    if (this.#state.kind !== 'signed-in') return;
    const now = this.#deps.clock.now();
    // The clock was set back: what counts is how long nobody moved, and that is not known any more.
    if (this.#lastTouch > now) this.#lastTouch = now;
    if (now.getTime() - this.#lastTouch.getTime() >= this.#deps.policy.idleMs) this.lock('idle');
  }

  /** @param present whether this certificate's key is plugged in */
  keysChanged(present: (fingerprint: string) => boolean): void {
    if (this.#state.kind !== 'signed-in' || this.#deps.policy.whenKeyPulled !== 'lock') return;
    const { fingerprint } = this.#state.who;
    if (fingerprint !== undefined && !present(fingerprint)) this.lock('key-pulled');
  }

  #auditEnd({ staffId }: SignedIn, why: string): void {
    this.#deps.audit.append({ action: 'staff.signed-out', subject: staffId, detail: { why } });
  }

  /** What cannot be written did not happen. */
  #move(change: () => void): void {
    const before = this.#state;
    try {
      change();
    } catch (cause) {
      this.#state = before;
      throw cause;
    }
    this.#deps.changed();
  }
}
