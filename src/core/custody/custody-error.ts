// The closed set of ways in which the register of seals refuses. Codes and plain data only; the renderer has the words.
import type { CustodyRole } from './custody-role';
import type { Ground } from './grounds';

export type CustodyError =
  /** Not a seal of GM/T 0031 or GB/T 38540, or not DER at all. */
  | { readonly code: 'SEAL_FILE_UNREADABLE' }
  | { readonly code: 'SEAL_FILE_TOO_LARGE' }
  /** The file that was examined is no longer held: it is chosen again. */
  | { readonly code: 'SEAL_FILE_FORGOTTEN' }
  /** Neither a plugged key nor the seal itself holds a certificate that may use it. */
  | { readonly code: 'SEAL_CERTIFICATE_MISSING' }
  /** A step of its verification failed; `steps` names them. */
  | { readonly code: 'SEAL_NOT_VERIFIED'; readonly steps: readonly string[] }
  /** Something could not be established, or the periods differ: a supervisor says why it is registered all the same. */
  | { readonly code: 'SEAL_REASON_REQUIRED' }
  | { readonly code: 'SEAL_ALREADY_REGISTERED' }
  /** Another seal in use has this number or this key. */
  | { readonly code: 'SEAL_NUMBER_IN_USE' }
  | { readonly code: 'SEAL_KEY_IN_USE' }
  | { readonly code: 'SEAL_UNKNOWN' }
  /** For sealing: no seal belongs to this key. */
  | { readonly code: 'SEAL_NONE_FOR_KEY' }
  | { readonly code: 'SEAL_OTHER_CUSTODIAN' }
  | { readonly code: 'SEAL_STOPPED'; readonly ground: Ground }
  | { readonly code: 'SEAL_NOT_STOPPED' }
  | { readonly code: 'SEAL_CLOSED' }
  | { readonly code: 'SEAL_NOT_CLOSED' }
  /** ISO 8601 instants. */
  | { readonly code: 'SEAL_NOT_YET_VALID'; readonly from: string }
  | { readonly code: 'SEAL_EXPIRED'; readonly until: string }
  /** The days before its end in which it is renewed have not begun. */
  | { readonly code: 'SEAL_RENEWAL_TOO_EARLY'; readonly lastDays: number }
  | { readonly code: 'SEAL_GROUND_UNFIT' }
  | { readonly code: 'SEAL_APPLIED_ALREADY' }
  | { readonly code: 'SEAL_NOT_APPLIED' }
  /** A lost, stolen or copied key is not trusted again. */
  | { readonly code: 'SEAL_MAY_NOT_RESUME'; readonly ground: Ground }
  | { readonly code: 'SEAL_NO_SUCCESSOR_WANTED' }
  | { readonly code: 'CUSTODY_REASON_REQUIRED' }
  | { readonly code: 'CUSTODY_SIGN_IN_REQUIRED' }
  | { readonly code: 'CUSTODY_ROLE_REQUIRED'; readonly roles: readonly CustodyRole[] }
  | { readonly code: 'CUSTODY_NOT_THE_CUSTODIAN' }
  | { readonly code: 'CUSTODIAN_UNKNOWN' }
  | { readonly code: 'HANDOVER_SAME_PERSON' }
  /** The steps of a handover come one after the other, within minutes. */
  | { readonly code: 'HANDOVER_OUT_OF_ORDER' }
  | { readonly code: 'CUSTODY_FORM_UNKNOWN' };

export type CustodyErrorCode = CustodyError['code'];
