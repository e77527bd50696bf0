// Joins the window to main: first picture, pushed changes, tones, and the two marks that the benchmarks read.
import type { DeskView } from '#shared/ipc/views';
import type { TerminalBridge } from './bridge';
import { call } from './call';
import { afterPaint } from './paint';
import { receiveDesk, setScreen, terminalState, useTerminal } from './store';
import { playTone } from './tone';

export function connectDesk(terminal: TerminalBridge): void {
  terminal.on['desk.changed']((desk) => {
    const before = terminalState().desk;
    receiveDesk(desk);
    markApplicant(terminal, before, desk);
  });
  terminal.on['print.progress']((print) => setScreen({ print }));
  terminal.on['reader.tone'](({ kind }) => playTone(kind));
  void loadDesk(terminal);
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

/** Asks again after the error line offered it. */
export async function reloadDesk(terminal: TerminalBridge): Promise<void> {
  const answer = await call('正在读取工作台…', () => terminal.request['desk.get']());
  if (answer) receiveDesk(answer.value);
}

function markApplicant(terminal: TerminalBridge, before: DeskView | null, after: DeskView): void {
  if (!after.current || after.current.id === before?.current?.id) return;
  const present = after.readers.map((reader) => reader.state).find((state) => state.kind === 'card-present');
  if (!present) return;
  afterPaint(() => {
    performance.mark('zc:applicant', { detail: present.readingId });
    void terminal.request['desk.shown']({ readingId: present.readingId });
  });
}
