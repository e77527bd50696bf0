// Opens the device at an address, whatever way leads to it.
import { parseDeviceAddress } from '#core/devices/device-address';
import type { DeviceError } from '#core/devices/device-error';
import type { Result } from '#core/result';
import { openHidTransport } from './hid-transport';
import { openSerialTransport } from './serial-transport';
import { openTcpTransport } from './tcp-transport';
import type { Transport, TransportListener } from './transport';

export async function openTransport(
  text: string,
  listener: TransportListener,
): Promise<Result<Transport, DeviceError>> {
  const address = parseDeviceAddress(text);
  if (!address.ok) return address;
  switch (address.value.kind) {
    case 'serial':
      return openSerialTransport(address.value, listener);
    case 'tcp':
      return openTcpTransport(address.value, listener);
    case 'hid':
      return openHidTransport(address.value, listener);
  }
}
