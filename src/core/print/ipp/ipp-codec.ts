// IPP framing: RFC 8010 messages to bytes and back. Knows tags and lengths, nothing of what an attribute means.
import { err, ok, type Result } from '../../result';
import { ByteReader, ByteWriter } from './ipp-bytes';

/** Attribute group tags of RFC 8010 3.5.1 that this driver sends or reads. */
export const IPP_GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const;

/** String-valued syntaxes and their tags (RFC 8010 3.5.2). */
const STRING_TAGS = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
} as const;
export type IppStringSyntax = keyof typeof STRING_TAGS;

const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octets: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  begCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  memberName: 0x4a,
} as const;

export type IppValue =
  | { readonly kind: 'integer' | 'enum'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly syntax: IppStringSyntax; readonly value: string }
  | {
      readonly kind: 'resolution';
      readonly cross: number;
      readonly feed: number;
      readonly unit: 'dpi' | 'dpcm';
    }
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'collection'; readonly members: readonly IppAttribute[] }
  /** dateTime, octetString, out-of-band and unknown syntaxes: carried, not interpreted. */
  | { readonly kind: 'opaque'; readonly tag: number; readonly bytes: Uint8Array };

export interface IppAttribute {
  readonly name: string;
  readonly values: readonly IppValue[];
}

export interface IppGroup {
  readonly tag: number;
  readonly attributes: readonly IppAttribute[];
}

/** A request or a response: `code` is the operation or the status. */
export interface IppMessage {
  readonly version: readonly [major: number, minor: number];
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  readonly data: Uint8Array;
}

export type IppDecodeError =
  | { readonly code: 'IPP_TRUNCATED'; readonly at: number }
  | { readonly code: 'IPP_BAD_TAG'; readonly at: number; readonly tag: number }
  | { readonly code: 'IPP_BAD_VALUE'; readonly at: number; readonly tag: number }
  | { readonly code: 'IPP_TOO_MUCH'; readonly at: number };

const MAX_VALUES = 50_000;
const MAX_DEPTH = 8;

/** Bytes of a message. A name or value that does not fit its 16-bit length is a bug and throws. */
export function encodeIpp(message: IppMessage): Uint8Array {
  const out = new ByteWriter();
  out.u8(message.version[0]);
  out.u8(message.version[1]);
  out.u16(message.code);
  out.i32(message.requestId);
  for (const group of message.groups) {
    out.u8(group.tag);
    for (const attribute of group.attributes) writeAttribute(out, attribute);
  }
  out.u8(IPP_GROUP.end);
  out.bytes(message.data);
  return out.finish();
}

function writeAttribute(out: ByteWriter, attribute: IppAttribute): void {
  attribute.values.forEach((value, index) => writeValue(out, index === 0 ? attribute.name : '', value));
}

function writeValue(out: ByteWriter, name: string, value: IppValue): void {
  out.u8(tagOf(value));
  out.lengthPrefixed(utf8(name));
  switch (value.kind) {
    case 'integer':
    case 'enum':
      out.u16(4);
      out.i32(value.value);
      return;
    case 'boolean':
      out.u16(1);
      out.u8(value.value ? 1 : 0);
      return;
    case 'string':
      out.lengthPrefixed(utf8(value.value));
      return;
    case 'resolution':
      out.u16(9);
      out.i32(value.cross);
      out.i32(value.feed);
      out.u8(value.unit === 'dpi' ? 3 : 4);
      return;
    case 'range':
      out.u16(8);
      out.i32(value.lower);
      out.i32(value.upper);
      return;
    case 'opaque':
      out.lengthPrefixed(value.bytes);
      return;
    case 'collection':
      out.u16(0);
      for (const member of value.members) {
        out.u8(TAG.memberName);
        out.u16(0);
        out.lengthPrefixed(utf8(member.name));
        for (const inner of member.values) writeValue(out, '', inner);
      }
      out.u8(TAG.endCollection);
      out.u16(0);
      out.u16(0);
  }
}

function tagOf(value: IppValue): number {
  switch (value.kind) {
    case 'string':
      return STRING_TAGS[value.syntax];
    case 'opaque':
      return value.tag;
    case 'collection':
      return TAG.begCollection;
    default:
      return TAG[value.kind];
  }
}

/**
 * A message from bytes that may come from anywhere. Never throws, never reads past the end, bounded in values and
 * nesting. What follows end-of-attributes is `data`.
 */
export function decodeIpp(bytes: Uint8Array): Result<IppMessage, IppDecodeError> {
  const reader = new ByteReader(bytes);
  try {
    const version = [reader.u8(), reader.u8()] as const;
    const code = reader.u16();
    const requestId = reader.i32();
    const groups = readGroups(reader);
    return ok({ version, code, requestId, groups, data: reader.rest() });
  } catch (fault) {
    if (fault instanceof IppFault) return err(fault.error);
    if (fault instanceof RangeError) return err({ code: 'IPP_TRUNCATED', at: reader.at });
    throw fault;
  }
}

