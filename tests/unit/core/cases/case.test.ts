// The case: what may happen next, and where it stands after any row of events.
import { describe, expect, it } from 'vitest';
import { caseEventSchema } from '#core/cases/case-events';
import type { CaseEvent } from '#core/cases/case-events';
import * as rules from '#core/cases/case-rules';
import { manualPerson } from '#core/cases/manual-person';
import { foldCase } from '#core/cases/case-state';
import type { CaseState } from '#core/cases/case-state';
import { certificate, identity, idNumber, matter, person } from '#tests/support/fixtures';

const AT = '2026-11-21T01:00:00.000Z';
const TODAY = '2026-11-21';
const DIGEST = 'a'.repeat(64);
const opened: CaseEvent = { kind: 'opened', applicant: person() };
const chosen: CaseEvent = { kind: 'matter-chosen', matterId: matter.id };
const authorised: CaseEvent = { kind: 'authorised', mode: 'signed-on-paper', certificateIds: ['c-licence'] };

function fold(...events: CaseEvent[]): CaseState {
  return foldCase(
    'case-1',
    'A01-1',
    [opened, ...events].map((event, i) => ({ seq: i + 1, at: AT, event })),
  );
}

const codeOf = (result: ReturnType<typeof rules.undo>): string => (result.ok ? 'ok' : result.error.code);
const accept = (
  state: CaseState,
  overrides = {},
  seen = true,
  evidence: Partial<rules.PresentedEvidence> = {},
) =>
  rules.acceptCertificate(state, matter, 'licence', certificate(overrides), {
    today: '2026-11-21',
    digest: DIGEST,
    seen,
    verdict: 'valid',
    steps: [],
    ...evidence,
  });

describe('opening', () => {
  it('opens for a person whose card is in order', () => {
    expect(rules.openCase(person(), TODAY)).toEqual({
      ok: true,
      value: { kind: 'opened', applicant: person() },
    });
  });

  it('refuses a number with a wrong check digit, whatever the clerk says', () => {
    const { number } = person().identity;
    const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
    const refused = { code: 'CASE_IDENTITY_REFUSED', findings: ['NUMBER_CHECK_DIGIT'] };
    expect(rules.openCase(person({ number: wrong }), TODAY)).toEqual({ ok: false, error: refused });
    const insisting = { ...person({ number: wrong }), acknowledged: ['NUMBER_CHECK_DIGIT'] };
    expect(rules.openCase(insisting, TODAY)).toEqual({ ok: false, error: refused });
  });

  it('wants a word of the clerk for an expired card, and takes it', () => {
    const expired = person({ validTo: '2026-11-20' });
    const error = { code: 'CASE_IDENTITY_NEEDS_CONFIRMATION', findings: ['EXPIRED'] };
    expect(rules.openCase(expired, TODAY)).toEqual({ ok: false, error });
    expect(rules.openCase({ ...expired, acknowledged: ['EXPIRED'] }, TODAY).ok).toBe(true);
  });

  it('takes a person by another document, and checks the typed number', () => {
    const { name, number } = person().identity;
    const typed = manualPerson({ name, number, otherDocument: '临时居民身份证' }, [], TODAY);
    if (!typed.ok) throw new Error(typed.error.code);
    expect(rules.openCase(typed.value, TODAY).ok).toBe(true);
    expect(typed.value.identity).toMatchObject({ birth: '1988-03-07', sex: 'male' });
    expect(manualPerson({ name, number: '890102880307031', otherDocument: 'x' }, [], TODAY)).toEqual({
      ok: false,
      error: { code: 'ID_NUMBER_15_DIGITS' },
    });
  });

  it('does not take the holder as their own agent', () => {
    expect(codeOf(rules.setAgent(fold(), person(), TODAY))).toBe('CASE_SAME_PERSON');
    const other = person({ name: '钱试二', number: idNumber('1990-01-01', '015'), birth: '1990-01-01' });
    expect(rules.setAgent(fold(), other, TODAY)).toEqual({
      ok: true,
      value: { kind: 'agent-set', agent: other },
    });
  });
});

