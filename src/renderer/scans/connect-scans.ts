// Joins scans to the window: what main pushes, what a wedge types, and forgetting when another person comes.
import type { TerminalBridge } from '../state/bridge';
import { setScreen, useTerminal } from '../state/store';
import { followScans } from './scan-commands';
import { forgetScans, scanArrived } from './scan-store';
import { listenForWedge } from './wedge-listener';

export function connectScans(terminal: TerminalBridge): void {
  terminal.on['scan.arrived']((scan) => {
    scanArrived(scan);
    void followScans();
  });
  terminal.on['scan.refused'](({ code }) => setScreen({ error: { code } }));
  useTerminal.subscribe(({ desk }, before) => {
    const left = before.desk?.current?.id;
    if (left === undefined || desk?.current?.id === left) return;
    forgetScans();
    void terminal.request['scan.forget']();
  });
  void takeUpWaiting(terminal);
}

/** From the first moment on, also while nobody is signed in: a scanner's Enter on a PIN pad would cost a try. */
export function keepScannersOut(terminal: TerminalBridge): void {
  listenForWedge({
    scanned: ({ text, terminator, tooLong }) => {
      if (tooLong) return setScreen({ error: { code: 'SCAN_TOO_LONG' } });
      // Refused where nobody serves: what was scanned is gone.
      void terminal.request['scan.typed']({ text, terminator });
    },
    refused: () => setScreen({ error: { code: 'SCAN_IN_SECRET' } }),
  });
}

/** After the window was loaded anew, main still has what nobody took. */
async function takeUpWaiting(terminal: TerminalBridge): Promise<void> {
  const waiting = await terminal.request['scan.waiting']().catch(() => undefined);
  if (!waiting?.ok) return;
  waiting.value.forEach(scanArrived);
  await followScans();
}
