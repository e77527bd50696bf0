// Chooses the transport for a device address: serial:///dev/ttyUSB0?baud=115200 or tcp://host:port.
import type { ReaderError } from '#core/devices/reader-error';
import { err, type Result } from '#core/result';
import { openSerialTransport } from './serial-transport';
import { openTcpTransport } from './tcp-transport';
import type { OpenTransport, Transport, TransportListener } from './transport';

const TRANSPORTS: Readonly<Record<string, OpenTransport>> = {
  'serial:': openSerialTransport,
  'tcp:': openTcpTransport,
};

export async function openTransport(
  uri: string,
  listener: TransportListener,
): Promise<Result<Transport, ReaderError>> {
  const address = URL.canParse(uri) ? new URL(uri) : null;
  const open = address && TRANSPORTS[address.protocol];
  if (!address || !open) return err({ code: 'READER_ADDRESS_INVALID' });
  return open(address, listener);
}
