// Where the printer is: the `printer` entry of the settings, or CUPS's default queue on its usual socket.
import { err, ok, type Result } from '#core/result';
import type { IppEndpoint } from './ipp-transport';

/** `{ uri, queue }` as it stands in the settings. */
export interface PrinterSetting {
  /** `ipp+unix://%2Frun%2Fcups%2Fcups.sock/printers/QUEUE` or `ipp://host:631/printers/QUEUE`. */
  readonly uri: string;
  readonly queue: string;
}

export interface PrinterAddress {
  readonly endpoint: IppEndpoint;
  /** Null: whatever queue the service calls its default. */
  readonly queue: string | null;
}

export type PrinterAddressError = { readonly code: 'PRINTER_URI_INVALID'; readonly uri: string };

const SYSTEM_SOCKET = '/run/cups/cups.sock';

export function printerAddress(setting: PrinterSetting | null): Result<PrinterAddress, PrinterAddressError> {
  if (setting === null) return ok({ endpoint: { kind: 'unix', socketPath: SYSTEM_SOCKET }, queue: null });
  const match = /^(ipp|ipp\+unix):\/\/([^/?#@]+)\/printers\/([^/?#]+)$/.exec(setting.uri);
  const invalid = err({ code: 'PRINTER_URI_INVALID', uri: setting.uri } as const);
  if (!match) return invalid;
  const [, scheme, authority, resource] = match as unknown as [string, string, string, string];
  const host = decoded(authority);
  if (host === undefined || decoded(resource) !== setting.queue) return invalid;
  if (scheme === 'ipp+unix') {
    if (!host.startsWith('/') || host.includes('\0')) return invalid;
    return ok({ endpoint: { kind: 'unix', socketPath: host }, queue: setting.queue });
  }
  const parts = /^([A-Za-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host);
  const port = Number(parts?.[2] ?? 631);
  if (!parts || port < 1 || port > 65_535) return invalid;
  return ok({ endpoint: { kind: 'tcp', host: parts[1]!, port }, queue: setting.queue });
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
