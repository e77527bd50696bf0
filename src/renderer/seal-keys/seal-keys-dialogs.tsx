// Dialogs on seal keys.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import '../styles/seal-keys.css';
import { ChangePinDialog } from './change-pin-dialog';
import { KeyPanelDialog } from './key-panel-dialog';
import type { SealKeyDialog } from './seal-keys-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: SealKeyDialog;
}

export default function SealKeyDialogs({ view }: Props) {
  switch (view.kind) {
    case 'panel':
      return <KeyPanelDialog />;
    case 'change-pin':
      return <ChangePinDialog keyId={view.keyId} fingerprint={view.fingerprint} />;
    default:
      return assertNever(view);
  }
}
