// Which dialog is open. Fetched after the first paint, so that the cold start does not carry it.
import { lazy, Suspense } from 'react';
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import type { DialogState } from '../state/screen-state';
import { AuthoriseDialog } from './authorise-dialog';
import { CloseDialog } from './close-dialog';
import { KeysDialog } from './keys-dialog';
import { ParkedDialog } from './parked-dialog';
import { ReasonDialog } from './reason-dialog';
import { ReprintDialog } from './reprint-dialog';
import '../styles/dialogs.css';

const AboutDialog = lazy(() => import('../about/about-dialog'));
const VerifyDialog = lazy(() => import('../verify/verify-dialog'));
const SealDeskDialogs = lazy(() => import('../seal-desk/seal-desk-dialogs'));
const SealKeyDialogs = lazy(() => import('../seal-keys/seal-keys-dialogs'));
const StaffDialogs = lazy(() => import('../staff/staff-dialogs'));
const CustodyDialogs = lazy(() => import('../custody/custody-dialogs'));
const IssuingDialogs = lazy(() => import('../issuing/issuing-dialogs'));
const DeviceCentreDialogs = lazy(() => import('../device-centre/device-centre-dialogs'));
const ScanDialogs = lazy(() => import('../scans/scan-dialogs'));
const ManualDialog = lazy(() => import('./manual-dialog'));

interface Props {
  readonly desk: DeskView;
  readonly dialog: DialogState;
}

export default function Dialogs({ desk, dialog }: Props) {
  return <Suspense fallback={null}>{open(desk, dialog)}</Suspense>;
}

function open(desk: DeskView, dialog: DialogState) {
  switch (dialog.kind) {
    case 'authorise':
      return desk.current ? <AuthoriseDialog desk={desk} current={desk.current} /> : null;
    case 'manual':
      return <ManualDialog desk={desk} who={dialog.who} scanId={dialog.scanId} />;
    case 'close':
      return desk.current ? <CloseDialog current={desk.current} /> : null;
    case 'reprint':
      return <ReprintDialog subject={dialog.subject} first={dialog.first} />;
    case 'parked':
      return <ParkedDialog desk={desk} />;
    case 'keys':
      return <KeysDialog desk={desk} />;
    case 'about':
      return <AboutDialog />;
    case 'reason':
      return <ReasonDialog materialId={dialog.materialId} certificateId={dialog.certificateId} />;
    case 'verify':
      return <VerifyDialog desk={desk} file={dialog.file} />;
    case 'seal-desk':
      return <SealDeskDialogs desk={desk} view={dialog.view} />;
    case 'seal-keys':
      return <SealKeyDialogs desk={desk} view={dialog.view} />;
    case 'staff':
      return <StaffDialogs desk={desk} view={dialog.view} />;
    case 'custody':
      return <CustodyDialogs desk={desk} view={dialog.view} />;
    case 'issuing':
      return <IssuingDialogs desk={desk} view={dialog.view} />;
    case 'scan':
      return <ScanDialogs desk={desk} view={dialog.view} />;
    case 'device-centre':
      return <DeviceCentreDialogs view={dialog.view} />;
    default:
      return assertNever(dialog);
  }
}
