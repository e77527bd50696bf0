// What goes into a diagnostics bundle, as texts: versions, devices, the redacted log, the last traffic. Every line comes
// from something that is already without persons; names that a clerk gave to devices are left out.
import type { DeviceListing } from '#core/devices/device-listing';
import type { CatalogueProblem } from './device-catalogue';
import { encodeRecording, type Recording } from './recording';

export interface BundleDevice {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly error: string | null;
  readonly address: string;
  readonly role: string | null;
  readonly catalogue: string | null;
  readonly source: string;
  readonly lastSeen: string | null;
  readonly lastError: {
    readonly code: string;
    readonly status?: number | undefined;
    readonly at: string;
  } | null;
}

export interface BundleInput {
  readonly at: Date;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly place: string;
  readonly window: string;
  readonly devices: readonly BundleDevice[];
  readonly listing: DeviceListing;
  readonly problems: readonly CatalogueProblem[];
  /** Lines of the log, redacted once when written and once more when read. */
  readonly log: readonly string[];
  readonly traffic: readonly BundleTraffic[];
}

export interface BundleTraffic {
  readonly deviceId: string;
  /** As it was at the device's last fault, of which the present traffic no longer tells. */
  readonly atFault: boolean;
  readonly recording: Recording;
}

export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** The files in the order in which they are shown. */
export function bundleFiles(input: BundleInput): BundleFile[] {
  const { at, platform, versions, place, window, devices, listing, problems, log, traffic } = input;
  return [
    { name: 'versions.json', text: pretty({ at: at.toISOString(), place, window, platform, versions }) },
    {
      name: 'devices.json',
      text: pretty({ devices, pluggedIn: withoutNames(listing), catalogueProblems: problems }),
    },
    { name: 'terminal.log', text: [...log, ''].join('\n') },
    ...traffic
      .filter(({ recording }) => recording.pieces.length > 0)
      .map(({ deviceId, atFault, recording }) => ({
        name: `traffic/${atFault ? 'at-fault/' : ''}${deviceId.replaceAll(/[^A-Za-z0-9-]/g, '_')}.jsonl`,
        text: encodeRecording(recording),
      })),
  ];
}

/** What a plug says of itself is kept; a serial number only by its last four characters, so that two can be told apart. */
function withoutNames({ serial, hid }: DeviceListing): unknown {
  const short = (serialNumber: string | undefined) => serialNumber && `…${serialNumber.slice(-4)}`;
  const hex = (value: number | undefined) => value?.toString(16).padStart(4, '0');
  const plug = (facts: {
    vendorId?: number | undefined;
    productId?: number | undefined;
    serialNumber?: string | undefined;
  }) => ({
    vendorId: hex(facts.vendorId),
    productId: hex(facts.productId),
    serialNumber: short(facts.serialNumber),
  });
  return {
    serial: serial.map(({ path, manufacturer, ...facts }) => ({ path, manufacturer, ...plug(facts) })),
    hid: hid.map(({ path, manufacturer, product, usagePage, usage, ...facts }) => ({
      path,
      manufacturer,
      product,
      usagePage: hex(usagePage),
      usage: hex(usage),
      ...plug(facts),
    })),
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
