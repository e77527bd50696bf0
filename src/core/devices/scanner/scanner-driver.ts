// The driver of scanners: joins what comes into codes, makes text of them, and hands them on in order.
import { assertNever } from '#core/result';
import type { HidPosLayout, ScannerProfile } from '../device-config';
import type { Driver, DriverPort, LinkState } from '../driver-kit/driver';
import { parseReportDescriptor } from '../hid/report-descriptor';
import type { TestOutcome } from '../host-messages';
import { decodeScan } from './decode-text';
import { hidPosLayouts } from './hid-pos-layout';
import { HidPosJoiner } from './hid-pos';
import type { Scan } from './scan';
import type { ScanPiece } from './scan-piece';
import type { ScanErrorCode, ScannerState } from './scanner-state';
import { SerialScanSplitter } from './serial-scan';

export type ScannerEvent =
  | { readonly kind: 'state'; readonly state: ScannerState }
  | { readonly kind: 'scan'; readonly scan: Scan }
  | { readonly kind: 'scan-failed'; readonly error: ScanErrorCode };

export interface ScannerDriverOptions {
  readonly profile: ScannerProfile;
  readonly newScanId: () => string;
  /** A driver's time as milliseconds since 1970. */
  readonly wallTime: (now: number) => number;
}

/** Both ways of scanning, as the driver needs them. */
interface Joiner {
  readonly deadline: number;
  push(bytes: Uint8Array, now: number): ScanPiece[];
  due(now: number): ScanPiece[];
  close(): ScanPiece[];
}

export class ScannerDriver implements Driver {
  readonly #port: DriverPort<ScannerEvent>;
  readonly #options: ScannerDriverOptions;
  #state: ScannerState | null = null;
  #joiner: Joiner | null = null;
  #heardAt = 0;

  constructor(port: DriverPort<ScannerEvent>, options: ScannerDriverOptions) {
    this.#port = port;
    this.#options = options;
  }

  get deadline(): number {
    return this.#joiner?.deadline ?? Infinity;
  }

  link(link: LinkState): void {
    switch (link.kind) {
      case 'connecting':
        return this.#show({ kind: 'connecting' });
      case 'absent':
        return this.#show(link);
      case 'open':
        return this.#opened(link.descriptor);
      case 'closed':
        for (const piece of this.#joiner?.close() ?? []) this.#publish(piece);
        this.#joiner = null;
        if (link.gone) this.#show({ kind: 'absent', error: 'DEVICE_GONE' });
        return;
      default:
        assertNever(link);
    }
  }

  received(bytes: Uint8Array, now: number): void {
    this.#heardAt = now;
    for (const piece of this.#joiner?.push(bytes, now) ?? []) this.#publish(piece);
  }

  due(now: number): void {
    for (const piece of this.#joiner?.due(now) ?? []) this.#publish(piece);
  }

  test(done: (outcome: TestOutcome) => void): void {
    done({ kind: this.#joiner ? 'open' : 'not-open' });
  }

  #opened(descriptor: Uint8Array | null | undefined): void {
    if (descriptor === undefined) {
      this.#joiner = new SerialScanSplitter(this.#options.profile);
    } else {
      const layouts = layoutsOf(descriptor, this.#options.profile);
      if (layouts.length === 0) {
        this.#show({ kind: 'failed', error: 'SCANNER_LAYOUT_UNKNOWN' });
        return this.#port.giveUp();
      }
      this.#joiner = new HidPosJoiner(layouts);
    }
    this.#show({ kind: 'ready' });
  }

  #publish(piece: ScanPiece): void {
    if (piece.kind === 'failed') return this.#port.emit({ kind: 'scan-failed', error: piece.error });
    const decoded = decodeScan(piece.bytes, this.#options.profile.encoding);
    if (!decoded.ok) return this.#port.emit({ kind: 'scan-failed', error: decoded.error.code });
    this.#port.emit({
      kind: 'scan',
      scan: {
        scanId: this.#options.newScanId(),
        bytes: piece.bytes,
        ...decoded.value,
        ...(piece.symbology ? { symbology: piece.symbology } : {}),
        parts: piece.parts,
        lastByteAt: this.#options.wallTime(this.#heardAt),
      },
    });
  }

  #show(state: ScannerState): void {
    if (JSON.stringify(this.#state) === JSON.stringify(state)) return;
    this.#state = state;
    this.#port.emit({ kind: 'state', state });
  }
}

function layoutsOf(descriptor: Uint8Array | null, profile: ScannerProfile): HidPosLayout[] {
  if (profile.layout) return [profile.layout];
  const parsed = descriptor === null ? null : parseReportDescriptor(descriptor);
  return parsed?.ok ? hidPosLayouts(parsed.value) : [];
}
