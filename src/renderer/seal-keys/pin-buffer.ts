// What is being typed on a PIN pad: bytes in one place, never text, overwritten when it is spent or given up.

const MOST = 64;

export class PinBuffer {
  readonly #bytes = new Uint8Array(MOST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** false: full, or no character of a PIN (printable ASCII). */
  push(character: string, most: number = MOST): boolean {
    const code = character.length === 1 ? character.charCodeAt(0) : 0;
    if (code <= 0x20 || code >= 0x7f || this.#length >= Math.min(most, MOST)) return false;
    this.#bytes[this.#length] = code;
    this.#length += 1;
    return true;
  }

  pop(): void {
    if (this.#length === 0) return;
    this.#length -= 1;
    this.#bytes[this.#length] = 0;
  }

  /** The PIN, once: nothing of it stays here. Whoever takes it overwrites it. */
  take(): Uint8Array {
    const pin = this.#bytes.slice(0, this.#length);
    this.wipe();
    return pin;
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#length = 0;
  }

  same(other: PinBuffer): boolean {
    let difference = this.#length ^ other.#length;
    for (let at = 0; at < MOST; at += 1) difference |= this.#bytes[at]! ^ other.#bytes[at]!;
    return difference === 0;
  }

  /** Lends both PINs to a check; nothing is copied. */
  compare<T>(other: PinBuffer, check: (own: Uint8Array, theirs: Uint8Array) => T): T {
    return check(this.#bytes.subarray(0, this.#length), other.#bytes.subarray(0, other.#length));
  }
}
