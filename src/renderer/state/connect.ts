// Joins the window to main: first picture, pushed changes, tones, and the two marks that the benchmarks read.
import type { TerminalBridge } from './bridge';
import { connectIssuing } from '../issuing/connect-issuing';
import { connectDeviceCentre } from '../device-centre/connect-device-centre';
import { connectCustody } from '../custody/connect-custody';
import { connectScans, keepScannersOut } from '../scans/connect-scans';
import { connectSealKeys } from '../seal-keys/connect-seal-keys';
import { connectStaff } from '../staff/connect-staff';
import { showsDesk, staffView } from '../staff/staff-store';
import { afterPaint } from './paint';
import { putDeskAway, receiveDesk, setScreen, terminalState, useTerminal } from './store';
import { playTone } from './tone';

export function connectDesk(terminal: TerminalBridge): void {
  // The tone of a reading comes before the desk that shows its applicant.
  let reading: string | undefined;
  terminal.on['reader.tone'](({ kind, readingId }) => {
    playTone(kind);
    reading = readingId;
  });
  terminal.on['desk.changed']((desk) => {
    const staff = staffView();
    if (staff && !showsDesk(staff)) return;
    const before = terminalState().desk;
    receiveDesk(desk);
    if (!reading || !desk.current || desk.current.id === before?.current?.id) return;
    markApplicant(terminal, reading);
    reading = undefined;
  });
  terminal.on['print.progress']((print) => setScreen({ print }));
  keepScannersOut(terminal);
  void loadDesk(terminal);
  connectSealKeys(terminal);
  connectStaff(terminal, { show: () => void reloadDesk(terminal), putAway: putDeskAway });
}

/** What nobody may see before somebody has signed in where that is asked for: joined once the first desk has come. */
function connectParts(terminal: TerminalBridge): void {
  connectScans(terminal);
  connectCustody(terminal);
  connectDeviceCentre(terminal);
  connectIssuing(terminal);
}

let joined = false;

async function loadDesk(terminal: TerminalBridge): Promise<void> {
  const [desk, matters, citations] = await Promise.all([
    terminal.request['desk.get'](),
    terminal.request['desk.matters'](),
    terminal.request['desk.citations'](),
  ]).catch(() => []);
  if (matters?.ok) useTerminal.setState({ matters: matters.value });
  if (citations?.ok) useTerminal.setState({ citations: citations.value });
  if (!desk) return setScreen({ error: { code: 'BRIDGE_FAILED' } });
  // Nobody is signed in: the screen for that is its own message.
  if (!desk.ok) return setScreen({ error: desk.error.code === 'SIGNED_OUT' ? null : desk.error });
  receiveDesk(desk.value);
  if (!joined) connectParts(terminal);
  joined = true;
  afterPaint(() => {
    performance.mark('zc:workable');
    document.documentElement.dataset['ready'] = '1';
    void terminal.request['desk.shown']({});
  });
}

/** Asks again after the opening screen offered it. */
export async function reloadDesk(terminal: TerminalBridge): Promise<void> {
  setScreen({ error: null });
  await loadDesk(terminal);
}

function markApplicant(terminal: TerminalBridge, readingId: string): void {
  afterPaint(() => {
    performance.mark('zc:applicant', { detail: readingId });
    void terminal.request['desk.shown']({ readingId });
  });
}
