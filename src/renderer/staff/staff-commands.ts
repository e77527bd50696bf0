// What the staff's screens ask of main. Secrets go as bytes; whoever calls overwrites their copy.
import type { Answer, WireError } from '#shared/ipc/contract';
import type { ApprovalView, StaffKeyView } from '#shared/ipc/staff-views';
import { setScreen } from '../state/store';
import type { StaffDialog } from './staff-dialog-state';
import { staffView } from './staff-store';

export function openStaff(view: StaffDialog): void {
  setScreen({ dialog: { kind: 'staff', view } });
}

/** Ctrl+L: signs in, or shows who is signed in and how to leave. */
export function signInOrOut(): void {
  const view = staffView();
  if (!view) return;
  if (view.session.kind === 'signed-out') return openStaff({ kind: 'sign-in' });
  openStaff({ kind: 'session' });
}

/** Ctrl+L while a dialog is open: locks at once, where there is something to lock. */
export function lockUnderDialog(): void {
  if (staffView()?.required) void lock();
}

/** An open dialog is put away with the desk, once main has locked. */
export async function lock(): Promise<void> {
  await window.terminal.request['staff.lock']().catch(() => undefined);
}

export async function signOut(): Promise<void> {
  setScreen({ dialog: null });
  await window.terminal.request['staff.signOut']().catch(() => undefined);
}

export function signInByKey(
  { keyId, fingerprint }: StaffKeyView,
  pin: Uint8Array,
): Promise<WireError | null> {
  return refusal(window.terminal.request['staff.signInByKey']({ keyId, fingerprint, pin }));
}

export function signInByPassword(staffId: string, password: Uint8Array): Promise<WireError | null> {
  return refusal(window.terminal.request['staff.signInByPassword']({ staffId, password }));
}

export function firstAdministrator(
  name: string,
  by: { kind: 'key'; key: StaffKeyView; pin: Uint8Array } | { kind: 'password'; password: Uint8Array },
): Promise<WireError | null> {
  const credential =
    by.kind === 'key'
      ? { kind: 'key' as const, keyId: by.key.keyId, fingerprint: by.key.fingerprint, pin: by.pin }
      : by;
  return refusal(window.terminal.request['staff.firstAdministrator']({ name, by: credential }));
}

export function bindKey(
  staffId: string,
  { keyId, fingerprint }: StaffKeyView,
  pin: Uint8Array,
): Promise<WireError | null> {
  return refusal(window.terminal.request['staff.bindKey']({ staffId, keyId, fingerprint, pin }));
}

export function decideApproval(
  { approvalId }: ApprovalView,
  decision: { outcome: 'approved' | 'refused'; note: string },
  { keyId, fingerprint }: StaffKeyView,
  pin: Uint8Array,
): Promise<WireError | null> {
  return refusal(
    window.terminal.request['approvals.decide']({ approvalId, ...decision, keyId, fingerprint, pin }),
  );
}

/** null where it is done. */
export async function refusal(asked: Promise<Answer<unknown>>): Promise<WireError | null> {
  try {
    const answer = await asked;
    return answer.ok ? null : answer.error;
  } catch {
    return { code: 'BRIDGE_FAILED' };
  }
}
