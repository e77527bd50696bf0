// How a value could stand in a file: every encoding that any layer of the terminal uses, and a few that it does not.

export type SecretKind = 'pin' | 'password' | 'private-value' | 'id-number' | 'name';

export interface Secret {
  readonly kind: SecretKind;
  /** What it is called in the proof's output. */
  readonly label: string;
  /** Text, or bytes of a private value. */
  readonly value: string | Uint8Array;
}

export interface Pattern {
  readonly secret: Secret;
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** Shorter ones would be met by chance. */
const SHORTEST = 6;

/** Each encoding once, by its bytes. */
export function patternsOf(secret: Secret): Pattern[] {
  const forms = typeof secret.value === 'string' ? textForms(secret.value) : valueForms(secret.value);
  const written = forms.flatMap(([name, bytes]) => [[name, bytes] as Form, ...writtenForms(name, bytes)]);
  const all = typeof secret.value === 'string' ? [...written, ...escapedForms(secret.value)] : written;
  const seen = new Set<string>();
  return all.flatMap(([encoding, bytes]) => {
    const hex = Buffer.from(bytes).toString('hex');
    if (bytes.length < SHORTEST || seen.has(hex)) return [];
    seen.add(hex);
    return [{ secret, encoding, bytes }];
  });
}

type Form = readonly [name: string, bytes: Uint8Array];

function textForms(text: string): Form[] {
  const reversed = [...text].reverse().join('');
  const digits = text.replaceAll(/\D/g, '');
  return [
    ['utf-8', utf8(text)],
    ['utf-16le', utf16le(text)],
    ['utf-16be', swapped(utf16le(text))],
    ['utf-32le', utf32le(text)],
    ['gbk', gbk(text)],
    ['reversed', utf8(reversed)],
    ['reversed utf-16le', utf16le(reversed)],
    // Two digits a byte, from the first and from the second digit on.
    ['packed decimal', packed(digits)],
    ['packed decimal, shifted', packed(digits.slice(1))],
  ];
}

/** An SM2 private value; its halves too, because text is broken into lines. Every DER form holds one of these. */
function valueForms(value: Uint8Array): Form[] {
  const half = value.length / 2;
  const decimal = BigInt(`0x${Buffer.from(value).toString('hex')}`).toString();
  return [
    ['big-endian', value],
    ['little-endian', value.toReversed()],
    ['first half', value.subarray(0, half)],
    ['last half', value.subarray(half)],
    ['decimal', utf8(decimal)],
  ];
}

/** Bytes as text. */
function writtenForms(name: string, bytes: Uint8Array): Form[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString('hex');
  const pairs = hex.match(/../g) ?? [];
  const texts: (readonly [string, string])[] = [
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ['hex with colons', pairs.join(':')],
    ['hex with blanks', pairs.join(' ')],
    ['percent', pairs.map((pair) => `%${pair.toUpperCase()}`).join('')],
    ['percent, lower', pairs.map((pair) => `%${pair}`).join('')],
    ['\\x', pairs.map((pair) => `\\x${pair}`).join('')],
    ['list of numbers', [...bytes].join(',')],
    ['list of numbers with blanks', [...bytes].join(', ')],
    ['object of numbers', [...bytes].map((byte, index) => `"${index}":${byte}`).join(',')],
    ...[0, 1, 2].flatMap((shift) => base64At(buffer, shift)),
  ];
  return texts.flatMap(([encoding, text]) => [
    [`${name}, ${encoding}`, utf8(text)] as Form,
    [`${name}, ${encoding}, utf-16le`, utf16le(text)] as Form,
  ]);
}

/** The characters that the bytes alone decide, wherever they begin in a group of three. */
function base64At(bytes: Buffer, shift: number): (readonly [string, string])[] {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const text = whole.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + bytes.length) * 4) / 3));
  const url = text.replaceAll('+', '-').replaceAll('/', '_');
  return [
    [`base64 at ${shift}`, text],
    [`base64url at ${shift}`, url],
  ];
}

function escapedForms(text: string): Form[] {
  const points = [...text].map((character) => character.codePointAt(0)!);
  const hex = (point: number) => point.toString(16).padStart(4, '0');
  return [
    ['encodeURIComponent', utf8(encodeURIComponent(text))],
    ['\\u', utf8(points.map((point) => `\\u${hex(point)}`).join(''))],
    ['\\U', utf8(points.map((point) => `\\u${hex(point).toUpperCase()}`).join(''))],
    ['\\\\u', utf8(points.map((point) => `\\\\u${hex(point)}`).join(''))],
    ['&#', utf8(points.map((point) => `&#${point};`).join(''))],
    ['&#x', utf8(points.map((point) => `&#x${point.toString(16)};`).join(''))],
    ['&#X', utf8(points.map((point) => `&#x${point.toString(16).toUpperCase()};`).join(''))],
    ['with blanks', utf8([...text].join(' '))],
  ];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));

function swapped(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(bytes).swap16());
}

function utf32le(text: string): Uint8Array {
  const points = [...text].map((character) => character.codePointAt(0)!);
  return new Uint8Array(new Uint32Array(points).buffer);
}

function packed(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits.slice(0, digits.length - (digits.length % 2)), 'hex'));
}

/** No encoder for GBK comes with Node; its decoder is turned round. */
function gbk(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => gbkTable().get(character) ?? [0x3f]));
}

let table: Map<string, number[]> | undefined;

function gbkTable(): Map<string, number[]> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gbk');
  for (let byte = 0; byte < 0x80; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && !table.has(character)) table.set(character, [lead, trail]);
    }
  return table;
}
