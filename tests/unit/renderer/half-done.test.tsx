// What is half typed in a dialog when the desk is put away: back for whoever typed it, gone for everybody else and once closed.
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TerminalBridge } from '#shared/ipc/contract';
import type { ApprovalView, StaffView } from '#shared/ipc/staff-views';
import { handAt, keep, keepHand, keptOf } from '../../../src/renderer/dialogs/half-done';
import { ReasonQuestion } from '../../../src/renderer/dialogs/reason-question';
import { AddPersonDialog } from '../../../src/renderer/staff/add-person-dialog';
import { connectStaff } from '../../../src/renderer/staff/connect-staff';
import { useStaff } from '../../../src/renderer/staff/staff-store';
import { waitsBehindLock } from '../../../src/renderer/state/behind-lock';
import type { DialogState } from '../../../src/renderer/state/screen-state';
import {
  putDeskAway,
  receiveDesk,
  setScreen,
  terminalState,
  useTerminal,
} from '../../../src/renderer/state/store';
import { caseOf, clerkOf, deskOf, item, screenOf, staffOf } from './desk-fixtures';

const TYPED = '钱试二';
const desk = deskOf({ current: caseOf([item('a')], { id: 'one' }), revision: 5 });
const manual = { kind: 'manual', who: 'agent' } as const;

const signIn = (staffId: string): void => {
  useStaff.setState({ view: staffOf({ kind: 'signed-in', who: clerkOf(staffId) }) });
};
const open = (dialog: DialogState): void => {
  useTerminal.setState({ desk, away: null, screen: screenOf({ dialog }) });
};
const dialogNow = (): DialogState | null => terminalState().screen.dialog;

beforeEach(() => {
  signIn('m1');
  open(manual);
});

describe('what is half typed when the desk is put away', () => {
  it('comes back with its dialog, and the hand in its field, for the same person', () => {
    keep('name', TYPED);
    keepHand('name');
    putDeskAway('m1');
    expect(dialogNow()).toBeNull();
    expect(keptOf('name')).toBeUndefined();
    receiveDesk({ ...desk, revision: 6 });
    expect(dialogNow()).toEqual(manual);
    expect(keptOf('name')).toBe(TYPED);
    expect(handAt()).toBe('name');
  });

  it('is no part of the screen’s state while it waits', () => {
    keep('name', TYPED);
    putDeskAway('m1');
    expect(JSON.stringify(terminalState())).not.toContain(TYPED);
  });

  it('is neither shown to somebody else nor kept for its owner after them', () => {
    keep('name', TYPED);
    putDeskAway('m1');
    signIn('m2');
    receiveDesk({ ...desk, revision: 6 });
    expect(dialogNow()).toBeNull();
    putDeskAway('m2');
    signIn('m1');
    receiveDesk({ ...desk, revision: 7 });
    expect(dialogNow()).toBeNull();
  });

  it('leaves nothing of the first person’s screen to somebody else, also where no case is open', () => {
    const empty = deskOf({ current: null, revision: 5 });
    useTerminal.setState({ desk: empty, screen: screenOf({ dialog: manual, search: 'spjy' }) });
    putDeskAway('m1');
    // An answer that came behind the lock.
    setScreen({ dialog: { kind: 'parked' } });
    signIn('m2');
    receiveDesk({ ...empty, revision: 6 });
    expect(terminalState().screen).toMatchObject({ dialog: null, search: '' });
  });

  it('waits behind the lock, and ends with signing out', () => {
    vi.stubGlobal('window', new EventTarget());
    let told: (view: StaffView) => void = () => undefined;
    const terminal = {
      on: { 'staff.changed': (hear: typeof told) => (told = hear) },
      request: { 'staff.get': () => Promise.resolve({ ok: false, error: { code: 'SIGNED_OUT' } }) },
    } as unknown as TerminalBridge;
    const show = (): void => receiveDesk({ ...desk, revision: 6 });
    connectStaff(terminal, { show, putAway: putDeskAway });
    told(staffOf({ kind: 'locked', who: clerkOf('m1'), why: 'asked' }));
    expect(dialogNow()).toBeNull();
    told(staffOf({ kind: 'signed-in', who: clerkOf('m1') }));
    expect(dialogNow()).toEqual(manual);
    told(staffOf({ kind: 'signed-out' }));
    told(staffOf({ kind: 'signed-in', who: clerkOf('m1') }));
    expect(dialogNow()).toBeNull();
    vi.unstubAllGlobals();
  });

  it('ends with its case', () => {
    keep('name', TYPED);
    putDeskAway('m1');
    receiveDesk(deskOf({ current: caseOf([item('a')], { id: 'two' }), revision: 7 }));
    expect(dialogNow()).toBeNull();
  });

  it('ends when the dialog is closed: the next one begins empty', () => {
    keep('name', TYPED);
    keepHand('name');
    setScreen({ dialog: null });
    setScreen({ dialog: { ...manual } });
    expect(keptOf('name')).toBeUndefined();
    expect(handAt()).toBeUndefined();
  });

  it('does not come back where the dialog was answered behind the lock', () => {
    putDeskAway('m1');
    setScreen({ dialog: null });
    receiveDesk({ ...desk, revision: 6 });
    expect(dialogNow()).toBeNull();
    open(manual);
    putDeskAway('m1');
    setScreen({ dialog: { kind: 'parked' } });
    receiveDesk({ ...desk, revision: 8 });
    expect(dialogNow()).toEqual({ kind: 'parked' });
  });
});

