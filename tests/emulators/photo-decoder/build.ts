// The stand-in for a vendor's picture decoder, built by gcc.
import { buildCLibrary } from '../c-library';

export function buildPhotoDecoder(): string {
  return buildCLibrary({ name: 'wlt', folder: import.meta.dirname, sources: ['wlt-to-bgr.c'] });
}
