// Joins seal keys to the window.
import type { TerminalBridge } from '../state/bridge';
import { receiveSealKeys } from './seal-key-store';

export function connectSealKeys(terminal: TerminalBridge): void {
  terminal.on['sealKeys.changed'](receiveSealKeys);
  void terminal.request['sealKeys.get']().then(
    (answer) => {
      if (answer.ok) receiveSealKeys(answer.value);
    },
    // Main is gone: the desk says so itself.
    () => undefined,
  );
}
