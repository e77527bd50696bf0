// Pictures of cards on a real database: sealed with the case, there again after a restart, never beside another person.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardArrivals } from '#main/cases/card-arrivals';
import type { CardReading } from '#main/cases/card-arrivals';
import type { CaseRepository } from '#main/cases/case-repository';
import type { CaseService } from '#main/cases/case-service';
import { bmpFile } from '#main/device-host/bmp-file';
import { composeCases } from '../../../support/case-desk';
import { idNumber, identity, person } from '../../../support/fixtures';
import { openTestStore } from '../../../support/terminal-store';
import type { TestStore } from '../../../support/terminal-store';

let test: TestStore;
let repository: CaseRepository;
let service: CaseService;
let cards: CardArrivals;

/** As a new process does on the same database. */
function compose(): void {
  ({ repository, service, cards } = composeCases(test));
}
beforeEach(async () => {
  test = await openTestStore();
  compose();
});
afterEach(() => test.close());

const picture = (shade: number): Uint8Array => bmpFile(new Uint8Array(102 * 126 * 3).fill(shade), 102, 126);
const wlt = (shade: number): Uint8Array => new Uint8Array(1_024).fill(shade);
const other = (n: number) =>
  identity({ name: `试${n}`, birth: '1990-01-01', number: idNumber('1990-01-01', `0${n}1`) });
const reading = (readingId: string, who = identity(), shade: number | null = 7): CardReading => ({
  readingId,
  identity: who,
  photo: { wlt: wlt(shade ?? 1), picture: shade === null ? null : picture(shade) },
  confirmed: true,
});
const photo = (caseId: string, who: 'applicant' | 'agent' = 'applicant') => service.photo(caseId, who);
const rowOf = (caseId: string, who = 'applicant') =>
  test.store.db.prepare('SELECT sealed FROM case_photo WHERE case_id = ? AND who = ?').get(caseId, who) as {
    sealed: Buffer;
  };

it('comes back after a restart, and after parking and resuming', () => {
  cards.arrive(reading('r1'));
  const { id } = repository.current()!;
  expect(photo(id)).toEqual({ ok: true, value: picture(7) });
  expect(service.park(id).ok).toBe(true);
  compose();
  expect(service.resume(id).ok).toBe(true);
  expect(photo(id)).toEqual({ ok: true, value: picture(7) });
  expect(repository.photos.mayHavePicture(id, 'applicant')).toBe(true);
});

it('is sealed in its row, behind the undecoded bytes, and opens in no other row', () => {
  cards.arrive(reading('r1'));
  const { id } = repository.current()!;
  const { sealed } = rowOf(id);
  expect(sealed.includes(Buffer.alloc(64, 7))).toBe(false);
  const content = test.vault.openBytes(`case_photo/${id}/applicant`, sealed);
  expect(content.subarray(0, 1_024)).toEqual(wlt(7));
  expect(() => test.vault.openBytes(`case_photo/${id}/agent`, sealed)).toThrow();
});

it('is not there without a library, nor in a row from before pictures were kept', () => {
  cards.arrive(reading('r1', identity(), null));
  const { id } = repository.current()!;
  expect(repository.photos.mayHavePicture(id, 'applicant')).toBe(false);
  expect(photo(id)).toEqual({ ok: true, value: null });
  const place = `case_photo/${id}/applicant`;
  expect(test.vault.openBytes(place, rowOf(id).sealed)).toEqual(wlt(1));
  test.store.db
    .prepare('UPDATE case_photo SET sealed = ? WHERE case_id = ?')
    .run(test.vault.sealBytes(place, wlt(3)), id);
  compose();
  expect(repository.photos.mayHavePicture(id, 'applicant')).toBe(false);
  expect(photo(id)).toEqual({ ok: true, value: null });
});

it('is not shown when what was kept is no picture of a card', () => {
  cards.arrive(reading('r1'));
  const { id } = repository.current()!;
  const place = `case_photo/${id}/applicant`;
  const content = test.vault.openBytes(place, rowOf(id).sealed);
  content[1_024 + 32 + 18] = 0xff;
  test.store.db
    .prepare('UPDATE case_photo SET sealed = ? WHERE case_id = ?')
    .run(test.vault.sealBytes(place, content), id);
  expect(photo(id)).toEqual({ ok: true, value: null });
});

it('never stands beside another agent, also when a change of agents is undone', () => {
  cards.arrive(reading('r1'));
  const { id } = repository.current()!;
  cards.arrive(reading('r2', other(1), 20));
  expect(cards.asAgent('r2', []).ok).toBe(true);
  expect(photo(id, 'agent')).toEqual({ ok: true, value: picture(20) });
  cards.arrive(reading('r3', other(2), 30));
  expect(cards.asAgent('r3', []).ok).toBe(true);
  expect(photo(id, 'agent')).toEqual({ ok: true, value: picture(30) });
  expect(service.undo(id).ok).toBe(true);
  expect(repository.current()!.agent?.identity.name).toBe('试1');
  expect(photo(id, 'agent')).toEqual({ ok: true, value: null });
  expect(photo(id)).toEqual({ ok: true, value: picture(7) });
  expect(service.removeAgent(id).ok).toBe(true);
  expect(photo(id, 'agent')).toEqual({ ok: false, error: { code: 'CASE_NOT_FOUND' } });
});

it('is nobody’s who was typed in, whatever card was there before', () => {
  cards.arrive(reading('r1'));
  const { id } = repository.current()!;
  cards.arrive(reading('r2', other(1), 20));
  cards.asAgent('r2', []);
  const typed = { ...person(), identity: other(1), source: 'manual', otherDocument: '护照' } as const;
  expect(service.setAgent(id, typed).ok).toBe(true);
  expect(photo(id, 'agent')).toEqual({ ok: true, value: null });
  expect(photo('unknown')).toEqual({ ok: false, error: { code: 'CASE_NOT_FOUND' } });
});
