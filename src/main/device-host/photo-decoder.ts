// Decodes the picture on an identity card (WLT) through a vendor's licensed library, where an administrator installed one.
// Without it pictures stay as they are: the format is not public and no open decoder exists.
import { existsSync } from 'node:fs';
import type { PhotoDecoderProfile } from '#core/devices/device-config';
import type { PhotoDecoderState } from '#core/devices/host-messages';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '#core/devices/id-card/card-picture';
import { bmpFile } from './bmp-file';
import { requireKoffi } from './native-modules';

type Decode = (wlt: Uint8Array, bgr: Uint8Array) => number;

export class PhotoDecoder {
  readonly #functions = new Map<string, Decode>();

  /** Loads the library where there is one; what is missing may be installed later and is looked for again. */
  load(profile: PhotoDecoderProfile | undefined): PhotoDecoderState {
    if (!profile) return { kind: 'absent' };
    const { library, symbol } = profile;
    if (this.#functions.has(keyOf(profile))) return { kind: 'ready' };
    if (!existsSync(library)) return { kind: 'failed', reason: 'LIBRARY_MISSING' };
    try {
      // Only here: whoever has no vendor's library does not carry the FFI either.
      const decode = requireKoffi()
        .load(library)
        .func(`int ${symbol}(const uint8_t *wlt, _Out_ uint8_t *bgr)`);
      this.#functions.set(keyOf(profile), decode as unknown as Decode);
      return { kind: 'ready' };
    } catch (cause) {
      const missing = cause instanceof Error && /cannot find function/i.test(cause.message);
      return { kind: 'failed', reason: missing ? 'FUNCTION_MISSING' : 'LIBRARY_MISSING' };
    }
  }

  /** 1,024 bytes WLT to a BMP file of 102 × 126; null without a loaded library, or where it refuses the picture. */
  decode(wlt: Uint8Array, profile: PhotoDecoderProfile | undefined): Uint8Array | null {
    const decode = profile && this.#functions.get(keyOf(profile));
    if (!decode) return null;
    const bgr = new Uint8Array(PICTURE_WIDTH * PICTURE_HEIGHT * 3);
    // A copy: the library may write into what it is given.
    return decode(wlt.slice(), bgr) === profile.success ? bmpFile(bgr, PICTURE_WIDTH, PICTURE_HEIGHT) : null;
  }
}

function keyOf({ library, symbol }: PhotoDecoderProfile): string {
  return `${library}#${symbol}`;
}
