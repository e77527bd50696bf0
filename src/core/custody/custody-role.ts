// Who acts on a seal, as far as custody asks.

export type CustodyRole = 'clerk' | 'custodian' | 'supervisor' | 'administrator';

/** A member of the staff who acts now. */
export interface CustodyActor {
  readonly staffId: string;
  readonly roles: readonly CustodyRole[];
}
