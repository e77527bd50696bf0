// The audit log in SQLite: only inside the deed's transaction, append-only, and any tampering is found.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../../support/terminal-store';
import type { TestStore } from '../../../support/terminal-store';

let test: TestStore;
beforeEach(async () => {
  test = await openTestStore();
  for (let i = 0; i < 4; i += 1) {
    test.store.transaction(() =>
      test.audit.append({ action: 'case.opened', subject: `case-${i}`, detail: { i } }),
    );
  }
});
afterEach(() => test.close());

it('chains what is appended', () => {
  expect(test.audit.verify()).toMatchObject({ intact: true, entries: 4 });
});

it('refuses an entry outside its deed’s transaction, and rolls back with it', () => {
  expect(() => test.audit.append({ action: 'x', subject: 'y', detail: {} })).toThrow(/transaction/);
  expect(() =>
    test.store.transaction(() => {
      test.audit.append({ action: 'x', subject: 'y', detail: {} });
      throw new Error('deed failed');
    }),
  ).toThrow('deed failed');
  expect(test.audit.verify()).toMatchObject({ intact: true, entries: 4 });
});

it('cannot be changed or shortened through SQL', () => {
  expect(() => test.store.db.exec(`UPDATE audit_entry SET actor = 'B02' WHERE seq = 2`)).toThrow(
    /append-only/,
  );
  expect(() => test.store.db.exec('DELETE FROM audit_entry WHERE seq = 4')).toThrow(/append-only/);
});

it.each([
  [`UPDATE audit_entry SET detail = '{"i":9}' WHERE seq = 2`, 2],
  ['DELETE FROM audit_entry WHERE seq = 3', 3],
])('finds what was done with the triggers gone: %s', (sql, brokenAt) => {
  test.store.db.exec('DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete');
  test.store.db.exec(sql);
  expect(test.audit.verify()).toEqual({ intact: false, brokenAt });
});