describe('accepting a certificate', () => {
  const ready = fold(chosen, authorised);

  it('needs the holder’s authorisation', () => {
    expect(codeOf(accept(fold(chosen)))).toBe('CASE_AUTHORISATION_MISSING');
    expect(codeOf(accept(fold(chosen, { kind: 'authorisation-declined' })))).toBe(
      'CASE_AUTHORISATION_MISSING',
    );
    expect(rules.mayOpenCertificate(fold(chosen), 'c-licence').ok).toBe(false);
    expect(rules.mayOpenCertificate(ready, 'c-licence').ok).toBe(true);
  });

  it('needs that it was looked at', () => {
    expect(codeOf(accept(ready, {}, false))).toBe('CASE_CERTIFICATE_NOT_SEEN');
  });

  it.each([
    ['expired', { validTo: '2026-11-20' }],
    ['not-yet-valid', { validFrom: '2026-11-22' }],
    ['blocked', { status: 'revoked' as const }],
  ])('refuses one that is %s', (reason, overrides) => {
    expect(accept(ready, overrides)).toEqual({
      ok: false,
      error: { code: 'CASE_CERTIFICATE_NOT_USABLE', reason },
    });
  });

  it('refuses another type and another material', () => {
    expect(codeOf(accept(ready, { typeId: 'marriage-certificate' }))).toBe('CASE_CERTIFICATE_NOT_MATCHING');
    expect(codeOf(rules.acceptPaper(ready, matter, 'nothing'))).toBe('CASE_MATERIAL_UNKNOWN');
  });

  it('keeps digest and age of the data with the decision', () => {
    const event = accept(ready);
    if (!event.ok) throw new Error(event.error.code);
    const state = fold(chosen, authorised, event.value);
    expect(state.decisions['licence']).toEqual({
      kind: 'certificate',
      certificateId: 'c-licence',
      typeId: 'business-licence',
      digest: DIGEST,
      dataAsOf: certificate().dataAsOf,
      verification: { verdict: 'valid', steps: [] },
      at: AT,
    });
  });

  it.each(['invalid', 'unsigned', 'unsupported'] as const)(
    'refuses one that is %s, whatever the reason',
    (verdict) => {
      const steps = ['references'];
      expect(accept(ready, {}, true, { verdict, steps, reason: '申请人着急' })).toEqual({
        ok: false,
        error: { code: 'CASE_CERTIFICATE_NOT_VERIFIED', verdict, steps },
      });
    },
  );

  it('takes one that could not be verified to the end for a reason only, and keeps both', () => {
    const unknown = { verdict: 'unknown', steps: ['chain'] } as const;
    expect(codeOf(accept(ready, {}, true, unknown))).toBe('CASE_VERIFICATION_REASON_REQUIRED');
    expect(codeOf(accept(ready, {}, true, { ...unknown, reason: '  ' }))).toBe(
      'CASE_VERIFICATION_REASON_REQUIRED',
    );
    const event = accept(ready, {}, true, { ...unknown, reason: ' 已电话向发证单位核实 ' });
    if (!event.ok) throw new Error(event.error.code);
    expect(caseEventSchema.parse(event.value)).toEqual(event.value);
    expect(fold(chosen, authorised, event.value).decisions['licence']).toMatchObject({
      verification: { verdict: 'unknown', steps: ['chain'], reason: '已电话向发证单位核实' },
    });
  });

  it('still reads what was accepted before certificates were verified', () => {
    const event = caseEventSchema.parse({
      kind: 'certificate-accepted',
      materialId: 'licence',
      certificateId: 'c-licence',
      typeId: 'business-licence',
      digest: DIGEST,
      dataAsOf: certificate().dataAsOf,
    });
    const decision = fold(chosen, authorised, event).decisions['licence'];
    expect(decision).toMatchObject({ kind: 'certificate', digest: DIGEST });
    expect(decision).not.toHaveProperty('verification');
  });
});

