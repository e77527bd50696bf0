// The software key at work: enumeration, certificates, signatures, digests, symmetric keys, files, containers.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '#core/crypto/bytes';
import { encodeSm2Signature, sm2Digest, sm2PublicKey, sm2VerifyDigest } from '#core/crypto/sm2';
import { sm3 } from '#core/crypto/sm3';
import type { SoftwareKey } from '#emulators/skf/key-text';
import { OpenSsl, pem, sm2Spki } from '#tests/support/crypto/openssl';
import { signatureValues } from '#tests/support/skf-functions';
import {
  exampleKey,
  keyBench,
  openKey,
  PIN,
  type KeyBench,
  type OpenedKey,
} from '#tests/support/software-key-example';

const SERIAL = 'ZC-SESSION';
let bench: KeyBench;
let key: SoftwareKey;
let opened: OpenedKey;
const skf = (name: string, ...values: Parameters<KeyBench['library']['call']>[1][]) =>
  bench.library.call(name, ...values);
const logIn = (pin = PIN, type = 1) =>
  skf('SKF_VerifyPIN', opened.application, type, pin, bench.library.word());

beforeAll(async () => {
  bench = await keyBench();
  key = await exampleKey(SERIAL);
  bench.store.addKey(key);
  opened = openKey(bench.library, SERIAL);
});
afterAll(() => bench.dispose());

describe('enumeration', () => {
  it('asks for the size with NULL, ends each name and the list with a zero', () => {
    const size = bench.library.word();
    expect(skf('SKF_EnumDev', true, null, size)).toBe(0);
    const text = `softkey#${SERIAL}\0\0`;
    expect(size.value).toBe(text.length);
    const list = Buffer.alloc(size.value);
    expect(skf('SKF_EnumDev', true, list, size)).toBe(0);
    expect(list.toString()).toBe(text);
  });

  it('says how much room is wanted where there is too little', () => {
    const size = bench.library.word(3);
    expect(skf('SKF_EnumDev', true, Buffer.alloc(3), size)).toBe(0x0a000020);
    expect(size.value).toBe(`softkey#${SERIAL}\0\0`.length);
  });

  it('lists absent keys only when asked for all', async () => {
    bench.store.addKey(await exampleKey('ZC-ABSENT'), { plugged: false });
    const { library } = bench;
    expect(library.names('SKF_EnumDev', true)).toEqual([`softkey#${SERIAL}`]);
    expect(library.names('SKF_EnumDev', false)).toEqual(['softkey#ZC-ABSENT', `softkey#${SERIAL}`]);
    const state = library.word();
    const stateOf = (name: string) => {
      skf('SKF_GetDevState', name, state);
      return state.value;
    };
    expect(['ZC-ABSENT', SERIAL, 'ZC-UNHEARD-OF'].map((name) => stateOf(`softkey#${name}`))).toEqual([
      0, 1, 2,
    ]);
  });

  it('finds application, container and type', () => {
    const { library } = bench;
    expect(library.names('SKF_EnumApplication', opened.device)).toEqual(['SEAL']);
    expect(library.names('SKF_EnumContainer', opened.application)).toEqual(['签名容器']);
    const type = library.word(9);
    expect(skf('SKF_GetContainerType', opened.container, type)).toBe(0);
    expect(type.value).toBe(2);
  });
});

describe('certificates and signatures', () => {
  it('gives the certificate without a PIN', () => {
    const { result, bytes } = bench.library.sized('SKF_ExportCertificate', opened.container, true);
    expect(result).toBe(0);
    expect(toHex(bytes)).toBe(toHex(key.certificate!));
    expect(bench.library.sized('SKF_ExportCertificate', opened.container, false).result).toBe(0x0a00001c);
  });

  it('signs nothing before a PIN, and nothing after the state was cleared', () => {
    const sign = () => skf('SKF_ECCSignData', opened.container, randomBytes(32), 32, Buffer.alloc(128));
    skf('SKF_ClearSecureState', opened.application);
    expect(sign()).toBe(0x0a00002d);
    expect(logIn()).toBe(0);
    expect(sign()).toBe(0);
    expect(skf('SKF_ClearSecureState', opened.application)).toBe(0);
    expect(sign()).toBe(0x0a00002d);
  });

  it('takes 32 bytes and no other number of them', () => {
    logIn();
    expect(skf('SKF_ECCSignData', opened.container, randomBytes(33), 33, Buffer.alloc(128))).toBe(0x0a000010);
  });

  it('makes signatures that our own verifier, OpenSSL and the key itself accept', () => {
    logIn();
    const message = utf8('演示证照');
    const publicKey = sm2PublicKey(key.privateKey!);
    const digest = sm2Digest(publicKey, message);
    const blob = Buffer.alloc(128);
    expect(skf('SKF_ECCSignData', opened.container, Buffer.from(digest), 32, blob)).toBe(0);
    const { r, s } = signatureValues(blob);
    const der = encodeSm2Signature(r, s);

    expect(sm2VerifyDigest(publicKey, digest, der)).toEqual({ ok: true, value: undefined });
    expect(opensslAccepts(publicKey, message, der)).toBe(true);
    expect(opensslAccepts(publicKey, utf8('别的证照'), der)).toBe(false);
    const blobOfKey = Buffer.from(bench.library.sized('SKF_ExportPublicKey', opened.container, true).bytes);
    const check = (name: string, over: Uint8Array) =>
      skf(name, opened.device, blobOfKey, Buffer.from(over), 32, blob);
    expect(check('SKF_ECCVerify', digest)).toBe(0);
    expect(check('SKF_ExtECCVerify', digest)).toBe(0);
    expect(check('SKF_ExtECCVerify', sm3(message))).toBe(0x0a000001);
  });

  function opensslAccepts(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const openssl = new OpenSsl();
    try {
      openssl.write('key', pem('PUBLIC KEY', sm2Spki(publicKey)));
      openssl.write('message', message);
      openssl.write('signature', signature);
      const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
      const files = ['-inkey', openssl.path('key'), '-in', openssl.path('message')];
      const signed = ['-sigfile', openssl.path('signature')];
      return openssl.accepts('pkeyutl', '-verify', '-pubin', ...files, ...signed, ...how);
    } finally {
      openssl.dispose();
    }
  }
});

