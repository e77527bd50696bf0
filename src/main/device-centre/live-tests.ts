// Live tests: one a device at a time. While a test waits, the card or the scan goes to the test and to nobody else.
import { maskText } from '#core/device-centre/mask-text';
import { TEST_CODE } from '#core/print/documents/device-test-page';
import { testedCard } from '#core/device-centre/tested-card';
import type { ReaderError } from '#core/devices/reader-error';
import type { ScanErrorCode } from '#core/devices/scanner/scanner-state';
import type { LiveTest } from '#shared/ipc/device-views';
import type { CardEvent, ScanEvent } from '../devices/device-supervisor';

/** A test that nobody serves ends by itself: the next card has to open a case again. */
const PATIENCE_MS = 60_000;
const MOST_SHOWN = 200;

/** Scans of one device go to the listener until the answer is called. */
export type Divert = (
  deviceId: string,
  listener: (scan: Pick<ScanEvent, 'text' | 'bytes' | 'encoding' | 'symbology' | 'parts'>) => void,
) => () => void;

interface Running {
  test: LiveTest;
  /** Gives scans back to the counter. */
  release: () => void;
  timer: NodeJS.Timeout | undefined;
}

export class LiveTests {
  readonly #divert: Divert;
  readonly #changed: () => void;
  readonly #running = new Map<string, Running>();

  constructor(deps: { divert: Divert; changed: () => void }) {
    this.#divert = deps.divert;
    this.#changed = deps.changed;
  }

  view(deviceId: string): LiveTest | null {
    return this.#running.get(deviceId)?.test ?? null;
  }

  /** Whether a card of this reader belongs to a test now. */
  awaitsCard(deviceId: string): boolean {
    const kind = this.#running.get(deviceId)?.test.kind;
    // After a failure the clerk lays the card again: still a test.
    return kind === 'card-awaited' || kind === 'card-failed';
  }

  awaitCard(deviceId: string): void {
    this.#begin(deviceId, { kind: 'card-awaited' });
  }

  awaitScan(deviceId: string): void {
    const release = this.#divert(deviceId, (scan) => this.#scanned(deviceId, scan));
    this.#begin(deviceId, { kind: 'scan-awaited' }, release);
  }

  /** A test that answers by itself: printing, looking at a key. */
  async run(
    deviceId: string,
    waiting: LiveTest | null,
    answer: () => Promise<LiveTest> | LiveTest,
  ): Promise<void> {
    if (waiting) this.#begin(deviceId, waiting);
    const test = await answer();
    this.#begin(deviceId, test);
  }

  /** Takes the card if a test waits for it; then it must go nowhere else. */
  takeCard({ deviceId, identity, photo, confirmed }: CardEvent): boolean {
    if (!this.awaitsCard(deviceId)) return false;
    const { fields, consistent } = testedCard(identity, photo);
    this.#settle(deviceId, { kind: 'card-read', fields: [...fields], consistent, confirmed });
    return true;
  }

  takeCardFailure(deviceId: string, { code, status }: ReaderError): boolean {
    if (!this.awaitsCard(deviceId)) return false;
    this.#note(deviceId, { kind: 'card-failed', error: code, ...(status === undefined ? {} : { status }) });
    return true;
  }

  takeScanFailure(deviceId: string, error: ScanErrorCode): void {
    const kind = this.#running.get(deviceId)?.test.kind;
    if (kind === 'scan-awaited' || kind === 'scan-failed')
      this.#note(deviceId, { kind: 'scan-failed', error });
  }

  end(deviceId: string): void {
    const running = this.#running.get(deviceId);
    if (!running) return;
    running.release();
    clearTimeout(running.timer);
    this.#running.delete(deviceId);
    this.#changed();
  }

  /** The device is gone: what an earlier test read says nothing about it now. */
  dropResult(deviceId: string): void {
    const kind = this.#running.get(deviceId)?.test.kind;
    if (kind === 'card-read' || kind === 'scan-arrived') this.end(deviceId);
  }

  endAll(): void {
    for (const deviceId of [...this.#running.keys()]) this.end(deviceId);
  }

  #scanned(deviceId: string, scan: Parameters<Parameters<Divert>[1]>[0]): void {
    const { text, bytes, encoding, symbology, parts } = scan;
    // Our own test page says nothing about anybody: it may be read back in the clear.
    const own = text === TEST_CODE;
    this.#settle(deviceId, {
      kind: 'scan-arrived',
      masked: own ? text : maskText(text.slice(0, MOST_SHOWN)),
      own,
      characters: [...text].length,
      bytes: bytes.length,
      encoding,
      symbology: symbology ?? null,
      parts,
    });
  }

  #begin(deviceId: string, test: LiveTest, release: () => void = () => undefined): void {
    this.end(deviceId);
    const waits = test.kind === 'card-awaited' || test.kind === 'scan-awaited';
    const timer = waits ? setTimeout(() => this.end(deviceId), PATIENCE_MS) : undefined;
    timer?.unref();
    this.#running.set(deviceId, { test, release, timer });
    this.#changed();
  }

  #settle(deviceId: string, test: LiveTest): void {
    this.#begin(deviceId, test);
  }

  /** A failure is shown while the test goes on waiting. */
  #note(deviceId: string, test: LiveTest): void {
    const running = this.#running.get(deviceId);
    if (running) running.test = test;
    this.#changed();
  }
}