describe('a dialog that comes back', () => {
  const comeBack = (): void => {
    putDeskAway('m1');
    receiveDesk({ ...desk, revision: 6 });
  };

  it('shows the reason as far as it was typed', () => {
    const question = (
      <ReasonQuestion
        title="原因？"
        testId="reason-dialog"
        fieldId="reason-text"
        usual={[]}
        submitLabel="采用"
        cancelLabel="不采用"
        onReason={() => undefined}
      />
    );
    expect(renderToStaticMarkup(question)).toContain('value=""');
    keep('reason-text', '已向发证单位');
    comeBack();
    expect(renderToStaticMarkup(question)).toContain('value="已向发证单位"');
  });

  it('shows the person who was being added', () => {
    open({ kind: 'staff', view: { kind: 'add-person' } });
    keep('name', TYPED);
    keep('roles', ['supervisor']);
    comeBack();
    const shown = renderToStaticMarkup(<AddPersonDialog />);
    expect(shown).toContain(`value="${TYPED}"`);
    expect(shown.match(/checked=""/gu)).toHaveLength(1);
  });
});

describe('behind the lock', () => {
  const approval = { approvalId: 'p1', purpose: '甲的证照' } as ApprovalView;

  it('an approver’s answer is not kept: the application is decided on from the start', () => {
    open({ kind: 'staff', view: { kind: 'decide', approval } });
    keep('note', '同意');
    putDeskAway('m1');
    expect(JSON.stringify(terminalState().away)).not.toContain('甲的证照');
    receiveDesk({ ...desk, revision: 6 });
    expect(dialogNow()).toEqual({ kind: 'staff', view: { kind: 'approvals' } });
    expect(keptOf('note')).toBeUndefined();
  });

  it('dialogs that hold what main showed of somebody do not wait, others do as they are', () => {
    const file = { id: 'f1', name: '营业执照.ofd' } as never;
    expect(waitsBehindLock({ kind: 'verify', file })).toEqual({ kind: 'verify', file: null });
    const opened = { document: { holderName: TYPED } } as never;
    expect(waitsBehindLock({ kind: 'issuing', view: { kind: 'document', opened, fresh: true } })).toBeNull();
    const found = { name: TYPED } as never;
    expect(
      waitsBehindLock({ kind: 'scan', view: { kind: 'another-person', scanId: 's', found } }),
    ).toBeNull();
    expect(waitsBehindLock({ kind: 'staff', view: { kind: 'session' } })).toBeNull();
    const draft: DialogState = { kind: 'issuing', view: { kind: 'draft', draftId: 'd1' } };
    expect(waitsBehindLock(draft)).toBe(draft);
    expect(waitsBehindLock(manual)).toBe(manual);
    expect(waitsBehindLock(null)).toBeNull();
  });
});
