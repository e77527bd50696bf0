// Which devices are driven: the settings win, the known start by themselves, the remembered keep their role wherever they
// are plugged in, and nothing is touched that nobody made known.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinCatalogue } from '#core/device-centre/device-catalogue';
import { pluggedDevices } from '#core/device-centre/device-identity';
import {
  deviceIdOf,
  planDevices,
  type PlanInput,
  type RememberedDevice,
} from '#core/device-centre/device-plan';
import { readerCentreState, scannerCentreState, udevRule } from '#core/device-centre/device-state';
import type { HidDeviceFacts, SerialPortFacts } from '#core/devices/device-listing';

const FOLDER = resolve(import.meta.dirname, '../../../../resources/devices');
const { entries } = joinCatalogue(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(resolve(FOLDER, name), 'utf8') })),
  [],
);

const newland = (path: string, serialNumber?: string, location?: string): SerialPortFacts => ({
  path,
  vendorId: 0x1eab,
  productId: 0x1a06,
  ...(serialNumber ? { serialNumber } : {}),
  ...(location ? { location } : {}),
});
const ch340 = (path: string, location?: string): SerialPortFacts => ({
  path,
  vendorId: 0x1a86,
  productId: 0x7523,
  ...(location ? { location } : {}),
});
const pos = (path: string, serialNumber = '', productId = 0x0b81): HidDeviceFacts => ({
  path,
  vendorId: 0x0c2e,
  productId,
  ...(serialNumber ? { serialNumber } : {}),
  interface: 0,
  usagePage: 0x8c,
  usage: 2,
});

const plan = (change: Partial<PlanInput> & { serial?: SerialPortFacts[]; hid?: HidDeviceFacts[] }) => {
  const { serial = [], hid = [], ...rest } = change;
  return planDevices({
    listing: { serial, hid },
    entries,
    remembered: [],
    settings: [],
    guarded: [],
    ...rest,
  });
};

const remembered = (change: Partial<RememberedDevice>): RememberedDevice => ({
  id: 'device-1',
  identity: 'usb:1eab:1a06/serial/N7',
  kind: 'scanner',
  role: 'applicant',
  label: '申请人扫码',
  address: 'serial:///dev/ttyACM0?baud=9600',
  enabled: true,
  profile: {},
  ...change,
});

describe('what the catalogue knows', () => {
  it('starts by itself, at its usual speed, on the clerk’s side', () => {
    const { devices, idle } = plan({
      serial: [newland('/dev/ttyACM0', 'N7')],
      hid: [pos('/dev/hidraw3', 'H1')],
    });
    expect(idle).toEqual([]);
    expect(devices.map(({ config }) => config)).toEqual([
      {
        kind: 'scanner',
        id: deviceIdOf('usb:1eab:1a06/serial/N7'),
        address: 'serial:///dev/ttyACM0?baud=9600',
        role: 'clerk',
        profile: {},
      },
      {
        kind: 'scanner',
        id: deviceIdOf('usb:0c2e:0b81/serial/H1'),
        address: 'hid://0c2e:0b81/serial/H1?usage=008c:0002',
        role: 'clerk',
        profile: {},
      },
    ]);
  });

  it('goes by the collection that carries codes where a device has a keyboard too', () => {
    const keyboard = { ...pos('/dev/hidraw3', 'H1'), usagePage: 1, usage: 6 };
    const { devices } = plan({ hid: [keyboard, pos('/dev/hidraw3', 'H1')] });
    expect(devices.map(({ config }) => config.address)).toEqual([
      'hid://0c2e:0b81/serial/H1?usage=008c:0002',
    ]);
  });

  it('says of an adapter that something unknown may stand behind it, and touches it not', () => {
    const { devices, idle } = plan({ serial: [ch340('/dev/ttyUSB0')] });
    expect(devices).toEqual([]);
    expect(idle).toMatchObject([{ why: 'unknown', entry: { id: 'adapter-ch340' } }]);
  });

  it('tells a scanner that types from a keyboard, a mouse and a power supply', () => {
    const hid = (vendorId: number, productId: number, usagePage: number, usage: number): HidDeviceFacts => ({
      path: `/dev/hidraw${vendorId}`,
      vendorId,
      productId,
      interface: 0,
      usagePage,
      usage,
    });
    const { devices, idle } = plan({
      hid: [hid(0x1eab, 0x1a03, 1, 6), hid(0x046d, 1, 1, 6), hid(0x046e, 1, 1, 2), hid(0x051d, 2, 0x84, 4)],
    });
    expect(devices).toEqual([]);
    expect(idle.map(({ why, entry }) => [why, entry?.id])).toEqual([['keyboard', 'newland-keyboard']]);
  });

  it('never offers a seal key to the wizard', () => {
    const key: HidDeviceFacts = {
      path: '/dev/hidraw1',
      vendorId: 0x096e,
      productId: 1,
      interface: 0,
      usagePage: 0xffa0,
      usage: 1,
    };
    expect(plan({ hid: [key] }).idle).toHaveLength(1);
    expect(plan({ hid: [key], guarded: [{ vendorId: 0x096e, productId: 1 }] }).idle).toEqual([]);
  });
});

