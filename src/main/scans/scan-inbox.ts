// Scans as they came, each once: held in memory only, in order, until somebody takes them; the last ones a little longer.
import { classifyScan, type ScanKnowledge, type ScanMeaning } from '#core/scans/classify-scan';
import { createRepeatFilter } from '#core/scans/repeated-scan';
import type { ScanError } from '#core/scans/scan-errors';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { ScanArrivedView } from '#shared/ipc/scan-views';

export interface IncomingScan {
  readonly scanId: string;
  readonly deviceId: string;
  readonly source: ScanArrivedView['source'];
  /** Personal data: never logged, never written to disk. */
  readonly text: string;
}

export interface KeptScan extends IncomingScan {
  readonly at: Date;
  readonly meaning: ScanMeaning;
}

/** Scans that wait at most: a hall's counter scans a few a minute, a scanner gone wild thousands. */
export const MOST_WAITING = 400;
/** Taken ones that can still be asked about. */
const MOST_TAKEN = 60;

export class ScanInbox {
  readonly #knowledge: ScanKnowledge;
  readonly #clock: Clock;
  readonly #repeats = createRepeatFilter();
  readonly #waiting = new Map<string, KeptScan>();
  readonly #taken = new Map<string, KeptScan>();

  constructor(deps: { knowledge: ScanKnowledge; clock: Clock }) {
    this.#knowledge = deps.knowledge;
    this.#clock = deps.clock;
  }

  /** Undefined for a reading that only repeats the one before it. */
  put(scan: IncomingScan): Result<KeptScan, ScanError> | undefined {
    if (this.#repeats.isRepeat(scan.deviceId, scan.text, performance.now())) return undefined;
    if (this.#waiting.size >= MOST_WAITING) return err({ code: 'SCAN_INBOX_FULL' });
    const kept = { ...scan, at: this.#clock.now(), meaning: classifyScan(scan.text, this.#knowledge) };
    this.#waiting.set(kept.scanId, kept);
    return ok(kept);
  }

  waiting(): KeptScan[] {
    return [...this.#waiting.values()];
  }

  take(scanId: string): Result<KeptScan, ScanError> {
    const kept = this.#waiting.get(scanId);
    if (!kept) return err({ code: this.#taken.has(scanId) ? 'SCAN_TAKEN' : 'SCAN_GONE' });
    this.#waiting.delete(scanId);
    this.#taken.set(scanId, kept);
    for (const oldest of [...this.#taken.keys()].slice(0, -MOST_TAKEN)) this.#taken.delete(oldest);
    return ok(kept);
  }

  /** The texts of one person's scans are no business of the next. */
  forgetTaken(): void {
    this.#taken.clear();
  }

  /** One that waits or was taken lately. */
  find(scanId: string): Result<KeptScan, ScanError> {
    const kept = this.#waiting.get(scanId) ?? this.#taken.get(scanId);
    return kept ? ok(kept) : err({ code: 'SCAN_GONE' });
  }
}
