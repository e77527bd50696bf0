// The software key under a vendor's own tool: applications, containers, key pairs, the label.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm2PrivateKeyFrom, sm2PublicKey } from '#core/crypto/sm2';
import { emitPublicKeyBlob } from '#core/seal-keys/layouts';
import { DELIVERED_AUTH_KEY, type SoftwareKey } from '#emulators/skf/key-text';
import type { SkfHandle } from '#tests/support/skf-functions';
import {
  exampleKey,
  keyBench,
  openKey,
  PIN,
  SO_PIN,
  type KeyBench,
  type OpenedKey,
} from '#tests/support/software-key-example';

const SERIAL = 'ZC-TOOL';
let bench: KeyBench;
let key: SoftwareKey;
let opened: OpenedKey;
const skf = (name: string, ...values: Parameters<KeyBench['library']['call']>[1][]) =>
  bench.library.call(name, ...values);
const logIn = () => skf('SKF_VerifyPIN', opened.application, 1, PIN, bench.library.word());

beforeAll(async () => {
  bench = await keyBench();
  key = await exampleKey(SERIAL);
  bench.store.addKey(key);
  opened = openKey(bench.library, SERIAL);
});
afterAll(() => bench.dispose());

describe('a vendor’s tool', () => {
  const authenticate = () => {
    const { library } = bench;
    const challenge = Buffer.alloc(16);
    skf('SKF_GenRandom', opened.device, challenge, 16);
    const handle = library.opening(
      'SKF_SetSymmKey',
      opened.device,
      Buffer.from(DELIVERED_AUTH_KEY),
      0x401,
    ).handle;
    library.cipherInit('SKF_EncryptInit', handle, Buffer.alloc(44));
    const answer = library.sized('SKF_Encrypt', handle, challenge, 16);
    return skf('SKF_DevAuth', opened.device, Buffer.from(answer.bytes), 16);
  };
  const create = (): { result: number; handle: SkfHandle } =>
    bench.library.opening('SKF_CreateApplication', opened.device, 'SECOND', SO_PIN, 10, '112358', 4, 0x10);

  it('makes an application after device authentication, a container and a pair in it, and deletes it', () => {
    const { library } = bench;
    expect(create().result).toBe(0x0a00002d);
    expect(authenticate()).toBe(0);
    const { result, handle: application } = create();
    expect(result).toBe(0);
    expect(create().result).toBe(0x0a00002c);
    expect(skf('SKF_VerifyPIN', application, 1, '112358', library.word())).toBe(0);
    const container = library.opening('SKF_CreateContainer', application, 'fresh').handle;
    const blob = Buffer.alloc(132);
    expect(skf('SKF_GenECCKeyPair', container, 0x20100, blob)).toBe(0);
    expect(blob.readUInt32LE(0)).toBe(256);
    expect(
      skf('SKF_ImportCertificate', container, true, Buffer.from(key.certificate!), key.certificate!.length),
    ).toBe(0);
    expect(library.sized('SKF_ExportCertificate', container, true).bytes).toEqual(key.certificate);
    expect(skf('SKF_DeleteContainer', application, 'fresh')).toBe(0);
    expect(skf('SKF_ECCSignData', container, randomBytes(32), 32, Buffer.alloc(128))).toBe(0x0a000005);
    expect(skf('SKF_DeleteApplication', opened.device, 'SECOND')).toBe(0);
    expect(library.names('SKF_EnumApplication', opened.device)).toEqual(['SEAL']);
  });

  it('takes an encryption pair in an envelope for its signing key', () => {
    const { library } = bench;
    logIn();
    const signingKey = Buffer.from(library.sized('SKF_ExportPublicKey', opened.container, true).bytes);
    const encryptionKey = sm2PrivateKeyFrom(utf8('encryption pair'));
    const symmetric = randomBytes(16);
    const cipher = Buffer.alloc(256);
    expect(skf('SKF_ExtECCEncrypt', opened.device, signingKey, symmetric, 16, cipher)).toBe(0);
    const wrapping = library.opening('SKF_SetSymmKey', opened.device, symmetric, 0x401).handle;
    library.cipherInit('SKF_EncryptInit', wrapping, Buffer.alloc(44));
    const field = Buffer.concat([Buffer.alloc(32), encryptionKey]);
    const wrapped = Buffer.from(library.sized('SKF_Encrypt', wrapping, field, 64).bytes);
    const publicKey = emitPublicKeyBlob(sm2PublicKey(encryptionKey), library.variant);
    const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
    const envelope = (privateKey: Buffer) =>
      Buffer.concat([words(1, 0x401, 256), privateKey, publicKey, cipher]);

    const otherKey = Buffer.from(library.sized('SKF_Encrypt', wrapping, randomBytes(64), 64).bytes);
    expect(skf('SKF_ImportECCKeyPair', opened.container, envelope(otherKey))).toBe(0x0a000011);
    expect(skf('SKF_ImportECCKeyPair', opened.container, envelope(wrapped))).toBe(0);
    const { bytes } = library.sized('SKF_ExportPublicKey', opened.container, false);
    expect(toHex(bytes)).toBe(toHex(publicKey));
  });

  it('refuses a wrong answer to the challenge', () => {
    skf('SKF_GenRandom', opened.device, Buffer.alloc(16), 16);
    expect(skf('SKF_DevAuth', opened.device, Buffer.alloc(16), 16)).toBe(0x0a000001);
    expect(create().result).toBe(0x0a00002d);
  });

  it('writes the label', () => {
    expect(skf('SKF_SetLabel', opened.device, '窗口二')).toBe(0);
    const info = Buffer.alloc(294);
    skf('SKF_GetDevInfo', opened.device, info);
    expect(info.toString('utf8', 130, 139)).toBe('窗口二');
    expect(skf('SKF_SetLabel', opened.device, '名'.repeat(11))).toBe(0x0a000009);
  });
});
