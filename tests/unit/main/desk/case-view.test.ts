// What the screen is given of a case: numbers masked, marks, findings, and each material with what may stand for it.
import { describe, expect, it } from 'vitest';
import { foldCase } from '#core/cases/case-state';
import type { CaseEvent } from '#core/cases/case-events';
import { caseView, maskNumber, personView } from '#main/desk/case-view';
import { caseViewSchema, personViewSchema } from '#shared/ipc/views';
import { certificate, identity, idNumber, matter, person } from '../../../support/fixtures';

const TODAY = '2026-11-21';
const digest = 'a'.repeat(64);
const view = (certificates = [certificate()], ...events: CaseEvent[]) => {
  const all: CaseEvent[] = [
    { kind: 'opened', applicant: person() },
    { kind: 'matter-chosen', matterId: matter.id },
    ...events,
  ];
  const state = foldCase(
    'case-1',
    'A01-1',
    all.map((event, i) => ({ seq: i + 1, at: '2026-11-21T01:00:00.000Z', event })),
  );
  return caseView({
    state,
    matter,
    certificates: certificates.map((each) => ({ certificate: each, digest })),
    types: new Map(),
    opened: new Set(),
    prints: [],
    today: TODAY,
    pictured: (who) => who === 'agent',
  });
};
const line = (shown: ReturnType<typeof view>, id: string) =>
  shown.checklist.find(({ materialId }) => materialId === id)!;

describe('a person', () => {
  it('is shown without the number', () => {
    const shown = personView(person(), TODAY, []);
    expect(personViewSchema.parse(shown)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toContain(identity().number);
    expect(shown.numberMasked).toBe(maskNumber(identity().number));
    expect(maskNumber('890102198803070315')).toBe('**************0315');
  });

  it('says whose picture may be asked for: of a card only, never of somebody typed in', () => {
    const agent = (source: 'card' | 'manual') =>
      view([], { kind: 'agent-set', agent: { ...person(), source } });
    expect(agent('card').agent?.pictured).toBe(true);
    expect(agent('card').applicant.pictured).toBeUndefined();
    expect(agent('manual').agent?.pictured).toBeUndefined();
  });

  it.each([
    ['1966-11-21', ['elderly']],
    ['1966-11-22', []],
    ['2008-11-22', ['minor']],
    ['2008-11-21', []],
  ])('born %s has the marks %j', (birth, marks) => {
    const someone = person({ birth, number: idNumber(birth, '031') });
    expect(personView(someone, TODAY, []).marks).toEqual(marks);
  });

  it('is marked disabled by a valid card of their own only', () => {
    const { number } = identity();
    const card = certificate({
      typeId: 'disability-card',
      holder: { kind: 'natural', name: '赵试一', number },
    });
    const marks = (each: typeof card) => personView(person(), TODAY, [{ certificate: each, digest }]).marks;
    expect(marks(card)).toEqual(['disabled']);
    expect(marks({ ...card, status: 'revoked' })).toEqual([]);
    expect(marks({ ...card, holder: { ...card.holder, number: 'somebody else' } })).toEqual([]);
  });

  it('carries findings by what they ask of the clerk', () => {
    expect(personView(person({ validTo: '2026-11-20' }), TODAY, []).findings).toEqual([
      { code: 'EXPIRED', severity: 'confirm', since: '2026-11-20' },
    ]);
  });
});

describe('a checklist', () => {
  it('fits the contract and says what is open', () => {
    const shown = view();
    expect(caseViewSchema.parse(shown)).toEqual(shown);
    expect(shown.open).toEqual(['application', 'licence']);
    expect(shown.authorisation).toEqual({ kind: 'none', possible: 1 });
  });

  it('offers a usable certificate, and says why not', () => {
    expect(line(view(), 'licence').match).toMatchObject({
      kind: 'certificate',
      candidates: [{ certificateId: 'c-licence', authorised: false, seen: false }],
    });
    expect(line(view([certificate({ validTo: '2026-11-20' })]), 'licence').match).toMatchObject({
      kind: 'paper',
      reason: 'expired',
    });
    expect(line(view([certificate({ status: 'revoked' })]), 'licence').match).toMatchObject({
      kind: 'paper',
      reason: 'blocked',
    });
    expect(line(view([]), 'licence').match).toMatchObject({ kind: 'paper', reason: 'no-certificate' });
    expect(line(view(), 'residence').match).toEqual({ kind: 'shared' });
    expect(line(view(), 'application').match).toMatchObject({ kind: 'paper', reason: 'not-in-use-list' });
  });

  it('falls to paper when the holder declines', () => {
    const shown = view([certificate()], { kind: 'authorisation-declined' });
    expect(line(shown, 'licence').match).toMatchObject({ kind: 'paper', reason: 'declined' });
    expect(shown.authorisation).toMatchObject({ kind: 'declined' });
  });
});
