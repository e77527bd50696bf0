// What the screen knows of who is signed in: the last picture that main pushed.
import { create } from 'zustand';
import type { StaffView } from '#shared/ipc/staff-views';

export const useStaff = create<{ readonly view: StaffView | null }>(() => ({ view: null }));

export function staffView(): StaffView | null {
  return useStaff.getState().view;
}

/** The desk may be on the screen: somebody is signed in, or nobody need be. */
export function showsDesk(view: StaffView): boolean {
  return view.serving || view.session.kind === 'signed-in';
}
