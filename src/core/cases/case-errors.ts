// Why a step in a case is refused. Closed: the screen has words for each code.
import type { EvidenceVerdict } from '../evidence/examination';

export type CaseError =
  | { code: 'CASE_NOT_FOUND' }
  | { code: 'CASE_NOT_OPEN' }
  | { code: 'CASE_ALREADY_CLOSED' }
  | { code: 'CASE_IDENTITY_REFUSED'; findings: readonly string[] }
  | { code: 'CASE_IDENTITY_NEEDS_CONFIRMATION'; findings: readonly string[] }
  | { code: 'CASE_READING_UNKNOWN' }
  | { code: 'CASE_SAME_PERSON' }
  | { code: 'CASE_AGENT_MISSING' }
  | { code: 'CASE_ANOTHER_OPEN' }
  | { code: 'CASE_TOO_MANY_PARKED'; limit: number }
  | { code: 'CASE_MATTER_UNKNOWN' }
  | { code: 'CASE_MATTER_MISSING' }
  | { code: 'CASE_MATERIAL_UNKNOWN' }
  | { code: 'CASE_MATERIAL_REQUIRED' }
  | { code: 'CASE_SOURCE_NOT_ALLOWED' }
  | { code: 'CASE_NOTHING_TO_AUTHORISE' }
  | { code: 'CASE_AUTHORISATION_MISSING' }
  | { code: 'CASE_CERTIFICATE_UNKNOWN' }
  | { code: 'CASE_CERTIFICATE_NOT_MATCHING' }
  | { code: 'CASE_CERTIFICATE_NOT_USABLE'; reason: 'expired' | 'not-yet-valid' | 'blocked' }
  | { code: 'CASE_CERTIFICATE_NOT_SEEN' }
  /** Refused by what the file itself says; `steps` failed or could not be done. */
  | { code: 'CASE_CERTIFICATE_NOT_VERIFIED'; verdict: EvidenceVerdict; steps: readonly string[] }
  | { code: 'CASE_VERIFICATION_REASON_REQUIRED'; steps: readonly string[] }
  | { code: 'CASE_MATERIALS_OPEN'; open: readonly string[] }
  | { code: 'CASE_NOTHING_TO_UNDO' };
