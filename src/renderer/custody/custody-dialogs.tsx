// Dialogs on the register of seals.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import { ApplyDialog } from './apply-dialog';
import type { CustodyDialog } from './custody-dialog-state';
import { DeedDialog } from './deed-dialog';
import { FormDialog, ReprintFormDialog } from './form-dialog';
import { FormsDialog } from './forms-dialog';
import { HandoverDialog } from './handover-dialog';
import { ImportDialog } from './import-dialog';
import { RegisterDialog } from './register-dialog';
import { ReportDialog } from './report-dialog';
import { SealDialog } from './seal-dialog';
import { UsesDialog } from './uses-dialog';

interface Props {
  readonly desk: DeskView;
  readonly view: CustodyDialog;
}

export default function CustodyDialogs({ view }: Props) {
  switch (view.kind) {
    case 'register':
      return <RegisterDialog />;
    case 'seal':
      return <SealDialog key={view.sealId} sealId={view.sealId} />;
    case 'import':
      return <ImportDialog replaces={view.replaces} />;
    case 'report':
      return <ReportDialog sealId={view.sealId} />;
    case 'apply':
      return <ApplyDialog sealId={view.sealId} application={view.application} />;
    case 'deed':
      return <DeedDialog sealId={view.sealId} which={view.deed} />;
    case 'handover':
      return <HandoverDialog sealId={view.sealId} />;
    case 'form':
      return <FormDialog formId={view.formId} sealId={view.sealId} />;
    case 'reprint':
      return <ReprintFormDialog formId={view.formId} first={view.first} back={view.back} />;
    case 'uses':
      return <UsesDialog />;
    case 'forms':
      return <FormsDialog />;
    default:
      return assertNever(view);
  }
}
