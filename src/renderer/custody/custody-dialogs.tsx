// Dialogs on the register of seals.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { CustodyDialog } from './custody-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: CustodyDialog;
}

export default function CustodyDialogs({ view }: Props) {
  switch (view.kind) {
    default:
      return assertNever(view.kind as never);
  }
}
