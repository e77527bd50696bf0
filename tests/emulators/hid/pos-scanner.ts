// A HID-POS scanner: turns codes into reports, paced as a full-speed endpoint delivers them, with scripted faults.
import { sleep } from '../id-card-reader/line';
import { wallClock } from '../id-card-reader/stats';
import type { FakeHid } from './fake-hid';
import { posReports, type PosLayoutName } from './pos-layouts';

export type PosFault =
  /** Reports of nonsense before the code. */
  | { kind: 'garbage'; reports: number }
  /** Pause before each report of the code. */
  | { kind: 'slow'; gapMs: number }
  /** Only so many bytes of each report arrive. */
  | { kind: 'truncate'; bytes: number }
  /** Every report arrives twice. */
  | { kind: 'duplicate' }
  /** The last reports of the code never come. */
  | { kind: 'break-off'; reports: number }
  | { kind: 'silent' };

/** A full-speed interrupt endpoint moves one report a millisecond. */
export const REPORT_MS = 1;

export class PosScanner {
  readonly #hid: FakeHid;
  readonly #layout: PosLayoutName;
  #faults: PosFault[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(hid: FakeHid, layout: PosLayoutName) {
    this.#hid = hid;
    this.#layout = layout;
  }

  /** Each fault happens to the next code. */
  addFaults(faults: readonly PosFault[]): void {
    this.#faults.push(...faults);
  }

  clearFaults(): void {
    this.#faults = [];
  }

  /** Resolves when the last report has left; codes follow one another. */
  scan(code: Uint8Array, aim: string): Promise<{ lastByteAt: number; reports: number; wireMs: number }> {
    const faults = this.#faults.splice(0);
    const done = this.#queue.then(() => this.#send(posReports(this.#layout, code, aim), faults));
    this.#queue = done;
    return done;
  }

  async #send(
    whole: readonly Uint8Array[],
    faults: readonly PosFault[],
  ): Promise<{ lastByteAt: number; reports: number; wireMs: number }> {
    let reports = [...whole];
    let gapMs = REPORT_MS;
    for (const fault of faults) {
      if (fault.kind === 'silent') reports = [];
      if (fault.kind === 'slow') gapMs = fault.gapMs;
      if (fault.kind === 'truncate') reports = reports.map((report) => report.subarray(0, fault.bytes));
      if (fault.kind === 'duplicate') reports = reports.flatMap((report) => [report, report]);
      if (fault.kind === 'break-off') reports = reports.slice(0, Math.max(0, reports.length - fault.reports));
      if (fault.kind === 'garbage') reports = [...nonsense(fault.reports, whole[0]!), ...reports];
    }
    let lastByteAt = wallClock();
    for (const [index, report] of reports.entries()) {
      if (index > 0 || gapMs > REPORT_MS) await sleep(gapMs);
      this.#hid.input(report);
      lastByteAt = wallClock();
    }
    return { lastByteAt, reports: reports.length, wireMs: reports.length * REPORT_MS };
  }
}

/** Reports of the right size and number that say impossible things. */
function nonsense(count: number, like: Uint8Array): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const report = new Uint8Array(like.length).fill(0xc3 ^ index);
    report[0] = like[0]!;
    return report;
  });
}
