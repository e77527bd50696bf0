// Dialogs on signing in, people and approvals.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { StaffDialog } from './staff-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: StaffDialog;
}

export default function StaffDialogs({ view }: Props) {
  switch (view.kind) {
    default:
      return assertNever(view.kind as never);
  }
}
