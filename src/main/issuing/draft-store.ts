// Drafts and batches in SQLite: contents sealed by the vault, every change with its audit entry in one transaction.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fromHex, toHex } from '#core/crypto/bytes';
import { contentDigest, draftContentSchema } from '#core/issuing/draft';
import type { DraftContent } from '#core/issuing/draft';
import type { Clock } from '#core/time/clock';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

export type DraftState = 'open' | 'numbered' | 'sealed' | 'discarded';

/** What ended the last attempt to seal: a closed code and plain data, as it was told. */
export type KeptFailure = { readonly code: string } & Readonly<Record<string, unknown>>;

export interface Draft {
  readonly id: string;
  readonly revision: number;
  readonly state: DraftState;
  readonly typeId: string;
  readonly caseId: string | undefined;
  readonly batchId: string | undefined;
  readonly line: number | undefined;
  readonly createdBy: string;
  readonly content: DraftContent;
  /** SM3 of the content, hex. */
  readonly digest: string;
  readonly number: string | undefined;
  readonly approvalId: string | undefined;
  readonly lastFailure: KeptFailure | undefined;
}

export interface FaultyLine {
  readonly line: number;
  readonly holderName: string;
  readonly holderNumber: string;
  readonly problems: readonly { readonly field: string; readonly label: string; readonly problem: string }[];
}

export interface Batch {
  readonly id: string;
  readonly typeId: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly state: 'open' | 'finished' | 'discarded';
  readonly approvalId: string | undefined;
  readonly faulty: number;
}

const sealedDraft = z.object({
  content: draftContentSchema,
  number: z.string().optional(),
  discardedFor: z.string().optional(),
});
const sealedFaults = z.array(
  z.object({
    line: z.number(),
    holderName: z.string(),
    holderNumber: z.string(),
    problems: z.array(z.object({ field: z.string(), label: z.string(), problem: z.string() })),
  }),
);

interface DraftRow {
  id: string;
  revision: number;
  state: DraftState;
  type_id: string;
  case_id: string | null;
  batch_id: string | null;
  line: number | null;
  created_by: string;
  content_digest: Buffer;
  approval_id: string | null;
  last_failure: string | null;
  sealed: Buffer;
}

interface BatchRow {
  id: string;
  type_id: string;
  created_at: string;
  created_by: string;
  state: Batch['state'];
  approval_id: string | null;
  faulty: number;
}

export interface DraftStoreDeps {
  store: Store;
  vault: Vault;
  audit: AuditLog;
  clock: Clock;
  /** Who works here now. */
  actor: () => string;
}

export type DraftStore = ReturnType<typeof createDraftStore>;

