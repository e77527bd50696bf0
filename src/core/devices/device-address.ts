// Where a device is to be found, as text and as data:
//   serial:///dev/ttyUSB0?baud=115200   serial:///COM3
//   tcp://host:port
//   hid://0c2e:0b6a   hid://0c2e:0b6a/serial/S9   …/location/1-1.2:1.0   …/path/%2Fdev%2Fhidraw3   each with ?usage=008c:0002
import { err, ok, type Result } from '#core/result';
import type { DeviceError } from './device-error';

export type DeviceAddress =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | HidAddress;

export type HidWhich = 'serial' | 'location' | 'path';

export interface HidAddress {
  readonly kind: 'hid';
  readonly vendorId: number;
  readonly productId: number;
  /** Which of several of the same kind: by serial number, by plug (DeviceListing's location), or by a path that changes with every replug. */
  readonly which?: { readonly by: HidWhich; readonly value: string };
  /** Which of several top-level collections of one device. */
  readonly usage?: { readonly page: number; readonly usage: number };
}

export const DEFAULT_BAUD = 115_200;
const INVALID = err<DeviceError>({ code: 'DEVICE_ADDRESS_INVALID' });

export function parseDeviceAddress(text: string): Result<DeviceAddress, DeviceError> {
  const [, scheme, rest = ''] = /^([a-z]+):\/\/(.*)$/s.exec(text) ?? [];
  const [place = '', query = ''] = rest.split('?', 2) as [string, string?];
  switch (scheme) {
    case 'serial':
      return parseSerial(place, query);
    case 'tcp':
      return parseTcp(place, query);
    case 'hid':
      return parseHid(place, query);
    default:
      return INVALID;
  }
}

/** The text that `parseDeviceAddress` reads back to the same address. */
export function formatDeviceAddress(address: DeviceAddress): string {
  switch (address.kind) {
    case 'serial': {
      const path = address.path.startsWith('/') ? address.path : `/${address.path}`;
      return `serial://${path.split('/').map(encodeURIComponent).join('/')}?baud=${address.baud}`;
    }
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'hid': {
      const which = address.which ? `/${address.which.by}/${encodeURIComponent(address.which.value)}` : '';
      const usage = address.usage ? `?usage=${hex4(address.usage.page)}:${hex4(address.usage.usage)}` : '';
      return `hid://${hex4(address.vendorId)}:${hex4(address.productId)}${which}${usage}`;
    }
  }
}

function parseSerial(place: string, query: string): Result<DeviceAddress, DeviceError> {
  const path = decoded(place);
  const baud = /^(?:baud=(\d{3,7}))?$/.exec(query);
  if (path === null || !path.startsWith('/') || path.length < 2 || !baud) return INVALID;
  const speed = Number(baud[1] ?? DEFAULT_BAUD);
  // serial:///COM3 names a Windows port; any other path is a path.
  const windowsPort = /^\/(COM\d+)$/i.exec(path)?.[1];
  return speed < 300 ? INVALID : ok({ kind: 'serial', path: windowsPort ?? path, baud: speed });
}

function parseTcp(place: string, query: string): Result<DeviceAddress, DeviceError> {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^:/[\]]+)):(\d{1,5})\/?$/.exec(place);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3] ?? 0);
  if (host === undefined || port < 1 || port > 65_535 || query !== '') return INVALID;
  return ok({ kind: 'tcp', host, port });
}

function parseHid(place: string, query: string): Result<DeviceAddress, DeviceError> {
  const parts = /^([0-9a-f]{4}):([0-9a-f]{4})(?:\/(serial|location|path)\/([^/]+))?$/i.exec(place);
  const usage = /^(?:usage=([0-9a-f]{4}):([0-9a-f]{4}))?$/i.exec(query);
  if (!parts || !usage) return INVALID;
  const value = parts[4] === undefined ? undefined : decoded(parts[4]);
  if (value === null || value === '') return INVALID;
  return ok({
    kind: 'hid',
    vendorId: parseInt(parts[1]!, 16),
    productId: parseInt(parts[2]!, 16),
    ...(value === undefined ? {} : { which: { by: parts[3] as HidWhich, value } }),
    ...(usage[1] === undefined
      ? {}
      : { usage: { page: parseInt(usage[1], 16), usage: parseInt(usage[2]!, 16) } }),
  });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
