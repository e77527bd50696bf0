// Approvals of seal use in the database. Purpose, note and what is meant are sealed: they may name somebody.
import { z } from 'zod';
import type { Approval, ApprovalState } from '#core/staff/approval';
import { assertNever } from '#core/result';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

export interface ApprovalRepository {
  get(approvalId: string): Approval | undefined;
  /** The last one that was applied for with this digest. */
  lastFor(digest: string): Approval | undefined;
  /** Neither decided finally nor used, oldest first. */
  open(): Approval[];
  /** Newest first. */
  recent(limit: number): Approval[];
  /** Inside the caller's transaction, with its audit entry. */
  add(approval: Approval): void;
  update(approval: Approval): void;
}

interface Row {
  id: string;
  seal_id: string;
  digest: string;
  applicant_id: string;
  applied_at: string;
  lapses_at: string;
  state: ApprovalState['kind'];
  approver_id: string | null;
  decided_at: string | null;
  user_id: string | null;
  ended_at: string | null;
  sealed: Buffer;
}

const sealedSchema = z.strictObject({ purpose: z.string(), draftIds: z.array(z.string()), note: z.string() });

export function createApprovalRepository({
  store,
  vault,
}: {
  store: Store;
  vault: Pick<Vault, 'sealJson' | 'openJson'>;
}): ApprovalRepository {
  const { db } = store;
  const one = db.prepare('SELECT * FROM seal_approval WHERE id = ?');
  const last = db.prepare(
    'SELECT * FROM seal_approval WHERE digest = ? ORDER BY applied_at DESC, rowid DESC LIMIT 1',
  );
  const open = db.prepare(
    `SELECT * FROM seal_approval WHERE state IN ('applied', 'approved') ORDER BY applied_at, rowid`,
  );
  const recent = db.prepare('SELECT * FROM seal_approval ORDER BY applied_at DESC, rowid DESC LIMIT ?');
  const insert = db.prepare(
    `INSERT INTO seal_approval (id, seal_id, digest, applicant_id, applied_at, lapses_at, state, sealed)
     VALUES (?, ?, ?, ?, ?, ?, 'applied', ?)`,
  );
  const update = db.prepare(
    'UPDATE seal_approval SET state = ?, approver_id = ?, decided_at = ?, user_id = ?, ended_at = ?, sealed = ? WHERE id = ?',
  );
  const seal = ({ approvalId, purpose, draftIds, state }: Approval): Buffer =>
    vault.sealJson(place(approvalId), {
      purpose,
      draftIds,
      note: 'decision' in state ? state.decision.note : '',
    });
  const approval = (row: Row): Approval => {
    const { note, ...words } = sealedSchema.parse(vault.openJson(place(row.id), row.sealed));
    return {
      approvalId: row.id,
      sealId: row.seal_id,
      digest: row.digest,
      applicantId: row.applicant_id,
      appliedAt: new Date(row.applied_at),
      lapsesAt: new Date(row.lapses_at),
      ...words,
      state: stateOf(row, note),
    };
  };
  const maybe = (row: unknown): Approval | undefined => (row ? approval(row as Row) : undefined);

  return {
    get: (approvalId) => maybe(one.get(approvalId)),
    lastFor: (digest) => maybe(last.get(digest)),
    open: () => (open.all() as Row[]).map(approval),
    recent: (limit) => (recent.all(limit) as Row[]).map(approval),
    add(added) {
      const { approvalId, sealId, digest, applicantId, appliedAt, lapsesAt } = added;
      const at = [appliedAt.toISOString(), lapsesAt.toISOString()];
      insert.run(approvalId, sealId, digest, applicantId, ...at, seal(added));
    },
    update(changed) {
      const { state } = changed;
      const decision = decisionOf(changed);
      update.run(
        state.kind,
        decision?.approver_id ?? null,
        decision?.decided_at ?? null,
        state.kind === 'used' ? state.byId : null,
        'at' in state ? state.at.toISOString() : null,
        seal(changed),
        changed.approvalId,
      );
    },
  };

  /** What a withdrawn or lapsed approval no longer carries stays in its row. */
  function decisionOf({ approvalId, state }: Approval): Pick<Row, 'approver_id' | 'decided_at'> | undefined {
    if ('decision' in state) {
      const { approverId, at } = state.decision;
      return { approver_id: approverId, decided_at: at.toISOString() };
    }
    return one.get(approvalId) as Row | undefined;
  }
}

function stateOf(row: Row, note: string): ApprovalState {
  const decision = (): { approverId: string; at: Date; note: string } => ({
    approverId: row.approver_id ?? '',
    at: new Date(row.decided_at ?? ''),
    note,
  });
  switch (row.state) {
    case 'applied':
      return { kind: 'applied' };
    case 'approved':
    case 'refused':
      return { kind: row.state, decision: decision() };
    case 'used':
      return {
        kind: 'used',
        decision: decision(),
        byId: row.user_id ?? '',
        at: new Date(row.ended_at ?? ''),
      };
    case 'withdrawn':
    case 'expired':
      return { kind: row.state, at: new Date(row.ended_at ?? '') };
    default:
      return assertNever(row.state);
  }
}

function place(approvalId: string): string {
  return `seal_approval/${approvalId}`;
}
