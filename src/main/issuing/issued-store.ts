// Issued certificates and what waits for collection (归集). The file itself lies with the certificates of the cache.
import { toHex } from '#core/crypto/bytes';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { Certificate } from '#core/catalogue/certificate';
import type { CollectionDuty } from '#core/issuing/collection';
import type { AuditLog } from '../audit/audit-log';
import type { CertificateCache } from '../store/certificate-cache';
import type { Store } from '../store/store';

export interface IssuedDocument {
  /** Also the certificate's id in the cache. */
  readonly id: string;
  readonly draftId: string;
  readonly useId: number;
  readonly caseId: string | undefined;
  readonly batchId: string | undefined;
  /** SM3 of the sealed file, hex. */
  readonly digest: string;
  readonly size: number;
  readonly sealedAt: string;
  readonly collection: {
    readonly state: 'waiting' | 'collected';
    readonly dueOn: string | null;
    readonly holidaysKnown: boolean;
    readonly article: string | undefined;
    readonly text: string | undefined;
  };
}

export interface NewIssuedDocument {
  readonly certificate: Certificate;
  readonly bytes: Uint8Array;
  readonly digest: Uint8Array;
  readonly draftId: string;
  readonly useId: number;
  readonly caseId: string | undefined;
  readonly batchId: string | undefined;
  readonly sealedAt: Date;
  readonly duty: CollectionDuty;
}

interface Row {
  id: string;
  draft_id: string;
  seal_use_id: number;
  case_id: string | null;
  batch_id: string | null;
  digest: Buffer;
  size: number;
  sealed_at: string;
  state: 'waiting' | 'collected';
  due_on: string | null;
  holidays_known: number;
  article: string | null;
  wording: string | null;
}

const PAGE = 100;

export type IssuedStore = ReturnType<typeof createIssuedStore>;

export function createIssuedStore(deps: {
  store: Store;
  cache: CertificateCache;
  audit: AuditLog;
  clock: Clock;
}) {
  const { cache, audit, clock } = deps;
  const { db } = deps.store;
  const insert = db.prepare(
    `INSERT INTO issued_document (id, draft_id, seal_use_id, case_id, batch_id, digest, size, sealed_at, sealed_day)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const wait = db.prepare(
    `INSERT INTO collection_item (document_id, state, due_on, holidays_known, article, wording) VALUES (?, 'waiting', ?, ?, ?, ?)`,
  );
  const JOINED = 'SELECT * FROM issued_document d JOIN collection_item c ON c.document_id = d.id';
  const byId = db.prepare(`${JOINED} WHERE d.id = ?`);
  const byDraft = db.prepare('SELECT id FROM issued_document WHERE draft_id = ?');
  const list = db.prepare(
    `${JOINED} WHERE (@before IS NULL OR d.sealed_at < @before) AND (@batchId IS NULL OR d.batch_id = @batchId)
       AND (@which = 'all' OR (c.state = 'waiting' AND (@which = 'waiting' OR c.due_on < @today)))
     ORDER BY d.sealed_at DESC LIMIT ${PAGE}`,
  );
  const counts = db.prepare(
    `SELECT count(*) AS waiting, coalesce(sum(due_on < ?), 0) AS overdue FROM collection_item WHERE state = 'waiting'`,
  );
  const ofDay = db.prepare('SELECT count(*) AS n FROM issued_document WHERE sealed_day = ?');

  const documentOf = (row: Row): IssuedDocument => ({
    id: row.id,
    draftId: row.draft_id,
    useId: row.seal_use_id,
    caseId: row.case_id ?? undefined,
    batchId: row.batch_id ?? undefined,
    digest: toHex(row.digest),
    size: row.size,
    sealedAt: row.sealed_at,
    collection: {
      state: row.state,
      dueOn: row.due_on,
      holidaysKnown: row.holidays_known === 1,
      article: row.article ?? undefined,
      text: row.wording ?? undefined,
    },
  });

  return {
    /** Inside the transaction that settles the use: certificate, file, document and collection come into being together. */
    keep(issued: NewIssuedDocument): void {
      const { certificate, bytes, digest, duty } = issued;
      cache.put([certificate]);
      cache.putFile(certificate.id, bytes, digest);
      const { draftId, useId, caseId, batchId, sealedAt } = issued;
      insert.run(
        certificate.id,
        draftId,
        useId,
        caseId ?? null,
        batchId ?? null,
        Buffer.from(digest),
        bytes.length,
        sealedAt.toISOString(),
        chinaDay(sealedAt),
      );
      const { due, article, text } = duty;
      wait.run(
        certificate.id,
        due?.day ?? null,
        due?.holidaysKnown === false ? 0 : 1,
        article ?? null,
        text ?? null,
      );
      audit.append({
        action: 'certificate.issued',
        subject: certificate.id,
        detail: { typeId: certificate.typeId, useId, digest: toHex(digest), collectBy: due?.day ?? null },
      });
    },
    get(id: string): IssuedDocument | undefined {
      const row = byId.get(id) as Row | undefined;
      return row && documentOf(row);
    },
    ofDraft: (draftId: string): string | undefined =>
      (byDraft.get(draftId) as { id: string } | undefined)?.id,
    /** Newest first, a hundred at a time; `before` is the sealing instant of the last one shown. */
    list(filter: {
      which: 'all' | 'waiting' | 'overdue';
      batchId?: string;
      before?: string;
    }): IssuedDocument[] {
      const { which, batchId = null, before = null } = filter;
      const today = chinaDay(clock.now());
      return (list.all({ which, batchId, before, today }) as Row[]).map(documentOf);
    },
    counts(): { waiting: number; overdue: number; issuedToday: number } {
      const today = chinaDay(clock.now());
      const { waiting, overdue } = counts.get(today) as { waiting: number; overdue: number };
      return { waiting, overdue, issuedToday: (ofDay.get(today) as { n: number }).n };
    },
  };
}
