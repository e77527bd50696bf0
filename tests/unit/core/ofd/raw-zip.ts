// Builds ZIP bytes field by field, so that tests can lie in each of them.
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '#core/ofd/package/crc32';

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  readonly stored?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  readonly headerOffset?: number;
  readonly localName?: string;
  readonly localSize?: number;
  readonly gapBefore?: number;
  /** Written after the data, with flag 3 set and the local values left zero. */
  readonly descriptor?: (crc: number, stored: number, size: number) => Uint8Array;
}

export interface RawTail {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly count?: number;
  readonly directoryAt?: number;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function rawZip(entries: readonly RawEntry[], tail: RawTail = {}): Uint8Array {
  const chunks: Uint8Array[] = [tail.before ?? new Uint8Array()];
  const central: Uint8Array[] = [];
  let at = chunks[0]!.length;
  const push = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    at += chunk.length;
  };
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? utf8(entry.name) : entry.name;
    const localName = entry.localName === undefined ? name : utf8(entry.localName);
    const data = entry.data ?? utf8('content');
    const method = entry.method ?? 8;
    const stored = entry.stored ?? (method === 8 ? new Uint8Array(deflateRawSync(data)) : data);
    const crc = entry.crc ?? crc32(data);
    const size = entry.size ?? data.length;
    if (entry.gapBefore) push(new Uint8Array(entry.gapBefore));
    const offset = entry.headerOffset ?? at;
    const flags = (entry.flags ?? 0x0800) | (entry.descriptor ? 8 : 0);
    const fields = [u16(20), u16(flags), u16(method), u32(0x00210000), u32(crc), u32(stored.length)];
    const localFields = entry.descriptor ? [...fields.slice(0, 4), u32(0), u32(0)] : fields;
    push(
      join([
        u32(0x04034b50),
        ...localFields,
        u32(entry.localSize ?? (entry.descriptor ? 0 : size)),
        u16(localName.length),
        u16(0),
        localName,
        stored,
        entry.descriptor?.(crc, stored.length, size) ?? new Uint8Array(),
      ]),
    );
    central.push(
      join([
        u32(0x02014b50),
        u16(20),
        ...fields,
        u32(size),
        u16(name.length),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        name,
      ]),
    );
  }
  const directory = join(central);
  const count = tail.count ?? entries.length;
  const comment = tail.comment ?? new Uint8Array();
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(count),
    u16(count),
    u32(directory.length),
    u32(tail.directoryAt ?? at),
    u16(comment.length),
    comment,
  ];
  return join([...chunks, directory, ...end, tail.after ?? new Uint8Array()]);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
}