describe('digests', () => {
  const begin = (...how: [Buffer | null, Buffer | null, number]) =>
    bench.library.opening('SKF_DigestInit', opened.device, 1, ...how).handle;

  it('is SM3', () => {
    const digest = bench.library.sized('SKF_Digest', begin(null, null, 0), Buffer.from('abc'), 3);
    expect(toHex(digest.bytes)).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('begins with Z where key and ID are given, in pieces as in one', () => {
    const publicKey = Buffer.from(bench.library.sized('SKF_ExportPublicKey', opened.container, true).bytes);
    const id = Buffer.from('1234567812345678');
    const handle = begin(publicKey, id, 16);
    skf('SKF_DigestUpdate', handle, Buffer.from('message '), 8);
    skf('SKF_DigestUpdate', handle, Buffer.from('digest'), 6);
    const { bytes } = bench.library.sized('SKF_DigestFinal', handle);
    const expected = sm2Digest(sm2PublicKey(key.privateKey!), utf8('message digest'));
    expect(toHex(bytes)).toBe(toHex(expected));
    expect(skf('SKF_CloseHandle', handle)).toBe(0);
    expect(skf('SKF_CloseHandle', handle)).toBe(0x0a000005);
  });
});

describe('symmetric keys', () => {
  // GB/T 32907 annex A, example 1
  const KEY = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  const CIPHER = '681edf34d206965e86b3e94f536e4246';
  const parameters = (padding: number, iv: Buffer) => {
    const bytes = Buffer.alloc(44);
    iv.copy(bytes);
    bytes.writeUInt32LE(iv.length, 32);
    bytes.writeUInt32LE(padding, 36);
    return bytes;
  };

  it('encrypts SM4 by the standard’s example and back', () => {
    const handle = bench.library.opening('SKF_SetSymmKey', opened.device, KEY, 0x401).handle;
    expect(bench.library.cipherInit('SKF_EncryptInit', handle, parameters(0, Buffer.alloc(0)))).toBe(0);
    const { bytes } = bench.library.sized('SKF_Encrypt', handle, KEY, 16);
    expect(toHex(bytes)).toBe(CIPHER);
    expect(bench.library.cipherInit('SKF_DecryptInit', handle, parameters(0, Buffer.alloc(0)))).toBe(0);
    const back = bench.library.sized('SKF_Decrypt', handle, Buffer.from(bytes), 16);
    expect(toHex(back.bytes)).toBe(KEY.toString('hex'));
  });

  it('chains blocks and pads them', () => {
    const handle = bench.library.opening('SKF_SetSymmKey', opened.device, KEY, 0x402).handle;
    const iv = Buffer.alloc(16, 3);
    bench.library.cipherInit('SKF_EncryptInit', handle, parameters(1, iv));
    const { bytes } = bench.library.sized('SKF_Encrypt', handle, Buffer.from('twenty bytes of text'), 20);
    expect(bytes.length).toBe(32);
    bench.library.cipherInit('SKF_DecryptInit', handle, parameters(1, iv));
    const back = bench.library.sized('SKF_Decrypt', handle, Buffer.from(bytes), 32);
    expect(Buffer.from(back.bytes).toString()).toBe('twenty bytes of text');
  });
});

describe('files', () => {
  const create = (name: string, size: number, rights = 0x10) =>
    skf('SKF_CreateFile', opened.application, name, size, rights, rights);
  const write = (name: string, at: number, text: string) =>
    skf('SKF_WriteFile', opened.application, name, at, Buffer.from(text), text.length);

  it('asks for the PIN, keeps what was written, and says what does not fit', () => {
    skf('SKF_ClearSecureState', opened.application);
    expect(create('note', 8)).toBe(0x0a00002d);
    logIn();
    expect(create('note', 8)).toBe(0);
    expect(create('note', 8)).toBe(0x0a00002f);
    expect(write('note', 2, 'abc')).toBe(0);
    expect(write('note', 6, 'abc')).toBe(0x0a000010);
    expect(create('large', 70_000)).toBe(0x0a000030);
    expect(bench.library.names('SKF_EnumFiles', opened.application)).toEqual(['note']);
    const { bytes } = bench.library.sized('SKF_ReadFile', opened.application, 'note', 1, 100);
    expect(Buffer.from(bytes).toString('latin1')).toBe('\0abc\0\0\0');
    expect(write('missing', 0, 'a')).toBe(0x0a000031);
    expect(skf('SKF_DeleteFile', opened.application, 'note')).toBe(0);
    expect(bench.library.names('SKF_EnumFiles', opened.application)).toEqual([]);
  });

  it('describes a file', () => {
    logIn();
    create('described', 17, 0xff);
    const attributes = Buffer.alloc(64);
    expect(skf('SKF_GetFileInfo', opened.application, 'described', attributes)).toBe(0);
    expect(attributes.toString('latin1', 0, 10)).toBe('described\0');
    expect([32, 36, 40].map((at) => attributes.readUInt32LE(at))).toEqual([17, 0xff, 0xff]);
    skf('SKF_ClearSecureState', opened.application);
    expect(bench.library.sized('SKF_ReadFile', opened.application, 'described', 0, 17).result).toBe(0);
  });
});
