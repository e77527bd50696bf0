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
  const claimed = new Map<string, number>();
  for (const { byNumber } of found) if (byNumber) claimed.set(byNumber, (claimed.get(byNumber) ?? 0) + 1);
  return found.map(({ byNumber, byPort, device }) =>
    byNumber && claimed.get(byNumber) === 1
      ? { ...device, identity: byNumber, knownBy: 'serial-number' }
      : { ...device, identity: byPort, knownBy: 'port' },
  );
}

/** The part of an identity that says what it is, without which one: `usb:0c2e:0b6a`. */
export function sortOf(identity: string): string {
  return identity.split('/')[0] ?? identity;
}

interface Found {
  readonly device: Omit<PluggedDevice, 'identity' | 'knownBy'>;
  readonly byNumber: string | null;
  readonly byPort: string;
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
    collections: [],
  };
  if (vendorId === undefined || productId === undefined)
    return { device, byNumber: null, byPort: `port/${path}` };
  const sort = `usb:${hex4(vendorId)}:${hex4(productId)}`;
  return {
    device,
    byNumber: serialNumber ? `${sort}/serial/${serialNumber}` : null,
    byPort: `${sort}/port/${location ?? path}`,
  };
}

/** hidapi lists every collection; one path is one interface, and one interface is one device to us. */
function hidInterfaces(listed: readonly HidDeviceFacts[]): Found[] {
  const paths = new Map<string, HidDeviceFacts[]>();
  for (const facts of listed) paths.set(facts.path, [...(paths.get(facts.path) ?? []), facts]);
  return [...paths.values()].map((collections) => {
    const { path, vendorId, productId, serialNumber, manufacturer, product, interface: at } = collections[0]!;
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
        collections: usages,
      },
      byNumber: serialNumber ? `${sort}/serial/${serialNumber}${which}` : null,
      byPort: `${sort}/port/${path}${which}`,
    };
  });
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
