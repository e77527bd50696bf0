// The desk while nobody may see it: nothing of it stays, and whoever comes back finds their hands where they were.
import { beforeEach, describe, expect, it } from 'vitest';
import { showsDesk, useStaff } from '../../../src/renderer/staff/staff-store';
import { putDeskAway, receiveDesk, terminalState, useTerminal } from '../../../src/renderer/state/store';
import { INITIAL_SCREEN } from '../../../src/renderer/state/screen-state';
import { errorWords } from '../../../src/renderer/words/error-words';
import { caseOf, clerkOf, deskOf, item, screenOf, staffOf } from './desk-fixtures';

const signIn = (staffId: string): void =>
  useStaff.setState({ view: staffOf({ kind: 'signed-in', who: clerkOf(staffId) }) });

const desk = deskOf({ current: caseOf([item('a')], { id: 'one' }), revision: 5 });
beforeEach(() => {
  signIn('m1');
  useTerminal.setState({
    desk,
    away: null,
    screen: screenOf({
      search: 'spjy',
      place: 'matter',
      revealed: { who: 'applicant', number: '890102198803070317' },
      dialog: { kind: 'manual', who: 'agent' },
    }),
  });
  putDeskAway('m1');
});

describe('a desk that is put away', () => {
  it('leaves nothing of any person in the page', () => {
    const state = terminalState();
    expect(state.desk).toBeNull();
    expect(state.screen).toMatchObject({ revealed: null, evidence: null, dialog: null });
    const { matters: _, ...rest } = state;
    expect(JSON.stringify(rest)).not.toContain('890102198803070317');
    expect(JSON.stringify(rest)).not.toContain(desk.current!.applicant.name);
  });

  it('comes back as it was for the same person and the same case', () => {
    receiveDesk({ ...desk, revision: 6 });
    expect(terminalState().screen).toMatchObject({ search: 'spjy', place: 'matter' });
    expect(terminalState().away).toBeNull();
  });

  it('begins anew for somebody else, and for another case', () => {
    signIn('m2');
    receiveDesk({ ...desk, revision: 6 });
    expect(terminalState().screen.search).toBe(INITIAL_SCREEN.search);
    useTerminal.setState({ screen: screenOf({ search: 'spjy' }), desk });
    putDeskAway('m2');
    receiveDesk(deskOf({ current: caseOf([item('a')], { id: 'two' }), revision: 7 }));
    expect(terminalState().screen.search).toBe('');
  });

  it('is shown while somebody is signed in or nobody need be, and behind no lock', () => {
    const out = { kind: 'signed-out' } as const;
    expect(showsDesk(staffOf(out, { serving: false }))).toBe(false);
    expect(showsDesk(staffOf(out, { serving: true }))).toBe(true);
    // An administrator serves nobody, and has the desk without people on it.
    expect(showsDesk(staffOf({ kind: 'signed-in', who: clerkOf('m4') }, { serving: false }))).toBe(true);
    expect(showsDesk(staffOf({ kind: 'locked', who: clerkOf('m1'), why: 'idle' }, { serving: false }))).toBe(
      false,
    );
  });
});

describe('words of the staff', () => {
  it('say which role is missing and until when to wait', () => {
    expect(errorWords({ code: 'STAFF_ROLE_MISSING', role: 'supervisor' }).todo).toContain('审批人');
    const until = '2026-11-21T01:02:00.000Z';
    const at = new Date(until);
    const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
    expect(errorWords({ code: 'STAFF_PASSWORD_WAIT', until }).todo).toContain(clock);
  });
});
