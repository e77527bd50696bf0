// The use record (用章记录, 川办规〔2022〕3号 印章 第十条): who put which seal on what, for what, and how it ended. Begun before the
// key is asked, settled with what came of it; nothing in it is changed or deleted. Who applied and who approved is said by the
// approval, which is kept as finally.
import { z } from 'zod';
import { toHex } from '#core/crypto/bytes';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { AuditLog } from '../audit/audit-log';
import type { SealUse, SealUseFilter, SealUses } from '../custody/seal-register';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';
import type { KeptFailure } from './draft-store';

const said = z.object({
  staffName: z.string(),
  sealName: z.string(),
  purpose: z.string(),
  documentTitle: z.string(),
  caseNumber: z.string().optional(),
});

export interface NewSealUse extends z.infer<typeof said> {
  readonly draftId: string;
  readonly sealId: string;
  readonly fingerprint: string;
  readonly staffId: string;
  readonly approvalId?: string | undefined;
  /** SM3 of the document without its seal. */
  readonly unsealedDigest: Uint8Array;
}

interface Row {
  id: number;
  draft_id: string;
  seal_id: string;
  staff_id: string;
  approval_id: string | null;
  applicant: string | null;
  approver: string | null;
  state: SealUse['state'];
  started_at: string;
  unsealed_digest: Buffer;
  sealed_digest: Buffer | null;
  sealed: Buffer;
}

export interface UseRecord extends SealUses {
  /** Inside the caller's transaction. Answers the use's id. */
  begin(use: NewSealUse): number;
  /** Inside the caller's transaction. */
  sealed(useId: number, draftId: string, digest: Uint8Array): void;
  failed(useId: number, draftId: string, failure: KeptFailure): void;
  /** On start: what was under way when the program ended. Answers the drafts concerned. */
  interruptStarted(): string[];
  words(useId: number): z.infer<typeof said> & { staffId: string };
}

export function createUseRecord(deps: {
  store: Store;
  vault: Vault;
  audit: AuditLog;
  clock: Clock;
}): UseRecord {
  const { store, vault, audit, clock } = deps;
  const { db } = store;
  const insert = db.prepare(
    `INSERT INTO seal_use (draft_id, seal_id, fingerprint, staff_id, approval_id, state, started_at, started_day, unsealed_digest, sealed)
     VALUES (?, ?, ?, ?, ?, 'started', ?, ?, ?, ?)`,
  );
  const settle = db.prepare(
    'UPDATE seal_use SET state = ?, settled_at = ?, sealed_digest = ?, failure = ? WHERE id = ?',
  );
  const started = db.prepare(`SELECT id, draft_id FROM seal_use WHERE state = 'started' ORDER BY id`);
  const one = db.prepare('SELECT * FROM seal_use WHERE id = ?');
  const between = db.prepare(
    `SELECT seal_use.*, applicant.name AS applicant, approver.name AS approver FROM seal_use
       LEFT JOIN seal_approval approval ON approval.id = approval_id
       LEFT JOIN staff applicant ON applicant.id = applicant_id LEFT JOIN staff approver ON approver.id = approver_id
     WHERE (@fromDay IS NULL OR started_day >= @fromDay) AND (@toDay IS NULL OR started_day <= @toDay)
       AND (@sealId IS NULL OR seal_use.seal_id = @sealId) AND (@staffId IS NULL OR staff_id = @staffId) ORDER BY seal_use.id`,
  );
  // The id of a row is known only after it is written, so words are bound to the draft and the instant instead.
  const place = (draftId: string, startedAt: string): string => `seal_use/${draftId}/${startedAt}`;
  const wordsOf = (row: Row): z.infer<typeof said> =>
    said.parse(vault.openJson(place(row.draft_id, row.started_at), row.sealed));
  const at = (): string => clock.now().toISOString();

  return {
    begin(use) {
      const now = clock.now();
      const { draftId, sealId, fingerprint, staffId, approvalId, unsealedDigest, ...rest } = use;
      const sealed = vault.sealJson(place(draftId, now.toISOString()), said.parse(rest));
      const { lastInsertRowid } = insert.run(
        draftId,
        sealId,
        fingerprint,
        staffId,
        approvalId ?? null,
        now.toISOString(),
        chinaDay(now),
        Buffer.from(unsealedDigest),
        sealed,
      );
      const useId = Number(lastInsertRowid);
      audit.append({
        action: 'seal.use-started',
        subject: draftId,
        detail: { useId, sealId, staffId, approvalId: approvalId ?? null, unsealed: toHex(unsealedDigest) },
      });
      return useId;
    },
    sealed(useId, draftId, digest) {
      settle.run('sealed', at(), Buffer.from(digest), null, useId);
      audit.append({ action: 'seal.used', subject: draftId, detail: { useId, digest: toHex(digest) } });
    },
    failed(useId, draftId, failure) {
      settle.run('failed', at(), null, failure.code, useId);
      audit.append({ action: 'seal.use-failed', subject: draftId, detail: { useId, code: failure.code } });
    },
    interruptStarted: () =>
      store.transaction(() =>
        (started.all() as { id: number; draft_id: string }[]).map(({ id, draft_id: draftId }) => {
          settle.run('interrupted', at(), null, null, id);
          audit.append({ action: 'seal.use-interrupted', subject: draftId, detail: { useId: id } });
          return draftId;
        }),
      ),
    words(useId) {
      const row = one.get(useId) as Row;
      return { ...wordsOf(row), staffId: row.staff_id };
    },
    list(filter: SealUseFilter): SealUse[] {
      const { fromDay = null, toDay = null, sealId = null, staffId = null } = filter;
      return (between.all({ fromDay, toDay, sealId, staffId }) as Row[]).map((row) => ({
        useId: String(row.id),
        at: row.started_at,
        staffId: row.staff_id,
        sealId: row.seal_id,
        documentDigest: toHex(row.sealed_digest ?? row.unsealed_digest),
        state: row.state,
        approvalId: row.approval_id ?? undefined,
        applicant: row.applicant ?? undefined,
        approver: row.approver ?? undefined,
        ...wordsOf(row),
      }));
    },
  };
}
