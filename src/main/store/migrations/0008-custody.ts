// The register of seals and keys with what happened to each (印章台账).
import type { Migration } from './migration';

export const migration: Migration = {
  version: 8,
  name: 'custody',
  up(db) {
    db.exec('');
  },
};