export function createDraftStore({ store, vault, audit, clock, actor }: DraftStoreDeps) {
  const { db } = store;
  const insert = db.prepare(
    `INSERT INTO issuing_draft (id, revision, state, type_id, case_id, batch_id, line, created_at, created_by, content_digest, sealed)
     VALUES (?, 1, 'open', ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = db.prepare('SELECT * FROM issuing_draft WHERE id = ?');
  const byCase = db.prepare(`SELECT * FROM issuing_draft WHERE case_id = ? AND state <> 'discarded'`);
  const byBatch = db.prepare('SELECT * FROM issuing_draft WHERE batch_id = ? ORDER BY line');
  const digestsOf = db.prepare(
    `SELECT id, state, content_digest FROM issuing_draft WHERE batch_id = ? AND state <> 'discarded' ORDER BY line`,
  );
  const live = db.prepare(
    `SELECT * FROM issuing_draft WHERE state IN ('open', 'numbered') AND batch_id IS NULL ORDER BY created_at DESC LIMIT 100`,
  );
  const change = db.prepare(
    `UPDATE issuing_draft SET revision = revision + 1, content_digest = ?, sealed = ?, approval_id = NULL WHERE id = ?`,
  );
  const setNumber = db.prepare(
    `UPDATE issuing_draft SET state = 'numbered', number_index = ?, serial_numbered = ?, sealed = ? WHERE id = ?`,
  );
  const discard = db.prepare(`UPDATE issuing_draft SET state = 'discarded', sealed = ? WHERE id = ?`);
  const setState = db.prepare('UPDATE issuing_draft SET state = ? WHERE id = ?');
  const setFailure = db.prepare('UPDATE issuing_draft SET last_failure = ? WHERE id = ?');
  const setApproval = db.prepare('UPDATE issuing_draft SET approval_id = ? WHERE id = ?');
  const insertBatch = db.prepare(
    `INSERT INTO issuing_batch (id, type_id, created_at, created_by, state, faulty, sealed) VALUES (?, ?, ?, ?, 'open', ?, ?)`,
  );
  const batchById = db.prepare('SELECT * FROM issuing_batch WHERE id = ?');
  const recent = db.prepare('SELECT * FROM issuing_batch ORDER BY created_at DESC LIMIT 50');
  const setBatch = db.prepare('UPDATE issuing_batch SET state = ? WHERE id = ?');
  const setBatchApproval = db.prepare('UPDATE issuing_batch SET approval_id = ? WHERE id = ?');
  const countStates = db.prepare(
    'SELECT state, count(*) AS n FROM issuing_draft WHERE batch_id = ? GROUP BY state',
  );

  const place = (id: string): string => `issuing_draft/${id}`;
  const open = (row: DraftRow): Draft => {
    const { content, number } = sealedDraft.parse(vault.openJson(place(row.id), row.sealed));
    return {
      id: row.id,
      revision: row.revision,
      state: row.state,
      typeId: row.type_id,
      caseId: row.case_id ?? undefined,
      batchId: row.batch_id ?? undefined,
      line: row.line ?? undefined,
      createdBy: row.created_by,
      content,
      digest: toHex(row.content_digest),
      number,
      approvalId: row.approval_id ?? undefined,
      lastFailure: row.last_failure === null ? undefined : (JSON.parse(row.last_failure) as KeptFailure),
    };
  };
  const get = (id: string): Draft | undefined => {
    const row = byId.get(id) as DraftRow | undefined;
    return row && open(row);
  };
  const make = (
    content: DraftContent,
    where: { caseId?: string; batchId?: string; line?: number },
  ): string => {
    const id = randomUUID();
    const digest = contentDigest(content);
    const sealed = vault.sealJson(place(id), { content });
    const { caseId = null, batchId = null, line = null } = where;
    const at = clock.now().toISOString();
    insert.run(id, content.typeId, caseId, batchId, line, at, actor(), Buffer.from(fromHex(digest)), sealed);
    return id;
  };
  const discardRow = (id: string, reason: string): void => {
    const { content, number } = get(id)!;
    discard.run(vault.sealJson(place(id), { content, number, discardedFor: reason }), id);
  };
  const batchOf = (row: BatchRow): Batch => ({
    id: row.id,
    typeId: row.type_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    state: row.state,
    approvalId: row.approval_id ?? undefined,
    faulty: row.faulty,
  });

  return {
    get,
    ofCase(caseId: string): Draft | undefined {
      const row = byCase.get(caseId) as DraftRow | undefined;
      return row && open(row);
    },
    /** Drafts of cases that are not sealed yet, newest first. */
    live: (): Draft[] => (live.all() as DraftRow[]).map(open),
    ofBatch: (batchId: string): Draft[] => (byBatch.all(batchId) as DraftRow[]).map(open),
    /** Without opening what is in them: for the digest over a batch and for what is left to seal. */
    digestsOfBatch: (batchId: string): { id: string; state: DraftState; digest: string }[] =>
      (digestsOf.all(batchId) as { id: string; state: DraftState; content_digest: Buffer }[]).map((row) => ({
        id: row.id,
        state: row.state,
        digest: toHex(row.content_digest),
      })),

    create(caseId: string, content: DraftContent): Draft {
      return store.transaction(() => {
        const id = make(content, { caseId });
        audit.append({
          action: 'issuing.drafted',
          subject: id,
          detail: { caseId, typeId: content.typeId, digest: contentDigest(content) },
        });
        return get(id)!;
      });
    },
    /** Another content is another thing to consent to: an approval of the old one is let go. */
    save(id: string, content: DraftContent): Draft {
      return store.transaction(() => {
        const before = get(id)!;
        const digest = contentDigest(content);
        const sealed = vault.sealJson(place(id), { content, number: before.number });
        change.run(Buffer.from(fromHex(digest)), sealed, id);
        audit.append({ action: 'issuing.changed', subject: id, detail: { from: before.digest, to: digest } });
        return get(id)!;
      });
    },
    /** `reason` stays out of the audit log: it may name somebody. A number that was given is void from now on. */
    discard(id: string, reason: string): void {
      store.transaction(() => {
        discardRow(id, reason);
        audit.append({ action: 'issuing.discarded', subject: id, detail: {} });
      });
    },

    /** Inside the transaction of the first use: the number stays with the draft whatever happens. */
    number(draft: Draft, number: string, serialNumbered: boolean): void {
      const index = vault.personIndex(`certificate-number/${draft.typeId}/${number}`);
      const sealed = vault.sealJson(place(draft.id), { content: draft.content, number });
      setNumber.run(index, serialNumbered ? 1 : 0, sealed, draft.id);
    },
    approve(draft: Draft, approvalId: string): void {
      if (draft.batchId === undefined) setApproval.run(approvalId, draft.id);
      else setBatchApproval.run(approvalId, draft.batchId);
    },
    markSealed(id: string): void {
      setState.run('sealed', id);
    },
    markFailed(id: string, failure: KeptFailure): void {
      setFailure.run(JSON.stringify(failure), id);
    },

    createBatch(
      typeId: string,
      lines: readonly { line: number; content: DraftContent }[],
      faulty: readonly FaultyLine[],
    ): string {
      const id = randomUUID();
      store.transaction(() => {
        const sealed = vault.sealJson(`issuing_batch/${id}`, faulty);
        insertBatch.run(id, typeId, clock.now().toISOString(), actor(), faulty.length, sealed);
        for (const { line, content } of lines) make(content, { batchId: id, line });
        audit.append({
          action: 'issuing.batch-made',
          subject: id,
          detail: { typeId, drafts: lines.length, faulty: faulty.length },
        });
      });
      return id;
    },
    batch(id: string): Batch | undefined {
      const row = batchById.get(id) as BatchRow | undefined;
      return row && batchOf(row);
    },
    batches: (): Batch[] => (recent.all() as BatchRow[]).map(batchOf),
    faultyLines(id: string): FaultyLine[] {
      const row = batchById.get(id) as { sealed: Buffer } | undefined;
      return row ? sealedFaults.parse(vault.openJson(`issuing_batch/${id}`, row.sealed)) : [];
    },
    batchCounts(id: string): Record<DraftState, number> {
      const counts = { open: 0, numbered: 0, sealed: 0, discarded: 0 };
      for (const { state, n } of countStates.all(id) as { state: DraftState; n: number }[]) counts[state] = n;
      return counts;
    },
    closeBatch(id: string, state: 'finished' | 'discarded', reason = ''): void {
      store.transaction(() => {
        if (state === 'discarded') {
          for (const { id: draftId, state: at } of digestsOf.all(id) as { id: string; state: DraftState }[]) {
            if (at !== 'sealed') discardRow(draftId, reason);
          }
        }
        setBatch.run(state, id);
        audit.append({ action: `issuing.batch-${state}`, subject: id, detail: {} });
      });
    },
  };
}
