// Big-endian reading and writing for the IPP codec. Reading past the end throws RangeError, which the codec turns into data.

export class ByteReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u8(): number {
    return this.take(1)[0]!;
  }

  u16(): number {
    const [high, low] = this.take(2) as unknown as [number, number];
    return (high << 8) | low;
  }

  i32(): number {
    const bytes = this.take(4);
    return (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
  }

  lengthPrefixed(): Uint8Array {
    return this.take(this.u16());
  }

  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.at);
  }

  private take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at) throw new RangeError('truncated');
    const part = this.#bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }
}

export class ByteWriter {
  #parts: Uint8Array[] = [];

  u8(value: number): void {
    this.#parts.push(Uint8Array.of(value));
  }

  u16(value: number): void {
    this.#parts.push(Uint8Array.of(value >> 8, value));
  }

  i32(value: number): void {
    this.#parts.push(Uint8Array.of(value >> 24, value >> 16, value >> 8, value));
  }

  lengthPrefixed(bytes: Uint8Array): void {
    if (bytes.length > 0x7fff) throw new Error(`IPP value of ${bytes.length} bytes`);
    this.u16(bytes.length);
    this.bytes(bytes);
  }

  bytes(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}
