// Bytes over TCP, as serial device servers in halls give them: tcp://host:port.
import { connect, type Socket } from 'node:net';
import type { DeviceAddress } from '#core/devices/device-address';
import type { DeviceError } from '#core/devices/device-error';
import { err, ok, type Result } from '#core/result';
import type { Transport, TransportListener } from './transport';

const CONNECT_MS = 3_000;
const KEEPALIVE_MS = 5_000;

export function openTcpTransport(
  { host, port }: DeviceAddress & { kind: 'tcp' },
  listener: TransportListener,
): Promise<Result<Transport, DeviceError>> {
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
      resolve(err({ code: 'DEVICE_UNREACHABLE' }));
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
    listener.closed();
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
