// Keeps a host process alive: starts it, asks it each second whether it lives, and starts it again when it ended or hangs.
import type { HostProcess } from './host-process';

export type Log = (event: string, fields?: Record<string, string | number | boolean | null>) => void;

/** `absent`: there was nothing to start. `stopped`: it ended because the keeper was told to stop. */
export type HostLost =
  | { readonly kind: 'absent' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'ended'; readonly code: number };

export interface HostKeeperOptions {
  /** In front of what is logged: `device-host`. */
  name: string;
  /** null: what it would serve is not on this machine now; it is looked for again. */
  fork: () => HostProcess | null;
  log: Log;
  /** A host was born: what it has to know first. */
  born: () => void;
  /** The host is lost; another follows, unless it was `stopped`. */
  lost: (why: HostLost, restartMs: number) => void;
  /** Anything the present host says. Answers false when it made no sense. */
  heard: (message: unknown) => boolean;
  /** How far the pause before a restart may grow; 2 s unless told. */
  longestRestartMs?: number;
}

const PING_MS = 1_000;
const PONG_MS = 3_000;
const STOP_MS = 2_000;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 2_000;
/** What was not there is looked for so often. */
const ABSENT_MS = 2_000;
/** A host that lived so long was healthy: its next restart is quick again. */
const HEALTHY_MS = 10_000;

interface Host {
  readonly process: HostProcess;
  readonly startedAt: number;
  readonly exited: Promise<void>;
  heardAt: number;
  hangs: boolean;
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

  get pid(): number | undefined {
    return this.#host?.process.pid;
  }

  /** False when no host is there to hear it. */
  post(message: unknown): boolean {
    this.#host?.process.postMessage(message);
    return this.#host !== null;
  }

  #spawn(): void {
    const process = this.#options.fork();
    if (!process) return this.#lose({ kind: 'absent' }, ABSENT_MS);
    const now = performance.now();
    const exited = new Promise<void>((resolve) => process.on('exit', () => resolve()));
    const host: Host = { process, startedAt: now, exited, heardAt: now, hangs: false };
    this.#host = host;
    process.on('message', (raw) => this.#hear(host, raw));
    process.on('exit', (code) => this.#ended(host, code));
    this.#options.born();
  }

  #hear(host: Host, raw: unknown): void {
    if (this.#host !== host) return;
    if (this.#options.heard(raw)) host.heardAt = performance.now();
    else this.#options.log(`${this.#options.name}-message-refused`);
  }

  #ended(host: Host, code: number): void {
    if (this.#host !== host) return;
    this.#host = null;
    if (this.#stopping) return this.#options.lost({ kind: 'stopped' }, 0);
    if (performance.now() - host.startedAt > HEALTHY_MS) this.#restartMs = FIRST_RESTART_MS;
    this.#lose(host.hangs ? { kind: 'hangs' } : { kind: 'ended', code }, this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, this.#options.longestRestartMs ?? LONGEST_RESTART_MS);
  }

  #lose(why: HostLost, restartMs: number): void {
    this.#options.lost(why, restartMs);
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.#spawn();
    }, restartMs);
  }

  #beat(): void {
    const host = this.#host;
    if (!host) return;
    const silentMs = performance.now() - host.heardAt;
    if (silentMs > PONG_MS) {
      this.#options.log(`${this.#options.name}-hangs`, { silentMs: Math.round(silentMs) });
      host.hangs = true;
      host.process.kill();
      return;
    }
    this.#pings += 1;
    this.post({ kind: 'ping', sequence: this.#pings });
  }
}
