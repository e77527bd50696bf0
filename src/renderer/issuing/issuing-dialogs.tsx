// Dialogs on making certificates.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import { BatchDialog } from './batch-dialog';
import { ConsentDialog } from './consent-dialog';
import { DocumentDialog } from './document-dialog';
import { DocumentsDialog } from './documents-dialog';
import { DraftDialog } from './draft-dialog';
import { ImportDialog } from './import-dialog';
import type { IssuingDialog } from './issuing-dialog-state';
import { OverviewDialog } from './overview-dialog';
import '../styles/issuing.css';
import '../styles/verify.css';

interface Props {
  readonly desk: DeskView;
  readonly view: IssuingDialog;
}

export default function IssuingDialogs({ view }: Props) {
  switch (view.kind) {
    case 'overview':
      return <OverviewDialog />;
    case 'draft':
      return <DraftDialog key={view.draftId} draftId={view.draftId} />;
    case 'consent':
      return <ConsentDialog subject={view.subject} />;
    case 'import':
      return <ImportDialog />;
    case 'batch':
      return <BatchDialog key={view.batchId} batchId={view.batchId} />;
    case 'documents':
      return <DocumentsDialog key={view.which} which={view.which} />;
    case 'document':
      return <DocumentDialog key={view.opened.document.documentId} opened={view.opened} fresh={view.fresh} />;
    default:
      return assertNever(view);
  }
}
