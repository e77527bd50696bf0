// Joins the window to main: first picture, pushed changes, tones, and the two marks that the benchmarks read.
import type { TerminalBridge } from './bridge';
import { connectScans } from '../scans/connect-scans';
import { afterPaint } from './paint';
import { receiveDesk, setScreen, terminalState, useTerminal } from './store';
import { playTone } from './tone';

export function connectDesk(terminal: TerminalBridge): void {
  // The tone of a reading comes before the desk that shows its applicant.
  let reading: string | undefined;
  terminal.on['reader.tone'](({ kind, readingId }) => {
    playTone(kind);
    reading = readingId;
  });
  terminal.on['desk.changed']((desk) => {
    const before = terminalState().desk;
    receiveDesk(desk);
    if (!reading || !desk.current || desk.current.id === before?.current?.id) return;
    markApplicant(terminal, reading);
    reading = undefined;
  });
  terminal.on['print.progress']((print) => setScreen({ print }));
  void loadDesk(terminal);
  connectScans(terminal);
}

async function loadDesk(terminal: TerminalBridge): Promise<void> {
  const [desk, matters, citations] = await Promise.all([
    terminal.request['desk.get'](),
    terminal.request['desk.matters'](),
    terminal.request['desk.citations'](),
  ]).catch(() => []);
  if (matters?.ok) useTerminal.setState({ matters: matters.value });
  if (citations?.ok) useTerminal.setState({ citations: citations.value });
  if (!desk) return setScreen({ error: { code: 'BRIDGE_FAILED' } });
  if (!desk.ok) return setScreen({ error: desk.error });
  receiveDesk(desk.value);
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
