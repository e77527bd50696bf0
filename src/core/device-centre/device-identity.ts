// By what a device is known again: its serial number, else the plug it stands in.
import type { DeviceListing, HidDeviceFacts, SerialPortFacts } from '#core/devices/device-listing';

/** One thing that is plugged in: a serial port, or one HID interface. */
export interface PluggedDevice {
  readonly bus: 'serial' | 'hid';
  /** Opens it; may change with a replug. */
  readonly path: string;
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
  /** The plug's place in the machine, where the system tells it. */
  readonly location?: string | undefined;
  /** What the plug says of itself. */
  readonly product?: string | undefined;
  readonly manufacturer?: string | undefined;
  /** HID: its top-level collections. */
  readonly collections: readonly { readonly usagePage: number; readonly usage: number }[];
  readonly identity: string;
  readonly knownBy: 'serial-number' | 'port';
}

/**
 * The listing as devices. Two of a kind that claim the same serial number (cheap ones all say `0001`) are told apart by
 * their plugs.
 */
export function pluggedDevices(listing: DeviceListing): PluggedDevice[] {
  const found = [...listing.serial.map(serialPort), ...hidInterfaces(listing.hid)];
  const claims = new Map<string, number>();
  for (const { byNumber, byPlug } of found)
    for (const claim of [byNumber, byPlug]) if (claim) claims.set(claim, (claims.get(claim) ?? 0) + 1);
  const only = (claim: string | null): claim is string => claim !== null && claims.get(claim) === 1;
  return found.map(({ byNumber, byPlug, byPath, device }) => {
    if (only(byNumber)) return { ...device, identity: byNumber, knownBy: 'serial-number' };
    // A location that several share names none of them, and cannot be opened by.
    if (only(byPlug)) return { ...device, identity: byPlug, knownBy: 'port' };
    return { ...device, location: undefined, identity: byPath, knownBy: 'port' };
  });
}

/** The part of an identity that says what it is, without which one: `usb:0c2e:0b6a`. */
export function sortOf(identity: string): string {
  return identity.split('/')[0] ?? identity;
}

interface Found {
  readonly device: Omit<PluggedDevice, 'identity' | 'knownBy'>;
  readonly byNumber: string | null;
  /** By its place in the machine. */
  readonly byPlug: string | null;
  readonly byPath: string;
}

function serialPort(port: SerialPortFacts): Found {
  const { path, vendorId, productId, serialNumber, manufacturer, location } = port;
  const device = {
    bus: 'serial' as const,
    path,
    vendorId,
    productId,
    serialNumber,
    manufacturer,
    location,
    collections: [],
  };
  if (vendorId === undefined || productId === undefined)
    return { device, byNumber: null, byPlug: null, byPath: `port/${path}` };
  const sort = `usb:${hex4(vendorId)}:${hex4(productId)}`;
  return {
    device,
    byNumber: serialNumber ? `${sort}/serial/${serialNumber}` : null,
    byPlug: location ? `${sort}/port/${location}` : null,
    byPath: `${sort}/port/${path}`,
  };
}

/** hidapi lists every collection; one path is one interface, and one interface is one device to us. */
function hidInterfaces(listed: readonly HidDeviceFacts[]): Found[] {
  const paths = new Map<string, HidDeviceFacts[]>();
  for (const facts of listed) paths.set(facts.path, [...(paths.get(facts.path) ?? []), facts]);
  return [...paths.values()].map((collections) => {
    const {
      path,
      vendorId,
      productId,
      serialNumber,
      manufacturer,
      product,
      location,
      interface: at,
    } = collections[0]!;
    const sort = `usb:${hex4(vendorId)}:${hex4(productId)}`;
    // A scanner may show a keyboard and a HID-POS interface with one serial number.
    const which = at > 0 ? `/interface/${at}` : '';
    const usages = collections.flatMap(({ usagePage, usage }) =>
      usagePage === undefined || usage === undefined ? [] : [{ usagePage, usage }],
    );
    return {
      device: {
        bus: 'hid',
        path,
        vendorId,
        productId,
        serialNumber,
        manufacturer,
        product,
        location,
        collections: usages,
      },
      byNumber: serialNumber ? `${sort}/serial/${serialNumber}${which}` : null,
      byPlug: location ? `${sort}/port/${location}${which}` : null,
      byPath: `${sort}/port/${path}${which}`,
    };
  });
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
