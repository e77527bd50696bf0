// The kinds of emulated HID devices: each is a FakeHid with a brain behind it.
import { z } from 'zod';
import type { Control } from '../emulator-process';
import { createControl } from '../id-card-reader/control';
import { EmulatedReader } from '../id-card-reader/reader';
import { FakeHid, type HidIdentity } from './fake-hid';
import { POS_LAYOUTS } from './pos-layouts';
import { PosScanner } from './pos-scanner';
import { createReportEndpoint, vendorDescriptor } from './report-endpoint';

const identity = {
  vendorId: z.int().min(1).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  manufacturer: z.string().default('Emulated'),
  product: z.string().default('HID'),
  serial: z.string().default(''),
  interface: z.int().min(0).max(15).default(0),
  location: z.string().default('usb-emulated'),
};

export const deviceSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pos-scanner'),
    layout: z.enum(['flag-at-61', 'flag-at-63', 'unnumbered']),
    ...identity,
  }),
  z.strictObject({
    kind: z.literal('card-reader'),
    carriage: z.enum(['padded', 'counted']).default('padded'),
    /** Reports with id 1 and 63 bytes in place of 64 bytes without id. */
    numbered: z.boolean().default(false),
    habit: z.enum(['select-tells', 'select-blind', 'single-read']).default('select-tells'),
    ...identity,
  }),
  /** A seal key whose library is missing: vendor-defined 64-byte reports that answer every command with 6E00. */
  z.strictObject({ kind: z.literal('seal-key'), ...identity }),
  /** Anything else, by its descriptor in hex. */
  z.strictObject({ kind: z.literal('other'), descriptor: z.string(), ...identity }),
]);
export type DeviceSpec = z.input<typeof deviceSpecSchema>;

export interface EmulatedDevice {
  readonly hid: FakeHid;
  readonly scanner?: PosScanner;
  readonly reader?: Control;
  plug(number: number): Promise<void>;
  unplug(): Promise<void>;
}

export function createDevice(folder: string, spec: z.output<typeof deviceSpecSchema>): EmulatedDevice {
  const { vendorId, productId, manufacturer, product, serial, interface: number, location } = spec;
  const facts = { vendorId, productId, manufacturer, product, serial, interface: number, location };
  switch (spec.kind) {
    case 'pos-scanner': {
      const hid = plain(folder, { ...facts, descriptor: POS_LAYOUTS[spec.layout].descriptor });
      return { ...hid, scanner: new PosScanner(hid.hid, spec.layout) };
    }
    case 'card-reader': {
      // Not paced: a report arrives whole or not at all.
      const reader = new EmulatedReader({ baud: 0, habit: spec.habit, fingerprintBytes: 0 });
      const { carriage, numbered } = spec;
      const options = { folder, identity: facts, carriage, numbered };
      const { hid, endpoint, plugAt } = createReportEndpoint(options, (bytes) => reader.receive(bytes));
      reader.attach(endpoint);
      return {
        hid,
        reader: createControl(reader, () => undefined),
        plug: (at) => {
          plugAt(at);
          return reader.replug();
        },
        unplug: () => reader.unplug(),
      };
    }
    case 'seal-key': {
      const device = new FakeHid(
        folder,
        { ...facts, descriptor: vendorDescriptor(0xffa0, false) },
        { output: (_id, bytes) => device.input(refusal(bytes)) },
      );
      return { hid: device, plug: (at) => device.plug(at), unplug: () => device.unplug() };
    }
    case 'other':
      return plain(folder, { ...facts, descriptor: Uint8Array.from(Buffer.from(spec.descriptor, 'hex')) });
  }
}

function plain(folder: string, identity: HidIdentity): EmulatedDevice {
  const hid = new FakeHid(folder, identity);
  return { hid, plug: (at) => hid.plug(at), unplug: () => hid.unplug() };
}

/** SW 6E00 "class not supported": the vendor's own language is not public. */
function refusal(command: Uint8Array): Uint8Array {
  const report = new Uint8Array(64);
  report.set([command[0] ?? 0, 2, 0x6e, 0x00]);
  return report;
}
