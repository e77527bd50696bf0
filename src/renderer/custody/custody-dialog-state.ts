// Which of this folder's dialogs is open.
import type { ApplicationKind } from '#core/custody/grounds';

/** A deed that needs a reason or a number, and no more. */
export type CustodyDeed = 'resume' | 'withdraw-renewal' | 'cancel' | 'archive' | 'pin-changed';

export type CustodyDialog =
  /** 印章台账. */
  | { readonly kind: 'register' }
  | { readonly kind: 'seal'; readonly sealId: string }
  /** `replaces`: the new seal comes in the place of this one. */
  | { readonly kind: 'import'; readonly replaces: string | null }
  | { readonly kind: 'report'; readonly sealId: string }
  | { readonly kind: 'apply'; readonly sealId: string; readonly application: ApplicationKind }
  | { readonly kind: 'deed'; readonly sealId: string; readonly deed: CustodyDeed }
  | { readonly kind: 'handover'; readonly sealId: string }
  /** A form was made: it is kept, and may go to paper now. */
  | { readonly kind: 'form'; readonly formId: string; readonly sealId: string | null }
  | {
      readonly kind: 'reprint';
      readonly formId: string;
      readonly first: string | undefined;
      readonly back: CustodyDialog;
    }
  | { readonly kind: 'uses' }
  | { readonly kind: 'forms' };
