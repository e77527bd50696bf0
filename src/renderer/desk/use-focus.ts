// Keeps the focus where the next keystroke belongs: moves it when the situation does, and takes it back from nowhere.
import { useEffect } from 'react';
import type { DeskView } from '#shared/ipc/views';
import type { ScreenState } from '../state/screen-state';
import { situationOf } from '../state/situation';
import { useTerminal } from '../state/store';

/** The `data-focus` of the element that should have the focus. Pure. */
export function focusTarget(desk: DeskView, screen: ScreenState): string | null {
  if (screen.dialog) return null;
  const situation = situationOf(desk, screen);
  if (situation.kind === 'pending-card' || situation.kind === 'unconfirmed-print') return 'question';
  if (screen.place === 'person') return 'person';
  if (screen.place === 'strip') return 'strip';
  switch (situation.kind) {
    case 'choose-matter':
      return 'matter-search';
    case 'material':
      return `material:${situation.item.materialId}`;
    case 'evidence':
      return 'evidence';
    case 'empty':
      return 'person';
    default:
      return 'primary';
  }
}

export function useFocus(): void {
  const target = useTerminal(({ desk, screen }) => (desk ? focusTarget(desk, screen) : null));
  const revision = useTerminal((state) => state.desk?.revision);
  const dialogOpen = useTerminal((state) => state.screen.dialog !== null);

  useEffect(() => focusOn(target), [target, dialogOpen]);
  useEffect(() => {
    // A change of the desk removed what had the focus: the browser then leaves it on the body.
    if (document.activeElement === document.body) focusOn(target);
  }, [revision, target]);
}

function focusOn(target: string | null): void {
  if (!target) return;
  const element =
    document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(target)}"]`) ??
    document.querySelector<HTMLElement>('[data-focus="primary"]');
  element?.focus({ preventScroll: false });
}
