// The central directory (APPNOTE 4.3.12), read strictly: every byte of the file belongs to exactly one thing.
import { err, ok, type Result } from '../../result';
import type { OfdError, OfdErrorCode, OfdWarning } from '../errors';
import { decodeName, nameKey } from './entry-name';
import type { PackageLimits } from './limits';

/** One file of the package. Offsets count from the start of the package. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
  readonly dataOffset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly warnings: readonly OfdWarning[];
}

const EOCD = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const EOCD_SIZE = 22;
const SATURATED = 0xffffffff;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_DESCRIPTOR = 0x0008;
const FLAG_STRONG_ENCRYPTION = 0x0040;
const FLAG_UTF8 = 0x0800;
const FLAG_MASKED_HEADERS = 0x2000;

class Refusal extends Error {
  constructor(
    readonly code: OfdErrorCode,
    readonly where: string,
  ) {
    super(code);
  }
}

/** Reads and checks the directory and every local header; inflates nothing. */
export function readDirectory(bytes: Uint8Array, limits: PackageLimits): Result<ZipDirectory, OfdError> {
  try {
    return ok(parse(bytes, limits));
  } catch (refusal) {
    if (refusal instanceof Refusal) return err({ code: refusal.code, where: refusal.where });
    throw refusal;
  }
}

function parse(bytes: Uint8Array, limits: PackageLimits): ZipDirectory {
  if (bytes.length > limits.maxPackageBytes) throw new Refusal('ZIP_TOTAL_TOO_LARGE', 'package');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const warnings: OfdWarning[] = [];
  if (end + EOCD_SIZE < bytes.length) warnings.push({ code: 'ZIP_COMMENT', where: 'package' });
  const count = view.getUint16(end + 10, true);
  const directorySize = view.getUint32(end + 12, true);
  const directoryAt = view.getUint32(end + 16, true);
  if (count === 0xffff || directorySize === SATURATED || directoryAt === SATURATED) {
    throw new Refusal('ZIP64_UNSUPPORTED', 'end record');
  }
  if (
    view.getUint16(end + 4, true) !== 0 ||
    view.getUint16(end + 6, true) !== 0 ||
    view.getUint16(end + 8, true) !== count
  ) {
    throw new Refusal('ZIP_MULTI_DISK', 'end record');
  }
  if (directoryAt + directorySize !== end) {
    throw new Refusal(
      directoryAt + directorySize < end ? 'ZIP_LEADING_DATA' : 'ZIP_BAD_DIRECTORY',
      'end record',
    );
  }
  if (count > limits.maxEntries) throw new Refusal('ZIP_TOO_MANY_ENTRIES', String(count));
  const all = centralEntries(bytes, view, { count, directoryAt, end }, limits, warnings);
  checkLayout(view, all, directoryAt, warnings);
  return { entries: all.filter((entry) => !entry.name.endsWith('/')), warnings };
}

/** The end record whose comment ends where the file ends. Two candidates are two directories: refused. */
function findEnd(view: DataView): number {
  if (view.byteLength < EOCD_SIZE) throw new Refusal('NOT_A_ZIP', 'package');
  let found = -1;
  let signatures = 0;
  const last = view.byteLength - EOCD_SIZE;
  const first = Math.max(0, last - 0xffff);
  const tail = new Uint8Array(view.buffer, view.byteOffset + first, last - first + 1);
  // The engine's own search for the first byte passes over 64 kB of picture much faster than a loop here.
  for (let i = tail.indexOf(EOCD & 0xff); i >= 0; i = tail.indexOf(EOCD & 0xff, i + 1)) {
    const at = first + i;
    if (view.getUint32(at, true) !== EOCD) continue;
    signatures++;
    if (at + EOCD_SIZE + view.getUint16(at + 20, true) !== view.byteLength) continue;
    if (found >= 0) throw new Refusal('ZIP_AMBIGUOUS_END', 'end record');
    found = at;
  }
  if (found >= 0) return found;
  if (signatures > 0) throw new Refusal('ZIP_TRAILING_DATA', 'end record');
  const isZip = view.getUint32(0, true) === LOCAL;
  throw new Refusal(isZip ? 'ZIP_TRUNCATED' : 'NOT_A_ZIP', 'package');
}

