// The hand at the emulated HID devices: JSON lines, each answered with one JSON line.
import { z } from 'zod';
import { jsonControl, type Control } from '../emulator-process';
import { createDevice, deviceSpecSchema, type EmulatedDevice } from './devices';
import type { PosFault } from './pos-scanner';

const count = z.int().nonnegative();
const posFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('garbage'), reports: count }),
  z.strictObject({ kind: z.literal('slow'), gapMs: count }),
  z.strictObject({ kind: z.literal('truncate'), bytes: count }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('break-off'), reports: count }),
  z.strictObject({ kind: z.literal('silent') }),
]) satisfies z.ZodType<PosFault>;

const name = z.string().min(1);
const hex = z.string().regex(/^([0-9a-f]{2})*$/i);
const commandSchema = z.discriminatedUnion('cmd', [
  /** Makes a device and plugs it in; `at`: the number of its /dev/hidraw. */
  z.strictObject({ cmd: z.literal('add'), name, device: deviceSpecSchema, at: count.optional() }),
  z.strictObject({ cmd: z.literal('plug'), name, at: count.optional() }),
  z.strictObject({ cmd: z.literal('unplug'), name }),
  z.strictObject({
    cmd: z.literal('deny'),
    name,
    error: z.enum(['EACCES', 'EBUSY', 'ENODEV', 'EIO']).nullable(),
  }),
  z.strictObject({ cmd: z.literal('scan'), name, hex, aim: z.string().min(1).max(2).default('Q1') }),
  z.strictObject({ cmd: z.literal('reports'), name, reports: z.array(hex).max(1_000) }),
  z.strictObject({ cmd: z.literal('fault'), name, faults: z.array(posFaultSchema).max(20) }),
  z.strictObject({ cmd: z.literal('clear-faults'), name }),
  /** A command of tests/emulators/id-card-reader for a card reader: lay, lift, fault, stats, … */
  z.strictObject({ cmd: z.literal('reader'), name, command: z.looseObject({ cmd: z.string() }) }),
  z.strictObject({ cmd: z.literal('list') }),
  z.strictObject({ cmd: z.literal('quit') }),
]);
export type HidCommand = z.input<typeof commandSchema>;

interface Entry {
  readonly device: EmulatedDevice;
  number: number;
}

const FIRST_NUMBER = 90;

export class HidShelf {
  readonly #folder: string;
  readonly #entries = new Map<string, Entry>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  controlOf(quit: () => void): Control {
    return jsonControl((command) => this.#obey(commandSchema.parse(command), quit));
  }

  async unplugAll(): Promise<void> {
    for (const { device } of this.#entries.values()) await device.unplug();
  }

  async #obey(command: z.output<typeof commandSchema>, quit: () => void): Promise<object> {
    switch (command.cmd) {
      case 'add': {
        if (this.#entries.has(command.name)) throw new Error(`${command.name} is there already`);
        const number = command.at ?? this.#freeNumber();
        const device = createDevice(this.#folder, command.device);
        this.#entries.set(command.name, { device, number });
        await device.plug(number);
        return { path: `/dev/hidraw${number}` };
      }
      case 'plug': {
        const entry = this.#entry(command.name);
        entry.number = command.at ?? entry.number;
        await entry.device.plug(entry.number);
        return { path: `/dev/hidraw${entry.number}` };
      }
      case 'unplug':
        await this.#entry(command.name).device.unplug();
        return {};
      case 'deny':
        this.#entry(command.name).device.hid.deny(command.error);
        return {};
      case 'scan':
        return this.#scanner(command.name).scan(fromHex(command.hex), command.aim);
      case 'reports':
        for (const report of command.reports) this.#entry(command.name).device.hid.input(fromHex(report));
        return {};
      case 'fault':
        this.#scanner(command.name).addFaults(command.faults);
        return {};
      case 'clear-faults':
        this.#scanner(command.name).clearFaults();
        return {};
      case 'reader': {
        const { reader } = this.#entry(command.name).device;
        if (!reader) throw new Error(`${command.name} is no card reader`);
        return reader(JSON.stringify(command.command));
      }
      case 'list':
        return {
          devices: [...this.#entries].map(([each, { device, number }]) => ({
            name: each,
            path: `/dev/hidraw${number}`,
            plugged: device.hid.plugged,
            opened: device.hid.opened,
          })),
        };
      case 'quit':
        setImmediate(quit);
        return {};
    }
  }

  #entry(wanted: string): Entry {
    const entry = this.#entries.get(wanted);
    if (!entry) throw new Error(`no device ${wanted}`);
    return entry;
  }

  #scanner(wanted: string): NonNullable<EmulatedDevice['scanner']> {
    const { scanner } = this.#entry(wanted).device;
    if (!scanner) throw new Error(`${wanted} is no scanner`);
    return scanner;
  }

  #freeNumber(): number {
    const taken = new Set([...this.#entries.values()].map(({ number }) => number));
    let number = FIRST_NUMBER;
    while (taken.has(number)) number += 1;
    return number;
  }
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
