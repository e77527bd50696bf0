// What emulators on a line have in common as processes: where the line is, how they are commanded, when they end.
import { fstatSync } from 'node:fs';
import { answerLines, serveControl, type Control } from './control';
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

/** Prints one line of JSON when it is ready; obeys JSON lines on the control port and on standard input. */
export async function runLineProcess(
  endpoint: Endpoint,
  controlAddress: string,
  controlOf: (quit: () => void) => Control,
): Promise<void> {
  const quit = () => void endpoint.unplug().finally(() => process.exit(0));
  process.on('SIGTERM', quit);
  process.on('SIGINT', quit);
  const control = controlOf(quit);
  const [host, port] = hostAndPort(controlAddress);
  const chosen = await serveControl(control, host, port);
  answerLines(process.stdin, control, (text) => process.stdout.write(text));
  // Whoever holds the other end of standard input owns this process: without the owner it would be left behind.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on('end', quit);
  const ready = { ready: true, data: endpoint.uri, control: `tcp://${host}:${chosen}`, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function hostAndPort(text: string): [host: string, port: number] {
  const at = text.lastIndexOf(':');
  const port = Number(text.slice(at + 1));
  if (at < 1 || !Number.isInteger(port)) throw new Error(`HOST:PORT expected, ${text} given`);
  return [text.slice(0, at), port];
}
