// Ends the process when one piece of synchronous work does not come back: a hang is a failure that cannot report itself.
import { Worker } from 'node:worker_threads';

export interface Watchdog {
  /** The work number `beat` has begun. */
  alive(beat: number): void;
  stop(): Promise<void>;
}

// Plain JavaScript: a worker of its own has none of the project's loaders.
const SOURCE = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const beats = new Int32Array(workerData.shared);
  let last = -1;
  let since = Date.now();
  setInterval(() => {
    const beat = Atomics.load(beats, 0);
    if (beat !== last) { last = beat; since = Date.now(); return; }
    if (Date.now() - since < workerData.patienceMs) return;
    writeSync(2, 'FAILED: #' + beat + ' has not come back for ' + workerData.patienceMs + ' ms\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 250);
`;

export function startWatchdog(patienceMs: number): Watchdog {
  const shared = new SharedArrayBuffer(4);
  const beats = new Int32Array(shared);
  const worker = new Worker(SOURCE, { eval: true, workerData: { shared, patienceMs } });
  worker.unref();
  return {
    alive: (beat) => void Atomics.store(beats, 0, beat),
    stop: async () => void (await worker.terminate()),
  };
}
