// Where things stand in this checkout. Zero-dependency: set-up uses it before node_modules exists.
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const inRoot = (...parts) => resolve(root, ...parts);

export const electronPackage = inRoot('node_modules/electron');
export const electronDist = inRoot('node_modules/electron/dist');
export const electronBinary = inRoot('node_modules/electron/dist/electron');
export const sqlitePackage = inRoot('node_modules/better-sqlite3');
export const sqliteRelease = inRoot('node_modules/better-sqlite3/build/Release');
export const runTs = inRoot('scripts/run-ts.mjs');
export const caches = inRoot('node_modules/.cache/zc');
