// One HID device plugged into $HIDSHIM_DIR: the peer of hidraw.c and udev.c.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

export interface HidIdentity {
  vendorId: number;
  productId: number;
  manufacturer: string;
  product: string;
  /** Empty: the device has no serial number, as most scanners. */
  serial: string;
  interface?: number;
  /** The plug's place in the machine. */
  location?: string;
  descriptor: Uint8Array;
}

export interface HidAnswers {
  /** An output report: its id (0 where reports are not numbered) and its bytes. */
  output?(id: number, bytes: Uint8Array): void;
  getFeature?(id: number): Uint8Array | undefined;
  setFeature?(id: number, bytes: Uint8Array): void;
}

/** Errno by name, as Linux numbers them. */
export const ERRNO = { EACCES: 13, EBUSY: 16, ENODEV: 19, EIO: 5 } as const;

export class FakeHid {
  readonly #folder: string;
  readonly #identity: HidIdentity;
  readonly #answers: HidAnswers;
  readonly #connections = new Set<Socket>();
  #server: Server | null = null;
  #root = '';
  #denied: keyof typeof ERRNO | null = null;

  constructor(folder: string, identity: HidIdentity, answers: HidAnswers = {}) {
    this.#folder = folder;
    this.#identity = identity;
    this.#answers = answers;
  }

  get plugged(): boolean {
    return this.#server !== null;
  }

  /** How many programs hold it open. */
  get opened(): number {
    return this.#connections.size;
  }

  /** Appears as /dev/hidrawN. */
  async plug(number: number): Promise<void> {
    if (this.#server) return;
    const root = join(this.#folder, `hidraw${number}`);
    // Made aside and renamed: a listing never sees half a device.
    const aside = join(this.#folder, `.hidraw${number}`);
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(join(aside, 'device'), { recursive: true });
    this.#describe(join(aside, 'device'));
    const server = createServer((socket) => this.#serve(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(join(aside, 'sock'), resolve);
    });
    rmSync(root, { recursive: true, force: true });
    renameSync(aside, root);
    this.#server = server;
    this.#root = root;
    this.deny(this.#denied);
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    rmSync(this.#root, { recursive: true, force: true });
    for (const socket of this.#connections) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Opening fails from now on, as without a udev rule (EACCES) or in use by another (EBUSY); null: it works. */
  deny(error: keyof typeof ERRNO | null): void {
    this.#denied = error;
    if (!this.#server) return;
    const file = join(this.#root, 'deny');
    if (error === null) rmSync(file, { force: true });
    else writeFileSync(file, String(ERRNO[error]));
  }

  /** Sends one input report, its id first where reports are numbered, to every program that holds the device open. */
  input(report: Uint8Array): void {
    for (const socket of this.#connections) socket.write(frame('I', report));
  }

  #describe(folder: string): void {
    const {
      vendorId,
      productId,
      manufacturer,
      product,
      serial,
      location = 'usb-emulated',
      descriptor,
    } = this.#identity;
    const number = this.#identity.interface ?? 0;
    const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
    const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
    put(
      'uevent',
      `DRIVER=hid-generic\nHID_ID=0003:${hex(vendorId)}:${hex(productId)}\nHID_NAME=${manufacturer} ${product}\n` +
        `HID_PHYS=${location}/input${number}\nHID_UNIQ=${serial}\n`,
    );
    put('report_descriptor', descriptor);
    put('manufacturer', `${manufacturer}\n`);
    put('product', `${product}\n`);
    put('bcdDevice', '0100\n');
    put('bInterfaceNumber', `${String(number).padStart(2, '0')}\n`);
  }

  #serve(socket: Socket): void {
    this.#connections.add(socket);
    socket.on('close', () => this.#connections.delete(socket));
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      held = Buffer.concat([held, bytes]);
      while (held.length >= 3 && held.length >= 3 + held.readUInt16LE(1)) {
        const end = 3 + held.readUInt16LE(1);
        const [kind, body] = [String.fromCharCode(held[0]!), held.subarray(3, end)];
        held = held.subarray(end);
        this.#answer(socket, kind, body);
      }
    });
  }

  #answer(socket: Socket, kind: string, body: Uint8Array): void {
    const id = body[0] ?? 0;
    const rest = new Uint8Array(body.subarray(1));
    if (kind === 'O') return this.#answers.output?.(id, rest);
    // Feature reports come on a connection of their own.
    this.#connections.delete(socket);
    if (kind === 'S') {
      this.#answers.setFeature?.(id, rest);
      socket.end(frame('R', new Uint8Array(0)));
      return;
    }
    const answer = this.#answers.getFeature?.(id);
    // No answer: the endpoint stalls.
    if (answer) socket.end(frame('R', Uint8Array.from([id, ...answer])));
    else socket.destroy();
  }
}

function frame(kind: string, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(3);
  head.write(kind, 'latin1');
  head.writeUInt16LE(payload.length, 1);
  return Buffer.concat([head, payload]);
}
