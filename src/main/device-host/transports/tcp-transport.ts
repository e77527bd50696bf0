// Bytes over TCP, as serial device servers in halls give them: tcp://host:port.
import { connect, type Socket } from 'node:net';
import type { ReaderError } from '#core/devices/reader-error';
import { err, ok, type Result } from '#core/result';
import type { Transport, TransportListener } from './transport';

const CONNECT_MS = 3_000;
const KEEPALIVE_MS = 5_000;

export function openTcpTransport(
  address: URL,
  listener: TransportListener,
): Promise<Result<Transport, ReaderError>> {
  const port = Number(address.port);
  if (address.hostname === '' || port === 0) {
    return Promise.resolve(err({ code: 'READER_ADDRESS_INVALID' }));
  }
  // An IPv6 address stands in brackets in a URL and without them in a connection.
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEPALIVE_MS,
    });
    const failed = () => {
      socket.destroy();
      resolve(err({ code: 'READER_UNREACHABLE' }));
    };
    socket.setTimeout(CONNECT_MS, failed);
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', failed);
      resolve(ok(watch(socket, listener)));
    });
  });
}

function watch(socket: Socket, listener: TransportListener): Transport {
  let live = true;
  socket.on('data', (bytes) => {
    if (live) listener.data(new Uint8Array(bytes));
  });
  // 'close' follows every error and says it once.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (!live) return;
    live = false;
    listener.closed({ code: 'READER_GONE' });
  });
  return {
    write: (bytes) => {
      if (live) socket.write(bytes);
    },
    close: () =>
      new Promise((resolve) => {
        live = false;
        if (socket.closed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
}
