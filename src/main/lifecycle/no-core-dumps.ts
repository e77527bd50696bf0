// A terminal's memory never becomes a file. Electron writes minidumps only where somebody starts its crashReporter, which
// nobody does here; the system's own core dumps are refused by the limit that every process of ours is given.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Log } from '../log/logger';

/** util-linux: on every Linux. Node itself has no setrlimit. */
const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'];

/**
 * Refuses core dumps of this process and of all that descend from it: now, and of those that they start later.
 * Chromium forks its windows from a process that is older than our first line, so the limit is not inherited alone.
 * systemd-coredump and apport, which are given the dump through a pipe, keep to the same limit.
 */
export async function refuseCoreDumps(log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  const pids = [process.pid, ...descendants(process.pid)];
  // At once, and also where prlimit is missing: a dump would hold registers and no memory (core(5)).
  for (const pid of pids) keepMemoryOut(pid);
  const program = PRLIMIT.find((path) => existsSync(path));
  const refused = program ? await Promise.all(pids.map((pid) => setLimit(program, pid))) : [];
  if (!program || refused[0] === false) log('core-dumps.not-refused', { prlimit: program !== undefined });
}

function setLimit(program: string, pid: number): Promise<boolean> {
  return new Promise((done) => {
    execFile(program, ['--pid', String(pid), '--core=0:0'], { timeout: 5_000 }, (failure) => done(!failure));
  });
}

function keepMemoryOut(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0');
  } catch {
    // It ended meanwhile.
  }
}

function descendants(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendants)];
}

/** Of each thread: Chromium starts processes from several. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    // It ended meanwhile, or the kernel was built without this list.
    return [];
  }
}
