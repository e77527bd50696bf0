// A counter with the demonstration's seal keys plugged in: the real application, a real SKF library, software keys.
import { join } from 'node:path';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import {
  addDemonstrationKeys,
  buildSoftwareKey,
  createKeyStore,
  installLibrary,
  profileFor,
  writeProfile,
  type KeyStore,
} from './software-key';
import { startStation, type Station, type StationOptions } from './station';

export interface KeyStation extends Station {
  readonly store: KeyStore;
  /** The library's file in this counter's own folder. */
  readonly library: string;
  readonly holders: Awaited<ReturnType<typeof demonstrationSealHolders>>;
}

/** @param deadlines short ones, where a proof hangs the library on purpose */
export async function startKeyStation(
  options: StationOptions = {},
  deadlines?: { list: number; pin: number; sign: number },
): Promise<KeyStation> {
  const [station, built] = await Promise.all([startStation(options), buildSoftwareKey()]);
  const store = await createKeyStore(join(station.profileDir, 'softkey'));
  const library = installLibrary(built, join(station.profileDir, 'libsoftkey.so'), store.folder);
  writeProfile(station.profileDir, profileFor(library, {}, deadlines ? { deadlines } : {}));
  const holders = await demonstrationSealHolders(new Date().getFullYear());
  addDemonstrationKeys(store, holders);
  return { ...station, store, library, holders };
}
