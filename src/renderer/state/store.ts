// The screen's store: the last desk that main pushed, and what only the screen knows.
import { create } from 'zustand';
import type { CitationView, DeskView, MatterListItem } from '#shared/ipc/views';
import { staffView } from '../staff/staff-store';
import { restingMaterial } from './material-step';
import { INITIAL_SCREEN } from './screen-state';
import type { ScreenState } from './screen-state';

export interface TerminalState {
  readonly desk: DeskView | null;
  readonly matters: readonly MatterListItem[];
  readonly citations: Readonly<Record<string, CitationView>>;
  readonly screen: ScreenState;
  /** Whose hands were on which case when the desk was put away. */
  readonly away: { readonly who: string | null; readonly caseId: string | null } | null;
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
  useTerminal.setState(({ screen }) => ({ screen: { ...screen, ...change } }));
}

/** A desk from main: SQLite is the truth, an older picture never replaces a newer one. */
export function receiveDesk(desk: DeskView): void {
  useTerminal.setState((state) => {
    if (state.desk && desk.revision < state.desk.revision) return state;
    if (state.away && comesBack(state.away, desk)) return { desk, away: null };
    return { desk, screen: followDesk(state.desk, desk, state.screen), away: null };
  });
}

/**
 * Nobody may look at the desk any more: nothing of it stays in the page. Where the hands were is kept for whoever comes
 * back to the same case; nothing that was seen of a certificate is.
 */
export function putDeskAway(who: string | null): void {
  useTerminal.setState(({ desk, screen, away }) => ({
    desk: null,
    away: desk ? { who, caseId: desk.current?.id ?? null } : away,
    screen: { ...screen, evidence: null, revealed: null, error: null, busy: null, toast: null, dialog: null },
  }));
}

function comesBack({ who, caseId }: NonNullable<TerminalState['away']>, desk: DeskView): boolean {
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
