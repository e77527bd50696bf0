// Opens the terminal's SQLite database: WAL, synchronous FULL, ordered migrations, one profile a file.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Migration } from './migrations/migration';
import type { StoreError } from '#shared/system-errors';

export type Profile = 'production' | 'demonstration';

export interface Store {
  readonly db: Database.Database;
  readonly schemaVersion: number;
  /** True when this call to openStore created the file. */
  readonly created: boolean;
  /** Runs `work` in one immediate transaction; nested calls join it. Throws what `work` throws, after rolling back. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** "ZCDB" in big-endian: tells our files from other SQLite files. */
const APPLICATION_ID = 0x5a434442;

/**
 * Opens or creates the database.
 * @param migrations all known steps, versions 1…n
 * @returns STORE_NEWER when a newer program wrote it, STORE_OTHER_PROFILE when demonstration and production data would mix,
 *   STORE_CORRUPT, STORE_NOT_OURS, STORE_DISK_FULL, STORE_UNAVAILABLE. The file is left as it was in each of these.
 */
export function openStore(
  file: string,
  profile: Profile,
  migrations: readonly Migration[],
): Result<Store, StoreError> {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    db = new Database(file);
    const refused = examine(db, profile, migrations.length);
    if (refused) {
      db.close();
      return err(refused.error);
    }
    const created = userVersion(db) === 0;
    configure(db);
    migrate(db, profile, migrations);
    return ok(storeOn(db, migrations.length, created));
  } catch (cause) {
    db?.close();
    return err(storeErrorOf(cause));
  }
}

function examine(db: Database.Database, profile: Profile, known: number): { error: StoreError } | undefined {
  const found = userVersion(db);
  const application = db.pragma('application_id', { simple: true }) as number;
  if (found === 0 && application === 0) {
    const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number };
    return tables.n === 0 ? undefined : { error: { code: 'STORE_NOT_OURS' } };
  }
  if (application !== APPLICATION_ID) return { error: { code: 'STORE_NOT_OURS' } };
  if (found > known) return { error: { code: 'STORE_NEWER', found, known } };
  const row = db.prepare(`SELECT value FROM meta WHERE key = 'profile'`).get() as
    { value: string } | undefined;
  if (row && row.value !== profile) {
    return { error: { code: 'STORE_OTHER_PROFILE', found: row.value, wanted: profile } };
  }
  return undefined;
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('secure_delete = ON');
  db.pragma('busy_timeout = 2000');
}

function migrate(db: Database.Database, profile: Profile, migrations: readonly Migration[]): void {
  for (const [index, step] of migrations.entries()) {
    if (step.version !== index + 1) throw new Error(`migration ${step.name} is out of order`);
    if (step.version <= userVersion(db)) continue;
    db.transaction(() => {
      step.up(db);
      if (step.version === 1) {
        db.pragma(`application_id = ${APPLICATION_ID}`);
        db.prepare(`INSERT INTO meta (key, value) VALUES ('profile', ?)`).run(profile);
      }
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
}

function storeOn(db: Database.Database, schemaVersion: number, created: boolean): Store {
  return {
    db,
    schemaVersion,
    created,
    transaction(work) {
      return db.inTransaction ? work() : db.transaction(work).immediate();
    },
    close() {
      db.close();
    },
  };
}

function userVersion(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** The typed error behind what SQLite threw; anything that is not SQLite's is a bug and is thrown on. */
export function storeErrorOf(cause: unknown): StoreError {
  const code = (cause as { code?: unknown }).code;
  if (typeof code !== 'string') throw cause;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'STORE_CORRUPT' };
  if (code === 'SQLITE_FULL') return { code: 'STORE_DISK_FULL' };
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code))
    return { code: 'STORE_UNAVAILABLE', reason: code };
  throw cause;
}
