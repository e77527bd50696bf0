// Which device serves what: roles and names, remembered by serial number or port.
import type { Migration } from './migration';

export const migration: Migration = {
  version: 10,
  name: 'device-roles',
  up(db) {
    db.exec('');
  },
};
