// Which of this folder's dialogs is open.

export type IssuingDialog = { readonly kind: 'none' };
