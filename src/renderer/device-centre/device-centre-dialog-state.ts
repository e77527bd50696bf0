// Which of this folder's dialogs is open.
import type { CentreKind } from '#shared/ipc/device-views';

/** `kind`: the first device of this kind is shown first. */
export type DeviceCentreDialog =
  { readonly kind: 'centre'; readonly first: CentreKind | null } | { readonly kind: 'diagnostics' };
