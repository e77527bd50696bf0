// Joins devices to the window.
import type { TerminalBridge } from '../state/bridge';
import { receiveDevices } from './device-centre-store';

export function connectDeviceCentre(terminal: TerminalBridge): void {
  terminal.on['devices.changed'](receiveDevices);
  void terminal.request['devices.get']().then(
    (answer) => {
      if (answer.ok) receiveDevices(answer.value);
    },
    // Main is gone: the desk says so itself.
    () => undefined,
  );
}
