// What a scan asks or shows: somebody else's code, a certificate without a case, the record of a print, the last scans.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import { AnotherPerson } from './another-person';
import { CertificateWithoutCase } from './certificate-without-case';
import { PrintFound } from './print-found';
import { RecentScans } from './recent-scans';
import type { ScanDialog } from './scan-dialog-state';
import '../styles/scans.css';

interface Props {
  readonly desk: DeskView;
  readonly view: ScanDialog;
}

export default function ScanDialogs({ desk, view }: Props) {
  switch (view.kind) {
    case 'another-person':
      return <AnotherPerson desk={desk} scanId={view.scanId} found={view.found} />;
    case 'certificate-without-case':
      return <CertificateWithoutCase desk={desk} found={view.found} />;
    case 'print':
      return <PrintFound print={view.print} />;
    case 'recent':
      return <RecentScans />;
    default:
      return assertNever(view);
  }
}
