// Cuts what a serial scanner sends into codes: ended by CR, LF or CR LF, or by silence where a scanner sends none.
import type { ScannerProfile } from '../device-config';
import { decodeScan } from './decode-text';
import { MAX_SCAN_BYTES } from './scan';
import type { ScanPiece } from './scan-piece';
import { symbologyOf, type Symbology } from './symbology';

const CR = 0x0d;
const LF = 0x0a;
const BRACKET = 0x5d;
/** Longer than a USB adapter holds bytes back (16 ms), shorter than two codes of one hand are apart. */
const IDLE_GAP_MS = 60;
/** A code that wants its terminator and falls quiet so long has lost it. */
const UNFINISHED_MS = 1_000;
const STALLED_MS = 15;
/** So many codes in a row without their end: this scanner sends none, whatever an earlier burst of noise looked like. */
const UNENDED_TO_FORGET = 4;
/** A shorter beginning of two different codes may be alike by accident. */
const ALIKE_BYTES = 8;

export type SerialScanOptions = Pick<ScannerProfile, 'terminator' | 'idleGapMs' | 'aimPrefix'>;

export class SerialScanSplitter {
  readonly #terminator: NonNullable<SerialScanOptions['terminator']>;
  readonly #idleGapMs: number;
  readonly #aimPrefix: boolean;
  #buffer = new Uint8Array(MAX_SCAN_BYTES);
  #length = 0;
  #parts = 0;
  /** A code longer than any: everything until its end is thrown away. */
  #overflowed = false;
  /** `learned`: this scanner has ended a readable code by a terminator, so silence alone ends none any more. */
  #terminates = false;
  /** Codes given up in a row since then, and the last of them. */
  #unended = 0;
  #lastUnended: Uint8Array | null = null;
  #quietAt = Infinity;
  #stalled = false;

  constructor({
    terminator = 'learned',
    idleGapMs = IDLE_GAP_MS,
    aimPrefix = false,
  }: SerialScanOptions = {}) {
    this.#terminator = terminator;
    this.#idleGapMs = idleGapMs;
    this.#aimPrefix = aimPrefix;
  }

  /** When `due` is to be called; Infinity while nothing is open. Milliseconds of any clock that does not jump. */
  get deadline(): number {
    return this.#quietAt;
  }

  push(bytes: Uint8Array, now: number): ScanPiece[] {
    const pieces: ScanPiece[] = [];
    let counted = false;
    this.#stalled = false;
    for (const byte of bytes) {
      if (this.#terminator !== 'none' && this.#ends(byte)) {
        // The LF of a CR LF, and lines with nothing in them, end no code.
        if (this.#length > 0 || this.#overflowed) {
          this.#learn();
          pieces.push(...this.#finish());
        }
        counted = false;
        continue;
      }
      if (!counted) this.#parts += 1;
      counted = true;
      if (this.#length < MAX_SCAN_BYTES) this.#buffer[this.#length++] = byte;
      else this.#overflowed = true;
    }
    const open = this.#length > 0 || this.#overflowed;
    this.#quietAt = open ? now + (this.#endsBySilence() ? this.#idleGapMs : UNFINISHED_MS) : Infinity;
    return pieces;
  }

  due(now: number): ScanPiece[] {
    if (now < this.#quietAt) return [];
    if (now - this.#quietAt > STALLED_MS && !this.#stalled) {
      // Whoever calls late may have bytes waiting that came in time: silence is only believed on a second look.
      this.#stalled = true;
      this.#quietAt = now + this.#idleGapMs;
      return [];
    }
    return this.#endsBySilence() || this.#sameAgain() ? this.#finish() : [this.#giveUp()];
  }

  /** The port went away. */
  close(): ScanPiece[] {
    return this.#quietAt === Infinity ? [] : [this.#giveUp()];
  }

  #endsBySilence(): boolean {
    return this.#terminator === 'none' || (this.#terminator === 'learned' && !this.#terminates);
  }

  /** Noise has line ends too: only what can be a code teaches that codes are ended. */
  #learn(): void {
    if (this.#terminator !== 'learned' || this.#overflowed) return;
    if (!decodeScan(this.#buffer.subarray(0, this.#length)).ok) return;
    this.#terminates = true;
    this.#forgetUnended();
  }

  /**
   * A code has fallen quiet without its end. What breaks off twice at the same byte is no broken code but a whole one of a
   * scanner that sends no terminator: the lesson was wrong, and silence ends codes again.
   */
  #sameAgain(): boolean {
    if (this.#terminator !== 'learned' || this.#overflowed) return false;
    const code = this.#buffer.slice(0, this.#length);
    const last = this.#lastUnended;
    const same =
      code.length >= ALIKE_BYTES &&
      last?.length === code.length &&
      code.every((byte, index) => byte === last[index]);
    this.#unended += 1;
    this.#lastUnended = code;
    if (same || this.#unended >= UNENDED_TO_FORGET) {
      this.#terminates = false;
      this.#forgetUnended();
    }
    return same;
  }

  #forgetUnended(): void {
    this.#unended = 0;
    this.#lastUnended = null;
  }

  #ends(byte: number): boolean {
    switch (this.#terminator) {
      case 'cr':
        return byte === CR || (byte === LF && this.#length === 0);
      case 'lf':
        return byte === LF;
      case 'crlf': {
        if (byte !== LF || this.#buffer[this.#length - 1] !== CR) return false;
        this.#length -= 1;
        return true;
      }
      default:
        return byte === CR || byte === LF;
    }
  }

  #finish(): ScanPiece[] {
    const bytes = withoutLineEnds(this.#buffer.subarray(0, this.#length));
    const parts = this.#parts;
    const overflowed = this.#overflowed;
    this.#clear();
    if (overflowed) return [{ kind: 'failed', error: 'SCAN_TOO_LONG' }];
    if (bytes.length === 0) return [];
    if (!this.#aimPrefix) return [{ kind: 'code', bytes, symbology: undefined, parts }];
    const symbology: Symbology | undefined = bytes[0] === BRACKET ? symbologyOf(bytes) : undefined;
    if (!symbology || bytes.length < 4) return [{ kind: 'failed', error: 'SCAN_DAMAGED' }];
    return [{ kind: 'code', bytes: bytes.slice(3), symbology, parts }];
  }

  #giveUp(): ScanPiece {
    this.#clear();
    return { kind: 'failed', error: 'SCAN_INCOMPLETE' };
  }

  #clear(): void {
    this.#length = 0;
    this.#parts = 0;
    this.#overflowed = false;
    this.#stalled = false;
    this.#quietAt = Infinity;
  }
}

/** No code begins or ends with one; a scanner set to another ending than the terminal leaves them. */
function withoutLineEnds(bytes: Uint8Array): Uint8Array {
  const isLineEnd = (byte: number | undefined) => byte === CR || byte === LF;
  let [start, end] = [0, bytes.length];
  while (start < end && isLineEnd(bytes[start])) start += 1;
  while (end > start && isLineEnd(bytes[end - 1])) end -= 1;
  return bytes.slice(start, end);
}
