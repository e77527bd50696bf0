// A certificate on a plugged key, with what its library's process needs to find it again.
import type { CertificateOnKey, PresentKey } from '#core/seal-keys/key-state';
import type { LibraryHost } from './library-host';

export interface Found {
  readonly host: LibraryHost;
  readonly key: PresentKey;
  readonly certificate: CertificateOnKey;
  readonly target: {
    readonly device: Uint8Array;
    readonly serial: string;
    readonly application: Uint8Array;
    readonly container: Uint8Array;
    readonly certificate: Uint8Array;
  };
}
