// One desk: strip above, person, matter and evidence side by side, actions below; dialogs are fetched when asked for.
import { lazy, Suspense, useEffect, useState } from 'react';
import { ActionBar } from '../actions/action-bar';
import { QuestionBar } from '../actions/question-bar';
import { EvidencePlace } from '../evidence/evidence-place';
import { useKeys } from '../keys/use-keys';
import { MatterPlace } from '../matter/matter-place';
import { PersonPlace } from '../person/person-place';
import { useTerminal } from '../state/store';
import { afterPaint } from '../state/paint';
import { useDrop } from '../verify/use-drop';
import { Strip } from '../strip/strip';
import { showsDesk, useStaff } from '../staff/staff-store';
import { Opening } from './opening';
import { useFocus } from './use-focus';

const loadDialogs = () => import('../dialogs/dialogs');
const Dialogs = lazy(loadDialogs);
const SignInScreen = lazy(() => import('../staff/sign-in-screen'));
const Demonstration = lazy(() => import('../demonstration/demonstration-panel'));

export function Desk() {
  const desk = useTerminal((state) => state.desk);
  const staff = useStaff((state) => state.view);
  const dialog = useTerminal((state) => state.screen.dialog);
  const reading = useTerminal(({ screen }) => screen.evidence !== null && screen.place === 'evidence');
  const settled = useSettled(desk !== null);
  useKeys();
  useFocus();
  useDrop();
  if (staff && !showsDesk(staff))
    return (
      <Suspense fallback={null}>
        <SignInScreen view={staff} />
      </Suspense>
    );
  if (!desk) return <Opening />;
  return (
    <div className="desk" data-testid="desk-ready" data-profile={desk.profile} data-reading={reading}>
      <Strip desk={desk} />
      <main className="places">
        <PersonPlace desk={desk} />
        <MatterPlace desk={desk} />
        <EvidencePlace desk={desk} />
      </main>
      <QuestionBar desk={desk} />
      <ActionBar desk={desk} />
      <Suspense fallback={null}>
        {dialog ? <Dialogs desk={desk} dialog={dialog} /> : null}
        {settled && desk.profile === 'demonstration' ? <Demonstration /> : null}
      </Suspense>
    </div>
  );
}

/** True once the first desk is on the screen: only then is anything fetched that the first card does not need. */
function useSettled(ready: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!ready) return;
    afterPaint(() => {
      setSettled(true);
      requestIdleCallback(() => void loadDialogs());
    });
  }, [ready]);
  return settled;
}
