// Answers to the window about signing in, people and approvals. Nothing is decided here.
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { WireError } from '#shared/ipc/contract';
import type { staffRequests } from '#shared/ipc/staff-contract';
import type { DemonstrationKeyView, StaffView } from '#shared/ipc/staff-views';
import type { HandlersOf } from '../ipc/server';
import type { ApprovalService } from './approval-service';
import type { SignIn } from './sign-in';
import type { StaffAdministration } from './staff-administration';
import type { StaffSession } from './staff-session';
import { approvalView, memberView } from './staff-view';

export interface StaffHandlerDeps {
  readonly view: () => StaffView;
  readonly session: StaffSession;
  readonly signIn: SignIn;
  readonly administration: StaffAdministration;
  readonly approvals: ApprovalService;
  readonly clock: Clock;
  readonly names: { staff: (staffId: string) => string; seal: (sealId: string) => string };
  readonly demonstrationKeys: () => Promise<Result<DemonstrationKeyView[], WireError>>;
}

export function staffHandlers(deps: StaffHandlerDeps): HandlersOf<typeof staffRequests> {
  const { session, signIn, administration, approvals } = deps;
  return {
    'staff.get': () => ok(deps.view()),
    'staff.activity': () => ok(session.touch()),
    'staff.signInByKey': (input) => signIn.byKey(input),
    'staff.signInByPassword': ({ staffId, password }) => signIn.byPassword(staffId, password),
    'staff.lock': () => ok(session.lock('asked')),
    'staff.signOut': () => ok(session.end('signed-out')),
    'staff.firstAdministrator': ({ name, by }) => signIn.firstAdministrator(name, by),

    'staff.list': () => {
      const members = administration.list();
      if (!members.ok) return members;
      return ok(members.value.map((member) => memberView(member, deps.clock.now())));
    },
    'staff.add': ({ name, roles }) => administration.add(name, roles),
    'staff.setRoles': ({ staffId, roles }) => administration.setRoles(staffId, roles),
    'staff.bindKey': ({ staffId, ...key }) => administration.bindKey(staffId, key),
    'staff.unbindKey': ({ staffId, fingerprint }) => administration.unbindKey(staffId, fingerprint),
    'staff.setPassword': ({ staffId, password }) => administration.setPassword(staffId, password),
    'staff.clearPassword': ({ staffId }) => administration.clearPassword(staffId),
    'staff.changePassword': ({ oldPassword, newPassword }) =>
      administration.changePassword(oldPassword, newPassword),
    'staff.retire': ({ staffId }) => administration.retire(staffId),

    'approvals.list': ({ which }) => {
      if (!session.current()) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
      const found = which === 'waiting' ? approvals.waiting() : approvals.recent();
      return ok(found.map((approval) => approvalView(approval, deps.names)));
    },
    'approvals.decide': async ({ approvalId, outcome, note, ...key }) => {
      const decided = await approvals.decide(approvalId, outcome, note, key);
      return decided.ok ? ok() : decided;
    },
    'approvals.withdraw': ({ approvalId }) => {
      const withdrawn = approvals.withdraw(approvalId);
      return withdrawn.ok ? ok() : withdrawn;
    },

    'staff.demonstrationKeys': () => deps.demonstrationKeys(),
  };
}
