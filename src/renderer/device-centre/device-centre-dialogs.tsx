// Dialogs of the device centre.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { DeviceCentreDialog } from './device-centre-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: DeviceCentreDialog;
}

export default function DeviceCentreDialogs({ view }: Props) {
  switch (view.kind) {
    default:
      return assertNever(view.kind as never);
  }
}
