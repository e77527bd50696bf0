// The driver of ID card readers: carries out the steps of the reader sequence over a line or over HID reports.
import { assertNever } from '#core/result';
import type { ReaderProfile } from '../device-config';
import type { DeviceErrorCode } from '../device-error';
import { CommandQueue, type Question } from '../driver-kit/command-queue';
import type { Driver, DriverPort, LinkState } from '../driver-kit/driver';
import type { TestOutcome } from '../host-messages';
import type { ReaderError, ReaderErrorCode } from '../reader-error';
import { ReaderLine, type ReportsTrouble } from './reader-line';
import { ReaderSequence } from './reader-sequence';
import { sameReaderState, type ReaderState } from './reader-state';
import { DEADLINES } from './sequence-commands';
import type { CommandOutcome, Reading, SequenceEffect } from './sequence-types';
import type { SamCommand } from './protocol';

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
  readonly profile: ReaderProfile;
  readonly newReadingId: () => string;
}

const LINK_ERRORS: Readonly<Record<DeviceErrorCode, ReaderErrorCode>> = {
  DEVICE_GONE: 'READER_GONE',
  DEVICE_BUSY: 'READER_BUSY',
  DEVICE_NO_PERMISSION: 'READER_NO_PERMISSION',
  DEVICE_UNREACHABLE: 'READER_UNREACHABLE',
  DEVICE_ADDRESS_INVALID: 'READER_ADDRESS_INVALID',
  DEVICE_DRIVER_MISSING: 'READER_DRIVER_MISSING',
  DEVICE_FAILED: 'READER_UNSUITABLE',
};

/** Waits so long fall on ticks that all readers share: one awakening serves them all. */
const SHARED_TICK_MS = 100;

interface Session {
  readonly line: ReaderLine;
  readonly queue: CommandQueue<CommandOutcome>;
  readonly sequence: ReaderSequence;
}

export class IdCardReaderDriver implements Driver {
  readonly #port: DriverPort<ReaderEvent>;
  readonly #options: ReaderDriverOptions;
  #state: ReaderState | null = null;
  #session: Session | null = null;
  /** The sequence's next step waits until then. */
  #stepAt = Infinity;

  constructor(port: DriverPort<ReaderEvent>, options: ReaderDriverOptions) {
    this.#port = port;
    this.#options = options;
  }

  get deadline(): number {
    const session = this.#session;
    return session ? Math.min(this.#stepAt, session.queue.deadline) : Infinity;
  }

  link(link: LinkState, now: number): void {
    switch (link.kind) {
      case 'connecting':
        return this.#show({ kind: 'connecting' });
      case 'absent':
        return this.#show({ kind: 'absent', ...(link.error ? { error: LINK_ERRORS[link.error] } : {}) });
      case 'open':
        return this.#opened(ReaderLine.over(link.descriptor, this.#options.profile), now);
      case 'closed':
        return this.#closed(link.gone);
      default:
        assertNever(link);
    }
  }

  received(bytes: Uint8Array, now: number): void {
    const session = this.#session;
    if (!session) return;
    const carried = session.line.unwrap(bytes);
    // A report that carries no message.
    if (carried.length === 0) return;
    if (!session.queue.received(carried, now)) session.line.heardStray();
  }

  due(now: number): void {
    this.#session?.queue.due(now);
    if (now >= this.#stepAt) this.#step(now);
  }

  test(done: (outcome: TestOutcome) => void, now: number): void {
    const session = this.#session;
    if (!session) return done({ kind: 'not-open' });
    const question: Question<CommandOutcome> = {
      ...session.line.question('sam-id', DEADLINES['sam-id']),
      done: (outcome, answeredAt) => {
        if (outcome.kind === 'silent') return done({ kind: 'silent' });
        const samId =
          outcome.kind === 'answer' && outcome.answer.kind === 'sam-id' ? outcome.answer.samId : '';
        done({ kind: 'answered', ms: answeredAt - now, detail: samId });
      },
    };
    session.queue.ask(question, now);
  }

  #opened(line: ReaderLine | ReportsTrouble, now: number): void {
    if (!(line instanceof ReaderLine)) {
      this.#show({ kind: 'failed', error: { code: 'READER_UNSUITABLE' } });
      return this.#port.giveUp();
    }
    this.#session = {
      line,
      queue: new CommandQueue((bytes) => this.#port.write(bytes)),
      sequence: new ReaderSequence(this.#options.newReadingId),
    };
    // After silence the reader stays failed on screen until it answers, or the state would flicker at each attempt.
    if (this.#state?.kind === 'absent') this.#show({ kind: 'connecting' });
    this.#step(now);
  }

  #closed(gone: boolean): void {
    const session = this.#session;
    this.#session = null;
    this.#stepAt = Infinity;
    if (session) {
      session.queue.clear();
      this.#publish(session.sequence.close());
    }
    if (gone) this.#show({ kind: 'absent', error: 'READER_GONE' });
  }

  #step(now: number): void {
    const session = this.#session;
    if (!session) return;
    this.#stepAt = Infinity;
    const step = session.sequence.next();
    switch (step.kind) {
      case 'lost':
        return this.#port.giveUp();
      case 'wait':
        this.#stepAt = onSharedTick(now, step.ms);
        return;
      case 'command': {
        const { command, deadlines } = step;
        session.queue.ask(
          {
            ...session.line.question(command, deadlines),
            done: (outcome, at) => this.#answered(session, command, outcome, at),
          },
          now,
        );
        return;
      }
      default:
        assertNever(step);
    }
  }

  #answered(session: Session, command: SamCommand, outcome: CommandOutcome, now: number): void {
    if (this.#session !== session) return;
    if (outcome.kind !== 'answer' || outcome.damaged) {
      const fields = { command, outcome: outcome.kind };
      this.#port.emit({ kind: 'log', event: 'reader-line-damage', fields });
    }
    this.#publish(session.sequence.apply(outcome, now));
    this.#step(now);
  }

  #publish(effects: readonly SequenceEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'state') this.#show(effect.state);
      else this.#port.emit(effect);
    }
  }

  #show(state: ReaderState): void {
    if (this.#state && sameReaderState(this.#state, state)) return;
    this.#state = state;
    this.#port.emit({ kind: 'state', state });
  }
}

/** Short waits are part of an applicant's waiting and are kept as they are. */
function onSharedTick(now: number, ms: number): number {
  return ms <= SHARED_TICK_MS ? now + ms : Math.ceil((now + 1) / ms) * ms;
}
