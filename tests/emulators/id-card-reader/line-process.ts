// Emulators on a line as processes: where the line is, and that it is unplugged when they end.
import { hostAndPort, runEmulator, type Control } from '../emulator-process';
import type { Endpoint, Receive } from './endpoint';
import { createPtyEndpoint } from './pty-endpoint';
import { createTcpEndpoint } from './tcp-endpoint';

/** `--pty LINK` or `--tcp HOST:PORT`; a free port of this machine where neither is given. */
export function openLine(
  values: { pty?: string | undefined; tcp?: string | undefined },
  receive: Receive,
): Promise<Endpoint> {
  return values.pty === undefined
    ? createTcpEndpoint(...hostAndPort(values.tcp ?? '127.0.0.1:0'), receive)
    : createPtyEndpoint(values.pty, receive);
}

export function runLineProcess(
  endpoint: Endpoint,
  controlAddress: string,
  controlOf: (quit: () => void) => Control,
): Promise<void> {
  const end = () => endpoint.unplug();
  return runEmulator({ controlAddress, controlOf, end, where: { data: endpoint.uri } });
}
