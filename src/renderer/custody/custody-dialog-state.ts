// Which of this folder's dialogs is open.

export type CustodyDialog = { readonly kind: 'none' };
