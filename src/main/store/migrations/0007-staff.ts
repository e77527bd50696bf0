// Staff, their signing certificates and passwords, approvals of seal use (用章审批).
import type { Migration } from './migration';

export const migration: Migration = {
  version: 7,
  name: 'staff',
  up(db) {
    db.exec('');
  },
};
