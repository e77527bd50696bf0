// Carries the frames of an emulated ID card reader in HID reports, as an endpoint for tests/emulators/id-card-reader.
import type { Endpoint } from '../id-card-reader/endpoint';
import { FakeHid, type HidIdentity } from './fake-hid';

export type Carriage = 'padded' | 'counted';

/** Vendor-defined collection, one input and one output report of 64 bytes; `numbered`: both with id 1 and 63 bytes. */
export function vendorDescriptor(usagePage: number, numbered: boolean): Uint8Array {
  const id = numbered ? [0x85, 0x01] : [];
  const bytes = numbered ? 63 : 64;
  return Uint8Array.from([
    ...[0x06, usagePage & 0xff, usagePage >> 8, 0x09, 0x01, 0xa1, 0x01],
    ...id,
    ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, bytes],
    ...[0x09, 0x02, 0x81, 0x02, 0x09, 0x03, 0x91, 0x02, 0xc0],
  ]);
}

export interface ReportEndpointOptions {
  folder: string;
  identity: Omit<HidIdentity, 'descriptor'>;
  carriage: Carriage;
  numbered: boolean;
}

export function createReportEndpoint(
  { folder, identity, carriage, numbered }: ReportEndpointOptions,
  receive: (bytes: Uint8Array) => void,
): { hid: FakeHid; endpoint: Endpoint; plugAt(number: number): void } {
  let number = 0;
  const hid = new FakeHid(
    folder,
    { ...identity, descriptor: vendorDescriptor(0xff00, numbered) },
    {
      // Zeros behind a frame are nothing to a reader, which looks for the preamble.
      output: (_id, bytes) => receive(carriage === 'counted' ? bytes.slice(1, 1 + (bytes[0] ?? 0)) : bytes),
    },
  );
  const payload = numbered ? 63 : 64;
  const room = carriage === 'counted' ? payload - 1 : payload;
  const send = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += room) {
      const part = bytes.subarray(at, at + room);
      const report = new Uint8Array(64);
      if (numbered) report[0] = 1;
      const start = numbered ? 1 : 0;
      if (carriage === 'counted') report[start] = part.length;
      report.set(part, start + (carriage === 'counted' ? 1 : 0));
      hid.input(report);
    }
  };
  const { vendorId, productId } = identity;
  const id = (value: number) => value.toString(16).padStart(4, '0');
  const endpoint: Endpoint = {
    uri: `hid://${id(vendorId)}:${id(productId)}${identity.serial === '' ? '' : `/serial/${identity.serial}`}`,
    plug: () => hid.plug(number),
    unplug: () => hid.unplug(),
    send,
  };
  return { hid, endpoint, plugAt: (next) => (number = next) };
}
