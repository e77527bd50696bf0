// Listing through the real host process: serial ports by their USB identity, HID devices, told only when something changed.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHidDevices, type HidDevices } from '#tests/support/hid-devices';
import { startReaderEmulator } from '#tests/support/reader-emulator';
import { emulateSerialPorts, type SerialPorts } from '#tests/support/serial-ports';
import { HostedDevices } from './hosted';

let hid: HidDevices;
let ports: SerialPorts;
beforeAll(async () => {
  hid = await startHidDevices();
  ports = emulateSerialPorts();
});
afterAll(async () => {
  ports.stop();
  await hid.stop();
});

it('names a serial port and a HID device, notices both come and go, and repeats nothing', async () => {
  const path = join(ports.folder, 'ttyUSB0');
  const emulator = await startReaderEmulator({ mode: 'pty', link: path });
  const identity = { vendorId: 0x1a86, productId: 0x7523, serialNumber: 'CH1', manufacturer: 'QinHeng' };
  ports.add(path, identity);
  const hosted = new HostedDevices([], { ...hid.env, ...ports.env });
  const last = () => hosted.listings.at(-1);
  try {
    await hosted.until(() => last()?.serial.length === 1);
    expect(last()?.serial).toEqual([{ path, ...identity }]);
    await hid.add('key', {
      kind: 'seal-key',
      vendorId: 0x2c97,
      productId: 0x1011,
      serial: 'K1',
      location: 'usb-1.4',
    });
    await hosted.until(() => last()?.hid.length === 1);
    expect(last()?.hid[0]).toMatchObject({
      vendorId: 0x2c97,
      serialNumber: 'K1',
      usagePage: 0xffa0,
      location: 'usb-1.4/input0',
    });
    ports.remove(path);
    hosted.supervisor.relist();
    await hosted.until(() => last()?.serial.length === 0);
    await hid.unplug('key');
    await hosted.until(() => last()?.hid.length === 0);
    const told = hosted.listings.map((listing) => JSON.stringify(listing));
    expect(told.filter((one, at) => one === told[at - 1])).toEqual([]);
  } finally {
    await hosted.stop();
    await emulator.stop();
  }
});
