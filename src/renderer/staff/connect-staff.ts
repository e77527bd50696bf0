// Joins signing in to the window: puts the desk away when it may not be seen, fetches it again when it may.
import type { StaffView } from '#shared/ipc/staff-views';
import type { TerminalBridge } from '../state/bridge';
import { showsDesk, staffView, useStaff } from './staff-store';

const TELL_ACTIVITY_EVERY_MS = 30_000;

/** @param desk `show` fetches everything the desk needs; `putAway` drops what is on it, or keeps it for one person */
export function connectStaff(
  terminal: TerminalBridge,
  desk: { readonly show: () => void; readonly putAway: (who: string | null) => void },
): void {
  const receive = (view: StaffView): void => {
    const before = staffView();
    const did = before === null || showsDesk(before);
    useStaff.setState({ view });
    if (showsDesk(view) && !did) desk.show();
    // Behind the lock it waits for whoever locked; signing out is the end of it.
    else if (!showsDesk(view) && did) desk.putAway(whoOf(view));
  };
  terminal.on['staff.changed'](receive);
  void terminal.request['staff.get']().then(
    (answer) => {
      if (answer.ok) receive(answer.value);
    },
    // Main is gone: the desk says so itself.
    () => undefined,
  );
  tellActivity(terminal);
}

/** Typing into a form asks main nothing for minutes, and is work all the same. */
function tellActivity(terminal: TerminalBridge): void {
  let told = 0;
  const tell = (): void => {
    const now = performance.now();
    if (now - told < TELL_ACTIVITY_EVERY_MS || staffView()?.session.kind !== 'signed-in') return;
    told = now;
    void terminal.request['staff.activity']().catch(() => undefined);
  };
  for (const event of ['keydown', 'pointerdown', 'wheel'] as const)
    window.addEventListener(event, tell, { capture: true, passive: true });
}

export function whoOf({ session }: StaffView): string | null {
  return session.kind === 'signed-out' ? null : session.who.staffId;
}
