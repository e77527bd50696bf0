// Lists what is plugged in every two seconds, cheaply, and tells only what changed.
import { stat } from 'node:fs/promises';
import { EMPTY_LISTING, type DeviceListing, type SerialPortFacts } from '#core/devices/device-listing';
import { SerialPort } from 'serialport';
import { listHidDevices } from './transports/hid-bus';

const EVERY_MS = 2_000;
/** Listing serial ports starts a process on Linux, so it is done when /dev changed, and now and then. */
const SERIAL_AT_LEAST_MS = 10_000;
/** A device that was just lost or plugged is announced by the system piece by piece. */
const AFTER_LOSS_MS = [50, 500];

export class DeviceLister {
  readonly #tell: (listing: DeviceListing, changed: boolean) => void;
  #told = JSON.stringify(EMPTY_LISTING);
  #timer: NodeJS.Timeout | undefined;
  #extra: NodeJS.Timeout[] = [];
  #underWay: Promise<void> | null = null;
  #serial: { ports: SerialPortFacts[]; at: number; stamp: number } = { ports: [], at: -Infinity, stamp: -1 };

  /** `changed` false: nothing is new, but somebody asked. */
  constructor(tell: (listing: DeviceListing, changed: boolean) => void) {
    this.#tell = tell;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#look(false), EVERY_MS);
    void this.#look(false);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#extra.forEach(clearTimeout);
    this.#timer = undefined;
  }

  /** Lists now and tells in any case. */
  list(): void {
    this.#serial.at = -Infinity;
    void this.#look(true);
  }

  /** A device went away: does not wait for the next turn. */
  lost(): void {
    this.#extra.forEach(clearTimeout);
    this.#extra = AFTER_LOSS_MS.map((ms) => setTimeout(() => void this.#look(false), ms));
  }

  async #look(always: boolean): Promise<void> {
    // One at a time; whoever asks explicitly gets a listing that began after the question.
    if (this.#underWay && !always) return;
    while (this.#underWay) await this.#underWay;
    this.#underWay = this.#list(always).finally(() => (this.#underWay = null));
    await this.#underWay;
  }

  async #list(always: boolean): Promise<void> {
    const [serial, hid] = await Promise.all([this.#serialPorts(), listHidDevices().catch(() => [])]);
    const listing: DeviceListing = { serial, hid: [...hid].sort((a, b) => a.path.localeCompare(b.path)) };
    const text = JSON.stringify(listing);
    const changed = text !== this.#told;
    if (!changed && !always) return;
    this.#told = text;
    this.#tell(listing, changed);
  }

  async #serialPorts(): Promise<SerialPortFacts[]> {
    const stamp = await changeStamp();
    const now = performance.now();
    const known = this.#serial;
    if (stamp !== null && stamp === known.stamp && now - known.at < SERIAL_AT_LEAST_MS) return known.ports;
    const ports = await SerialPort.list().catch(() => []);
    this.#serial = {
      ports: ports.map(factsOf).sort((a, b) => a.path.localeCompare(b.path)),
      at: now,
      stamp: stamp ?? -1,
    };
    return this.#serial.ports;
  }
}

/** Changes with every device node that comes or goes; null where devices are no files. */
async function changeStamp(): Promise<number | null> {
  if (process.platform === 'win32') return null;
  return stat('/dev').then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

type ListedPort = Awaited<ReturnType<typeof SerialPort.list>>[number];

function factsOf({
  path,
  vendorId,
  productId,
  serialNumber,
  manufacturer,
  locationId,
}: ListedPort): SerialPortFacts {
  const [vendor, product] = [id16(vendorId), id16(productId)];
  return {
    path,
    ...(vendor === undefined ? {} : { vendorId: vendor }),
    ...(product === undefined ? {} : { productId: product }),
    ...(serialNumber ? { serialNumber } : {}),
    ...(manufacturer ? { manufacturer } : {}),
    ...(locationId ? { location: locationId } : {}),
  };
}

function id16(text: string | undefined): number | undefined {
  const value = text === undefined ? NaN : parseInt(text, 16);
  return value >= 0 && value <= 0xffff ? value : undefined;
}
