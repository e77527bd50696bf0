// Drives one ID card reader: opens its port, carries out the sequence's steps, opens again when the reader goes away.
import { ReaderSequence } from '#core/devices/id-card/reader-sequence';
import { sameReaderState, type ReaderState } from '#core/devices/id-card/reader-state';
import type { Reading, SequenceEffect } from '#core/devices/id-card/sequence-types';
import type { ReaderError } from '#core/devices/reader-error';
import { assertNever, type Result } from '#core/result';
import { Exchange } from './exchange';
import type { Transport, TransportListener } from './transports/transport';

export type ReaderEvent =
  | { readonly kind: 'state'; readonly state: ReaderState }
  | { readonly kind: 'card-read'; readonly reading: Reading }
  | { readonly kind: 'card-failed'; readonly error: ReaderError }
  | { readonly kind: 'card-lifted'; readonly readingId: string }
  | {
      readonly kind: 'log';
      readonly event: string;
      readonly fields: Record<string, string | number | boolean>;
    };

export interface ReaderDriverOptions {
  readonly open: (listener: TransportListener) => Promise<Result<Transport, ReaderError>>;
  readonly emit: (event: ReaderEvent) => void;
  readonly newReadingId: () => string;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 1_000;

interface Session {
  readonly transport: Transport;
  readonly exchange: Exchange;
  readonly sequence: ReaderSequence;
}

export class ReaderDriver {
  readonly #options: ReaderDriverOptions;
  #state: ReaderState | null = null;
  #seen = false;
  #stopped = false;
  #gone = false;
  #session: Session | null = null;
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  constructor(options: ReaderDriverOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when the port is closed and free for others. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#session?.exchange.abandon();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#show({ kind: 'connecting' });
    let retryMs = FIRST_RETRY_MS;
    while (!this.#stopped) {
      const opened = await this.#open();
      if (opened.ok) {
        retryMs = FIRST_RETRY_MS;
        await this.#serve(opened.value);
        if (!this.#stopped) await this.#pause(retryMs);
        continue;
      }
      this.#showOpenFailure(opened.error);
      await this.#pause(retryMs);
      // Asking whether a local path exists is cheap, and a clerk who plugs a cable in waits for the answer.
      if (opened.error.code !== 'READER_GONE') retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  async #open(): Promise<Result<Session, ReaderError>> {
    this.#gone = false;
    const exchange = new Exchange((bytes) => this.#session?.transport.write(bytes));
    const opened = await this.#options.open({
      data: (bytes) => exchange.receive(bytes),
      closed: () => {
        this.#gone = true;
        exchange.abandon();
        this.#wake();
      },
    });
    if (!opened.ok) return opened;
    const sequence = new ReaderSequence(this.#options.newReadingId);
    return { ok: true, value: { transport: opened.value, exchange, sequence } };
  }

  async #serve(session: Session): Promise<void> {
    this.#session = session;
    this.#seen = true;
    this.#options.emit({ kind: 'log', event: 'reader-opened', fields: {} });
    // After silence the reader stays failed on screen until it answers, or the state would flicker at each attempt.
    if (this.#state?.kind === 'absent') this.#show({ kind: 'connecting' });
    try {
      await this.#converse(session);
    } finally {
      this.#publish(session.sequence.close());
      if (this.#gone) this.#show({ kind: 'absent', error: 'READER_GONE' });
      this.#session = null;
      await session.transport.close();
      this.#options.emit({ kind: 'log', event: 'reader-closed', fields: { gone: this.#gone } });
    }
  }

  async #converse({ exchange, sequence }: Session): Promise<void> {
    while (!this.#stopped && !this.#gone) {
      const step = sequence.next();
      switch (step.kind) {
        case 'lost':
          return;
        case 'wait':
          await this.#pause(step.ms);
          break;
        case 'command': {
          const outcome = await exchange.run(step.command, step.deadlines);
          if (this.#stopped || this.#gone) return;
          if (outcome.kind !== 'answer' || outcome.damaged) {
            const fields = { command: step.command, outcome: outcome.kind };
            this.#options.emit({ kind: 'log', event: 'reader-line-damage', fields });
          }
          this.#publish(sequence.apply(outcome, performance.now()));
          break;
        }
        default:
          assertNever(step);
      }
    }
  }

  #publish(effects: readonly SequenceEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'state') this.#show(effect.state);
      else this.#options.emit(effect);
    }
  }

  #showOpenFailure(error: ReaderError): void {
    if (error.code === 'READER_GONE' && !this.#seen) this.#show({ kind: 'absent' });
    else this.#show({ kind: 'absent', error: error.code });
  }

  #show(state: ReaderState): void {
    if (this.#state && sameReaderState(this.#state, state)) return;
    this.#state = state;
    this.#options.emit({ kind: 'state', state });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
