// Strict DER: a reader that keeps the received bytes of every element, so that signatures are checked over what came.
import { err, ok, type Result } from '../result';
import { fromUtf8 } from './bytes';
import { parseAsn1Time } from './der-time';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific tag: constructed unless told. */
export function contextTag(number: number, constructed = true): number {
  return (constructed ? 0xa0 : 0x80) | number;
}

/** `at` counts bytes from the start of what was given to `decodeDer`. */
export interface DerError {
  code: 'DER_MALFORMED';
  at: number;
  reason: string;
}

/** One element; `raw` is tag, length and content as received, `content` a view into it. */
export interface DerElement {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

const MAX_BYTES = 64 << 20;
const MAX_ELEMENTS = 200_000;

/**
 * Decodes `bytes` by `schema`; nothing may follow what the schema reads.
 * Schema functions call the reader's methods, which leave by an exception that ends here.
 */
export function decodeDer<T>(bytes: Uint8Array, schema: (reader: DerReader) => T): Result<T, DerError> {
  try {
    const reader = new DerReader(bytes, bytes.byteOffset, { elements: 0 });
    if (bytes.length > MAX_BYTES) reader.fail('too long');
    const value = schema(reader);
    reader.end();
    return ok(value);
  } catch (failure) {
    if (failure instanceof DerFailure) return err(failure.error);
    throw failure;
  }
}

class DerFailure extends Error {
  constructor(readonly error: DerError) {
    super(error.reason);
  }
}

/** Reads elements one after the other. Schemas bound the depth; the budget bounds their number. */
export class DerReader {
  #at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly origin: number,
    private readonly budget: { elements: number },
  ) {}

  fail(reason: string): never {
    throw new DerFailure({
      code: 'DER_MALFORMED',
      at: this.bytes.byteOffset - this.origin + this.#at,
      reason,
    });
  }

  get more(): boolean {
    return this.#at < this.bytes.length;
  }

  /** Tag of the next element, undefined at the end. */
  peek(): number | undefined {
    return this.bytes[this.#at];
  }

  end(): void {
    if (this.more) this.fail('trailing bytes');
  }

  /** The next element, of `tag` where one is named. */
  element(tag?: number): DerElement {
    this.budget.elements += 1;
    if (this.budget.elements > MAX_ELEMENTS) this.fail('too many elements');
    const start = this.#at;
    const found = this.bytes[start];
    if (found === undefined) this.fail('element missing');
    if (tag !== undefined && found !== tag)
      this.fail(`tag 0x${found.toString(16)} where 0x${tag.toString(16)} belongs`);
    if ((found & 0x1f) === 0x1f) this.fail('high tag number');
    const { length, headerEnd } = this.#length(start + 1);
    const end = headerEnd + length;
    if (end > this.bytes.length) this.fail('length beyond the end');
    this.#at = end;
    return { tag: found, raw: this.bytes.subarray(start, end), content: this.bytes.subarray(headerEnd, end) };
  }

  /** A constructed element read by `schema` to its end. */
  nested<T>(tag: number, schema: (reader: DerReader, element: DerElement) => T): T {
    const element = this.element(tag);
    const reader = new DerReader(element.content, this.origin, this.budget);
    const value = schema(reader, element);
    reader.end();
    return value;
  }

  /** Reads again, by `schema`, an element that was taken whole before. */
  inner<T>(element: DerElement, schema: (reader: DerReader) => T): T {
    const reader = new DerReader(element.raw, this.origin, this.budget);
    const value = schema(reader);
    reader.end();
    return value;
  }

  sequence<T>(schema: (reader: DerReader, element: DerElement) => T): T {
    return this.nested(TAG.sequence, schema);
  }

  /** SEQUENCE OF, or SET OF by `tag`. */
  list<T>(schema: (reader: DerReader) => T, tag: number = TAG.sequence): T[] {
    return this.nested(tag, (reader) => {
      const items: T[] = [];
      while (reader.more) items.push(schema(reader));
      return items;
    });
  }

  optional<T>(tag: number, schema: (reader: DerReader) => T): T | undefined {
    return this.peek() === tag ? schema(this) : undefined;
  }

  /** Content of an INTEGER as received, checked to be minimal. */
  integerBytes(tag: number = TAG.integer): Uint8Array {
    const { content } = this.element(tag);
    if (content.length === 0) this.fail('empty INTEGER');
    const padded =
      content.length > 1 &&
      ((content[0] === 0 && content[1]! < 0x80) || (content[0] === 0xff && content[1]! >= 0x80));
    if (padded) this.fail('INTEGER is not minimal');
    return content;
  }

  /** A small INTEGER or ENUMERATED. */
  integer(tag: number = TAG.integer): number {
    const content = this.integerBytes(tag);
    if (content.length > 6) this.fail('INTEGER too large');
    let value = content[0]! >= 0x80 ? -1 : 0;
    for (const byte of content) value = value * 256 + byte;
    return value;
  }

  boolean(): boolean {
    const { content } = this.element(TAG.boolean);
    if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) this.fail('BOOLEAN is 00 or FF');
    return content[0] === 0xff;
  }

