// Who acts on a seal, as far as custody asks.
import type { Role } from '../staff/roles';

export type CustodyRole = Role;

/** A member of the staff who acts now. */
export interface CustodyActor {
  readonly staffId: string;
  readonly roles: readonly CustodyRole[];
}
