// Keeps the device host alive: starts it, configures it, asks it each second whether it lives, and starts it again.
import { EventEmitter } from 'node:events';
import {
  hostToMainSchema,
  type HostToMain,
  type MainToHost,
  type ReaderConfig,
} from '#core/devices/host-messages';
import { sameReaderState, type ReaderState } from '#core/devices/id-card/reader-state';
import type { ReaderError } from '#core/devices/reader-error';
import { examineIdentity, type CardIdentity, type IdentityFinding } from '#core/identity/card-identity';
import { assertNever } from '#core/result';
import type { HostProcess } from './host-process';

export type { ReaderConfig } from '#core/devices/host-messages';
export type { HostProcess } from './host-process';

export type Log = (event: string, fields?: Record<string, string | number | boolean | null>) => void;

export interface CardEvent {
  readerId: string;
  readingId: string;
  identity: CardIdentity;
  /** 1,024 bytes WLT. */
  photo: Uint8Array;
  /** As of today's date on this machine. */
  findings: IdentityFinding[];
  samId: string;
  confirmed: boolean;
  repeated: boolean;
}

export interface DeviceSupervisorEvents {
  state: [{ readerId: string; state: ReaderState }];
  card: [CardEvent];
  cardFailed: [{ readerId: string; error: ReaderError }];
  cardLifted: [{ readerId: string; readingId: string }];
}

export interface DeviceSupervisorOptions {
  fork: () => HostProcess;
  readers: readonly ReaderConfig[];
  log: Log;
  /** YYYY-MM-DD; by default this machine's local date. */
  today?: () => string;
}

const PING_MS = 1_000;
const PONG_MS = 3_000;
const STOP_MS = 2_000;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 2_000;
/** A host that lived so long was healthy: its next restart is quick again. */
const HEALTHY_MS = 10_000;

interface Host {
  readonly process: HostProcess;
  readonly startedAt: number;
  readonly exited: Promise<void>;
  heardAt: number;
}

export class DeviceSupervisor extends EventEmitter<DeviceSupervisorEvents> {
  readonly #options: DeviceSupervisorOptions;
  #readers: readonly ReaderConfig[];
  #states = new Map<string, ReaderState>();
  #present = new Map<string, string>();
  #host: Host | null = null;
  #heartbeat: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restartMs = FIRST_RESTART_MS;
  #drivers: Readonly<Record<string, string>> = {};
  #pings = 0;
  #stopping = false;

  constructor(options: DeviceSupervisorOptions) {
    super();
    this.#options = options;
    this.#readers = options.readers;
    for (const reader of this.#readers) this.#states.set(reader.id, { kind: 'connecting' });
  }

  start(): void {
    if (this.#host || this.#restart) return;
    this.#stopping = false;
    this.#heartbeat ??= setInterval(() => this.#beat(), PING_MS);
    this.#spawn();
  }

  /** Resolves when the host process has ended, or after two seconds: it ends with its parent in any case. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#restart);
    this.#heartbeat = undefined;
    this.#restart = undefined;
    const host = this.#host;
    if (!host) return;
    host.process.kill();
    const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
    await Promise.race([host.exited, patience]);
  }

  states(): { readerId: string; state: ReaderState }[] {
    return this.#readers.map(({ id }) => ({
      readerId: id,
      state: this.#states.get(id) ?? { kind: 'connecting' },
    }));
  }

  /** Native drivers of the host as it loaded them; empty until it has started. */
  drivers(): Readonly<Record<string, string>> {
    return this.#drivers;
  }

  /** For the device centre: ends the host at once; it is started again as after a crash. */
  restartHost(): void {
    this.#host?.process.kill();
  }

  replaceReaders(readers: readonly ReaderConfig[]): void {
    this.#readers = readers;
    const known = new Set(readers.map(({ id }) => id));
    for (const id of [...this.#states.keys()]) if (!known.has(id)) this.#forget(id);
    for (const { id } of readers) if (!this.#states.has(id)) this.#show(id, { kind: 'connecting' });
    this.#post({ kind: 'configure', readers: [...readers] });
  }

  #spawn(): void {
    const process = this.#options.fork();
    const now = performance.now();
    const exited = new Promise<void>((resolve) => process.on('exit', () => resolve()));
    const host: Host = { process, startedAt: now, exited, heardAt: now };
    this.#host = host;
    process.on('message', (raw) => this.#hear(host, raw));
    process.on('exit', (code) => this.#ended(host, code));
    this.#post({ kind: 'configure', readers: [...this.#readers] });
  }

  #ended(host: Host, code: number): void {
    if (this.#host !== host) return;
    this.#host = null;
    if (this.#stopping) return;
    if (performance.now() - host.startedAt > HEALTHY_MS) this.#restartMs = FIRST_RESTART_MS;
    this.#options.log('device-host-ended', { code, restartMs: this.#restartMs });
    for (const { id } of this.#readers) {
      this.#lift(id);
      this.#show(id, { kind: 'restarting' });
    }
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.#spawn();
    }, this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, LONGEST_RESTART_MS);
  }

  #beat(): void {
    const host = this.#host;
    if (!host) return;
    const silentMs = performance.now() - host.heardAt;
    if (silentMs > PONG_MS) {
      this.#options.log('device-host-hangs', { silentMs: Math.round(silentMs) });
      host.process.kill();
      return;
    }
    this.#pings += 1;
    this.#post({ kind: 'ping', sequence: this.#pings });
  }

  #post(message: MainToHost): void {
    this.#host?.process.postMessage(message);
  }

  #hear(host: Host, raw: unknown): void {
    if (this.#host !== host) return;
    const message = hostToMainSchema.safeParse(raw);
    if (!message.success) {
      this.#options.log('device-host-message-refused');
      return;
    }
    host.heardAt = performance.now();
    this.#handle(message.data);
  }

  #handle(message: HostToMain): void {
    if ('readerId' in message && !this.#states.has(message.readerId)) return;
    switch (message.kind) {
      case 'started':
        this.#drivers = message.drivers;
        return this.#options.log('device-host-started', { pid: message.pid, ...message.drivers });
      case 'pong':
        return;
      case 'state':
        return this.#show(message.readerId, message.state);
      case 'card-read': {
        const { readerId, readingId, identity, samId, confirmed, repeated } = message;
        this.#present.set(readerId, readingId);
        const photo = new Uint8Array(Buffer.from(message.photo, 'base64'));
        const findings = examineIdentity(identity, (this.#options.today ?? localDate)());
        this.emit('card', { readerId, readingId, identity, photo, findings, samId, confirmed, repeated });
        return;
      }
      case 'card-failed':
        this.emit('cardFailed', { readerId: message.readerId, error: message.error });
        return;
      case 'card-lifted':
        return this.#lift(message.readerId);
      case 'log':
        return this.#options.log(message.event, message.fields);
      default:
        assertNever(message);
    }
  }

  #lift(readerId: string): void {
    const readingId = this.#present.get(readerId);
    if (readingId === undefined) return;
    this.#present.delete(readerId);
    this.emit('cardLifted', { readerId, readingId });
  }

  #forget(readerId: string): void {
    this.#lift(readerId);
    this.#states.delete(readerId);
  }

  #show(readerId: string, state: ReaderState): void {
    const before = this.#states.get(readerId);
    if (before && sameReaderState(before, state)) return;
    this.#states.set(readerId, state);
    this.emit('state', { readerId, state });
  }
}

function localDate(): string {
  const now = new Date();
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
