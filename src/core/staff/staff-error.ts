// Everything that can go wrong with signing in, people and approvals, as one closed union. Words are the renderer's.
import type { Role } from './roles';

export const STAFF_ERROR_CODES = [
  /** Nobody is signed in, or the screen is locked, and this terminal serves nobody without. */
  'SIGNED_OUT',
  /** Nobody is signed in, and this deed has a name under it. */
  'STAFF_SIGN_IN_NEEDED',
  /** Whoever is signed in, or confirms, does not have the role `role`. */
  'STAFF_ROLE_MISSING',
  /** Signed in by password, and this deed wants one's own key. */
  'STAFF_KEY_SIGN_IN_NEEDED',
  /** No member of the staff has this id. */
  'STAFF_UNKNOWN',
  'STAFF_RETIRED',
  /** Another sign-in is under way on this terminal. */
  'STAFF_BUSY',

  /** No member of the staff carries this certificate. */
  'STAFF_CERTIFICATE_UNKNOWN',
  /** Before its period, or after it. */
  'STAFF_CERTIFICATE_NOT_VALID_NOW',
  /** Its chain does not lead to an authority that this terminal believes. */
  'STAFF_CERTIFICATE_NOT_TRUSTED',
  'STAFF_CERTIFICATE_REVOKED',
  /** Unreadable, not an SM2 key, or not for signatures. */
  'STAFF_CERTIFICATE_UNUSABLE',
  /** Bound to somebody already. */
  'STAFF_CERTIFICATE_TAKEN',
  /** What came back is not this certificate's signature over the challenge of this moment. */
  'STAFF_ANSWER_WRONG',
  /** The answer came later than a challenge lives. */
  'STAFF_ANSWER_LATE',

  /** The settings of this terminal allow keys only. */
  'STAFF_PASSWORD_OFF',
  'STAFF_PASSWORD_NOT_SET',
  'STAFF_PASSWORD_WRONG',
  /** Too many failures: not before `until`. */
  'STAFF_PASSWORD_WAIT',
  'STAFF_PASSWORD_LENGTH',
  'STAFF_PASSWORD_CHARACTERS',
  'STAFF_PASSWORD_WEAK',
  'STAFF_PASSWORD_SAME',

  'STAFF_NAME_INVALID',
  /** Somebody who works here has this name already. */
  'STAFF_NAME_TAKEN',
  'STAFF_ROLES_EMPTY',
  /** The last administrator who can sign in: nobody could administer the terminal then. */
  'STAFF_LAST_ADMINISTRATOR',
  /** Still keeps seals: they are handed over first (川办规〔2022〕3号 印章 第十条 人员变更). */
  'STAFF_KEEPS_SEALS',
  /** The first run is over: there are people already. */
  'STAFF_NOT_FIRST_RUN',
  /** Confirming one's own deed. */
  'STAFF_SAME_PERSON',

  'APPROVAL_UNKNOWN',
  /** One is waiting or approved for the same subject. */
  'APPROVAL_ALREADY_APPLIED',
  'APPROVAL_NOT_DECIDED',
  'APPROVAL_ALREADY_DECIDED',
  'APPROVAL_REFUSED',
  'APPROVAL_USED',
  'APPROVAL_EXPIRED',
  'APPROVAL_WITHDRAWN',
  /** What is to be sealed is not what was approved. */
  'APPROVAL_OTHER_SUBJECT',
  'APPROVAL_OTHER_SEAL',
  /** Applicant and approver are one person, or the approver seals. */
  'APPROVAL_OWN',
  /** Somebody else's application. */
  'APPROVAL_NOT_YOURS',
] as const;
export type StaffErrorCode = (typeof STAFF_ERROR_CODES)[number];

/** `role`: which was missing. `until`: ISO instant before which no try is taken. */
export type StaffError = {
  readonly code: StaffErrorCode;
  readonly role?: Role;
  readonly until?: string;
};
