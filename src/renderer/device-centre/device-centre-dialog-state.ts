// Which of this folder's dialogs is open.

export type DeviceCentreDialog = { readonly kind: 'none' };
