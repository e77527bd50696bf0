// Which of this folder's dialogs is open.

export type StaffDialog = { readonly kind: 'none' };
