// One step of the database's schema. Steps are never edited once landed; a change is a new step.
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** 1, 2, 3 … without gaps; equals PRAGMA user_version after it ran. */
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction of its own. */
  up(db: Database): void;
}
