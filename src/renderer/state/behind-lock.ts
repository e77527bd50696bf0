// What of an open dialog waits behind the lock for whoever left it: ids and what was typed, nothing that main showed of anybody.
import { assertNever } from '#core/result';
import type { IssuingDialog } from '../issuing/issuing-dialog-state';
import type { ScanDialog } from '../scans/scan-dialog-state';
import type { StaffDialog } from '../staff/staff-dialog-state';
import type { DialogState } from './screen-state';

/**
 * The dialog that stands open again after the same person has unlocked; null: none. The same object brings back what was
 * typed in it (`dialogs/half-done.ts`), another one begins empty. Pure.
 */
export function waitsBehindLock(dialog: DialogState | null): DialogState | null {
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'authorise':
    case 'manual':
    case 'close':
    case 'reprint':
    case 'parked':
    case 'keys':
    case 'about':
    case 'reason':
    case 'seal-desk':
    case 'seal-keys':
    case 'custody':
    case 'device-centre':
      return dialog;
    case 'verify':
      return dialog.file ? { kind: 'verify', file: null } : dialog;
    case 'staff':
      return ofStaff(dialog, dialog.view);
    case 'issuing':
      return ofIssuing(dialog, dialog.view);
    case 'scan':
      return ofScan(dialog, dialog.view);
    default:
      return assertNever(dialog);
  }
}

function ofStaff(dialog: DialogState, view: StaffDialog): DialogState | null {
  switch (view.kind) {
    case 'sign-in':
    case 'session':
      return null;
    case 'decide':
      // What an approver says is theirs, and another than they may unlock: the application is decided on from the start.
      return { kind: 'staff', view: { kind: 'approvals' } };
    case 'people':
    case 'add-person':
    case 'person':
    case 'bind-key':
    case 'set-password':
    case 'change-password':
    case 'approvals':
      return dialog;
    default:
      return assertNever(view);
  }
}

function ofIssuing(dialog: DialogState, view: IssuingDialog): DialogState | null {
  switch (view.kind) {
    case 'document':
      return null;
    case 'overview':
    case 'draft':
    case 'consent':
    case 'import':
    case 'batch':
    case 'documents':
      return dialog;
    default:
      return assertNever(view);
  }
}

function ofScan(dialog: DialogState, view: ScanDialog): DialogState | null {
  switch (view.kind) {
    case 'another-person':
    case 'certificate-without-case':
    case 'print':
      return null;
    case 'recent':
      return dialog;
    default:
      return assertNever(view);
  }
}
