// Opens a profile's database and vault as the terminal does, reads every issued document, verifies its bytes anew, and prints
// what it found as JSON (sealed-files.ts). Runs in Electron's Node.
import { join } from 'node:path';
import { toHex } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm3 } from '#core/crypto/sm3';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import { chinaDay } from '#core/time/clock';
import { createAuditLog } from '#main/audit/audit-log';
import { createUseRecord } from '#main/issuing/use-record';
import { createCertificateCache } from '#main/store/certificate-cache';
import { migrations } from '#main/store/migrations/index';
import { openStore } from '#main/store/store';
import { openVault } from '#main/store/vault';
import { plainProtectors } from '../terminal-store';
import type { SealedFiles } from './sealed-files';

const [profileDir = ''] = process.argv.slice(2);
await initCrypto();
const opened = openStore(join(profileDir, 'terminal.db'), 'demonstration', migrations);
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;
const vault = openVault(join(profileDir, 'vault.key'), store, plainProtectors);
if (!vault.ok) throw new Error(vault.error.code);
const clock = { now: () => new Date() };
const cache = createCertificateCache(store, vault.value);
const audit = createAuditLog(store, clock, () => '');
const uses = createUseRecord({ store, vault: vault.value, audit, clock }).list({});
const year = Number(chinaDay(clock.now()).slice(0, 4));
const trust = await new CertificateFiles({ year, codeWindow: true }).trust();
const rows = store.db
  .prepare('SELECT id, digest, seal_use_id AS useId FROM issued_document ORDER BY seal_use_id')
  .all() as { id: string; digest: Buffer; useId: number }[];

const verdicts: Record<string, number> = {};
const numbers = new Set<string>();
const digests = new Set<string>();
const atOdds: string[] = [];
for (const { id, digest, useId } of rows) {
  const file = cache.fileOf(id);
  const number = cache.get(id)?.certificate.number;
  if (!file || number === undefined) {
    atOdds.push(`${id}: no file or no certificate`);
    continue;
  }
  const own = toHex(sm3(file.bytes));
  numbers.add(number);
  digests.add(own);
  if (own !== toHex(digest)) atOdds.push(`${id}: the file is not the one that was recorded`);
  const use = uses.find((one) => one.useId === String(useId));
  if (use?.documentDigest !== own) atOdds.push(`${id}: its use record has another digest`);
  if (!use?.documentTitle.endsWith(` ${number}`)) atOdds.push(`${id}: its use record names another number`);
  const verdict = verdictOf(file.bytes);
  verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
}

function verdictOf(bytes: Uint8Array): string {
  const files = openPackage(bytes);
  return files.ok ? verifyOfd(files.value, trust, clock.now()).verdict : files.error.code;
}

const found: SealedFiles = {
  protection: vault.value.protection,
  documents: rows.length,
  verdicts,
  numbers: numbers.size,
  digests: digests.size,
  uses: uses.map(({ state, staffId, purpose, approvalId, documentTitle }) => ({
    ...{ state, staffId, purpose, approvalId, documentTitle },
  })),
  atOdds,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
store.close();
