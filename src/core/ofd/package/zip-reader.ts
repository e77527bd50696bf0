// An OFD package: a ZIP file opened with limits, its entries inflated when asked for.
import { err, ok, type Result } from '../../result';
import type { OfdError, OfdWarning } from '../errors';
import { crc32 } from './crc32';
import { inflateExactly } from './inflate';
import { DEFAULT_LIMITS, type PackageLimits } from './limits';
import { readDirectory, type ZipEntry } from './zip-directory';

/** What other domains need of a package; names are those of the ZIP, without a leading slash. */
export interface PackageFiles {
  names(): readonly string[];
  read(name: string): Uint8Array | undefined;
}

/** GB/T 33190-2016 6: an OFD file is a ZIP package of XML and resource files. */
export interface OfdPackage extends PackageFiles {
  /** The package as it was received. */
  readonly bytes: Uint8Array;
  /** Files (no directories), in the order of the directory. */
  readonly entries: readonly ZipEntry[];
  readonly warnings: readonly OfdWarning[];
  has(name: string): boolean;
  /** The file's bytes; undefined when it is missing or damaged. Callers must not change them. */
  read(name: string): Uint8Array | undefined;
  /** As `read`, telling apart PART_MISSING, ZIP_DATA_DAMAGED and ZIP_CHECKSUM. */
  readEntry(name: string): Result<Uint8Array, OfdError>;
  /** The file's bytes as they stand compressed in the package; undefined when it is missing. */
  readCompressed(name: string): Uint8Array | undefined;
}

/**
 * Opens a package. Checks the directory and all headers at once and inflates nothing; see OfdErrorCode `ZIP_*` for refusals.
 */
export function openPackage(
  bytes: Uint8Array,
  limits: PackageLimits = DEFAULT_LIMITS,
): Result<OfdPackage, OfdError> {
  const directory = readDirectory(bytes, limits);
  return directory.ok
    ? ok(new ZipPackage(bytes, directory.value.entries, directory.value.warnings, limits))
    : directory;
}

/**
 * A package that `writePackage` made of `files` a moment ago: what is read from it is what was given, nothing is inflated.
 * For going on writing. Whoever wants to know what the bytes hold opens them.
 */
export function openWritten(
  bytes: Uint8Array,
  files: readonly { readonly name: string; readonly data: Uint8Array }[],
): OfdPackage {
  const directory = readDirectory(bytes, DEFAULT_LIMITS);
  if (!directory.ok) throw new Error(`written and not readable: ${directory.error.code}`);
  const { entries, warnings } = directory.value;
  const given = files.map(({ name, data }) => [name, data] as const);
  return new ZipPackage(bytes, entries, warnings, DEFAULT_LIMITS, new Map(given));
}

class ZipPackage implements OfdPackage {
  private readonly byName: ReadonlyMap<string, ZipEntry>;
  private cached = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly entries: readonly ZipEntry[],
    readonly warnings: readonly OfdWarning[],
    private readonly limits: PackageLimits,
    private readonly cache = new Map<string, Uint8Array>(),
  ) {
    this.byName = new Map(entries.map((entry) => [entry.name, entry]));
  }

  names(): readonly string[] {
    return this.entries.map((entry) => entry.name);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  read(name: string): Uint8Array | undefined {
    const result = this.readEntry(name);
    return result.ok ? result.value : undefined;
  }

  readEntry(name: string): Result<Uint8Array, OfdError> {
    const known = this.cache.get(name);
    if (known) return ok(known);
    const entry = this.byName.get(name);
    if (!entry) return err({ code: 'PART_MISSING', where: name });
    const stored = this.slice(entry);
    const content = entry.method === 0 ? stored : inflateExactly(stored, entry.size);
    if (!content) return err({ code: 'ZIP_DATA_DAMAGED', where: name });
    if (crc32(content) !== entry.crc) return err({ code: 'ZIP_CHECKSUM', where: name });
    this.keep(name, content);
    return ok(content);
  }

  readCompressed(name: string): Uint8Array | undefined {
    const entry = this.byName.get(name);
    return entry && this.slice(entry);
  }

  private slice(entry: ZipEntry): Uint8Array {
    return this.bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  }

  private keep(name: string, content: Uint8Array): void {
    if (this.cached + content.length > this.limits.cacheBytes) return;
    this.cached += content.length;
    this.cache.set(name, content);
  }
}