/** Carries a decode error out of the recursive reader; never leaves this file. */
class IppFault extends Error {
  constructor(readonly error: IppDecodeError) {
    super(error.code);
  }
}

interface Budget {
  values: number;
}

function readGroups(reader: ByteReader): IppGroup[] {
  const groups: { tag: number; attributes: { name: string; values: IppValue[] }[] }[] = [];
  const budget: Budget = { values: MAX_VALUES };
  for (;;) {
    const at = reader.at;
    const tag = reader.u8();
    if (tag === IPP_GROUP.end) return groups;
    if (tag < 0x10) {
      if (tag === 0) throw new IppFault({ code: 'IPP_BAD_TAG', at, tag });
      groups.push({ tag, attributes: [] });
      continue;
    }
    const group = groups.at(-1);
    if (!group) throw new IppFault({ code: 'IPP_BAD_TAG', at, tag });
    const name = text(reader.lengthPrefixed());
    const value = readValue(reader, tag, at, budget, 0);
    const previous = group.attributes.at(-1);
    if (name !== '') group.attributes.push({ name, values: [value] });
    else if (previous) previous.values.push(value);
    else throw new IppFault({ code: 'IPP_BAD_VALUE', at, tag });
  }
}

function readValue(reader: ByteReader, tag: number, at: number, budget: Budget, depth: number): IppValue {
  if (--budget.values < 0) throw new IppFault({ code: 'IPP_TOO_MUCH', at });
  const bytes = reader.lengthPrefixed();
  if (tag === TAG.begCollection) {
    if (depth >= MAX_DEPTH) throw new IppFault({ code: 'IPP_TOO_MUCH', at });
    return { kind: 'collection', members: readMembers(reader, budget, depth + 1) };
  }
  const value = plainValue(tag, bytes);
  if (!value) throw new IppFault({ code: 'IPP_BAD_VALUE', at, tag });
  return value;
}

function readMembers(reader: ByteReader, budget: Budget, depth: number): IppAttribute[] {
  const members: { name: string; values: IppValue[] }[] = [];
  for (;;) {
    const at = reader.at;
    const tag = reader.u8();
    if (tag < 0x10) throw new IppFault({ code: 'IPP_BAD_TAG', at, tag });
    if (reader.lengthPrefixed().length !== 0) throw new IppFault({ code: 'IPP_BAD_VALUE', at, tag });
    if (tag === TAG.endCollection) {
      reader.lengthPrefixed();
      return members;
    }
    if (tag === TAG.memberName) {
      if (--budget.values < 0) throw new IppFault({ code: 'IPP_TOO_MUCH', at });
      members.push({ name: text(reader.lengthPrefixed()), values: [] });
      continue;
    }
    const member = members.at(-1);
    if (!member) throw new IppFault({ code: 'IPP_BAD_VALUE', at, tag });
    member.values.push(readValue(reader, tag, at, budget, depth));
  }
}

/** Undefined when the bytes do not have the length or content that the syntax asks for. */
function plainValue(tag: number, bytes: Uint8Array): IppValue | undefined {
  const reader = new ByteReader(bytes);
  switch (tag) {
    case TAG.integer:
    case TAG.enum:
      if (bytes.length !== 4) return undefined;
      return { kind: tag === TAG.integer ? 'integer' : 'enum', value: reader.i32() };
    case TAG.boolean:
      return bytes.length === 1 && bytes[0]! <= 1 ? { kind: 'boolean', value: bytes[0] === 1 } : undefined;
    case TAG.resolution: {
      if (bytes.length !== 9) return undefined;
      const [cross, feed, unit] = [reader.i32(), reader.i32(), reader.u8()];
      if (unit !== 3 && unit !== 4) return undefined;
      return { kind: 'resolution', cross, feed, unit: unit === 3 ? 'dpi' : 'dpcm' };
    }
    case TAG.range:
      return bytes.length === 8 ? { kind: 'range', lower: reader.i32(), upper: reader.i32() } : undefined;
    case TAG.textWithLanguage:
    case TAG.nameWithLanguage: {
      if (bytes.length < 4) return undefined;
      reader.lengthPrefixed();
      const value = text(reader.lengthPrefixed());
      return { kind: 'string', syntax: tag === TAG.textWithLanguage ? 'text' : 'name', value };
    }
    case TAG.endCollection:
    case TAG.memberName:
      return undefined;
    default: {
      const syntax = STRING_SYNTAX.get(tag);
      return syntax ? { kind: 'string', syntax, value: text(bytes) } : { kind: 'opaque', tag, bytes };
    }
  }
}

const STRING_SYNTAX = new Map(
  Object.entries(STRING_TAGS).map(([syntax, tag]) => [tag as number, syntax as IppStringSyntax]),
);

// Queue names and messages of old printers are not always UTF-8; a replacement character harms nobody.
const decoder = new TextDecoder('utf-8');
const encoder = new TextEncoder();
const text = (bytes: Uint8Array): string => decoder.decode(bytes);
const utf8 = (value: string): Uint8Array => encoder.encode(value);
