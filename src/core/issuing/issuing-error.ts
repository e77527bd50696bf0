// Everything that can go wrong between a draft and a collected certificate, as one closed union.
import type { SealOfdError } from '../eseal/sign-ofd';
import type { EvidenceVerdict } from '../evidence/examination';

export type IssuingError =
  | { readonly code: 'ISSUING_CASE_UNKNOWN' }
  /** The matter ends with no certificate that this terminal can make. */
  | { readonly code: 'ISSUING_NO_CERTIFICATE' }
  | { readonly code: 'ISSUING_CASE_NOT_ACCEPTED' }
  | { readonly code: 'ISSUING_DRAFT_UNKNOWN' }
  /** Sealed or discarded. */
  | { readonly code: 'ISSUING_DRAFT_FINAL' }
  /** Somebody changed it meanwhile. */
  | { readonly code: 'ISSUING_DRAFT_CHANGED' }
  | { readonly code: 'ISSUING_DRAFT_INCOMPLETE'; readonly fields: readonly string[] }
  | { readonly code: 'ISSUING_NUMBER_TAKEN' }
  | { readonly code: 'ISSUING_SIGN_IN_NEEDED' }
  /** What is to be sealed is not what was consented to. */
  | { readonly code: 'ISSUING_CONSENT_OUTDATED' }
  | { readonly code: 'ISSUING_NO_SEAL_KEY' }
  | { readonly code: 'ISSUING_APPROVAL_NEEDED' }
  /** The seal's holder has another name than 发证单位, and nobody has said why it is used all the same. */
  | { readonly code: 'ISSUING_SEAL_OF_ANOTHER'; readonly issuer: string; readonly holder: string }
  /** Another document or batch is being sealed. */
  | { readonly code: 'ISSUING_BUSY' }
  | { readonly code: 'ISSUING_SEAL_UNUSABLE'; readonly cause: UnusableSeal }
  /** The key's answer is not a signature of this document: nothing was sealed. */
  | { readonly code: 'ISSUING_SIGNATURE_WRONG' }
  /** The sealed document did not verify as valid at once: it was not kept. */
  | {
      readonly code: 'ISSUING_NOT_VALID';
      readonly verdict: EvidenceVerdict;
      readonly steps: readonly string[];
    }
  /** The program ended between two steps; may be sealed anew. */
  | { readonly code: 'ISSUING_INTERRUPTED' }
  | { readonly code: 'ISSUING_BATCH_UNKNOWN' }
  | { readonly code: 'ISSUING_BATCH_FINISHED' }
  | { readonly code: 'ISSUING_BATCH_NOT_RUNNING' }
  | { readonly code: 'ISSUING_DOCUMENT_UNKNOWN' }
  | { readonly code: 'ISSUING_PAGE_MISSING' }
  | { readonly code: 'ISSUING_TYPE_UNKNOWN' }
  | { readonly code: 'ISSUING_LIST_UNREADABLE' }
  | { readonly code: 'ISSUING_LIST_ENCODING' }
  | { readonly code: 'ISSUING_LIST_EMPTY' }
  | { readonly code: 'ISSUING_LIST_TOO_LONG'; readonly limit: number }
  | { readonly code: 'ISSUING_LIST_TOO_LARGE'; readonly limit: number }
  | { readonly code: 'ISSUING_LIST_QUOTES'; readonly line: number }
  | { readonly code: 'ISSUING_LIST_COLUMN_MISSING'; readonly label: string }
  | { readonly code: 'ISSUING_LIST_COLUMN_TWICE'; readonly label: string }
  | { readonly code: 'ISSUING_LIST_COLUMN_UNKNOWN'; readonly label: string };

export type IssuingErrorCode = IssuingError['code'];

/** Why the seal's own structures do not allow it: closed in core/eseal. */
export type UnusableSeal = Exclude<SealOfdError<never>['code'], 'SIGNER_REFUSED' | 'SIGNER_ANSWER_WRONG'>;
