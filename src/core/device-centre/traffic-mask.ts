// Traffic of one device with every person taken out, kept in the pieces and at the times it came. Pieces wait until
// their message is whole, because what a byte is can only be told from the message it stands in.
import { concatBytes } from '#core/crypto/bytes';
import { parseDeviceAddress } from '#core/devices/device-address';
import type { DeviceConfig, DeviceKind, HidPosLayout, ReaderProfile } from '#core/devices/device-config';
import { maskReaderBytes } from './mask-card';
import { maskScanBytes } from './mask-scan';

export interface TrafficPiece {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  /** HID: one report, its id first. */
  readonly bytes: Uint8Array;
  /** First piece of an exchange that came so many more times alike; `until`: when the last of them began. */
  readonly again?: { readonly times: number; readonly until: number } | undefined;
}

export interface TrafficOf {
  readonly kind: DeviceKind;
  readonly carrier: 'serial' | 'tcp' | 'hid';
  /** ID card reader over HID. */
  readonly carriage?: ReaderProfile['carriage'] | undefined;
  /** HID-POS, where the catalogue knows it. */
  readonly layout?: HidPosLayout | undefined;
}

export function trafficOf(device: DeviceConfig): TrafficOf {
  const address = parseDeviceAddress(device.address);
  return {
    kind: device.kind,
    carrier: address.ok ? address.value.kind : 'serial',
    ...(device.kind === 'id-card-reader'
      ? { carriage: device.profile.carriage }
      : { layout: device.profile.layout }),
  };
}

/** Silence that ends a message: a reader works up to seconds before it answers, but not within an answer. */
export const QUIET_MS: Readonly<Record<DeviceKind, number>> = { 'id-card-reader': 1_500, scanner: 150 };

/** Longer than any message (a code has 8,192 bytes at most): a line that never falls quiet must not fill the memory. */
const MOST_WAITING = { bytes: 16_384, pieces: 4_096 } as const;

export class TrafficMask {
  readonly #of: TrafficOf;
  #waiting: TrafficPiece[] = [];
  #waitingBytes = 0;

  constructor(of: TrafficOf) {
    this.#of = of;
  }

  /** Takes a piece; answers what can be given out by now, in order. */
  push(piece: TrafficPiece): TrafficPiece[] {
    const last = this.#waiting.at(-1);
    const ended = last && (piece.direction === 'out' || piece.at - last.at > QUIET_MS[this.#of.kind]);
    const out = ended || this.#full() ? this.flush() : [];
    if (piece.direction === 'out') return [...out, ...this.#masked([piece])];
    this.#waiting.push(piece);
    this.#waitingBytes += piece.bytes.length;
    return out;
  }

  /** What waits, masked as far as it is known; it goes on waiting. */
  peek(): TrafficPiece[] {
    return this.#masked(this.#waiting);
  }

  /** No more will come for what waits: all of it, as far as it is known. */
  flush(): TrafficPiece[] {
    if (this.#waiting.length === 0) return [];
    const out = this.peek();
    this.#waiting = [];
    this.#waitingBytes = 0;
    return out;
  }

  /** As flush, if the line has been quiet long enough by `now` (milliseconds since 1970). */
  settle(now: number): TrafficPiece[] {
    const last = this.#waiting.at(-1);
    return last && now - last.at > QUIET_MS[this.#of.kind] ? this.flush() : [];
  }

  #full(): boolean {
    return this.#waitingBytes >= MOST_WAITING.bytes || this.#waiting.length >= MOST_WAITING.pieces;
  }

  #masked(pieces: readonly TrafficPiece[]): TrafficPiece[] {
    const spans = pieces.map(({ bytes }) => spanOf(bytes, this.#of));
    const content = concatBytes(...pieces.map(({ bytes }, index) => bytes.subarray(...spans[index]!)));
    const masked = this.#of.kind === 'id-card-reader' ? maskReaderBytes(content) : maskScanBytes(content);
    let at = 0;
    return pieces.map((piece, index) => {
      const [from, to] = spans[index]!;
      const bytes = framed(piece.bytes, from, to);
      bytes.set(masked.subarray(at, at + to - from), from);
      at += to - from;
      return { ...piece, bytes };
    });
  }
}

/** As contentOf; nothing, where the report is too short to carry any. */
function spanOf(bytes: Uint8Array, of: TrafficOf): [from: number, to: number] {
  const [from, to] = contentOf(bytes, of);
  return [Math.min(from, to), to];
}

/** From where to where a piece carries the message; on a line, all of it. */
function contentOf(bytes: Uint8Array, of: TrafficOf): [from: number, to: number] {
  if (of.carrier !== 'hid') return [0, bytes.length];
  if (of.kind === 'id-card-reader') {
    if (of.carriage !== 'counted') return [1, bytes.length];
    const count = bytes[1] ?? 0;
    return [2, Math.min(bytes.length, 2 + count)];
  }
  const from = of.layout?.dataAt ?? (looksLikeAim(bytes) ? 5 : 2);
  const length = bytes[of.layout?.lengthAt ?? 1] ?? 0;
  const to = from + length;
  // A length that does not fit is none: then everything is content.
  return to <= bytes.length ? [from, to] : [1, bytes.length];
}

/** `]Q1` and the like: three bytes of AIM identifier behind id and length. */
function looksLikeAim(bytes: Uint8Array): boolean {
  return bytes[2] === 0x5d || (bytes[2] === 0 && bytes[3] === 0 && bytes[4] === 0);
}

/** Id, length and AIM identifier: the most that stands before the content. */
const HEADER_BYTES = 5;

/**
 * The piece with what stands outside its content: a header, and behind the content padding and flags, which are small
 * numbers. A letter there is left over from an earlier, longer code.
 */
function framed(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return bytes.map((value, at) => {
    const header = at < Math.min(from, HEADER_BYTES);
    return header || (at >= from && at < to) || value < 0x20 ? value : 0x2a;
  });
}
