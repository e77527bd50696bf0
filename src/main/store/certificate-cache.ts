// The encrypted local cache of certificates: what a person may present, offline.
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { certificateSchema } from '#core/catalogue/certificate';
import type { Certificate } from '#core/catalogue/certificate';
import type { Store } from './store';
import type { Vault } from './vault';

export interface CachedCertificate {
  readonly certificate: Certificate;
  /** SM3 of the certificate's stored content, hex: what a case refers to. */
  readonly digest: string;
}

export interface CertificateCache {
  /** Everything this person may present (holder, legal representative, parent), oldest id first. */
  forPerson(number: string): CachedCertificate[];
  put(certificates: readonly Certificate[]): void;
  /** The oldest `dataAsOf` in the cache (数据截至), or null when it is empty. */
  dataAsOf(): string | null;
  isEmpty(): boolean;
}

interface Row {
  id: string;
  digest: Buffer;
  sealed: Buffer;
}

export function createCertificateCache(store: Store, vault: Vault): CertificateCache {
  const byPerson = store.db.prepare(
    `SELECT c.id, c.digest, c.sealed FROM certificate_access a JOIN certificate c ON c.id = a.certificate_id
     WHERE a.person_index = ? ORDER BY c.id`,
  );
  const insert = store.db.prepare(
    `INSERT INTO certificate (id, type_id, data_as_of, digest, sealed) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET type_id = excluded.type_id, data_as_of = excluded.data_as_of,
       digest = excluded.digest, sealed = excluded.sealed`,
  );
  const clearAccess = store.db.prepare('DELETE FROM certificate_access WHERE certificate_id = ?');
  const grant = store.db.prepare(
    'INSERT OR IGNORE INTO certificate_access (person_index, certificate_id) VALUES (?, ?)',
  );
  const oldest = store.db.prepare('SELECT min(data_as_of) AS oldest FROM certificate');

  const open = (row: Row): CachedCertificate => ({
    certificate: certificateSchema.parse(vault.openJson(`certificate/${row.id}`, row.sealed)),
    digest: toHex(row.digest),
  });

  return {
    forPerson: (number) => (byPerson.all(vault.personIndex(number)) as Row[]).map(open),
    put(certificates) {
      store.transaction(() => {
        for (const certificate of certificates) {
          const content = utf8(JSON.stringify(certificate));
          const sealed = vault.sealBytes(`certificate/${certificate.id}`, content);
          insert.run(
            certificate.id,
            certificate.typeId,
            certificate.dataAsOf,
            Buffer.from(sm3(content)),
            sealed,
          );
          clearAccess.run(certificate.id);
          for (const number of certificate.accessibleBy) grant.run(vault.personIndex(number), certificate.id);
        }
      });
    },
    dataAsOf: () => (oldest.get() as { oldest: string | null }).oldest,
    isEmpty: () => (oldest.get() as { oldest: string | null }).oldest === null,
  };
}
