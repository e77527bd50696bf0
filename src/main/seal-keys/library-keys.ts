// Keys as a library's process reports them, with names that outlive replugging and certificates that are ours to use.
import type { HostKey } from '#core/seal-keys/host-messages';
import { certificateOnKey } from '#core/seal-keys/key-certificate';
import type { PresentKey, SealKeyState } from '#core/seal-keys/key-state';
import { looseText } from '#core/seal-keys/layouts';
import type { LibraryProfile } from '#core/seal-keys/library-profile';

export interface LibraryKey {
  readonly shown: PresentKey;
  readonly device: Uint8Array;
  /** Names in bytes, by fingerprint. */
  readonly places: ReadonlyMap<string, { readonly application: Uint8Array; readonly container: Uint8Array }>;
}

/** Keys of one library by serial number; cheap keys share one, and are told apart by their order then. */
export function nameKeys(profile: LibraryProfile, keys: readonly HostKey[]): LibraryKey[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const identity = `${profile.id}:${key.serial || looseText(key.device).slice(0, 40)}`;
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return libraryKey(profile, key, count === 1 ? identity : `${identity}*${count}`);
  });
}

function libraryKey(profile: LibraryProfile, key: HostKey, keyId: string): LibraryKey {
  const places = new Map<string, { application: Uint8Array; container: Uint8Array }>();
  const shown = (state: SealKeyState): PresentKey => ({
    keyId,
    libraryId: profile.id,
    vendor: profile.vendor,
    label: key.label || profile.name,
    serial: key.serial,
    state,
  });
  if (key.state.kind !== 'ready') return { device: key.device, places, shown: shown(key.state) };
  const certificates = key.state.certificates.flatMap(({ application, container, der }) => {
    const one = certificateOnKey(der, looseText(application), looseText(container));
    if (!one) return [];
    places.set(one.fingerprint, { application, container });
    return [one];
  });
  return {
    device: key.device,
    places,
    shown: shown({ kind: 'ready', certificates, pin: key.state.pin }),
  };
}
