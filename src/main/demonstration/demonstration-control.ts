// In a demonstration only: tells the emulated reader to take and give back cards, as a hand would. JSON lines over TCP.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { DemonstrationErrorCode } from '#shared/system-errors';

export type DemonstrationError = { readonly code: DemonstrationErrorCode };

export interface DemonstrationControl {
  send(command: Record<string, unknown>): Promise<Result<void, DemonstrationError>>;
}

const DEADLINE_MS = 3000;

/** @param uri tcp://host:port of the emulator's control channel */
export function createDemonstrationControl(uri: string): DemonstrationControl {
  const { hostname, port } = new URL(uri);
  return {
    send: (command) =>
      new Promise((resolve) => {
        const socket = connect({ host: hostname, port: Number(port) });
        const finish = (result: Result<void, DemonstrationError>): void => {
          socket.destroy();
          resolve(result);
        };
        const gone = (): void => finish(err({ code: 'DEMONSTRATION_EMULATOR_GONE' }));
        socket.setTimeout(DEADLINE_MS, gone);
        socket.once('error', gone);
        socket.once('connect', () => socket.write(`${JSON.stringify(command)}\n`));
        onFirstLine(socket, (line) => (isOk(line) ? finish(ok()) : gone()));
      }),
  };
}

function onFirstLine(socket: Socket, listener: (line: string) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end >= 0) listener(text.slice(0, end));
  });
}

function isOk(line: string): boolean {
  try {
    return (JSON.parse(line) as { ok?: unknown }).ok === true;
  } catch {
    return false;
  }
}
