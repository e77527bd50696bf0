// A serial bar code scanner: sends codes with its terminator at the line's speed, with scripted faults.
import type { Endpoint } from '../id-card-reader/endpoint';
import { Line, sleep } from '../id-card-reader/line';
import { wallClock } from '../id-card-reader/stats';
import { encodeGb18030 } from './gb18030-encoder';
import { holdPort } from './port-holder';

export type Terminator = 'cr' | 'lf' | 'crlf' | 'none';

export interface ScannerOptions {
  /** 0: no pacing. */
  baud: number;
  terminator: Terminator;
  encoding: 'utf-8' | 'gb18030';
  /** Sends `]Q1` and the like before each code. */
  aimPrefix: boolean;
}

export type ScannerFault =
  /** The code is never sent. */
  | { kind: 'silent' }
  /** The code arrives in pieces with pauses. */
  | { kind: 'slow'; chunk: number; gapMs: number }
  /** Noise before the code. */
  | { kind: 'garbage'; bytes: number }
  | { kind: 'duplicate' }
  /** Only so many bytes leave, without terminator. */
  | { kind: 'truncate'; bytes: number }
  /** The cable is pulled after so many bytes. */
  | { kind: 'unplug-after'; bytes: number };

export interface ScanSent {
  /** Milliseconds since 1970. */
  lastByteAt: number;
  bytes: number;
  wireMs: number;
}

const TERMINATORS: Readonly<Record<Terminator, readonly number[]>> = {
  cr: [0x0d],
  lf: [0x0a],
  crlf: [0x0d, 0x0a],
  none: [],
};

export class EmulatedScanner {
  readonly #options: ScannerOptions;
  readonly #line: Line;
  #endpoint: Endpoint | null = null;
  #faults: ScannerFault[] = [];
  #release: (() => void) | null = null;
  #lastByteAt = 0;

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#line = new Line(options.baud, (bytes) => {
      this.#endpoint?.send(bytes);
      this.#lastByteAt = wallClock();
    });
  }

  attach(endpoint: Endpoint): void {
    this.#endpoint = endpoint;
  }

  /** Each fault happens to the next code. */
  addFaults(faults: readonly ScannerFault[]): void {
    this.#faults.push(...faults);
  }

  clearFaults(): void {
    this.#faults = [];
  }

  encode(text: string): Uint8Array {
    return this.#options.encoding === 'gb18030' ? encodeGb18030(text) : new TextEncoder().encode(text);
  }

  /** Resolves when the last byte has left; codes follow one another. */
  async scan(code: Uint8Array, aim: string): Promise<ScanSent> {
    const faults = this.#faults.splice(0);
    const prefix = this.#options.aimPrefix ? [...`]${aim}`].map((one) => one.charCodeAt(0)) : [];
    let bytes = Uint8Array.from([...prefix, ...code, ...TERMINATORS[this.#options.terminator]]);
    let chunk = Infinity;
    let gapMs = 0;
    let unplugs = false;
    for (const fault of faults) {
      if (fault.kind === 'silent') bytes = new Uint8Array(0);
      if (fault.kind === 'duplicate') bytes = Uint8Array.from([...bytes, ...bytes]);
      if (fault.kind === 'garbage') bytes = Uint8Array.from([...noise(fault.bytes), ...bytes]);
      if (fault.kind === 'slow') [chunk, gapMs] = [fault.chunk, fault.gapMs];
      if (fault.kind === 'truncate' || fault.kind === 'unplug-after') bytes = bytes.slice(0, fault.bytes);
      if (fault.kind === 'unplug-after') unplugs = true;
    }
    const chunks = [];
    for (let at = 0; at < bytes.length; at += chunk) {
      chunks.push({ bytes: bytes.slice(at, at + chunk), gapMs: at === 0 ? 0 : gapMs });
    }
    await this.#line.write(chunks, () => undefined);
    // The last bytes are with the system, not yet with who reads it.
    if (unplugs) await sleep(20).then(() => this.unplug());
    return { lastByteAt: this.#lastByteAt, bytes: bytes.length, wireMs: this.#line.wireMs(bytes.length) };
  }

  async unplug(): Promise<void> {
    this.#line.cut();
    await this.#endpoint?.unplug();
  }

  async replug(): Promise<void> {
    await this.#endpoint?.plug();
  }

  /** Another program takes the port (pty only), or gives it back. */
  hold(held: boolean): void {
    this.#release?.();
    this.#release = null;
    if (held && this.#endpoint) this.#release = holdPort(new URL(this.#endpoint.uri).pathname);
  }
}

function noise(count: number): Uint8Array {
  let state = 54321;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 16;
  });
}
