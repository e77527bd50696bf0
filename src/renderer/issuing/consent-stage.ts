// Where a consent stands for whoever is signed in: theirs to seal, to apply for, to wait for, or another's turn. Pure.
import type { WireError } from '#shared/ipc/contract';
import type { ConsentApprovalView, ConsentView, RegisteredSealView } from '#shared/ipc/issuing-views';

/** What was applied for and is not over. */
export type Applied = Extract<ConsentApprovalView, { kind: 'waiting' | 'approved' }>;

export type ConsentStage =
  /** With one of `seals`, whose key is plugged in. */
  | { readonly kind: 'seal' }
  /** For one of `registered`. */
  | { readonly kind: 'apply' }
  | { readonly kind: 'may-not-apply'; readonly problem: WireError }
  | { readonly kind: 'wait'; readonly applied: Applied }
  /** A custodian seals, with their key. `applied`: where the use was approved. */
  | { readonly kind: 'custodian'; readonly applied: Applied | undefined };

export function stageOf({ approval, applyProblem, seals }: ConsentView): ConsentStage {
  switch (approval.kind) {
    case 'none':
    case 'refused':
      return applyProblem ? { kind: 'may-not-apply', problem: applyProblem } : { kind: 'apply' };
    case 'waiting':
      return { kind: 'wait', applied: approval };
    case 'approved':
      return seals.length > 0 ? { kind: 'seal' } : { kind: 'custodian', applied: approval };
    case 'not-needed':
      return seals.length > 0 ? { kind: 'seal' } : { kind: 'custodian', applied: undefined };
  }
}

/** The seal that is applied for unless another is chosen: one that is at hand, else the first. */
export function proposedSeal({ registered, seals }: ConsentView): RegisteredSealView | undefined {
  return registered.find(({ sealId }) => sealId === seals[0]?.sealId) ?? registered[0];
}

/** Who seals, by name, each once. */
export function custodiansOf(registered: readonly RegisteredSealView[]): string {
  return [...new Set(registered.map(({ custodian }) => custodian))].join('、');
}
