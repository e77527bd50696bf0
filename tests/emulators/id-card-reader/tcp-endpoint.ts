// An emulated reader behind a serial device server: one client at a time, the newest wins as on real ones.
import { createServer, type Server, type Socket } from 'node:net';
import type { Endpoint, Receive } from './endpoint';

/** `port` 0: a free one, kept for the life of the process. */
export async function createTcpEndpoint(host: string, port: number, receive: Receive): Promise<Endpoint> {
  let server: Server | null = null;
  let client: Socket | null = null;
  let bound = port;

  const plug = async () => {
    if (server) return;
    server = createServer({ noDelay: true }, (socket) => {
      client?.destroy();
      client = socket;
      socket.on('data', (bytes) => receive(new Uint8Array(bytes)));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (client === socket) client = null;
      });
    });
    const listening = server;
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject);
      listening.listen(bound, host, resolve);
    });
    const address = listening.address();
    if (address && typeof address === 'object') bound = address.port;
  };

  const unplug = async () => {
    const closing = server;
    server = null;
    client?.resetAndDestroy();
    client = null;
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
  };

  await plug();
  return {
    uri: `tcp://${host}:${bound}`,
    plug,
    unplug,
    send: (bytes) => {
      client?.write(bytes);
    },
  };
}
