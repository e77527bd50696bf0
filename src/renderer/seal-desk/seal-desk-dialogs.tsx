// The seal desk (F8): the menu from which sealing, approvals, custody and staff are reached.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { SealDeskDialog } from './seal-desk-dialog-state';
import { SealDeskMenu } from './seal-desk-menu';

interface Props {
  readonly desk: DeskView;
  readonly view: SealDeskDialog;
}

export default function SealDeskDialogs({ view }: Props) {
  switch (view.kind) {
    case 'menu':
      return <SealDeskMenu />;
    default:
      return assertNever(view.kind);
  }
}
