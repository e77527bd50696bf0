// Finds out whether an ID card reader answers on a serial port, and at which speed, by its harmless status question.
import { CommandQueue } from '#core/devices/driver-kit/command-queue';
import type { ProbeOutcome } from '#core/devices/host-messages';
import type { SamCommand } from '#core/devices/id-card/protocol';
import { ReaderLine } from '#core/devices/id-card/reader-line';
import { DEADLINES } from '#core/devices/id-card/sequence-commands';
import type { CommandOutcome } from '#core/devices/id-card/sequence-types';
import type { SharedClock } from './driver-kit/shared-clock';
import { openSerialTransport } from './transports/serial-transport';

/** What another speed sent may still stand half in the reader: the second question finds it clear. */
const TRIES = 2;

export interface ProbeRequest {
  readonly runId: string;
  readonly path: string;
  readonly bauds: readonly number[];
}

export class Prober {
  readonly #clock: SharedClock;
  #last: Promise<unknown> = Promise.resolve();
  readonly #cancelled = new Set<string>();
  #stopCurrent: { runId: string; stop: () => void } | null = null;

  constructor(clock: SharedClock) {
    this.#clock = clock;
  }

  /** One port at a time, in the order of asking; the port is free again when this settles. */
  probe(request: ProbeRequest, progress: (baud: number) => void): Promise<ProbeOutcome> {
    const run = this.#last.then(() => this.#run(request, progress));
    this.#last = run;
    return run.finally(() => this.#cancelled.delete(request.runId));
  }

  cancel(runId: string): void {
    this.#cancelled.add(runId);
    if (this.#stopCurrent?.runId === runId) this.#stopCurrent.stop();
  }

  async #run({ runId, path, bauds }: ProbeRequest, progress: (baud: number) => void): Promise<ProbeOutcome> {
    for (const baud of bauds) {
      if (this.#cancelled.has(runId)) return { kind: 'cancelled' };
      progress(baud);
      const outcome = await this.#tryAt(runId, path, baud);
      if (outcome) return outcome;
    }
    return this.#cancelled.has(runId) ? { kind: 'cancelled' } : { kind: 'nothing' };
  }

  /** null: nothing answered as a reader at this speed. */
  async #tryAt(runId: string, path: string, baud: number): Promise<ProbeOutcome | null> {
    const line = ReaderLine.over(undefined, {});
    if (!(line instanceof ReaderLine)) return null;
    const queue = new CommandQueue<CommandOutcome>((bytes) => opened.ok && opened.value.write(bytes));
    let interrupted: () => void = () => undefined;
    const interruption = new Promise<null>((resolve) => (interrupted = () => resolve(null)));
    const opened = await openSerialTransport(
      { kind: 'serial', path, baud },
      {
        data: (bytes) => {
          if (!queue.received(bytes, this.#clock.now())) line.heardStray();
          this.#clock.changed();
        },
        closed: interrupted,
      },
    );
    if (!opened.ok) return { kind: 'failed', error: opened.error };
    this.#clock.join(queue);
    this.#stopCurrent = { runId, stop: interrupted };
    const ask = (command: SamCommand) =>
      new Promise<CommandOutcome>((done) => {
        queue.ask({ ...line.question(command, DEADLINES[command]), done }, this.#clock.now());
        this.#clock.changed();
      });
    try {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const status = await Promise.race([ask('status'), interruption]);
        if (status === null) return null;
        if (status.kind !== 'answer' || status.answer.kind !== 'ready') continue;
        const named = await Promise.race([ask('sam-id'), interruption]);
        const samId = named?.kind === 'answer' && named.answer.kind === 'sam-id' ? named.answer.samId : '';
        return { kind: 'found', baud, samId };
      }
      return null;
    } finally {
      this.#stopCurrent = null;
      this.#clock.leave(queue);
      await opened.value.close();
    }
  }
}
