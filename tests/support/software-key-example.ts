// One invented key with one certificate, and a session on it, for tests of the software key.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm2PrivateKeyFrom, sm2PublicKey } from '#core/crypto/sm2';
import { makeCertificate } from '#core/crypto/x509-write';
import type { SoftwareKeyVariant } from '#emulators/skf/build';
import type { SoftwareKey } from '#emulators/skf/key-text';
import { SkfLibrary, type SkfHandle } from './skf-functions';
import { buildSoftwareKey, createKeyStore, installLibrary, type KeyStore } from './software-key';

export const PIN = '395172';
export const SO_PIN = '68104739';

export async function exampleKey(serial: string, changes: Partial<SoftwareKey> = {}): Promise<SoftwareKey> {
  await initCrypto();
  const privateKey = sm2PrivateKeyFrom(utf8(`software key example ${serial}`));
  const publicKey = sm2PublicKey(privateKey);
  const certificate = makeCertificate(
    {
      serial: utf8(serial),
      subject: { commonName: '样例持有人', organization: '证窗演示' },
      publicKey,
      notBefore: new Date(Date.UTC(2026, 0, 1)),
      notAfter: new Date(Date.UTC(2027, 0, 1)),
      keyUsage: ['digitalSignature', 'nonRepudiation'],
    },
    { subject: { commonName: '样例持有人', organization: '证窗演示' }, privateKey },
  );
  return {
    serial,
    label: '样例钥匙',
    application: 'SEAL',
    container: '签名容器',
    certificate,
    privateKey,
    pin: PIN,
    soPin: SO_PIN,
    ...changes,
  };
}

export interface KeyBench {
  store: KeyStore;
  library: SkfLibrary;
  /** Path of the library, with its state folder beside it. */
  path: string;
  dispose(): void;
}

/** A store and a library of the variant on it, in a folder of their own. */
export async function keyBench(variant: Partial<SoftwareKeyVariant> = {}): Promise<KeyBench> {
  const folder = mkdtempSync(join(tmpdir(), 'zc-softkey-'));
  const store = await createKeyStore(join(folder, 'state'));
  const path = installLibrary(await buildSoftwareKey(variant), join(folder, 'libskf.so'), store.folder);
  const library = new SkfLibrary(path, variant);
  const dispose = () => {
    library.unload();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, library, path, dispose };
}

export interface OpenedKey {
  device: SkfHandle;
  application: SkfHandle;
  container: SkfHandle;
}

/** Connects to a key of exampleKey; throws where that fails. */
export function openKey(library: SkfLibrary, serial: string, key: Partial<SoftwareKey> = {}): OpenedKey {
  const { vendor = 'softkey', application = 'SEAL', container = '签名容器' } = key;
  const device = opened(library.opening('SKF_ConnectDev', `${vendor}#${serial}`));
  const app = opened(library.opening('SKF_OpenApplication', device, application));
  return {
    device,
    application: app,
    container: opened(library.opening('SKF_OpenContainer', app, container)),
  };
}

function opened({ result, handle }: { result: number; handle: SkfHandle }): SkfHandle {
  if (result !== 0) throw new Error(`not opened: 0x${result.toString(16)}`);
  return handle;
}
