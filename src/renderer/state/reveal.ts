// The whole ID number, only while a key or a button is held; main records that it was seen.
import { setScreen, terminalState } from './store';

let held = false;

export async function reveal(who: 'applicant' | 'agent'): Promise<void> {
  const caseId = terminalState().desk?.current?.id;
  if (!caseId || held) return;
  held = true;
  const answer = await window.terminal.request['people.reveal']({ caseId, who });
  if (!answer.ok) return setScreen({ error: answer.error });
  // Released before the answer came: recorded as seen, and still not shown.
  if (held) setScreen({ revealed: { who, number: answer.value.number } });
}

export function hide(): void {
  held = false;
  if (terminalState().screen.revealed) setScreen({ revealed: null });
}
