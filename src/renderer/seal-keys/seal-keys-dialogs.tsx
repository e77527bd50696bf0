// Dialogs on seal keys.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { SealKeyDialog } from './seal-keys-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: SealKeyDialog;
}

export default function SealKeyDialogs({ view }: Props) {
  switch (view.kind) {
    default:
      return assertNever(view.kind as never);
  }
}
