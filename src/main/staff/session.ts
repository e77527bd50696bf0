// What the rest of the terminal may ask of signing in: who is here, and whether somebody else confirms by a key of their own.
import type { Role } from '#core/staff/roles';
import type { StaffError } from '#core/staff/staff-error';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { Result } from '#core/result';

export interface SignedIn {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly by: 'key' | 'password';
  /** Of the certificate they signed in with. */
  readonly fingerprint?: string;
  readonly since: Date;
}

export interface Session {
  /** null while nobody is signed in, and while the screen is locked. */
  current(): SignedIn | null;
  /** Cases may be served and shown: somebody who may serve is signed in and the screen is not locked, or nobody need be. */
  serving(): boolean;
  /** STAFF_SIGN_IN_NEEDED, STAFF_ROLE_MISSING. */
  require(role: Role): Result<SignedIn, StaffError>;
  /** Who stands in the audit log. */
  actor(): string;
  /** Somebody is at work: the idle time begins anew. */
  touch(): void;
}

export interface ConfirmInput {
  readonly role: Role;
  /** Who may not confirm: usually whoever asks (four eyes). */
  readonly notStaffId?: string;
  /** What is confirmed; stands in the challenge and in the audit log: codes and record ids, no names. */
  readonly purpose: string;
  readonly keyId: string;
  readonly fingerprint: string;
  /** Overwritten before the promise settles. One try. */
  readonly pin: Uint8Array;
}

export interface Confirmed {
  readonly staffId: string;
  readonly name: string;
}

/** A deed confirmed by somebody's own key on this terminal: a random challenge signed by SM2; who is signed in stays so. */
export type ConfirmByKey = (input: ConfirmInput) => Promise<Result<Confirmed, StaffError | SealKeyError>>;
