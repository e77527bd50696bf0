// Which of this folder's dialogs is open.
import type { OpenedDocumentView, SealingSubject } from '#shared/ipc/issuing-views';

export type IssuingDialog =
  /** Drafts that wait, lists, issued documents. */
  | { readonly kind: 'overview' }
  | { readonly kind: 'draft'; readonly draftId: string }
  | { readonly kind: 'consent'; readonly subject: SealingSubject }
  | { readonly kind: 'import' }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'documents'; readonly which: 'all' | 'waiting' | 'overdue' }
  /** `fresh`: sealed just now. */
  | { readonly kind: 'document'; readonly opened: OpenedDocumentView; readonly fresh: boolean };
