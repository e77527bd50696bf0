// The frames of an ID card reader in HID reports: cut into reports of the size that the descriptor tells, and back.
//   padded    the frame's bytes one after another, the last report filled up with zeros
//   counted   each report begins with how many of its bytes are the frame's
import type { ReaderProfile } from '../device-config';
import type { HidDescriptor } from '../hid/report-descriptor';

export interface ReaderReports {
  /** 0: not numbered. */
  readonly inputId: number;
  /** Payload without the id. */
  readonly inputBytes: number;
  readonly outputId: number;
  readonly outputBytes: number;
}

/** Reports smaller than this carry settings, not messages. */
const MIN_BYTES = 8;
const PREAMBLE_AND_LENGTH = 7;
/** As framing.ts. */
const MAX_LENGTH = 2_400;
const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;

/** The largest input and output report; null where the device has none that could carry a frame. */
export function readerReportsOf({ reports }: HidDescriptor): ReaderReports | null {
  const largest = (kind: 'input' | 'output') =>
    reports
      .filter((report) => report.kind === kind && report.bytes >= MIN_BYTES)
      .reduce<{ id: number; bytes: number } | null>(
        (best, report) => (best && best.bytes >= report.bytes ? best : report),
        null,
      );
  const [input, output] = [largest('input'), largest('output')];
  if (!input || !output) return null;
  return { inputId: input.id, inputBytes: input.bytes, outputId: output.id, outputBytes: output.bytes };
}

/** A frame as output reports for hidapi: each begins with its id, 0 where reports are not numbered. */
export function framesToReports(
  frame: Uint8Array,
  { outputId, outputBytes }: ReaderReports,
  carriage: NonNullable<ReaderProfile['carriage']>,
): Uint8Array[] {
  const head = carriage === 'counted' ? 1 : 0;
  const room = Math.min(outputBytes - head, carriage === 'counted' ? 255 : Infinity);
  const reports: Uint8Array[] = [];
  for (let at = 0; at < frame.length; at += room) {
    const part = frame.subarray(at, at + room);
    const report = new Uint8Array(1 + outputBytes);
    report[0] = outputId;
    if (head === 1) report[1] = part.length;
    report.set(part, 1 + head);
    reports.push(report);
  }
  return reports;
}

/** Input reports back into a stream of bytes; the filling behind a frame is dropped, everything else is the parser's. */
export class ReportUnwrapper {
  readonly #reports: ReaderReports;
  readonly #carriage: NonNullable<ReaderProfile['carriage']>;
  /** Bytes of a frame that are still to come (padded). */
  #missing = 0;

  constructor(reports: ReaderReports, carriage: NonNullable<ReaderProfile['carriage']>) {
    this.#reports = reports;
    this.#carriage = carriage;
  }

  /** A question goes out: what comes next begins anew. */
  reset(): void {
    this.#missing = 0;
  }

  /** Empty for reports that are not the reader's answers. */
  unwrap(report: Uint8Array): Uint8Array {
    const { inputId } = this.#reports;
    if (inputId !== 0 && report[0] !== inputId) return new Uint8Array(0);
    const payload = report.subarray(inputId === 0 ? 0 : 1);
    if (this.#carriage === 'counted') return payload.slice(1, 1 + (payload[0] ?? 0));
    if (this.#missing === 0) this.#missing = frameLength(payload);
    // Not the beginning of a frame: damage, which the parser is to see whole.
    if (this.#missing === 0) return payload.slice();
    const part = payload.slice(0, this.#missing);
    this.#missing -= part.length;
    return part;
  }
}

/** Length of the whole frame that begins here, 0 where none does. */
function frameLength(payload: Uint8Array): number {
  if (PREAMBLE.some((byte, index) => payload[index] !== byte)) return 0;
  const length = ((payload[5] ?? 0) << 8) | (payload[6] ?? 0);
  return length > MAX_LENGTH ? 0 : PREAMBLE_AND_LENGTH + length;
}