interface Extent {
  readonly count: number;
  readonly directoryAt: number;
  readonly end: number;
}

interface LaidEntry extends ZipEntry {
  readonly flags: number;
  readonly rawName: Uint8Array;
}

function centralEntries(
  bytes: Uint8Array,
  view: DataView,
  { count, directoryAt, end }: Extent,
  limits: PackageLimits,
  warnings: OfdWarning[],
): LaidEntry[] {
  const entries: LaidEntry[] = [];
  const keys = new Set<string>();
  let total = 0;
  let at = directoryAt;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL)
      throw new Refusal('ZIP_BAD_DIRECTORY', `record ${i + 1}`);
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw new Refusal('ZIP_BAD_DIRECTORY', `record ${i + 1}`);
    const flags = view.getUint16(at + 8, true);
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    const decoded =
      nameLength <= limits.maxNameBytes ? decodeName(rawName, (flags & FLAG_UTF8) !== 0) : undefined;
    if (!decoded?.ok) throw new Refusal(decoded?.reason ?? 'ZIP_BAD_NAME', `record ${i + 1}`);
    const { name } = decoded;
    if (!decoded.utf8) warnings.push({ code: 'NAME_NOT_UTF8', where: name });
    if (decoded.backslashes) warnings.push({ code: 'NAME_WITH_BACKSLASHES', where: name });
    if (flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS))
      throw new Refusal('ZIP_ENCRYPTED', name);
    const key = nameKey(name.endsWith('/') ? name.slice(0, -1) : name);
    if (keys.has(key)) throw new Refusal('ZIP_DUPLICATE_NAME', name);
    keys.add(key);
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) throw new Refusal('ZIP_METHOD_UNSUPPORTED', name);
    const compressedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const headerOffset = view.getUint32(at + 42, true);
    if (compressedSize === SATURATED || size === SATURATED || headerOffset === SATURATED) {
      throw new Refusal('ZIP64_UNSUPPORTED', name);
    }
    if (view.getUint16(at + 34, true) !== 0) throw new Refusal('ZIP_MULTI_DISK', name);
    total += size;
    checkSizes({ name, method, size, compressedSize, total }, limits);
    const crc = view.getUint32(at + 16, true);
    entries.push({ name, method, crc, compressedSize, size, headerOffset, dataOffset: 0, flags, rawName });
    at = next;
  }
  if (at !== end) throw new Refusal('ZIP_BAD_DIRECTORY', 'end of directory');
  return entries;
}

function checkSizes(
  e: { name: string; method: 0 | 8; size: number; compressedSize: number; total: number },
  limits: PackageLimits,
): void {
  if (e.size > limits.maxEntryBytes) throw new Refusal('ZIP_ENTRY_TOO_LARGE', e.name);
  if (e.total > limits.maxTotalBytes) throw new Refusal('ZIP_TOTAL_TOO_LARGE', e.name);
  if (e.size > limits.ratioFloorBytes && e.size > limits.maxRatio * e.compressedSize) {
    throw new Refusal('ZIP_RATIO_TOO_HIGH', e.name);
  }
  if (e.method === 0 && e.size !== e.compressedSize) throw new Refusal('ZIP_HEADER_DISAGREES', e.name);
  if (e.name.endsWith('/') && e.size !== 0) throw new Refusal('ZIP_UNSAFE_NAME', e.name);
}

/** Local headers agree with the directory, follow each other without overlap, and start at the first byte. */
function checkLayout(
  view: DataView,
  entries: LaidEntry[],
  directoryAt: number,
  warnings: OfdWarning[],
): void {
  const order = entries.map((_, i) => i).sort((a, b) => entries[a]!.headerOffset - entries[b]!.headerOffset);
  let expected = 0;
  for (const index of order) {
    const entry = entries[index]!;
    if (entry.headerOffset < expected) throw new Refusal('ZIP_OVERLAP', entry.name);
    if (entry.headerOffset > expected) {
      if (expected === 0) throw new Refusal('ZIP_LEADING_DATA', entry.name);
      warnings.push({ code: 'ZIP_GAP', where: entry.name });
    }
    const dataOffset = checkLocal(view, entry, directoryAt);
    const dataEnd = dataOffset + entry.compressedSize;
    expected = entry.flags & FLAG_DESCRIPTOR ? afterDescriptor(view, entry, dataEnd, directoryAt) : dataEnd;
    entries[index] = { ...entry, dataOffset };
  }
  if (entries.length > 0 && expected < directoryAt)
    warnings.push({ code: 'ZIP_GAP', where: 'before the directory' });
  if (entries.length === 0 && directoryAt > 0) throw new Refusal('ZIP_LEADING_DATA', 'package');
}

