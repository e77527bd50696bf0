// Builds the software key's library with gcc, once for each variant and content of its sources.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** In what vendors' libraries differ, and whose keys of a store this one shows. */
export interface SoftwareKeyVariant {
  /** Only keys of this vendor are seen: several libraries can serve one store. Letters, digits and hyphens. */
  vendor: string;
  packing: 'packed' | 'natural';
  boolBytes: 4 | 8;
  ulongBytes: 4 | 8;
}

export const DEFAULT_VARIANT: SoftwareKeyVariant = {
  vendor: 'softkey',
  packing: 'packed',
  boolBytes: 4,
  ulongBytes: 4,
};

export type MissingPart = 'GCC_MISSING' | 'LIBSSL_DEV_MISSING' | 'LIBC_DEV_MISSING' | 'COMPILE_FAILED';

/** The library cannot be built on this machine; the message says what to install. */
export class SoftwareKeyUnavailable extends Error {
  constructor(
    readonly code: MissingPart,
    message: string,
  ) {
    super(message);
    this.name = 'SoftwareKeyUnavailable';
  }
}

const SOURCES = import.meta.dirname;
const DAY_MS = 86_400_000;
const STAMP_AND_SUFFIX = '0123456789abcdef.so'.length;
const CACHE = resolve(SOURCES, '../../../node_modules/.cache/zc-softkey');

/**
 * The path of the built library.
 * @throws SoftwareKeyUnavailable
 */
export async function buildSoftwareKey(given: Partial<SoftwareKeyVariant> = {}): Promise<string> {
  const variant = { ...DEFAULT_VARIANT, ...given };
  const files = readdirSync(SOURCES).filter((name) => /\.[ch]$/.test(name));
  const name = `lib${variant.vendor}-${variant.packing}-b${variant.boolBytes}-u${variant.ulongBytes}`;
  const library = join(CACHE, `${name}-${stamp(files, variant)}.so`);
  if (!existsSync(library)) await compile(files, variant, library);
  return library;
}

/** A copy of the library that finds its state folder without an environment variable. */
export function installLibrary(library: string, target: string, stateFolder: string): string {
  copyFileSync(library, target);
  writeFileSync(`${target}.folder`, `${resolve(stateFolder)}\n`);
  return target;
}

function stamp(files: readonly string[], variant: SoftwareKeyVariant): string {
  const hash = createHash('sha256').update(
    JSON.stringify([process.platform, process.arch, HOW, flagsOf(variant), LINKED]),
  );
  for (const file of files) hash.update(file).update(readFileSync(join(SOURCES, file)));
  return hash.digest('hex').slice(0, 16);
}

const flagsOf = (variant: SoftwareKeyVariant): string[] => [
  `-DZC_VENDOR="${variant.vendor}"`,
  ...(variant.packing === 'packed' ? ['-DZC_PACKED'] : []),
  ...(variant.boolBytes === 8 ? ['-DZC_BOOL_LONG'] : []),
  ...(variant.ulongBytes === 8 ? ['-DZC_ULONG_LONG'] : []),
];

const HOW = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-fPIC', '-shared', '-fvisibility=hidden'];
// libcrypto is linked in and hidden: Node carries an OpenSSL of its own, whose functions would be taken instead.
const LINKED = ['-s', '-l:libcrypto.a', '-Wl,--exclude-libs,ALL', '-Wl,-z,defs', '-ldl', '-lpthread'];

// Two processes may build at once: each under a name of its own, and the last renaming wins.
async function compile(
  files: readonly string[],
  variant: SoftwareKeyVariant,
  library: string,
): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const made = `${library}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const sources = files.filter((name) => name.endsWith('.c')).map((name) => join(SOURCES, name));
  try {
    const options = [...HOW, ...flagsOf(variant), '-o', made, ...sources, ...LINKED];
    // Emulated HID devices are preloaded into the program under test, which has no business in a compiler.
    await promisify(execFile)('gcc', options, { env: { ...process.env, LD_PRELOAD: '' } });
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException & { stderr?: string });
  }
  renameSync(made, library);
  removeOldOnes(library);
}

// A process that began before the sources changed may still be about to load an older one.
function removeOldOnes(library: string): void {
  const anyStamp = basename(library).slice(0, -STAMP_AND_SUFFIX);
  const old = readdirSync(CACHE).filter((name) => name.startsWith(anyStamp) && name !== basename(library));
  for (const name of old) {
    const age = Date.now() - (statSync(join(CACHE, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > DAY_MS) rmSync(join(CACHE, name), { force: true });
  }
}

function explained(error: NodeJS.ErrnoException & { stderr?: string }): SoftwareKeyUnavailable {
  const output = error.stderr ?? '';
  if (error.code === 'ENOENT')
    return new SoftwareKeyUnavailable('GCC_MISSING', install('there is no gcc', 'gcc'));
  if (/openssl\/\w+\.h: No such file|cannot find -l:libcrypto/.test(output))
    return new SoftwareKeyUnavailable('LIBSSL_DEV_MISSING', install('OpenSSL is not there', 'libssl-dev'));
  if (/std\w+\.h: No such file|cannot find (crt1|crti|-lc\b)/.test(output))
    return new SoftwareKeyUnavailable('LIBC_DEV_MISSING', install('the C library is not there', 'libc6-dev'));
  return new SoftwareKeyUnavailable('COMPILE_FAILED', `gcc failed:\n${output || error.message}`);
}

const install = (what: string, debianPackage: string): string =>
  `the software key cannot be built: ${what} (apt-get install -y ${debianPackage})`;
