// What sealing may ask of approvals (用章审批).
import type { Approval } from '#core/staff/approval';
import type { StaffError } from '#core/staff/staff-error';
import type { Result } from '#core/result';

export interface ApprovalRequest {
  readonly sealId: string;
  readonly purpose: string;
  readonly subject: {
    readonly kind: 'issuing';
    readonly draftIds: readonly string[];
    /** SM3 hex over what is to be sealed. */
    readonly digest: string;
  };
}

export interface Approvals {
  /** The place's rule or the settings ask for one (川办规〔2022〕3号 印章 第十条). */
  needed(): boolean;
  /** Whether whoever is signed in may apply: their role, and signed in with a key of their own. */
  mayApply(): Result<void, StaffError>;
  /** By whoever is signed in, with a key of their own. */
  apply(input: ApprovalRequest): Result<Approval, StaffError>;
  /** Inside the caller's transaction; once only; refuses another subject, another seal, an expired or undecided approval. */
  use(approvalId: string, sealId: string, digest: string): Result<Approval, StaffError>;
  /** The last one for this digest, as it stands now. */
  forSubject(digest: string): Approval | undefined;
}
