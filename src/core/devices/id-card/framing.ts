// Frames of an ID card reader (SAM): finds whole messages in a byte stream that may start, break or lie anywhere.
//   AA AA AA 96 69 | length (2, big-endian, counts everything after itself) | payload | XOR of length and payload

export type SamFrameEvent =
  /** Payload between length and check byte: SW1 SW2 SW3 DATA of an answer, CMD PARA DATA of a request. */
  | { readonly kind: 'frame'; readonly payload: Uint8Array }
  /** Bytes that belong to no message. */
  | { readonly kind: 'garbage'; readonly bytes: number }
  | { readonly kind: 'bad-checksum' }
  | { readonly kind: 'bad-length'; readonly length: number };

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const HEADER = PREAMBLE.length + 2;
/** SW or CMD+PARA plus the check byte. */
const MIN_LENGTH = 3;
/** The longest message known (text, photo and two fingerprints: 2,321 bytes in all) needs 2,314. */
const MAX_LENGTH = 2_400;
const CAPACITY = HEADER + MAX_LENGTH;

/** A whole message around a payload (3 to 2,399 bytes); requests and answers have the same frame. */
export function encodeSamFrame(payload: Uint8Array): Uint8Array {
  const length = payload.length + 1;
  if (length < MIN_LENGTH || length > MAX_LENGTH) throw new Error(`payload of ${payload.length} bytes`);
  const frame = new Uint8Array(HEADER + length);
  frame.set(PREAMBLE, 0);
  frame[5] = length >> 8;
  frame[6] = length & 0xff;
  frame.set(payload, HEADER);
  frame[frame.length - 1] = xorOf(frame, PREAMBLE.length, frame.length - 1);
  return frame;
}

/**
 * Collects bytes and gives back what they hold. Memory is bounded by one message. After damage it goes on one byte
 * behind the false start, because the next message may lie inside what the damaged length claimed.
 */
export class SamFrameParser {
  #buffer = new Uint8Array(CAPACITY);
  #start = 0;
  #end = 0;

  /** Bytes held that are not yet a message. */
  get pending(): number {
    return this.#end - this.#start;
  }

  push(bytes: Uint8Array): SamFrameEvent[] {
    const events: SamFrameEvent[] = [];
    let offset = 0;
    while (offset < bytes.length) {
      this.#compact();
      const part = bytes.subarray(offset, offset + CAPACITY - this.#end);
      this.#buffer.set(part, this.#end);
      this.#end += part.length;
      offset += part.length;
      this.#scan(events, false);
    }
    return events;
  }

  /**
   * No more bytes will come for this message: looks for whole messages inside an unfinished one, then forgets the rest.
   * Needed when damage made a length too large, or the tail of an earlier answer stands before this one.
   */
  settle(): SamFrameEvent[] {
    const events: SamFrameEvent[] = [];
    this.#scan(events, true);
    return events;
  }

  /** Forgets everything received so far; answers how many bytes that was. */
  reset(): number {
    const dropped = this.pending;
    this.#start = 0;
    this.#end = 0;
    return dropped;
  }

  #scan(events: SamFrameEvent[], final: boolean): void {
    while (this.#skipToPreamble(events, final)) {
      const available = this.pending;
      if (available >= HEADER) {
        const length = this.#lengthField();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
          events.push({ kind: 'bad-length', length });
          this.#start += 1;
          continue;
        }
        if (available >= HEADER + length) {
          this.#take(length, events);
          continue;
        }
      }
      if (!final) return;
      noteGarbage(events, 1);
      this.#start += 1;
    }
  }

  #take(length: number, events: SamFrameEvent[]): void {
    const last = this.#start + HEADER + length - 1;
    if (xorOf(this.#buffer, this.#start + PREAMBLE.length, last) !== this.#buffer[last]) {
      events.push({ kind: 'bad-checksum' });
      this.#start += 1;
      return;
    }
    events.push({ kind: 'frame', payload: this.#buffer.slice(this.#start + HEADER, last) });
    this.#start = last + 1;
  }

  /** Stands at a whole preamble, or (unless final) at a possible beginning of one; false when there is nothing to do. */
  #skipToPreamble(events: SamFrameEvent[], final: boolean): boolean {
    let skipped = 0;
    while (this.pending > 0 && !this.#preambleMayStart(final)) {
      this.#start += 1;
      skipped += 1;
    }
    if (skipped > 0) noteGarbage(events, skipped);
    return this.pending >= PREAMBLE.length;
  }

  #preambleMayStart(whole: boolean): boolean {
    if (whole && this.pending < PREAMBLE.length) return false;
    const known = Math.min(this.pending, PREAMBLE.length);
    for (let index = 0; index < known; index += 1) {
      if (this.#buffer[this.#start + index] !== PREAMBLE[index]) return false;
    }
    return true;
  }

  #lengthField(): number {
    return ((this.#buffer[this.#start + 5] ?? 0) << 8) | (this.#buffer[this.#start + 6] ?? 0);
  }

  #compact(): void {
    if (this.#start === 0) return;
    this.#buffer.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }
}

function xorOf(bytes: Uint8Array, from: number, to: number): number {
  let check = 0;
  for (let index = from; index < to; index += 1) check ^= bytes[index] ?? 0;
  return check;
}

function noteGarbage(events: SamFrameEvent[], bytes: number): void {
  const last = events.at(-1);
  if (last?.kind === 'garbage') events[events.length - 1] = { kind: 'garbage', bytes: last.bytes + bytes };
  else events.push({ kind: 'garbage', bytes });
}
