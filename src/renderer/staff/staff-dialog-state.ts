// Which of this folder's dialogs is open.
import type { ApprovalView } from '#shared/ipc/staff-views';

export type StaffDialog =
  | { readonly kind: 'sign-in' }
  /** Who is signed in, and leaving. */
  | { readonly kind: 'session' }
  | { readonly kind: 'people' }
  | { readonly kind: 'add-person' }
  | { readonly kind: 'person'; readonly staffId: string }
  | { readonly kind: 'bind-key'; readonly staffId: string; readonly name: string }
  | { readonly kind: 'set-password'; readonly staffId: string; readonly name: string }
  | { readonly kind: 'change-password' }
  | { readonly kind: 'approvals' }
  | { readonly kind: 'decide'; readonly approval: ApprovalView };
