// The keys of the demonstration: its four people's and the unit's seal key, as software keys that sign as slowly as chips.
import { equalBytes } from '#core/crypto/bytes';
import {
  demonstrationSealHolders,
  type DemonstrationKey,
  type DemonstrationSealHolders,
} from '#core/demonstration/seal-holders';
import { chinaDay } from '#core/time/clock';
import { buildSoftwareKey } from './build';
import { createKeyStore, type KeyStore } from './key-store';
import type { SoftwareKey } from './key-text';
import { profileFor, writeProfile } from './profile';

const APPLICATION = 'SEAL';
const CONTAINER = 'SIGN';
// Of the invented administration that would reset a locked PIN; the terminal never asks for it.
const SO_PIN = '40827163';
const CHIP_MS = { value: 30, spread: 20 };

export interface PreparedDemonstration {
  /** The value of ZC_SOFTKEY_DIR. */
  folder: string;
  library: string;
  /** The profile that makes the terminal load the library. */
  profile: string;
  serials: readonly string[];
}

/**
 * Builds the library, fills the store, writes the profile into `profileDir`.
 * @throws SoftwareKeyUnavailable where the library cannot be built here
 */
export async function prepareDemonstration(
  folder: string,
  profileDir: string,
  now: Date,
): Promise<PreparedDemonstration> {
  const library = await buildSoftwareKey();
  const store = await createKeyStore(folder);
  // A terminal asks every second or two: over weeks the log would fill the disk.
  store.clearCalls();
  addDemonstrationKeys(store, await demonstrationSealHolders(Number(chinaDay(now).slice(0, 4))));
  store.setFaults({ on: 'SKF_ECCSignData', kind: 'slow', times: 0, ...CHIP_MS });
  const profile = writeProfile(profileDir, profileFor(library));
  return { folder: store.folder, library, profile, serials: store.serials() };
}

/** Adds and plugs in the keys. One that is there with this year's certificate keeps its PIN and its tries. */
export function addDemonstrationKeys(store: KeyStore, { people, unit }: DemonstrationSealHolders): void {
  for (const holder of [...people, unit]) {
    const known = store.certificates(holder.keySerial);
    if (!known.some((certificate) => equalBytes(certificate, holder.certificate)))
      store.addKey(softwareKeyOf(holder));
    else store.plug(holder.keySerial);
  }
}

export const softwareKeyOf = (holder: DemonstrationKey): SoftwareKey => ({
  serial: holder.keySerial,
  label: holder.keyLabel,
  application: APPLICATION,
  container: CONTAINER,
  certificate: holder.certificate,
  privateKey: holder.privateKey,
  pin: holder.pin,
  soPin: SO_PIN,
});
