// The database: created, migrated, and refused when it is newer, another profile's, broken or not ours.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '#main/store/migrations/index';
import { openStore } from '#main/store/store';
import type { Store } from '#main/store/store';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zc-store-'));
  file = join(directory, 'terminal.db');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(profile: 'production' | 'demonstration' = 'demonstration', steps = migrations): Store {
  const opened = openStore(file, profile, steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
const errorOf = (profile: 'production' | 'demonstration' = 'demonstration', steps = migrations): unknown => {
  const opened = openStore(file, profile, steps);
  return opened.ok ? (opened.value.close(), undefined) : opened.error;
};

describe('opening', () => {
  it('creates a strict WAL database with full synchronisation', () => {
    const store = open();
    expect(store.created).toBe(true);
    expect(store.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(store.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(store.db.pragma('user_version', { simple: true })).toBe(migrations.length);
    const tables = store.db
      .prepare(
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .all() as { name: string; strict: number }[];
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
    store.close();
    const again = open();
    expect(again.created).toBe(false);
    again.close();
  });

  it('refuses a newer database and leaves it as it is', () => {
    const store = open();
    store.db.pragma(`user_version = ${migrations.length + 1}`);
    store.close();
    const before = readFileSync(file);
    expect(errorOf()).toEqual({
      code: 'STORE_NEWER',
      found: migrations.length + 1,
      known: migrations.length,
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('never mixes demonstration and production data', () => {
    open('demonstration').close();
    expect(errorOf('production')).toEqual({
      code: 'STORE_OTHER_PROFILE',
      found: 'demonstration',
      wanted: 'production',
    });
  });

  it('names a broken file, and one that is somebody else’s', () => {
    writeFileSync(file, 'SQLite format 3\0 but not really'.repeat(64));
    expect(errorOf()).toEqual({ code: 'STORE_CORRUPT' });
    rmSync(file);
    const foreign = new Database(file);
    foreign.exec('CREATE TABLE t (x)');
    foreign.close();
    expect(errorOf()).toEqual({ code: 'STORE_NOT_OURS' });
    const below = openStore(join(file, 'below-a-file', 'terminal.db'), 'demonstration', migrations);
    expect(below).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  });
});

describe('migrations', () => {
  it('are numbered without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_step, index) => index + 1));
  });

  it('move up from each earlier version with rows in it', () => {
    for (let from = 1; from < migrations.length; from += 1) {
      rmSync(file, { force: true });
      const old = open('demonstration', migrations.slice(0, from));
      old.db.prepare(`INSERT INTO serial (name, day, value) VALUES ('case', '2026-11-20', 7)`).run();
      old.close();
      const now = open();
      expect(now.db.pragma('user_version', { simple: true })).toBe(migrations.length);
      expect(now.db.prepare('SELECT value FROM serial').get()).toEqual({ value: 7 });
      now.close();
    }
  });

  it('roll back as a whole when a step fails', () => {
    open('demonstration', migrations).close();
    const failing = {
      version: migrations.length + 1,
      name: 'failing',
      up: (db: Database.Database) => void db.exec('CREATE TABLE half (x) STRICT; CREATE TABLE half (x)'),
    };
    expect(openStore(file, 'demonstration', [...migrations, failing]).ok).toBe(false);
    const store = open();
    expect(store.db.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'`).get()).toEqual({
      n: 0,
    });
    store.close();
  });

  it('find live cases and a person’s certificates by index', () => {
    const store = open();
    const plan = (sql: string): string =>
      (store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ');
    expect(plan(`SELECT id FROM case_file WHERE status = 'open'`)).toMatch(/USING .*INDEX/);
    expect(plan(`SELECT certificate_id FROM certificate_access WHERE person_index = x'00'`)).toMatch(
      /USING PRIMARY KEY/,
    );
    store.close();
  });
});

it('brings prints of before verification reports over, with their order, references and triggers', () => {
  const before = open('demonstration', migrations.slice(0, 4));
  const insert = before.db.prepare(
    `INSERT INTO print_job (control_number, case_id, document, certificate_id, state, numbered_at, reprint_of, sealed)
     VALUES (?, 'case-1', ?, ?, 'abandoned', '2026-11-21T01:00:00.000Z', ?, x'00')`,
  );
  insert.run('N-1', 'certificate-copy', 'c-1', null);
  insert.run('N-2', 'certificate-copy', 'c-1', 'N-1');
  insert.run('N-3', 'case-slip', null, null);
  before.close();
  const { db, close } = open();
  const rows = db
    .prepare('SELECT id, control_number AS number, reprint_of AS first FROM print_job ORDER BY id')
    .all();
  expect(rows).toEqual([
    { id: 1, number: 'N-1', first: null },
    { id: 2, number: 'N-2', first: 'N-1' },
    { id: 3, number: 'N-3', first: null },
  ]);
  expect(() => db.exec('DELETE FROM print_job')).toThrow('kept');
  expect(() => db.exec(`UPDATE print_job SET state = 'spooled'`)).toThrow('final');
  const report = `INSERT INTO print_job (control_number, case_id, document, certificate_id, state, numbered_at, sealed)
    VALUES (?, 'no-case', 'verification-report', ?, 'numbered', '2026-11-21T01:00:00.000Z', x'00')`;
  db.prepare(report).run('N-4', 'ab'.repeat(32));
  expect(() => db.prepare(report).run('N-5', null)).toThrow('CHECK');
  expect(() => db.exec(`UPDATE print_job SET reprint_of = 'N-9' WHERE control_number = 'N-4'`)).toThrow(
    'FOREIGN KEY',
  );
  close();
});
