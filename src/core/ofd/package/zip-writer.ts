// Writes packages byte for byte the same from the same content, and adds files to one without touching the others' bytes.
import { deflateSync } from 'fflate';
import { crc32 } from './crc32';
import type { OfdPackage } from './zip-reader';

/**
 * One file to write. `store` keeps it uncompressed (pictures, which deflate does not make smaller); `shared` says that the
 * very same bytes go into other packages too and are never changed.
 */
export interface NewFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly store?: boolean;
  readonly shared?: boolean;
}

/** Changes to a package: `replace` keeps the file's place in the directory, `add` comes last. */
export interface PackageChanges {
  readonly add?: readonly NewFile[];
  readonly replace?: readonly NewFile[];
}

interface Packed {
  readonly method: number;
  readonly crc: number;
  readonly stored: Uint8Array;
}

interface Prepared extends Packed {
  readonly rawName: Uint8Array;
  readonly size: number;
}

// 1980-01-01 00:00, the earliest a ZIP can say: a time would make two runs differ.
const DOS_DATE = 0x0021;
const VERSION = 20;
/** Below this a deflated file saves less than the time that starting the deflater takes is worth. */
const WORTH_DEFLATING = 1024;
const FLAG_UTF8 = 0x0800;

/** A package of the given files, in the given order. Throws on a name given twice. */
export function writePackage(files: readonly NewFile[]): Uint8Array<ArrayBuffer> {
  return assemble(files.map(prepare));
}

/**
 * The original's files with changes: compressed bytes of untouched files are copied verbatim, so signing is one pass.
 * Throws when a file to add exists or a file to replace does not.
 */
export function rewritePackage(original: OfdPackage, changes: PackageChanges): Uint8Array<ArrayBuffer> {
  const replaced = new Map((changes.replace ?? []).map((file) => [file.name, file]));
  for (const name of replaced.keys()) if (!original.has(name)) throw new Error(`nothing to replace: ${name}`);
  const kept = original.entries.map((entry): Prepared => {
    const instead = replaced.get(entry.name);
    if (instead) return prepare(instead);
    const stored = original.readCompressed(entry.name);
    if (!stored) throw new Error('an entry of the directory has data');
    return { rawName: encode(entry.name), method: entry.method, crc: entry.crc, size: entry.size, stored };
  });
  return assemble([...kept, ...(changes.add ?? []).map(prepare)]);
}

function prepare({ name, data, store = false, shared = false }: NewFile): Prepared {
  const packed = known.get(data) ?? pack(data, store);
  if (shared) known.set(data, packed);
  return { ...packed, rawName: encode(name), size: data.length };
}

/** Content that comes again as the same object (the ornament of a certificate type) is deflated once. Nobody changes it. */
const known = new WeakMap<Uint8Array, Packed>();

function pack(data: Uint8Array, store: boolean): Packed {
  const crc = crc32(data);
  const deflated = store || data.length < WORTH_DEFLATING ? undefined : deflateSync(data, { level: 6 });
  const smaller = deflated !== undefined && deflated.length < data.length;
  return { method: smaller ? 8 : 0, crc, stored: smaller ? deflated : data };
}

function assemble(files: readonly Prepared[]): Uint8Array<ArrayBuffer> {
  refuseTwice(files);
  const localSize = files.reduce((sum, f) => sum + 30 + f.rawName.length + f.stored.length, 0);
  const directorySize = files.reduce((sum, f) => sum + 46 + f.rawName.length, 0);
  const out = new Uint8Array(localSize + directorySize + 22);
  const view = new DataView(out.buffer);
  let at = 0;
  let directory = localSize;
  for (const file of files) {
    writeCentral(view, out, directory, file, at);
    directory += 46 + file.rawName.length;
    view.setUint32(at, 0x04034b50, true);
    writeCommon(view, at + 4, file);
    out.set(file.rawName, at + 30);
    out.set(file.stored, at + 30 + file.rawName.length);
    at += 30 + file.rawName.length + file.stored.length;
  }
  view.setUint32(directory, 0x06054b50, true);
  view.setUint16(directory + 8, files.length, true);
  view.setUint16(directory + 10, files.length, true);
  view.setUint32(directory + 12, directorySize, true);
  view.setUint32(directory + 16, localSize, true);
  return out;
}

function writeCentral(
  view: DataView,
  out: Uint8Array,
  at: number,
  file: Prepared,
  headerOffset: number,
): void {
  view.setUint32(at, 0x02014b50, true);
  view.setUint16(at + 4, VERSION, true);
  writeCommon(view, at + 6, file);
  view.setUint32(at + 42, headerOffset, true);
  out.set(file.rawName, at + 46);
}

/** The fields that local header and directory share, from "version needed" on. */
function writeCommon(view: DataView, at: number, file: Prepared): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, FLAG_UTF8, true);
  view.setUint16(at + 4, file.method, true);
  view.setUint16(at + 8, DOS_DATE, true);
  view.setUint32(at + 10, file.crc, true);
  view.setUint32(at + 14, file.stored.length, true);
  view.setUint32(at + 18, file.size, true);
  view.setUint16(at + 22, file.rawName.length, true);
}

function refuseTwice(files: readonly Prepared[]): void {
  const names = new Set(files.map((file) => new TextDecoder().decode(file.rawName)));
  if (names.size !== files.length) throw new Error('a package holds each name once');
}

function encode(name: string): Uint8Array {
  return new TextEncoder().encode(name);
}
