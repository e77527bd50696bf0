// What a material asks of the clerk next, and the state its line shows: pure, from the checklist item alone.
import { assertNever } from '#core/result';
import type { CandidateView, CaseView, ChecklistItemView } from '#shared/ipc/views';

/** `data-state` of a line; the words are in words/materials.ts. */
export type MaterialState =
  | 'to-authorise'
  | 'to-check'
  | 'to-confirm-shared'
  | 'to-collect-paper'
  | 'done-certificate'
  | 'done-shared'
  | 'done-paper'
  | 'not-needed';

export type MaterialStep =
  | { readonly kind: 'authorise' }
  | { readonly kind: 'open-certificate'; readonly certificateId: string }
  | { readonly kind: 'confirm-shared' }
  | { readonly kind: 'accept-paper' }
  | { readonly kind: 'next' };

export function materialState(
  item: ChecklistItemView,
  authorisation: CaseView['authorisation'],
): MaterialState {
  const { decision, match } = item;
  if (decision) {
    switch (decision.kind) {
      case 'certificate':
        return 'done-certificate';
      case 'paper':
        return 'done-paper';
      case 'shared':
        return 'done-shared';
      case 'not-needed':
        return 'not-needed';
      default:
        return assertNever(decision);
    }
  }
  if (match.kind === 'shared') return 'to-confirm-shared';
  if (match.kind === 'paper') return 'to-collect-paper';
  if (openable(item)) return 'to-check';
  return authorisation.kind === 'none' ? 'to-authorise' : 'to-collect-paper';
}

/** What Enter does on this line. A decided certificate can be looked at again. */
export function materialStep(
  item: ChecklistItemView,
  authorisation: CaseView['authorisation'],
): MaterialStep {
  const state = materialState(item, authorisation);
  switch (state) {
    case 'to-authorise':
      return { kind: 'authorise' };
    case 'to-check': {
      const candidate = openable(item);
      return candidate
        ? { kind: 'open-certificate', certificateId: candidate.certificateId }
        : { kind: 'accept-paper' };
    }
    case 'to-confirm-shared':
      return { kind: 'confirm-shared' };
    case 'to-collect-paper':
      return { kind: 'accept-paper' };
    case 'done-certificate':
      return item.decision?.kind === 'certificate'
        ? { kind: 'open-certificate', certificateId: item.decision.certificateId }
        : { kind: 'next' };
    case 'done-shared':
    case 'done-paper':
    case 'not-needed':
      return { kind: 'next' };
    default:
      return assertNever(state);
  }
}

/** Every certificate found for the material, usable first, as the digits number them. */
export function candidatesOf(item: ChecklistItemView): readonly CandidateView[] {
  if (item.match.kind === 'shared') return [];
  const usable = (candidate: CandidateView): number => (candidate.usability.kind === 'usable' ? 0 : 1);
  return [...item.match.candidates].sort((a, b) => usable(a) - usable(b));
}

function openable(item: ChecklistItemView): CandidateView | undefined {
  return candidatesOf(item).find(
    (candidate) => candidate.authorised && candidate.usability.kind === 'usable',
  );
}

/** The material the hands should be on: the first open required one, else the first undecided, else none. */
export function nextOpen(current: CaseView, after?: string | null): string | null {
  const items = current.checklist;
  const start = after ? items.findIndex((item) => item.materialId === after) + 1 : 0;
  const inOrder = [...items.slice(start), ...items.slice(0, start)];
  const required = inOrder.find((item) => current.open.includes(item.materialId));
  return required?.materialId ?? null;
}

/** Where the hands are after a decision: nowhere in particular while the authorisation is still to be asked for. */
export function restingMaterial(current: CaseView, after?: string | null): string | null {
  const { authorisation } = current;
  const askFirst = authorisation.kind === 'none' && authorisation.possible > 0;
  return askFirst ? null : nextOpen(current, after);
}

/** The certificates an authorisation would cover: everything usable that some material of the matter matches. */
export function authorisable(current: CaseView): readonly CandidateView[] {
  const found = new Map<string, CandidateView>();
  for (const item of current.checklist) {
    if (item.match.kind === 'shared') continue;
    for (const candidate of item.match.candidates) found.set(candidate.certificateId, candidate);
  }
  return [...found.values()];
}
