// The stand-in for /dev/hidraw*, built by gcc.
import { buildCLibrary } from '../c-library';

/** Path of the library for LD_PRELOAD. */
export function buildHidShim(): string {
  return buildCLibrary({
    name: 'hidshim',
    folder: import.meta.dirname,
    sources: ['hidraw.c', 'udev.c'],
    headers: ['hidshim.h'],
    flags: ['-Wno-deprecated-non-prototype'],
  });
}