describe('both ways end in the same place', () => {
  it('closes by certificate and by paper alike, and not before', () => {
    const byPaper: CaseEvent[] = [
      chosen,
      { kind: 'authorisation-declined' },
      { kind: 'paper-accepted', materialId: 'application' },
      { kind: 'paper-accepted', materialId: 'licence' },
    ];
    const accepted = accept(fold(chosen, authorised));
    if (!accepted.ok) throw new Error(accepted.error.code);
    const byCertificate: CaseEvent[] = [
      chosen,
      authorised,
      { kind: 'paper-accepted', materialId: 'application' },
      accepted.value,
    ];
    for (const events of [byPaper, byCertificate]) {
      expect(rules.closeCase(fold(...events.slice(0, -1)), matter, 'accepted')).toEqual({
        ok: false,
        error: { code: 'CASE_MATERIALS_OPEN', open: ['licence'] },
      });
      expect(rules.closeCase(fold(...events), matter, 'accepted')).toEqual({
        ok: true,
        value: { kind: 'closed', outcome: 'accepted' },
      });
    }
  });

  it('closes unfinished cases by name', () => {
    expect(rules.closeCase(fold(), undefined, 'withdrawn').ok).toBe(true);
    expect(codeOf(rules.closeCase(fold(), undefined, 'accepted'))).toBe('CASE_MATTER_MISSING');
  });

  it('declining takes back what was accepted by certificate, not what came on paper', () => {
    const accepted = accept(fold(chosen, authorised));
    if (!accepted.ok) throw new Error(accepted.error.code);
    const state = fold(
      chosen,
      authorised,
      accepted.value,
      { kind: 'paper-accepted', materialId: 'application' },
      { kind: 'authorisation-declined' },
    );
    expect(Object.keys(state.decisions)).toEqual(['application']);
  });
});

describe('optional and shared materials', () => {
  it('only what is not required can be left out', () => {
    expect(codeOf(rules.markNotNeeded(fold(chosen), matter, 'licence'))).toBe('CASE_MATERIAL_REQUIRED');
    expect(rules.markNotNeeded(fold(chosen), matter, 'residence').ok).toBe(true);
  });
  it('only what is shared can be confirmed as shared', () => {
    expect(codeOf(rules.confirmShared(fold(chosen), matter, 'licence'))).toBe('CASE_SOURCE_NOT_ALLOWED');
    expect(rules.confirmShared(fold(chosen), matter, 'residence').ok).toBe(true);
  });
});

describe('undo', () => {
  it('takes back the last decision, then the one before', () => {
    const events: CaseEvent[] = [chosen, authorised, { kind: 'paper-accepted', materialId: 'licence' }];
    const first = rules.undo(fold(...events));
    expect(first).toEqual({ ok: true, value: { kind: 'undone', seq: 4 } });
    const after = fold(...events, { kind: 'undone', seq: 4 });
    expect(after.decisions).toEqual({});
    expect(rules.undo(after)).toEqual({ ok: true, value: { kind: 'undone', seq: 3 } });
    const both = fold(...events, { kind: 'undone', seq: 4 }, { kind: 'undone', seq: 3 });
    expect(both.authorisation).toEqual({ kind: 'none' });
  });

  it('gives an earlier matter its decisions back', () => {
    const state = fold(
      chosen,
      { kind: 'paper-accepted', materialId: 'licence' },
      { kind: 'matter-chosen', matterId: 'other' },
      { kind: 'undone', seq: 4 },
    );
    expect(state.matterId).toBe(matter.id);
    expect(Object.keys(state.decisions)).toEqual(['licence']);
  });

  it('has nothing to take back at the start, and nothing after closing', () => {
    expect(codeOf(rules.undo(fold()))).toBe('CASE_NOTHING_TO_UNDO');
    expect(codeOf(rules.undo(fold(chosen, { kind: 'closed', outcome: 'withdrawn' })))).toBe(
      'CASE_ALREADY_CLOSED',
    );
  });
});

describe('parking', () => {
  it('keeps a dozen, and no step goes into a parked case', () => {
    expect(codeOf(rules.park(fold(), rules.PARKED_LIMIT))).toBe('CASE_TOO_MANY_PARKED');
    const parked = fold(chosen, { kind: 'parked' });
    expect(codeOf(rules.acceptPaper(parked, matter, 'licence'))).toBe('CASE_NOT_OPEN');
    expect(rules.resume(parked)).toEqual({ ok: true, value: { kind: 'resumed' } });
    expect(fold(chosen, { kind: 'parked' }, { kind: 'resumed' }).status).toEqual({ kind: 'open' });
  });
});

it('refuses a row of events that does not begin with opening', () => {
  expect(() => foldCase('x', 'n', [{ seq: 1, at: AT, event: chosen }])).toThrow(/opened/);
});

it('has an identity fixture that is nobody’s', () => {
  expect(identity().number.startsWith('89')).toBe(true);
});
