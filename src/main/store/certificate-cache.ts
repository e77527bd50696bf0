// The encrypted local cache of certificates: what a person may present, offline.
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { certificateSchema } from '#core/catalogue/certificate';
import type { Certificate } from '#core/catalogue/certificate';
import type { Store } from './store';
import type { Vault } from './vault';

export interface CachedCertificate {
  readonly certificate: Certificate;
  /** SM3 of the certificate's file, or of its stored data where there is no file; hex: what a case refers to. */
  readonly digest: string;
}

export interface CertificateFile {
  /** The OFD file as it was received. */
  readonly bytes: Uint8Array;
  readonly digest: string;
}

export interface CertificateCache {
  /** Everything this person may present (holder, legal representative, parent), oldest id first. */
  forPerson(number: string): CachedCertificate[];
  get(certificateId: string): CachedCertificate | undefined;
  put(certificates: readonly Certificate[]): void;
  /** The certificate's file, or undefined where only its data were collected. */
  fileOf(certificateId: string): CertificateFile | undefined;
  hasFile(certificateId: string): boolean;
  /** What a case refers to now; it changes when the file comes. */
  digestOf(certificateId: string): string | undefined;
  /** Keeps the file of a certificate whose data are there; `digest` is its SM3 where that was taken already. */
  putFile(certificateId: string, bytes: Uint8Array, digest?: Uint8Array): void;
  /** Certificates without a file, a few at a time. */
  withoutFile(limit: number): Certificate[];
  /** Lets go of the files, when the data they were made from are made anew; what was issued here stays. */
  dropFiles(): void;
  /** The oldest `dataAsOf` in the cache (数据截至), or null when it is empty. */
  dataAsOf(): string | null;
}

interface Row {
  id: string;
  digest: Buffer;
  sealed: Buffer;
}

export function createCertificateCache(store: Store, vault: Vault): CertificateCache {
  const byPerson = store.db.prepare(
    `SELECT c.id, coalesce(f.digest, c.digest) AS digest, c.sealed FROM certificate_access a
     JOIN certificate c ON c.id = a.certificate_id LEFT JOIN certificate_file f ON f.certificate_id = c.id
     WHERE a.person_index = ? ORDER BY c.id`,
  );
  const byId = store.db.prepare(
    `SELECT c.id, coalesce(f.digest, c.digest) AS digest, c.sealed FROM certificate c
     LEFT JOIN certificate_file f ON f.certificate_id = c.id WHERE c.id = ?`,
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
  const fileRow = store.db.prepare('SELECT digest, sealed FROM certificate_file WHERE certificate_id = ?');
  const hasFile = store.db.prepare('SELECT 1 FROM certificate_file WHERE certificate_id = ?');
  const digest = store.db.prepare(
    `SELECT coalesce(f.digest, c.digest) AS digest FROM certificate c
     LEFT JOIN certificate_file f ON f.certificate_id = c.id WHERE c.id = ?`,
  );
  const insertFile = store.db.prepare(
    `INSERT INTO certificate_file (certificate_id, digest, sealed) VALUES (?, ?, ?)
     ON CONFLICT (certificate_id) DO UPDATE SET digest = excluded.digest, sealed = excluded.sealed`,
  );
  const fileless = store.db.prepare(
    `SELECT id, digest, sealed FROM certificate c
     WHERE NOT EXISTS (SELECT 1 FROM certificate_file f WHERE f.certificate_id = c.id) ORDER BY id LIMIT ?`,
  );
  const dropFiles = store.db.prepare(
    'DELETE FROM certificate_file WHERE NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = certificate_id)',
  );
  const oldest = store.db.prepare('SELECT min(data_as_of) AS oldest FROM certificate');

  const open = (row: Row): CachedCertificate => ({
    certificate: certificateSchema.parse(vault.openJson(`certificate/${row.id}`, row.sealed)),
    digest: toHex(row.digest),
  });

  return {
    forPerson: (number) => (byPerson.all(vault.personIndex(number)) as Row[]).map(open),
    get(certificateId) {
      const row = byId.get(certificateId) as Row | undefined;
      return row && open(row);
    },
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
    fileOf(certificateId) {
      const row = fileRow.get(certificateId) as { digest: Buffer; sealed: Buffer } | undefined;
      if (!row) return undefined;
      const bytes = vault.openBytes(filePlace(certificateId), row.sealed);
      return { bytes, digest: toHex(row.digest) };
    },
    hasFile: (certificateId) => hasFile.get(certificateId) !== undefined,
    digestOf(certificateId) {
      const row = digest.get(certificateId) as { digest: Buffer } | undefined;
      return row && toHex(row.digest);
    },
    putFile(certificateId, bytes, digest = sm3(bytes)) {
      const sealed = vault.sealBytes(filePlace(certificateId), bytes);
      store.transaction(() => insertFile.run(certificateId, Buffer.from(digest), sealed));
    },
    withoutFile: (limit) => (fileless.all(limit) as Row[]).map((row) => open(row).certificate),
    dropFiles: () => store.transaction(() => void dropFiles.run()),
    dataAsOf: () => (oldest.get() as { oldest: string | null }).oldest,
  };
}

function filePlace(certificateId: string): string {
  return `certificate_file/${certificateId}`;
}
