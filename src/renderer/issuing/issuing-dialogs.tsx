// Dialogs on making certificates.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { IssuingDialog } from './issuing-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: IssuingDialog;
}

export default function IssuingDialogs({ view }: Props) {
  switch (view.kind) {
    default:
      return assertNever(view.kind as never);
  }
}