describe('what is remembered', () => {
  it('keeps role and id on another port with the same serial number', () => {
    const { devices } = plan({ serial: [newland('/dev/ttyACM4', 'N7')], remembered: [remembered({})] });
    expect(devices).toHaveLength(1);
    expect(devices[0]).toMatchObject({
      source: 'remembered',
      config: { id: 'device-1', role: 'applicant', address: 'serial:///dev/ttyACM4?baud=9600' },
    });
    expect(devices[0]!.formerly).toBeUndefined();
  });

  it('stays in the plan while it is unplugged, at its last address', () => {
    const { devices } = plan({ remembered: [remembered({})] });
    expect(devices[0]).toMatchObject({
      plugged: null,
      config: { address: 'serial:///dev/ttyACM0?baud=9600' },
    });
  });

  it('keeps the speed that the wizard found when the port changes', () => {
    const own = remembered({
      identity: 'usb:1a86:7523/port/1-2',
      kind: 'id-card-reader',
      address: 'serial:///dev/ttyUSB0?baud=57600',
    });
    const { devices } = plan({ serial: [ch340('/dev/ttyUSB5', '1-2')], remembered: [own] });
    expect(devices[0]!.config.address).toBe('serial:///dev/ttyUSB5?baud=57600');
  });

  it('follows the one missing device without serial number into another plug', () => {
    const own = remembered({ identity: 'usb:1a86:7523/port/1-2', kind: 'id-card-reader' });
    const { devices, idle } = plan({ serial: [ch340('/dev/ttyUSB0', '1-3')], remembered: [own] });
    expect(idle).toEqual([]);
    expect(devices[0]).toMatchObject({
      identity: 'usb:1a86:7523/port/1-3',
      formerly: 'usb:1a86:7523/port/1-2',
    });
  });

  it('does not guess between two that are alike', () => {
    const own = remembered({ identity: 'usb:1a86:7523/port/1-2', kind: 'id-card-reader' });
    const { devices, idle } = plan({
      serial: [ch340('/dev/ttyUSB0', '1-3'), ch340('/dev/ttyUSB1', '1-4')],
      remembered: [own],
    });
    expect(devices).toMatchObject([{ plugged: null }]);
    expect(idle.map(({ why }) => why)).toEqual(['unknown', 'unknown']);
  });

  it('tells two that claim one serial number apart by their plugs', () => {
    const listing = {
      serial: [newland('/dev/ttyACM0', '0001', '1-1'), newland('/dev/ttyACM1', '0001', '1-2')],
      hid: [],
    };
    expect(pluggedDevices(listing).map(({ identity, knownBy }) => [identity, knownBy])).toEqual([
      ['usb:1eab:1a06/port/1-1', 'port'],
      ['usb:1eab:1a06/port/1-2', 'port'],
    ]);
  });

  it('goes by the plug where there is no serial number, also for HID, and by the path where plugs are not told apart', () => {
    const at = (path: string, location?: string): HidDeviceFacts => ({
      ...pos(path),
      ...(location ? { location } : {}),
    });
    const addresses = (...hid: HidDeviceFacts[]) => plan({ hid }).devices.map(({ config }) => config.address);
    expect(addresses(at('/dev/hidraw1', '1-1:1.0'), at('/dev/hidraw2', '1-2:1.0'))).toEqual([
      'hid://0c2e:0b81/location/1-1%3A1.0?usage=008c:0002',
      'hid://0c2e:0b81/location/1-2%3A1.0?usage=008c:0002',
    ]);
    expect(addresses(at('/dev/hidraw1', 'x'), at('/dev/hidraw2', 'x'))).toEqual([
      'hid://0c2e:0b81/path/%2Fdev%2Fhidraw1?usage=008c:0002',
      'hid://0c2e:0b81/path/%2Fdev%2Fhidraw2?usage=008c:0002',
    ]);
  });

  it('is not driven when it was switched off, and can be found among the idle', () => {
    const { devices, idle } = plan({
      serial: [newland('/dev/ttyACM0', 'N7')],
      remembered: [remembered({ enabled: false })],
    });
    expect(devices).toEqual([]);
    expect(idle).toMatchObject([
      { id: 'device-1', why: 'switched-off', remembered: { label: '申请人扫码' } },
    ]);
  });

  it('brings what the wizard found out about its reports', () => {
    const own = remembered({
      kind: 'id-card-reader',
      identity: 'usb:aaaa:0001/serial/1',
      address: 'hid://aaaa:0001/serial/1',
      profile: { carriage: 'counted' },
    });
    expect(plan({ remembered: [own] }).devices[0]!.config.profile).toEqual({ carriage: 'counted' });
  });
});

