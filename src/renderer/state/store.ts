// The screen's store: the last desk that main pushed, and what only the screen knows.
import { create } from 'zustand';
import type { CitationView, DeskView, MatterListItem } from '#shared/ipc/views';
import { staffView } from '../staff/staff-store';
import { waitsBehindLock } from './behind-lock';
import { restingMaterial } from './material-step';
import { INITIAL_SCREEN } from './screen-state';
import type { DialogState, ScreenState } from './screen-state';

export interface TerminalState {
  readonly desk: DeskView | null;
  readonly matters: readonly MatterListItem[];
  readonly citations: Readonly<Record<string, CitationView>>;
  readonly screen: ScreenState;
  readonly away: Away | null;
}

/** Whose hands were on which case, and in which dialog, when the desk was put away. */
interface Away {
  readonly who: string | null;
  readonly caseId: string | null;
  readonly dialog: DialogState | null;
}

export const useTerminal = create<TerminalState>(() => ({
  desk: null,
  matters: [],
  citations: {},
  screen: INITIAL_SCREEN,
  away: null,
}));

export const terminalState = useTerminal.getState;

export function setScreen(change: Partial<ScreenState>): void {
  useTerminal.setState(({ screen, away }) => ({
    screen: { ...screen, ...change },
    // What was asked before the lock was answered behind it, and led on: the dialog that asked does not come back.
    ...(away && change.dialog !== undefined ? { away: { ...away, dialog: null } } : {}),
  }));
}

/** A desk from main: SQLite is the truth, an older picture never replaces a newer one. */
export function receiveDesk(desk: DeskView): void {
  useTerminal.setState((state) => {
    if (state.desk && desk.revision < state.desk.revision) return state;
    const { away, screen } = state;
    if (!away) return { desk, screen: followDesk(state.desk, desk, screen) };
    if (comesBack(away, desk))
      return { desk, screen: { ...screen, dialog: away.dialog ?? screen.dialog }, away: null };
    const { print, demonstrationOpen } = screen;
    return {
      desk,
      screen: followDesk(null, desk, { ...INITIAL_SCREEN, print, demonstrationOpen }),
      away: null,
    };
  });
}

/**
 * Nobody may look at the desk any more: nothing of it stays in the page. Where the hands were is kept for `who` comes back
 * to the same case, and the dialog with what is half typed in it; nothing that was seen of a certificate is.
 * @param who null: nobody comes back to it, they signed out
 */
export function putDeskAway(who: string | null): void {
  useTerminal.setState(({ desk, screen, away }) => ({
    desk: null,
    away: desk ? { who, caseId: desk.current?.id ?? null, dialog: waitsBehindLock(screen.dialog) } : away,
    screen: { ...screen, evidence: null, revealed: null, error: null, busy: null, toast: null, dialog: null },
  }));
}

function comesBack({ who, caseId }: Away, desk: DeskView): boolean {
  const view = staffView();
  const session = view?.session;
  const now = session?.kind === 'signed-in' ? session.who.staffId : null;
  return who === now && caseId === (desk.current?.id ?? null);
}

/** What the screen lets go of and moves on to when the desk changes under it. Pure. */
export function followDesk(before: DeskView | null, after: DeskView, screen: ScreenState): ScreenState {
  const sameCase = before?.current?.id === after.current?.id;
  if (!sameCase) {
    const { demonstrationOpen, toast } = screen;
    return {
      ...INITIAL_SCREEN,
      demonstrationOpen,
      toast,
      // A fault of the old case's printing is still a fault of the printer.
      print: after.current ? null : screen.print,
      materialId: after.current ? restingMaterial(after.current) : null,
    };
  }
  if (!after.current) return screen;
  if (before?.current?.matter?.id !== after.current.matter?.id) {
    return {
      ...screen,
      search: '',
      searchAt: 0,
      searching: false,
      evidence: null,
      place: 'matter',
      materialId: null,
    };
  }
  const decided = justDecided(before, after, screen.materialId);
  if (decided)
    return { ...screen, place: 'matter', materialId: restingMaterial(after.current, screen.materialId) };
  const authorised = before?.current?.authorisation.kind !== after.current.authorisation.kind;
  if (authorised)
    return { ...screen, evidence: null, place: 'matter', materialId: restingMaterial(after.current) };
  return screen;
}

function justDecided(before: DeskView | null, after: DeskView, materialId: string | null): boolean {
  const decision = (desk: DeskView | null) =>
    desk?.current?.checklist.find((item) => item.materialId === materialId)?.decision;
  return decision(before) === undefined && decision(after) !== undefined;
}