function checkLocal(view: DataView, entry: LaidEntry, directoryAt: number): number {
  const at = entry.headerOffset;
  if (at + 30 > directoryAt || view.getUint32(at, true) !== LOCAL)
    throw new Refusal('ZIP_BAD_DIRECTORY', entry.name);
  const nameLength = view.getUint16(at + 26, true);
  const dataOffset = at + 30 + nameLength + view.getUint16(at + 28, true);
  if (dataOffset + entry.compressedSize > directoryAt) throw new Refusal('ZIP_OVERLAP', entry.name);
  const flags = view.getUint16(at + 6, true);
  const compared = FLAG_ENCRYPTED | FLAG_DESCRIPTOR | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS;
  const later = (flags & FLAG_DESCRIPTOR) !== 0;
  const [size, compressedSize] = localSizes(view, at, nameLength);
  const same = (local: number, value: number): boolean => local === value || (later && local === 0);
  const agrees =
    (flags & compared) === (entry.flags & compared) &&
    view.getUint16(at + 8, true) === entry.method &&
    same(view.getUint32(at + 14, true), entry.crc) &&
    same(compressedSize, entry.compressedSize) &&
    same(size, entry.size) &&
    nameLength === entry.rawName.length &&
    entry.rawName.every((byte, i) => byte === view.getUint8(at + 30 + i));
  if (!agrees) throw new Refusal('ZIP_HEADER_DISAGREES', entry.name);
  return dataOffset;
}

/**
 * [size, compressed size] of a local header. Invoice software writes small packages with ZIP64 extras (APPNOTE 4.5.3) in
 * the local headers only; they are read here, while a ZIP64 directory is refused.
 */
function localSizes(view: DataView, at: number, nameLength: number): readonly [number, number] {
  const compressedSize = view.getUint32(at + 18, true);
  const size = view.getUint32(at + 22, true);
  if (size !== SATURATED || compressedSize !== SATURATED) return [size, compressedSize];
  let extra = at + 30 + nameLength;
  const end = extra + view.getUint16(at + 28, true);
  while (extra + 4 <= end) {
    const length = view.getUint16(extra + 2, true);
    if (view.getUint16(extra, true) === 0x0001 && length >= 16 && extra + 20 <= end) {
      return [Number(view.getBigUint64(extra + 4, true)), Number(view.getBigUint64(extra + 12, true))];
    }
    extra += 4 + length;
  }
  return [size, compressedSize];
}

/**
 * The data descriptor (APPNOTE 4.3.9) comes with or without its signature, its sizes in 8 bytes (streamed ZIP64) or 4;
 * its values must be the directory's.
 */
function afterDescriptor(view: DataView, entry: LaidEntry, at: number, directoryAt: number): number {
  const wide = (from: number): boolean =>
    from + 20 <= directoryAt &&
    view.getUint32(from, true) === entry.crc &&
    view.getBigUint64(from + 4, true) === BigInt(entry.compressedSize) &&
    view.getBigUint64(from + 12, true) === BigInt(entry.size);
  const narrow = (from: number): boolean =>
    from + 12 <= directoryAt &&
    view.getUint32(from, true) === entry.crc &&
    view.getUint32(from + 4, true) === entry.compressedSize &&
    view.getUint32(from + 8, true) === entry.size;
  const signed = at + 4 <= directoryAt && view.getUint32(at, true) === 0x08074b50;
  if (signed && wide(at + 4)) return at + 24;
  if (signed && narrow(at + 4)) return at + 16;
  if (wide(at)) return at + 20;
  if (narrow(at)) return at + 12;
  throw new Refusal('ZIP_HEADER_DISAGREES', entry.name);
}
