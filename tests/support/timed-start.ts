// Starts a window as a plain process and waits for the line in which it says when it was painted.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ELECTRON, ROOT, windowEnvironment } from './station';

const IS_ROOT = process.getuid?.() === 0;
const DEADLINE_MS = 60_000;

export interface TimedStart {
  readonly child: ChildProcess;
  /** From spawn to the second painted frame, ms. */
  readonly shownMs: number;
  /** From spawn to a reader that waits for a card; undefined for a window without one. */
  readonly readerReadyMs: number | undefined;
}

/** @param args the application folder first */
export async function timedStart(args: readonly string[]): Promise<TimedStart> {
  const startedAt = Date.now();
  const child = spawn(ELECTRON, [...(IS_ROOT ? ['--no-sandbox'] : []), ...args], {
    cwd: ROOT,
    env: windowEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said = await new Promise<{ shownAt: number; readerReadyAt?: number }>((done, failed) => {
    const deadline = setTimeout(
      () => failed(new Error('the window did not say that it was painted')),
      DEADLINE_MS,
    );
    child.once('exit', () => failed(new Error('the window ended before it was painted')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"check":"ready"')) return;
      clearTimeout(deadline);
      done(JSON.parse(line) as { shownAt: number; readerReadyAt?: number });
    });
  });
  return {
    child,
    shownMs: said.shownAt - startedAt,
    readerReadyMs: said.readerReadyAt === undefined ? undefined : said.readerReadyAt - startedAt,
  };
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((done) => child.once('exit', () => done()));
}
