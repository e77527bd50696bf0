// The kinds of pages that the terminal prints, each with a control number.

export const PRINTED_KINDS = [
  'certificate-copy',
  'authorisation-form',
  'case-slip',
  'verification-report',
  'seal-register',
  'seal-use-record',
  'seal-handover',
  'seal-application',
  'pin-reset-application',
  'device-test-page',
] as const;
export type PrintedKind = (typeof PRINTED_KINDS)[number];

/** Forms of the register of seals. */
export const CUSTODY_FORM_KINDS = [
  'seal-register',
  'seal-use-record',
  'seal-handover',
  'seal-application',
  'pin-reset-application',
] as const satisfies readonly PrintedKind[];
export type CustodyFormKind = (typeof CUSTODY_FORM_KINDS)[number];
