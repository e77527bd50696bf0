// What the register of seals asks of the staff.
import type { CustodyActor, CustodyRole } from '#core/custody/custody-role';
import type { Result } from '#core/result';
import type { WireError } from '#shared/ipc/contract';
import type { StaffParts } from '../staff/compose-staff';

export interface CustodyPerson extends CustodyActor {
  readonly name: string;
}

export interface KeyConfirmation {
  readonly role: CustodyRole;
  /** Who may not confirm. */
  readonly notStaffId?: string;
  /** Stands in the audit log. */
  readonly purpose: string;
  readonly keyId: string;
  readonly fingerprint: string;
  /** Overwritten before the promise settles. */
  readonly pin: Uint8Array;
}

export interface CustodyStaff {
  /** Who is signed in. */
  current(): CustodyPerson | null;
  /** Who works here now. */
  people(): readonly CustodyPerson[];
  /** Also of people who have left; the id where nobody is known by it. */
  nameOf(staffId: string): string;
  /** A person confirms with a key of their own: challenge, one PIN, the role. */
  confirmByKey(
    confirmation: KeyConfirmation,
  ): Promise<Result<{ readonly staffId: string; readonly name: string }, WireError>>;
}

/** The staff as it is wired. */
export function custodyStaffOf({
  session,
  directory,
  confirmByKey,
}: Pick<StaffParts, 'session' | 'directory' | 'confirmByKey'>): CustodyStaff {
  return {
    current: () => session.current(),
    people: () => directory.list().filter(({ state }) => state === 'active'),
    nameOf: (staffId) => directory.nameOf(staffId),
    confirmByKey,
  };
}
