// Where a vendor's library lies on this machine, if it is installed at all.
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { candidatePaths, isAbsolute, type LibraryProfile } from '#core/seal-keys/library-profile';

const LINUX_TRIPLETS: Readonly<Record<string, string>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  loong64: 'loongarch64-linux-gnu',
};

/** The first file that exists, with links followed; undefined where none does. */
export function installedLibrary(
  profile: LibraryProfile,
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  for (const candidate of candidatePaths(profile, platform, arch)) {
    const found = (isAbsolute(candidate) ? [candidate] : onSystem(candidate, platform, arch))
      .map(expandFolder)
      .find((path) => existsSync(path));
    if (found) return realpathSync(found);
  }
  return undefined;
}

/** A bare name is looked for where the system itself keeps libraries, never in the working folder or a search path. */
function onSystem(name: string, platform: string, arch: string): string[] {
  return systemFolders(platform, arch).map((folder) => join(folder, name));
}

function systemFolders(platform: string, arch: string): string[] {
  if (platform === 'win32') {
    // A 32-bit program is given SysWOW64 under this name by the system.
    return ['%SystemRoot%\\System32'];
  }
  if (platform === 'darwin') return ['/usr/local/lib', '/Library/Frameworks'];
  const triplet = LINUX_TRIPLETS[arch];
  return [
    '/usr/local/lib',
    ...(triplet ? [`/usr/lib/${triplet}`, `/lib/${triplet}`] : []),
    '/usr/lib64',
    '/usr/lib',
    '/lib64',
    '/lib',
  ];
}

/** `%ProgramFiles%\…` of Windows paths. */
function expandFolder(path: string): string {
  return path.replace(/^%([^%]+)%/u, (whole, name: string) => process.env[name] ?? whole);
}
