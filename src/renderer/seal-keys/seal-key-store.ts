// What the screen knows of seal keys: the last picture that main pushed.
import { create } from 'zustand';
import type { SealKeysView, SealKeyView } from '#shared/ipc/seal-key-views';

const NOTHING: SealKeysView = { keys: [], libraries: [], missing: [], profileErrors: [], lastError: null };

export const useSealKeys = create<{ readonly view: SealKeysView }>(() => ({ view: NOTHING }));

export function receiveSealKeys(view: SealKeysView): void {
  useSealKeys.setState({ view });
}

export interface UsableCertificate {
  readonly key: SealKeyView;
  readonly fingerprint: string;
  readonly subject: string;
  readonly notAfter: string;
}

/** Certificates that may sign today, one line each; `fits` chooses those of a purpose. */
export function usableCertificates(
  view: SealKeysView,
  fits: (fingerprint: string) => boolean = () => true,
): UsableCertificate[] {
  return view.keys.flatMap((key) =>
    key.state.kind === 'ready'
      ? key.state.certificates
          .filter(({ period, fingerprint }) => period === 'valid' && fits(fingerprint))
          .map(({ fingerprint, subject, notAfter }) => ({ key, fingerprint, subject, notAfter }))
      : [],
  );
}