  octetString(): Uint8Array {
    return this.element(TAG.octetString).content;
  }

  /** Whole bytes of a BIT STRING without unused bits. */
  bitString(): Uint8Array {
    const { content } = this.element(TAG.bitString);
    if (content[0] !== 0) this.fail('BIT STRING of whole bytes expected');
    return content.subarray(1);
  }

  /** Bits by number, first bit 0, as key usages are written. */
  namedBits(): Set<number> {
    const { content } = this.element(TAG.bitString);
    if (content.length === 0 || content[0]! > 7) this.fail('malformed BIT STRING');
    const bits = new Set<number>();
    for (let i = 0; i < (content.length - 1) * 8; i += 1) {
      if (content[1 + (i >> 3)]! & (0x80 >> (i & 7))) bits.add(i);
    }
    return bits;
  }

  oid(): string {
    const { content } = this.element(TAG.oid);
    const text = oidText(content);
    return text ?? this.fail('malformed OBJECT IDENTIFIER');
  }

  /** Any of the character strings, as text. */
  text(...tags: number[]): string {
    const { tag, content } = this.element();
    if (tags.length > 0 && !tags.includes(tag))
      this.fail(`string type 0x${tag.toString(16)} does not belong here`);
    const text = decodeText(tag, content);
    return text ?? this.fail('malformed string');
  }

  /** GeneralizedTime or UTCTime. */
  time(): Date {
    const { tag, content } = this.element();
    if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) this.fail('a time belongs here');
    const time = parseAsn1Time(latin1(content), tag === TAG.utcTime);
    return time ?? this.fail('malformed time');
  }

  #length(at: number): { length: number; headerEnd: number } {
    const first = this.bytes[at];
    if (first === undefined) this.fail('length missing');
    if (first < 0x80) return { length: first, headerEnd: at + 1 };
    const count = first & 0x7f;
    if (count === 0) this.fail('indefinite length');
    if (count > 4) this.fail('length too long');
    let length = 0;
    for (let i = 1; i <= count; i += 1) {
      const byte = this.bytes[at + i];
      if (byte === undefined) this.fail('length missing');
      length = length * 256 + byte;
    }
    if (this.bytes[at + 1] === 0 || length < 0x80) this.fail('length is not minimal');
    return { length, headerEnd: at + 1 + count };
  }
}

function oidText(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > 64 || content[content.length - 1]! >= 0x80) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    if (arc === 0 && byte === 0x80) return undefined;
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) return undefined;
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = Math.min(Math.floor(arcs[0]! / 40), 2);
  return [first, arcs[0]! - first * 40, ...arcs.slice(1)].join('.');
}

function decodeText(tag: number, content: Uint8Array): string | undefined {
  switch (tag) {
    case TAG.utf8String:
      return fromUtf8(content);
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.t61String:
      // Issuers in circulation write UTF-8 Chinese into these three; plain ASCII reads the same either way.
      return fromUtf8(content) ?? latin1(content);
    case TAG.bmpString:
      return content.length % 2 === 0 ? utf16(content) : undefined;
    default:
      return undefined;
  }
}

function latin1(content: Uint8Array): string {
  let text = '';
  for (const byte of content) text += String.fromCharCode(byte);
  return text;
}

function utf16(content: Uint8Array): string {
  let text = '';
  for (let i = 0; i < content.length; i += 2)
    text += String.fromCharCode((content[i]! << 8) | content[i + 1]!);
  return text;
}
