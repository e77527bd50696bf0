// What a package may cost us, whoever sent it.

export interface PackageLimits {
  readonly maxPackageBytes: number;
  readonly maxEntries: number;
  /** Uncompressed bytes of one entry. */
  readonly maxEntryBytes: number;
  /** Uncompressed bytes of all entries together, as declared; reading never goes past the declared size. */
  readonly maxTotalBytes: number;
  /** Uncompressed : compressed, asked of entries larger than `ratioFloorBytes`. XML tables reach 60. */
  readonly maxRatio: number;
  readonly ratioFloorBytes: number;
  readonly maxNameBytes: number;
  /** Inflated entries are kept for the next reader up to this sum. */
  readonly cacheBytes: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: PackageLimits = {
  maxPackageBytes: 256 * MIB,
  maxEntries: 20_000,
  maxEntryBytes: 96 * MIB,
  maxTotalBytes: 256 * MIB,
  maxRatio: 300,
  ratioFloorBytes: MIB,
  maxNameBytes: 1024,
  cacheBytes: 32 * MIB,
};
