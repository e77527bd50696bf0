// Where the Electron runtime and SQLite's binding came from: the record, whether it is whole, and who may be packaged.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../lib/content-stamp.mjs';

export const RECORD = 'runtime-provenance.json';
export const OFFICIAL = 'official-archive';
export const DEVELOPMENT = 'registry-development';
export const OVERRIDE_FLAG = '--allow-unverified-runtime-not-from-the-official-archive';

/**
 * @typedef {{
 *   source: 'official-archive' | 'registry-development',
 *   electron: string, package: string | null, sha512: string | null, sha256: string | null, installedAt: string,
 *   sqliteBinding: { source: 'official-archive' | 'registry-development', version: string, sha512: string },
 * }} Provenance `sha512` pins the registry package (base64), `sha256` the official zip (hex); the binding's is its file's.
 */

/** @returns {Provenance | undefined} */
export const readProvenance = (dist) => readJson(join(dist, RECORD));

/** The record is written before the runtime is moved into its place, so its presence means a finished installation. */
export function isCurrent(record, wanted) {
  if (record?.electron !== wanted.electron || record.sqliteBinding?.version !== wanted.betterSqlite3)
    return false;
  return !wanted.officialOnly || isOfficial(record);
}

export const isInPlace = (dist, release) =>
  existsSync(join(dist, 'electron')) && existsSync(join(release, 'better_sqlite3.node'));

export const isOfficial = (record) => record.source === OFFICIAL && record.sqliteBinding.source === OFFICIAL;

/**
 * May this runtime go into a release?
 * @param {Provenance | undefined} record
 * @param {{ allowUnverified: boolean }} options
 * @returns {{ kind: 'verified' } | { kind: 'overridden', warning: string } | { kind: 'refused', code: string, message: string }}
 */
export function packagingGate(record, { allowUnverified }) {
  if (!record) {
    return { kind: 'refused', code: 'RUNTIME_PROVENANCE_MISSING', message: '没有运行时来源记录，不能打包。' };
  }
  if (isOfficial(record)) return { kind: 'verified' };
  const part = record.source === OFFICIAL ? 'SQLite 绑定' : 'Electron 运行时';
  const origin = `${part}不是来自官方发布包，而是来自 ${record.package ?? '未知来源'}`;
  if (allowUnverified) {
    return {
      kind: 'overridden',
      warning: `${origin}。按参数 ${OVERRIDE_FLAG} 继续；产物只可用于试验，不得用于窗口。`,
    };
  }
  return { kind: 'refused', code: 'RUNTIME_NOT_OFFICIAL', message: `${origin}，拒绝打包。` };
}
