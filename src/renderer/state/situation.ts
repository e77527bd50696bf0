// Where the clerk stands: one exclusive answer from the desk and the screen. Actions, keys and focus all follow from it.
import type {
  CaseView,
  ChecklistItemView,
  DeskView,
  PendingCardView,
  PrintRecordView,
} from '#shared/ipc/views';
import { materialStep, nextOpen } from './material-step';
import type { MaterialStep } from './material-step';
import type { EvidenceState, ScreenState } from './screen-state';

export type Situation =
  | { readonly kind: 'pending-card'; readonly card: PendingCardView; readonly current: CaseView | null }
  | { readonly kind: 'unconfirmed-print'; readonly print: PrintRecordView }
  | { readonly kind: 'slip'; readonly closed: CaseView }
  | { readonly kind: 'empty' }
  | { readonly kind: 'choose-matter'; readonly current: CaseView; readonly again: boolean }
  | { readonly kind: 'authorise'; readonly current: CaseView; readonly possible: number }
  | {
      readonly kind: 'evidence';
      readonly current: CaseView;
      readonly item: ChecklistItemView;
      readonly evidence: EvidenceState;
      readonly acceptable: boolean;
      readonly accepted: boolean;
    }
  | {
      readonly kind: 'material';
      readonly current: CaseView;
      readonly item: ChecklistItemView;
      readonly step: MaterialStep;
    }
  | { readonly kind: 'finish'; readonly current: CaseView };

export function situationOf(desk: DeskView, screen: ScreenState): Situation {
  if (desk.pendingCard) return { kind: 'pending-card', card: desk.pendingCard, current: desk.current };
  const unconfirmed = desk.unconfirmedPrints[0];
  if (unconfirmed) return { kind: 'unconfirmed-print', print: unconfirmed };

  const { current } = desk;
  if (!current) return desk.closed ? { kind: 'slip', closed: desk.closed } : { kind: 'empty' };
  if (!current.matter || screen.searching) {
    return { kind: 'choose-matter', current, again: current.matter !== undefined };
  }

  const reading = readingOf(current, screen);
  if (reading) return reading;
  // A line the clerk went to on purpose is served first, also before the authorisation and after the last open one.
  const focused = itemOf(current, screen.materialId);
  const { authorisation } = current;
  if (!focused && authorisation.kind === 'none' && authorisation.possible > 0) {
    return { kind: 'authorise', current, possible: authorisation.possible };
  }
  const item = focused ?? itemOf(current, nextOpen(current));
  if (!item) return { kind: 'finish', current };
  return { kind: 'material', current, item, step: materialStep(item, authorisation) };
}

function readingOf(current: CaseView, screen: ScreenState): Situation | undefined {
  const { evidence } = screen;
  if (!evidence || screen.place !== 'evidence') return undefined;
  const item = itemOf(current, evidence.materialId);
  if (!item) return undefined;
  const accepted =
    item.decision?.kind === 'certificate' && item.decision.certificateId === evidence.certificateId;
  const { view } = evidence;
  const acceptable = !accepted && view?.usability.kind === 'usable' && view.verification.use !== 'refuse';
  return { kind: 'evidence', current, item, evidence, acceptable, accepted };
}

export function itemOf(current: CaseView, materialId: string | null): ChecklistItemView | undefined {
  return materialId === null ? undefined : current.checklist.find((item) => item.materialId === materialId);
}
