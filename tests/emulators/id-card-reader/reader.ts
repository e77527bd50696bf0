// An emulated reader: requests in from the wire, through the module, through the scripted faults, and out again.
import { encodeSamFrame, SamFrameParser } from '#core/devices/id-card/framing';
import type { EmulatedCard } from './card-text';
import type { Endpoint } from './endpoint';
import { FaultScript, type Fault, type FaultAction } from './faults';
import { Line, sleep, type LineChunk } from './line';
import { nameOf, Sam, status, type CommandName, type Habit } from './sam';
import { StatsBook, wallClock, type Stats } from './stats';

export interface ReaderOptions {
  baud: number;
  habit: Habit;
  fingerprintBytes: number;
}

/** Where the picture starts in the data of a reading: SW, two lengths, text. */
const PHOTO_AT = 3 + 4 + 256;
const NO_CARD_FRAME = encodeSamFrame(status(0x80));

export class EmulatedReader {
  readonly #sam: Sam;
  readonly #line: Line;
  readonly #stats: StatsBook;
  readonly #script = new FaultScript();
  #parser = new SamFrameParser();
  #endpoint: Endpoint | null = null;
  #plugged = true;
  #work: Promise<void> = Promise.resolve();

  constructor(options: ReaderOptions) {
    this.#sam = new Sam(options.habit, options.fingerprintBytes);
    this.#line = new Line(options.baud, (bytes) => this.#send(bytes));
    this.#stats = new StatsBook((bytes) => this.#line.wireMs(bytes));
  }

  attach(endpoint: Endpoint): void {
    this.#endpoint = endpoint;
  }

  receive(bytes: Uint8Array): void {
    this.#stats.received(bytes.length);
    for (const event of this.#parser.push(bytes)) {
      if (event.kind === 'frame') this.#enqueue(() => this.#serve(event.payload));
      else if (event.kind === 'bad-checksum') this.#enqueue(() => this.#answer(status(0x10), 'unknown', []));
      else if (event.kind === 'bad-length') this.#enqueue(() => this.#answer(status(0x11), 'unknown', []));
    }
  }

  lay(card: EmulatedCard): void {
    this.#sam.lay(card);
    this.#stats.laid();
  }

  lift(): void {
    this.#sam.lift();
    this.#stats.lifted();
  }

  /** One card away and another there before anyone could ask. */
  swap(card: EmulatedCard): void {
    this.lift();
    this.lay(card);
  }

  async unplug(): Promise<void> {
    this.#plugged = false;
    this.#line.cut();
    this.#parser = new SamFrameParser();
    await this.#endpoint?.unplug();
  }

  async replug(): Promise<void> {
    this.#sam.powerCycle();
    this.#plugged = true;
    await this.#endpoint?.plug();
  }

  addFaults(faults: readonly Fault[]): void {
    this.#script.add(faults);
  }

  clearFaults(): void {
    this.#script.clear();
  }

  faultsWaiting(): number {
    return this.#script.length;
  }

  stats(): Stats {
    return this.#stats.snapshot();
  }

  /** Noise that nobody asked for. */
  async babble(bytes: number): Promise<void> {
    await this.#line.write([{ bytes: noise(bytes), gapMs: 0 }], () => undefined);
  }

  #send(bytes: Uint8Array): void {
    this.#stats.sent(bytes.length);
    this.#endpoint?.send(bytes);
  }

  #enqueue(job: () => Promise<void>): void {
    this.#work = this.#work.then(job);
  }

  async #serve(request: Uint8Array): Promise<void> {
    const command = nameOf(request);
    const askedAt = wallClock();
    this.#stats.asked(command);
    // The request itself takes its time on the wire, which the operating system's pipe hides.
    await sleepLong(this.#line.wireMs(request.length + 8));
    // A reading is only troubled with a card on the reader; hosts also ask once for a card left from before.
    const faults = command === 'read' && !this.#sam.hasCard ? [] : this.#script.take(command);
    for (const fault of faults) if (fault.kind === 'slow' || fault.kind === 'late') await sleep(fault.ms);
    if (faults.some((fault) => fault.kind === 'silence') || !this.#plugged) return;
    const refusal = faults.find((fault) => fault.kind === 'status');
    // Asked after the module's work, so that a card lifted meanwhile is missed.
    const answer = refusal ? status(refusal.status) : this.#sam.answer(command);
    await this.#answer(answer, command, faults, askedAt);
  }

  async #answer(
    payload: Uint8Array,
    command: CommandName,
    faults: FaultAction[],
    askedAt = 0,
  ): Promise<void> {
    const { chunks, unplugs } = this.#wire(payload, faults);
    let firstByteAt = 0;
    const whole = await this.#line.write(chunks, () => (firstByteAt = wallClock()));
    if (whole && command === 'read' && payload.length > 4) this.#stats.reading(askedAt, firstByteAt);
    if (unplugs) await this.unplug();
  }

  #wire(payload: Uint8Array, faults: FaultAction[]): { chunks: LineChunk[]; unplugs: boolean } {
    const altered = faults.reduce(alterPayload, payload);
    let bytes = encodeSamFrame(altered);
    let chunks: LineChunk[] | null = null;
    let unplugs = false;
    for (const fault of faults) {
      if (fault.kind === 'bad-checksum') bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0x5a;
      if (fault.kind === 'duplicate') bytes = join(bytes, bytes);
      if (fault.kind === 'stale') bytes = join(staleBytes(fault, bytes), bytes);
      if (fault.kind === 'garbage') bytes = join(noise(fault.bytes), bytes);
      if (fault.kind === 'truncate') bytes = bytes.slice(0, fault.bytes);
      if (fault.kind === 'unplug-after') {
        bytes = bytes.slice(0, fault.bytes);
        unplugs = true;
      }
    }
    for (const fault of faults) if (fault.kind === 'split') chunks = split(bytes, fault.chunk, fault.gapMs);
    return { chunks: chunks ?? [{ bytes, gapMs: 0 }], unplugs };
  }
}

function alterPayload(payload: Uint8Array, fault: FaultAction): Uint8Array {
  const altered = Uint8Array.from(payload);
  if (fault.kind === 'preamble-inside' && altered.length > PHOTO_AT + 600)
    altered.set(NO_CARD_FRAME, PHOTO_AT + 500);
  if (fault.kind === 'flip-pair' && altered.length > Math.max(fault.first, fault.second)) {
    altered[fault.first] = (altered[fault.first] ?? 0) ^ fault.mask;
    altered[fault.second] = (altered[fault.second] ?? 0) ^ fault.mask;
  }
  return altered;
}

function staleBytes(fault: { hex?: string; bytes?: number }, answer: Uint8Array): Uint8Array {
  if (fault.hex !== undefined) return Uint8Array.from(Buffer.from(fault.hex, 'hex'));
  return answer.slice(-Math.min(fault.bytes ?? 7, answer.length));
}

function split(bytes: Uint8Array, chunk: number, gapMs: number): LineChunk[] {
  const chunks: LineChunk[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    chunks.push({ bytes: bytes.slice(at, at + chunk), gapMs: at === 0 ? 0 : gapMs });
  }
  return chunks;
}

function noise(count: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 16;
  });
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a, 0);
  joined.set(b, a.length);
  return joined;
}

async function sleepLong(ms: number): Promise<void> {
  if (ms >= 1) await sleep(ms);
}
