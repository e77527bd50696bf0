// Keeps a host process alive: starts it, asks it each second whether it lives, and starts it again when it ended or hangs.
import type { HostProcess } from './host-process';

export type Log = (event: string, fields?: Record<string, string | number | boolean | null>) => void;

export interface HostKeeperOptions {
  fork: () => HostProcess;
  log: Log;
  /** A host was born: what it has to know first. */
  born: () => void;
  /** The host is lost; another follows. */
  lost: () => void;
  /** Anything the present host says. Answers false when it made no sense. */
  heard: (message: unknown) => boolean;
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

export class HostKeeper {
  readonly #options: HostKeeperOptions;
  #host: Host | null = null;
  #heartbeat: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restartMs = FIRST_RESTART_MS;
  #pings = 0;
  #stopping = false;

  constructor(options: HostKeeperOptions) {
    this.#options = options;
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

  /** Ends the host at once; it is started again as after a crash. */
  restart(): void {
    this.#host?.process.kill();
  }

  /** False when no host is there to hear it. */
  post(message: unknown): boolean {
    this.#host?.process.postMessage(message);
    return this.#host !== null;
  }

  #spawn(): void {
    const process = this.#options.fork();
    const now = performance.now();
    const exited = new Promise<void>((resolve) => process.on('exit', () => resolve()));
    const host: Host = { process, startedAt: now, exited, heardAt: now };
    this.#host = host;
    process.on('message', (raw) => this.#hear(host, raw));
    process.on('exit', (code) => this.#ended(host, code));
    this.#options.born();
  }

  #hear(host: Host, raw: unknown): void {
    if (this.#host !== host) return;
    if (this.#options.heard(raw)) host.heardAt = performance.now();
    else this.#options.log('device-host-message-refused');
  }

  #ended(host: Host, code: number): void {
    if (this.#host !== host) return;
    this.#host = null;
    if (performance.now() - host.startedAt > HEALTHY_MS) this.#restartMs = FIRST_RESTART_MS;
    if (!this.#stopping) this.#options.log('device-host-ended', { code, restartMs: this.#restartMs });
    this.#options.lost();
    if (this.#stopping) return;
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
    this.post({ kind: 'ping', sequence: this.#pings });
  }
}
