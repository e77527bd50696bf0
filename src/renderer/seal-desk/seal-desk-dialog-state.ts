// Which of this folder's dialogs is open.

export type SealDeskDialog = { readonly kind: 'menu' };
