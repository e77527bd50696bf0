// The terminal's seal keys over a software key library in a folder of one test's own: keys are plugged in through its store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSealKeys, type StartedSealKeys } from './seal-key-service';
import {
  buildSoftwareKey,
  createKeyStore,
  installLibrary,
  profileFor,
  writeProfile,
  type KeyStore,
} from './software-key';

export interface StartedSoftwareKeys extends StartedSealKeys {
  /** Empty at first. */
  readonly store: KeyStore;
}

/** `stop` removes the folder as well. */
export async function startSoftwareKeys(): Promise<StartedSoftwareKeys> {
  const folder = mkdtempSync(join(tmpdir(), 'zc-software-keys-'));
  const store = await createKeyStore(join(folder, 'store'));
  const library = installLibrary(await buildSoftwareKey(), join(folder, 'softkey.so'), store.folder);
  writeProfile(folder, profileFor(library));
  const keys = await startSealKeys([join(folder, 'devices', 'seal-keys')]);
  return {
    ...keys,
    store,
    async stop() {
      await keys.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
