// Drafts, batches, issued certificates, use record (用章记录), what waits for collection (归集).
import type { Migration } from './migration';

export const migration: Migration = {
  version: 9,
  name: 'issuing',
  up(db) {
    db.exec('');
  },
};
