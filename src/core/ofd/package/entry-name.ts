// Names of entries: decoded, and refused when they could mean a place outside the package or two places at once.

export type NameResult =
  | { readonly ok: true; readonly name: string; readonly utf8: boolean; readonly backslashes: boolean }
  | { readonly ok: false; readonly reason: 'ZIP_BAD_NAME' | 'ZIP_UNSAFE_NAME' };

/**
 * Decodes the raw name: UTF-8, else GBK (older Chinese ZIP tools write it without saying so). Backslashes, which some
 * Windows libraries write against APPNOTE 4.4.17, are read as slashes, and that is told.
 */
export function decodeName(raw: Uint8Array, saysUtf8: boolean): NameResult {
  const utf8 = decodeAs('utf-8', raw);
  const written = utf8 ?? (saysUtf8 ? undefined : decodeAs('gbk', raw));
  if (written === undefined || written.length === 0) return { ok: false, reason: 'ZIP_BAD_NAME' };
  const name = written.replaceAll('\\', '/');
  return isSafe(name)
    ? { ok: true, name, utf8: utf8 !== undefined, backslashes: name !== written }
    : { ok: false, reason: 'ZIP_UNSAFE_NAME' };
}

/** What two names share when a file system or a reader could take one for the other: case and Unicode form. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function isSafe(name: string): boolean {
  if (/[\u0000-\u001f\u007f]/.test(name) || /^[A-Za-z]:/.test(name) || name.startsWith('/')) return false;
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

function decodeAs(label: string, raw: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return undefined;
  }
}
