// Lists of names as GM/T 0016 hands them out: `name\0name\0\0`. A name is kept as the bytes that came, since it is handed
// back to the library, and as text for the screen.
import { err, ok, type Result } from '../result';
import { looseText } from './layouts';

export interface KeyName {
  /** Without the closing NUL. */
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** No key has so many applications or containers; more is a broken answer. */
const MOST_NAMES = 64;
const LONGEST_NAME = 256;

/**
 * @param room what the library was given to write into
 * @param size the size it says it wrote
 */
export function parseNameList(
  room: Uint8Array,
  size: number,
): Result<KeyName[], { reason: 'size' | 'names' }> {
  if (!Number.isSafeInteger(size) || size < 0 || size > room.length) return err({ reason: 'size' });
  const names: KeyName[] = [];
  let start = 0;
  while (start < size && room[start] !== 0) {
    const nul = room.indexOf(0, start);
    // Some libraries leave out the last NUL, or do not count it.
    const end = nul === -1 || nul > size ? size : nul;
    if (end - start > LONGEST_NAME || names.length === MOST_NAMES) return err({ reason: 'names' });
    const bytes = room.slice(start, end);
    names.push({ bytes, text: looseText(bytes) });
    start = end + 1;
  }
  return ok(names);
}

/** The name with its closing NUL, as a LPSTR. */
export function nulTerminated(name: Uint8Array): Uint8Array {
  const text = new Uint8Array(name.length + 1);
  text.set(name);
  return text;
}
