// Dialogs of the device centre.
import { assertNever } from '#core/result';
import type { DeviceCentreDialog } from './device-centre-dialog-state';
import { DevicesDialog } from './devices-dialog';
import { DiagnosticsDialog } from './diagnostics-dialog';
import '../styles/device-centre.css';

export default function DeviceCentreDialogs({ view }: { readonly view: DeviceCentreDialog }) {
  switch (view.kind) {
    case 'centre':
      return <DevicesDialog />;
    case 'diagnostics':
      return <DiagnosticsDialog />;
    default:
      return assertNever(view);
  }
}
