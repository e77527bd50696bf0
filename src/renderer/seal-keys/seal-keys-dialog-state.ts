// Which of this folder's dialogs is open.

export type SealKeyDialog =
  | { readonly kind: 'panel' }
  | { readonly kind: 'change-pin'; readonly keyId: string; readonly fingerprint: string };
