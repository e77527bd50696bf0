// Paths inside a package (ST_Loc, GB/T 33190-2016 7.3): '/' from the root, else from the folder of the naming file.

/**
 * The entry's name that `location`, written in the part `from`, means; undefined when it leaves the package.
 * `base` is a folder (BaseLoc) between the two, itself a location.
 */
export function resolvePath(from: string, location: string, base?: string): string | undefined {
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const start = base === undefined ? folder : join(folder, base);
  return start === undefined ? undefined : join(start, location) || undefined;
}

function join(folder: string, location: string): string | undefined {
  const trimmed = location.trim();
  const parts = trimmed.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const part of trimmed.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}