describe('the settings', () => {
  const config = {
    kind: 'id-card-reader',
    id: 'reader-1',
    address: 'serial:///dev/serial/by-id/reader?baud=115200',
    role: 'clerk',
    profile: {},
  } as const;

  it('win over catalogue and memory for the same port, by whatever name', () => {
    const { devices, idle } = plan({
      serial: [newland('/dev/ttyACM0', 'N7')],
      settings: [{ config, paths: ['/dev/serial/by-id/reader', '/dev/ttyACM0'] }],
    });
    expect(devices.map((one) => one.config)).toEqual([config]);
    expect(idle).toEqual([]);
  });

  it('come first when there are more devices than the host takes', () => {
    const serial = Array.from({ length: 40 }, (_, index) => newland(`/dev/ttyACM${index}`, `N${index}`));
    const { devices, idle } = plan({ serial, settings: [{ config, paths: [] }] });
    expect(devices).toHaveLength(32);
    expect(devices[0]!.config.id).toBe('reader-1');
    expect(idle.filter(({ why }) => why === 'too-many')).toHaveLength(9);
  });
});

describe('the state of a device', () => {
  const hid = { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b81 } as const;
  const where = { address: hid, usb: null, platform: 'linux' };

  it.each([
    [{ kind: 'absent' }, { kind: 'absent' }],
    [{ kind: 'absent', error: 'DEVICE_GONE' }, { kind: 'absent' }],
    [{ kind: 'absent', error: 'DEVICE_BUSY' }, { kind: 'busy-elsewhere' }],
    [
      { kind: 'absent', error: 'DEVICE_UNREACHABLE' },
      { kind: 'failed', error: 'DEVICE_UNREACHABLE' },
    ],
    [
      { kind: 'absent', error: 'DEVICE_DRIVER_MISSING' },
      { kind: 'driver-missing', driver: 'node-hid' },
    ],
    [
      { kind: 'failed', error: 'SCANNER_LAYOUT_UNKNOWN' },
      { kind: 'failed', error: 'SCANNER_LAYOUT_UNKNOWN' },
    ],
  ] as const)('of a scanner: %o is %o', (state, expected) => {
    expect(scannerCentreState(state, where)).toEqual(expected);
  });

  it('tells a reader that is silent from one that failed', () => {
    expect(readerCentreState({ kind: 'failed', error: { code: 'READER_SILENT' } }, where)).toEqual({
      kind: 'silent',
    });
    expect(
      readerCentreState({ kind: 'failed', error: { code: 'READER_CHECKSUM', status: 16 } }, where),
    ).toEqual({
      kind: 'failed',
      error: 'READER_CHECKSUM',
      status: 16,
    });
  });

  it('gives the line that opens it, for HID and for a USB serial port', () => {
    expect(scannerCentreState({ kind: 'absent', error: 'DEVICE_NO_PERMISSION' }, where)).toEqual({
      kind: 'no-permission',
      rule: 'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b81", MODE="0660", TAG+="uaccess"',
    });
    const serial = { kind: 'serial', path: '/dev/ttyUSB0', baud: 9_600 } as const;
    const usb = { vendorId: 0x1a86, productId: 0x7523 };
    expect(udevRule({ address: serial, usb, platform: 'linux' })).toContain(
      'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86"',
    );
    expect(udevRule({ address: serial, usb: null, platform: 'linux' })).toBeNull();
    expect(udevRule({ address: hid, usb: null, platform: 'win32' })).toBeNull();
  });
});
