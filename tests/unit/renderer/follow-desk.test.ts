// The screen follows the desk: what it lets go of, and where the hands go next.
import { describe, expect, it } from 'vitest';
import { followDesk } from '../../../src/renderer/state/store';
import { candidate, caseOf, deskOf, item, paperDecision, screenOf, withCertificate } from './desk-fixtures';

describe('followDesk', () => {
  it('forgets everything of the last applicant when another comes', () => {
    const before = deskOf({ current: caseOf([item('a')], { id: 'one' }) });
    const after = deskOf({ current: caseOf([item('a'), item('b')], { id: 'two' }) });
    const screen = followDesk(
      before,
      after,
      screenOf({
        search: 'sp',
        revealed: { who: 'applicant', number: '890102198803070317' },
        error: { code: 'CASE_NOT_OPEN' },
        demonstrationOpen: false,
      }),
    );
    expect(screen).toMatchObject({ search: '', revealed: null, error: null, materialId: 'a' });
    expect(screen.demonstrationOpen).toBe(false);
  });

  it('moves on to the next open material after a decision, round to the first', () => {
    const items = [item('a'), item('b'), item('c')];
    const before = deskOf({ current: caseOf(items) });
    const decided = items.map((one) => (one.materialId === 'b' ? { ...one, decision: paperDecision } : one));
    const after = deskOf({ current: caseOf(decided) });
    expect(followDesk(before, after, screenOf({ materialId: 'b', place: 'evidence' }))).toMatchObject({
      materialId: 'c',
      place: 'matter',
    });
    const last = items.map((one) => (one.materialId === 'c' ? { ...one, decision: paperDecision } : one));
    expect(
      followDesk(before, deskOf({ current: caseOf(last) }), screenOf({ materialId: 'c' })).materialId,
    ).toBe('a');
  });

  it('rests on no material when all are decided', () => {
    const before = deskOf({ current: caseOf([item('a')]) });
    const after = deskOf({ current: caseOf([item('a', { decision: paperDecision })]) });
    expect(followDesk(before, after, screenOf({ materialId: 'a' })).materialId).toBeNull();
  });

  it('leaves the list for the authorisation when a matter was chosen, and goes to the first material after it', () => {
    const items = [withCertificate('a', candidate({ authorised: false }))];
    const none = deskOf({ current: caseOf([], { matter: undefined }) });
    const chosen = deskOf({ current: caseOf(items, { authorisation: { kind: 'none', possible: 1 } }) });
    expect(followDesk(none, chosen, screenOf({ search: 'sp', materialId: 'x' }))).toMatchObject({
      search: '',
      materialId: null,
    });
    const authorised = deskOf({ current: caseOf([withCertificate('a', candidate())]) });
    expect(followDesk(chosen, authorised, screenOf()).materialId).toBe('a');
  });

  it('keeps the hands where they are when only a device changed', () => {
    const before = deskOf({ current: caseOf([item('a'), item('b')]) });
    const after = { ...before, revision: 2, printer: { kind: 'absent' } as const };
    const screen = screenOf({ materialId: 'b', citations: true });
    expect(followDesk(before, after, screen)).toBe(screen);
  });
});
