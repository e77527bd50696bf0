// Joins the reports of a HID-POS scanner into codes: reports of one code follow one another, all but the last marked
// as continued. Nothing numbers them and nothing protects them but USB itself; what does not fit together is refused
// whole, because half a code must never pass for one.
import type { HidPosLayout } from '../device-config';
import { MAX_SCAN_BYTES } from './scan';
import type { ScanPiece } from './scan-piece';
import { symbologyOf, type Symbology } from './symbology';

/** A code whose next report has not come for so long is given up; a scanner sends one each few milliseconds. */
export const CHAIN_MS = 500;
/** A cordless scanner that was out of reach may send the rest after all: it must not pass for a code of its own. */
export const LATE_REST_MS = 1_500;

type Phase =
  | { readonly kind: 'idle' }
  /** In the middle of a code. */
  | {
      readonly kind: 'chain';
      readonly parts: Uint8Array[];
      readonly bytes: number;
      readonly symbology: Symbology | undefined;
    }
  /** The code is lost: what follows until its last report, or until quiet, belongs to it and not to the next. */
  | { readonly kind: 'skip'; readonly late: boolean };

export class HidPosJoiner {
  readonly #layouts: ReadonlyMap<number, HidPosLayout>;
  readonly #numbered: boolean;
  #phase: Phase = { kind: 'idle' };
  #quietAt = Infinity;

  constructor(layouts: readonly HidPosLayout[]) {
    this.#layouts = new Map(layouts.map((layout) => [layout.reportId, layout]));
    this.#numbered = layouts.some(({ reportId }) => reportId !== 0);
  }

  /** When `due` is to be called; Infinity while nothing is open. Milliseconds of any clock that does not jump. */
  get deadline(): number {
    return this.#quietAt;
  }

  /** One input report as it came, its id first where reports are numbered. */
  push(report: Uint8Array, now: number): ScanPiece[] {
    const layout = this.#layoutOf(report);
    // Other reports of the same device: settings, states.
    if (!layout) return [];
    const piece = this.#take(report, layout);
    this.#quietAt = this.#phase.kind === 'idle' ? Infinity : now + CHAIN_MS;
    return piece ? [piece] : [];
  }

  due(now: number): ScanPiece[] {
    if (now < this.#quietAt) return [];
    if (this.#phase.kind === 'chain') {
      this.#phase = { kind: 'skip', late: true };
      this.#quietAt = now + LATE_REST_MS;
      return [{ kind: 'failed', error: 'SCAN_INCOMPLETE' }];
    }
    this.#phase = { kind: 'idle' };
    this.#quietAt = Infinity;
    return [];
  }

  /** The device went away. */
  close(): ScanPiece[] {
    return this.due(Infinity);
  }

  #layoutOf(report: Uint8Array): HidPosLayout | undefined {
    // Of an empty report nobody knows which it was: it may have been part of a code.
    const id = this.#numbered ? report[0] : 0;
    return id === undefined ? this.#layouts.values().next().value : this.#layouts.get(id);
  }

  #take(report: Uint8Array, layout: HidPosLayout): ScanPiece | null {
    const whole = report.length === layout.bytes;
    const more = isContinued(report, layout);
    if (this.#phase.kind === 'skip') {
      const { late } = this.#phase;
      if (!whole || more !== false) return null;
      this.#phase = { kind: 'idle' };
      // It may have been the next code after all: then the clerk is told to scan again.
      return late ? { kind: 'failed', error: 'SCAN_INCOMPLETE' } : null;
    }
    const data = whole ? dataOf(report, layout, more === true) : null;
    const symbology =
      layout.symbologyAt === undefined ? undefined : symbologyOf(report.subarray(layout.symbologyAt));
    const chain = this.#phase.kind === 'chain' ? this.#phase : null;
    if (data === null || (chain && symbology?.aim !== chain.symbology?.aim)) {
      // A damaged report that is its code's last leaves nothing to skip.
      this.#phase = whole && more === false && !chain ? { kind: 'idle' } : { kind: 'skip', late: false };
      return { kind: 'failed', error: 'SCAN_DAMAGED' };
    }
    const parts = [...(chain?.parts ?? []), data];
    const bytes = (chain?.bytes ?? 0) + data.length;
    if (bytes > MAX_SCAN_BYTES) {
      this.#phase = more === true ? { kind: 'skip', late: false } : { kind: 'idle' };
      return { kind: 'failed', error: 'SCAN_TOO_LONG' };
    }
    if (more === true) {
      this.#phase = { kind: 'chain', parts, bytes, symbology };
      return null;
    }
    this.#phase = { kind: 'idle' };
    // Some scanners send an empty report when the trigger is let go.
    if (bytes === 0) return null;
    return { kind: 'code', bytes: joined(parts, bytes), symbology, parts: parts.length };
  }
}

/** Null where the report is too short to tell. */
function isContinued(report: Uint8Array, { continued }: HidPosLayout): boolean | null {
  if (!continued) return false;
  const flags = report[continued.at];
  return flags === undefined ? null : ((flags >> continued.bit) & 1) === 1;
}

/** Null where the report says what no scanner says. */
function dataOf(report: Uint8Array, layout: HidPosLayout, more: boolean): Uint8Array | null {
  const room = report.subarray(layout.dataAt, layout.dataAt + layout.dataBytes);
  if (room.length !== layout.dataBytes) return null;
  if (layout.lengthAt === undefined) return more ? room.slice() : withoutFilling(room);
  const length = report[layout.lengthAt] ?? 0;
  if (length > room.length) return null;
  // A report that is followed by more is full: else something is missing.
  if (more && length !== room.length) return null;
  return room.slice(0, length);
}

function withoutFilling(room: Uint8Array): Uint8Array {
  let end = room.length;
  while (end > 0 && room[end - 1] === 0) end -= 1;
  return room.slice(0, end);
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
