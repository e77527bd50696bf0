// How the vault's key file is protected: the system's key ring (Electron safeStorage), else the file's own permissions.
import { safeStorage } from 'electron';
import type { KeyProtector, VaultProtection } from './vault';

const filePermissions: KeyProtector = {
  protection: 'file-permissions',
  wrap: (secret) => secret,
  unwrap: (wrapped) => wrapped,
};

const keyRing: KeyProtector = {
  protection: 'os-keyring',
  wrap: (secret) => safeStorage.encryptString(Buffer.from(secret).toString('base64')),
  unwrap(wrapped) {
    try {
      return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64');
    } catch {
      return undefined;
    }
  },
};

/** Call after app ready: before it the key ring cannot be asked. */
export function keyProtectors(): {
  available: KeyProtector;
  forFile(protection: VaultProtection): KeyProtector | undefined;
} {
  // 'basic_text' is Chromium's hard-coded password: encryption in name only, so it does not count.
  const ring =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  return {
    available: ring ? keyRing : filePermissions,
    forFile: (protection) =>
      protection === 'file-permissions' ? filePermissions : ring ? keyRing : undefined,
  };
}
