// A reader's questions as bytes on its line, made once, and the collecting of its answers: a plain line or HID reports.
import type { ReaderProfile } from '../device-config';
import type { Patience, Question } from '../driver-kit/command-queue';
import { parseReportDescriptor } from '../hid/report-descriptor';
import { AnswerCollector } from './answer-collector';
import { SamFrameParser } from './framing';
import { framesToReports, readerReportsOf, ReportUnwrapper, type ReaderReports } from './hid-framing';
import { encodeCommand, type SamCommand } from './protocol';
import type { CommandOutcome } from './sequence-types';

/** The descriptor cannot be read, or tells of no report that could carry a frame. */
export type ReportsTrouble = 'unsuitable';

const COMMANDS: readonly SamCommand[] = ['status', 'sam-id', 'find', 'select', 'read', 'read-fingerprints'];

export class ReaderLine {
  readonly #parser = new SamFrameParser();
  readonly #pieces: ReadonlyMap<SamCommand, readonly Uint8Array[]>;
  readonly #unwrapper: ReportUnwrapper | null;
  /** Bytes came that no question asked for. */
  #stray = false;
  #collector: AnswerCollector | null = null;

  private constructor(wrap: (frame: Uint8Array) => Uint8Array[], unwrapper: ReportUnwrapper | null) {
    this.#pieces = new Map(COMMANDS.map((command) => [command, wrap(encodeCommand(command))]));
    this.#unwrapper = unwrapper;
  }

  /** `descriptor`: undefined for a plain line; null where a HID device's descriptor cannot be read. */
  static over(
    descriptor: Uint8Array | null | undefined,
    profile: ReaderProfile,
  ): ReaderLine | ReportsTrouble {
    if (descriptor === undefined) return new ReaderLine((frame) => [frame], null);
    const reports = reportsOf(descriptor, profile);
    if (!reports) return 'unsuitable';
    const carriage = profile.carriage ?? 'padded';
    return new ReaderLine(
      (frame) => framesToReports(frame, reports, carriage),
      new ReportUnwrapper(reports, carriage),
    );
  }

  question(command: SamCommand, patience: Patience): Omit<Question<CommandOutcome>, 'done'> {
    return { pieces: this.#pieces.get(command) ?? [], patience, begin: () => this.#begin(command) };
  }

  unwrap(bytes: Uint8Array): Uint8Array {
    return this.#unwrapper ? this.#unwrapper.unwrap(bytes) : bytes;
  }

  heardStray(): void {
    this.#stray = true;
  }

  #begin(command: SamCommand): AnswerCollector {
    const stray = this.#stray || (this.#collector?.stray ?? false);
    this.#stray = false;
    this.#unwrapper?.reset();
    this.#collector = new AnswerCollector(this.#parser, command, stray);
    return this.#collector;
  }
}

function reportsOf(descriptor: Uint8Array | null, profile: ReaderProfile): ReaderReports | null {
  if (profile.reports) return profile.reports;
  const parsed = descriptor === null ? null : parseReportDescriptor(descriptor);
  return parsed?.ok ? readerReportsOf(parsed.value) : null;
}
