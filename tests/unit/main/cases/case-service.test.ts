// The counter flow on a real database: every step is one event and one audit entry, and a new process finds it all.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '#core/cases/case-events';
import type { CardArrivals } from '#main/cases/card-arrivals';
import type { CaseRepository } from '#main/cases/case-repository';
import type { CaseService } from '#main/cases/case-service';
import { composeCases } from '../../../support/case-desk';
import { certificate, idNumber, identity, matter, person } from '../../../support/fixtures';
import { openTestStore } from '../../../support/terminal-store';
import type { TestStore } from '../../../support/terminal-store';

let test: TestStore;
let repository: CaseRepository;
let service: CaseService;
let cards: CardArrivals;

/** As a new process does on the same database. */
function compose(): void {
  const desk = composeCases(test);
  ({ repository, service, cards } = desk);
  desk.cache.put([certificate()]);
}
beforeEach(async () => {
  test = await openTestStore();
  compose();
});
afterEach(() => test.close());

const other = (n: number) =>
  identity({
    name: `试${n}`,
    birth: '1990-01-01',
    number: idNumber('1990-01-01', `${n}`.padStart(2, '0') + '1'),
  });
const reading = (readingId: string, who = identity()) => ({
  readingId,
  identity: who,
  photo: { wlt: new Uint8Array(1024), picture: null },
  confirmed: true,
});
const audited = (): string[] =>
  (test.store.db.prepare('SELECT action FROM audit_entry ORDER BY seq').all() as { action: string }[]).map(
    ({ action }) => action,
  );

describe('from card to closed case', () => {
  it('walks the whole way, and a new process finds it where it stood', () => {
    expect(cards.arrive(reading('r1'))).toBe('opened');
    const caseId = repository.current()!.id;
    expect(repository.current()!.number).toBe('A01-20261121-0001');
    expect(service.chooseMatter(caseId, matter.id).ok).toBe(true);
    expect(service.openCertificate(caseId, 'c-licence')).toEqual({
      ok: false,
      error: { code: 'CASE_AUTHORISATION_MISSING' },
    });
    expect(service.authorise(caseId, ['c-licence'], 'F-1').ok).toBe(true);
    const opened = service.openCertificate(caseId, 'c-licence');
    if (!opened.ok) throw new Error(opened.error.code);
    const { digest } = opened.value;
    const verified = { digest, verdict: 'valid', steps: [] } as const;
    expect(service.acceptCertificate(caseId, 'licence', 'c-licence', 'b'.repeat(64), verified)).toEqual({
      ok: false,
      error: { code: 'CASE_CERTIFICATE_UNKNOWN' },
    });
    expect(service.acceptCertificate(caseId, 'licence', 'c-licence', digest, verified).ok).toBe(true);
    compose();
    expect(Object.keys(repository.current()!.decisions)).toEqual(['licence']);
    expect(service.acceptPaper(caseId, 'application').ok).toBe(true);
    expect(service.close(caseId, 'accepted').ok).toBe(true);
    expect(repository.current()).toBeUndefined();
    expect(repository.closedOn('2026-11-21')).toBe(1);
    expect(audited()).toEqual([
      'case.opened',
      'case.matter-chosen',
      'case.authorised',
      'certificate.opened',
      'case.certificate-accepted',
      'case.paper-accepted',
      'case.closed',
    ]);
    expect(test.audit.verify()).toMatchObject({ intact: true, entries: 7 });
  });

  it('keeps nobody’s name or number in clear', () => {
    cards.arrive(reading('r1'));
    const { number, name } = identity();
    for (const table of [
      'case_file',
      'case_event',
      'case_photo',
      'certificate',
      'certificate_access',
      'audit_entry',
    ]) {
      const text = JSON.stringify(
        test.store.db.prepare(`SELECT * FROM ${table}`).all(),
        (_key, value: unknown) =>
          value !== null && typeof value === 'object' && (value as { type?: string }).type === 'Buffer'
            ? Buffer.from((value as { data: number[] }).data).toString('latin1')
            : value,
      );
      expect(text).not.toContain(number);
      expect(text).not.toContain(name);
      expect(text).not.toContain(Buffer.from(name).toString('latin1'));
    }
  });
});

