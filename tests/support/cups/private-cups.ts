// A private CUPS for tests: real cupsd on a socket of its own, in a folder of its own, ended with its owner.
import { spawn, type ChildProcess, execFile } from 'node:child_process';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { POKE_TITLE, type DeviceMode } from './backend';
import { PDF_QUEUE, type CupsLayout } from './config';
import { prepare } from './layout';

export { FILTERED_QUEUE, PDF_QUEUE } from './config';
export type { DeviceMode } from './backend';

export interface PrintedFile {
  readonly jobId: number;
  readonly title: string;
  readonly path: string;
}

export interface PrivateCups {
  readonly socketPath: string;
  /** `ipp+unix://…/printers/ZC_PDF`, as it goes into the settings. */
  readonly printerUri: string;
  readonly queue: string;
  readonly outputDir: string;
  uriOf(queue: string): string;
  /** cupsdisable and cupsenable: the queue stops, jobs wait. */
  disable(): Promise<void>;
  enable(): Promise<void>;
  /** cupsreject and cupsaccept. */
  reject(): Promise<void>;
  accept(): Promise<void>;
  /** printer-state-reasons, reported by the device in a job that prints nothing; [] clears those set before. */
  setReasons(reasons: readonly string[]): Promise<void>;
  setMode(mode: DeviceMode): Promise<void>;
  /** SIGKILL: the service is gone from one instruction to the next. */
  kill(): Promise<void>;
  /** Starts cupsd again on the same spool. */
  restart(): Promise<void>;
  /** Pages that "came out", in job order. */
  printed(): Promise<readonly PrintedFile[]>;
  /** `lpstat -W all -o` of the queue: job ids that the service knows. */
  jobs(): Promise<readonly number[]>;
  /** Ends cupsd and removes the folder (unless `dir` was given). */
  stop(): Promise<void>;
}

/** Undefined when this machine has no cupsd: tests skip and say so. */
export async function findCupsd(): Promise<string | undefined> {
  for (const path of ['/usr/sbin/cupsd', '/usr/bin/cupsd', '/usr/local/sbin/cupsd']) {
    if (await exists(path)) return path;
  }
  return undefined;
}

export async function startPrivateCups(options: { readonly dir?: string } = {}): Promise<PrivateCups> {
  const cupsd = await findCupsd();
  if (!cupsd) throw new Error('cupsd is not installed');
  const root = options.dir ?? (await mkdtemp(join(tmpdir(), 'zcups-')));
  const layout = await prepare(root);
  return new RunningCups(cupsd, layout, options.dir === undefined).start();
}

class RunningCups implements PrivateCups {
  readonly queue = PDF_QUEUE;
  #process: ChildProcess | undefined;
  #reasons: readonly string[] = [];

  constructor(
    private readonly cupsd: string,
    private readonly layout: CupsLayout,
    private readonly ownsFolder: boolean,
  ) {}

  get socketPath(): string {
    return this.layout.socket;
  }
  get outputDir(): string {
    return join(this.layout.root, 'out');
  }
  get printerUri(): string {
    return this.uriOf(PDF_QUEUE);
  }
  uriOf(queue: string): string {
    return `ipp+unix://${encodeURIComponent(this.layout.socket)}/printers/${queue}`;
  }

  async start(): Promise<this> {
    const { root } = this.layout;
    const configured = [
      this.cupsd,
      '-f',
      '-c',
      `${root}/etc/cupsd.conf`,
      '-s',
      `${root}/etc/cups-files.conf`,
    ];
    // Also when its owner is killed, no cupsd stays behind.
    const bound = (await exists(SETPRIV)) ? [SETPRIV, '--pdeathsig', 'TERM', ...configured] : configured;
    const child = spawn(bound[0]!, bound.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = child;
    let said = '';
    child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(`cupsd ended with ${child.exitCode}: ${said}`);
      if (await answers(this.layout.socket)) return this;
      await delay(25);
    }
    await this.kill();
    throw new Error(`cupsd does not answer: ${said}`);
  }

  disable = (): Promise<void> => this.#run('cupsdisable', [PDF_QUEUE]);
  enable = (): Promise<void> => this.#run('cupsenable', [PDF_QUEUE]);
  reject = (): Promise<void> => this.#run('cupsreject', [PDF_QUEUE]);
  accept = (): Promise<void> => this.#run('cupsaccept', [PDF_QUEUE]);

  async setReasons(reasons: readonly string[]): Promise<void> {
    const cleared = this.#reasons.map((reason) => `STATE: -${reason}\n`);
    const set = reasons.map((reason) => `STATE: +${reason}\n`);
    await writeFile(join(this.layout.root, 'reasons'), [...cleared, ...set].join(''));
    this.#reasons = reasons;
    const before = await this.jobs();
    const poke = join(this.layout.root, 'poke.pdf');
    await writeFile(poke, '%PDF-1.4\n%%EOF\n');
    await this.#run('lp', ['-d', PDF_QUEUE, '-t', POKE_TITLE, poke]);
    for (let tries = 0; tries < 200; tries++) {
      const { stdout } = await run('lpstat', ['-h', this.layout.socket, '-W', 'completed', '-o', PDF_QUEUE]);
      if (
        stdout
          .split('\n')
          .filter(Boolean)
          .some((line) => !before.includes(jobIdOf(line)))
      )
        return;
      await delay(25);
    }
    throw new Error('the poke job did not end');
  }

  async setMode(mode: DeviceMode): Promise<void> {
    await writeFile(join(this.layout.root, 'mode'), mode);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    await this.start();
  }

  async printed(): Promise<readonly PrintedFile[]> {
    const names = await readdir(this.outputDir);
    return names
      .flatMap((name) => {
        const match = /^(\d+)-(.*)\.pdf$/.exec(name);
        return match ? [{ jobId: Number(match[1]), title: match[2]!, path: join(this.outputDir, name) }] : [];
      })
      .sort((a, b) => a.jobId - b.jobId);
  }

  async jobs(): Promise<readonly number[]> {
    const { stdout } = await run('lpstat', ['-h', this.layout.socket, '-W', 'all', '-o', PDF_QUEUE]);
    return stdout.split('\n').filter(Boolean).map(jobIdOf);
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.ownsFolder) await rm(this.layout.root, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(hard);
  }

  async #run(command: string, args: readonly string[]): Promise<void> {
    await run(command, ['-h', this.layout.socket, ...args]);
  }
}

const SETPRIV = '/usr/bin/setpriv';

/** `ZC_PDF-12  root  1024  date` */
const jobIdOf = (line: string): number => Number(/-(\d+)\s/.exec(line)?.[1]);

const run = promisify(execFile);

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({
      socketPath,
      method: 'OPTIONS',
      path: '*',
      headers: { Host: 'localhost' },
      agent: false,
    });
    probe.on('response', (response) => {
      response.resume();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
    probe.setTimeout(1_000, () => probe.destroy());
    probe.end();
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
