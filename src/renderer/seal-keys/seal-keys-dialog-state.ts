// Which of this folder's dialogs is open.

export type SealKeyDialog = { readonly kind: 'none' };