describe('a second card', () => {
  beforeEach(() => void cards.arrive(reading('r1')));

  it('waits while a case is open, and does nothing for the same person', () => {
    expect(cards.arrive(reading('r1b'))).toBe('already-here');
    expect(cards.arrive(reading('r2', other(1)))).toBe('waiting');
    expect(cards.pending).toMatchObject({ why: 'another-case-open' });
    expect(cards.open('r1', [], true)).toEqual({ ok: false, error: { code: 'CASE_READING_UNKNOWN' } });
  });

  it('parks the open case and opens the next; the first comes back by its own card', () => {
    const first = repository.current()!.id;
    cards.arrive(reading('r2', other(1)));
    expect(cards.open('r2', [], false)).toEqual({ ok: false, error: { code: 'CASE_ANOTHER_OPEN' } });
    expect(cards.open('r2', [], true).ok).toBe(true);
    expect(repository.parked().map(({ id }) => id)).toEqual([first]);
    cards.arrive(reading('r3'));
    expect(cards.pending).toMatchObject({ why: 'another-case-open', parkedCaseId: first });
    expect(cards.open('r3', [], true).ok).toBe(true);
    expect(repository.current()!.id).toBe(first);
    expect(repository.parked()).toHaveLength(1);
  });

  it('becomes the agent', () => {
    cards.arrive(reading('r2', other(1)));
    expect(cards.asAgent('r2', []).ok).toBe(true);
    expect(repository.current()!.agent?.identity.name).toBe('试1');
    expect(cards.arrive(reading('r2b', other(1)))).toBe('already-here');
  });

  it('keeps up to a dozen cases, and says when there are more', () => {
    for (let n = 1; n <= 12; n += 1) {
      cards.arrive(reading(`p${n}`, other(n)));
      expect(cards.open(`p${n}`, [], true).ok).toBe(true);
    }
    cards.arrive(reading('p13', other(13)));
    expect(cards.open('p13', [], true)).toEqual({
      ok: false,
      error: { code: 'CASE_TOO_MANY_PARKED', limit: 12 },
    });
    expect(repository.parked()).toHaveLength(12);
    expect(repository.current()!.applicant.identity.name).toBe('试12');
  });
});

it('rolls both back when parking works and opening does not', () => {
  cards.arrive(reading('r1'));
  const first = repository.current()!.id;
  test.store.db.exec(
    `CREATE TRIGGER full BEFORE INSERT ON case_photo BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
  );
  cards.arrive(reading('r2', other(1)));
  expect(() => cards.open('r2', [], true)).toThrow('disk full');
  expect(repository.current()!.id).toBe(first);
  expect(repository.get(first)!.status).toEqual({ kind: 'open' });
  expect(cards.pending?.reading.readingId).toBe('r2');
  expect(test.audit.verify()).toMatchObject({ intact: true, entries: 1 });
});

it('waits for a word on an expired card and refuses a false number', () => {
  expect(cards.arrive(reading('r1', identity({ validTo: '2026-11-20' })))).toBe('waiting');
  expect(cards.pending?.why).toBe('needs-confirmation');
  expect(cards.open('r1', [], false)).toMatchObject({
    ok: false,
    error: { code: 'CASE_IDENTITY_NEEDS_CONFIRMATION' },
  });
  expect(cards.open('r1', ['EXPIRED'], false).ok).toBe(true);
  const events = repository.current()!.applicant.acknowledged;
  expect(events).toEqual(['EXPIRED']);
  expect(cards.arrive(reading('r2', { ...other(1), number: '890102199001010000' }))).toBe('waiting');
  expect(cards.pending?.why).toBe('refused');
});

it('a reading that nothing confirms opens a case only on the clerk’s word', () => {
  expect(cards.arrive({ ...reading('r1'), confirmed: false })).toBe('waiting');
  expect(cards.pending?.why).toBe('needs-confirmation');
  expect(cards.open('r1', [], false)).toEqual({
    ok: false,
    error: { code: 'CASE_IDENTITY_NEEDS_CONFIRMATION', findings: ['READING_NOT_CONFIRMED'] },
  });
  expect(cards.open('r1', ['READING_NOT_CONFIRMED'], false).ok).toBe(true);
  expect(repository.current()!.applicant.unconfirmedReading).toBe(true);
});

it('records that a number was looked at before it shows it', () => {
  cards.arrive(reading('r1'));
  expect(service.reveal(repository.current()!.id, 'applicant')).toEqual({
    ok: true,
    value: { number: person().identity.number },
  });
  expect(audited()).toEqual(['case.opened', 'person.number-revealed']);
});

it('only ever has one open case', () => {
  repository.create({ kind: 'opened', applicant: person() } satisfies CaseEvent);
  expect(() => repository.create({ kind: 'opened', applicant: person() })).toThrow(/UNIQUE/);
});
