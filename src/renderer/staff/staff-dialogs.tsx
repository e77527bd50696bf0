// Dialogs on signing in, people and approvals.
import { assertNever } from '#core/result';
import type { DeskView } from '#shared/ipc/views';
import '../styles/staff.css';
import { AddPersonDialog } from './add-person-dialog';
import { ApprovalsDialog } from './approvals-dialog';
import { BindKeyDialog } from './bind-key-dialog';
import { DecideDialog } from './decide-dialog';
import { ChangePasswordDialog, SetPasswordDialog } from './password-dialogs';
import { PeopleDialog } from './people-dialog';
import { PersonDialog } from './person-dialog';
import { SessionDialog } from './session-dialog';
import { SignInDialog } from './sign-in-dialog';
import type { StaffDialog } from './staff-dialog-state';

interface Props {
  readonly desk: DeskView;
  readonly view: StaffDialog;
}

export default function StaffDialogs({ view }: Props) {
  switch (view.kind) {
    case 'sign-in':
      return <SignInDialog />;
    case 'session':
      return <SessionDialog />;
    case 'people':
      return <PeopleDialog />;
    case 'add-person':
      return <AddPersonDialog />;
    case 'person':
      return <PersonDialog staffId={view.staffId} />;
    case 'bind-key':
      return <BindKeyDialog staffId={view.staffId} name={view.name} />;
    case 'set-password':
      return <SetPasswordDialog staffId={view.staffId} name={view.name} />;
    case 'change-password':
      return <ChangePasswordDialog />;
    case 'approvals':
      return <ApprovalsDialog />;
    case 'decide':
      return <DecideDialog approval={view.approval} />;
    default:
      return assertNever(view);
  }
}
