// Joins the register of seals to the window.
import type { TerminalBridge } from '../state/bridge';
import { receiveCustody } from './custody-store';

export function connectCustody(terminal: TerminalBridge): void {
  terminal.on['custody.changed'](receiveCustody);
  void terminal.request['custody.counts']().then(
    (answer) => {
      if (answer.ok) receiveCustody(answer.value);
    },
    // Main is gone: the desk says so itself.
    () => undefined,
  );
}
