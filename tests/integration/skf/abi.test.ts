// The software key's binary interface: the standard's names and nothing else, and each layout that vendors build.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex } from '#core/crypto/bytes';
import { sm2PublicKey } from '#core/crypto/sm2';
import { devInfoOffsets, parseDevInfo, parsePublicKeyBlob } from '#core/seal-keys/layouts';
import { libraryProfileSchema } from '#core/seal-keys/library-profile';
import { buildSoftwareKey, profileFor, type SoftwareKeyVariant } from '#tests/support/software-key';
import { exampleKey, keyBench, openKey, PIN, type KeyBench } from '#tests/support/software-key-example';

const HEADER = resolve(import.meta.dirname, '../../emulators/skf/skf.h');
const benches: KeyBench[] = [];
afterAll(() => benches.forEach((bench) => bench.dispose()));

const VARIANTS: [Partial<SoftwareKeyVariant>, devInfo: number, publicKey: number, cipher: number][] = [
  [{ packing: 'packed' }, 294, 132, 165],
  [{ packing: 'natural' }, 296, 132, 168],
  [{ packing: 'packed', boolBytes: 8 }, 294, 132, 165],
  [{ packing: 'natural', boolBytes: 8, ulongBytes: 8 }, 328, 136, 176],
];

it('exports the functions that its header declares, under the standard’s names, and nothing else', async () => {
  const symbols = execFileSync('nm', ['-D', '--defined-only', '--format=posix', await buildSoftwareKey()])
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ')[0]);
  const declared = [...readFileSync(HEADER, 'utf8').matchAll(/^SKF_API ULONG (SKF_\w+)\(/gm)].map(
    ([, n]) => n,
  );
  expect(declared.length).toBeGreaterThan(50);
  expect(symbols.sort()).toEqual(declared.sort());
});

describe.each(VARIANTS)('%o', (variant, devInfoSize, publicKeySize, cipherSize) => {
  it('writes structures of the layout that its profile names, and not a byte more', async () => {
    const bench = await keyBench(variant);
    benches.push(bench);
    const { library, store } = bench;
    const abi = { ...library.variant };
    store.addKey(await exampleKey('ZC-ABI'));
    const { device } = openKey(library, 'ZC-ABI');

    const info = Buffer.alloc(512, 0xa5);
    expect(library.call('SKF_GetDevInfo', device, info)).toBe(0);
    expect(devInfoOffsets(abi).size).toBe(devInfoSize);
    expect([...new Set(info.subarray(devInfoSize))]).toEqual([0xa5]);
    expect([...new Set(info.subarray(devInfoSize - 64, devInfoSize))]).toEqual([0]);
    expect(parseDevInfo(info, abi)).toMatchObject({
      label: '样例钥匙',
      serial: 'ZC-ABI',
      totalSpace: 65_536,
      hardware: '1.2',
      firmware: '3.4',
    });
  });

  it('takes BOOL and ULONG in their widths', async () => {
    const bench = await keyBench(variant);
    benches.push(bench);
    const { library, store } = bench;
    const key = await exampleKey('ZC-WIDTH', { defaultPin: true, maxTries: 9, triesLeft: 4 });
    store.addKey(key);
    const { application, container } = openKey(library, 'ZC-WIDTH');

    const [max, left, isDefault] = [library.word(), library.word(), library.bool()];
    expect(library.call('SKF_GetPINInfo', application, 1, max, left, isDefault)).toBe(0);
    expect([max.value, left.value, isDefault.value]).toEqual([9, 4, 1]);
    const { bytes } = library.sized('SKF_ExportPublicKey', container, true);
    expect(bytes.length).toBe(publicKeySize);
    const point = parsePublicKeyBlob(bytes, library.variant);
    expect(point && toHex(point)).toBe(toHex(sm2PublicKey(key.privateKey!)));
  });

  it('lays out a cipher text', async () => {
    const bench = await keyBench(variant);
    benches.push(bench);
    const { library, store } = bench;
    store.addKey(await exampleKey('ZC-CIPHER'));
    const { device, container } = openKey(library, 'ZC-CIPHER');
    const { bytes: publicKey } = library.sized('SKF_ExportPublicKey', container, true);

    const blob = Buffer.alloc(512, 0xa5);
    const plain = Buffer.alloc(40, 7);
    expect(library.call('SKF_ExtECCEncrypt', device, Buffer.from(publicKey), plain, 40, blob)).toBe(0);
    const header = library.variant.ulongBytes + 160;
    // The structure's size counts one byte of cipher text and the padding behind it.
    expect(cipherSize).toBeGreaterThan(header);
    expect(blob.readUInt32LE(160)).toBe(40);
    expect(blob.subarray(0, 32)).toEqual(Buffer.alloc(32));
    expect([...new Set(blob.subarray(header + 40))]).toEqual([0xa5]);
    expect(blob.subarray(header, header + 40)).not.toEqual(plain);
  });
});

it('describes itself by a profile that the terminal’s catalogue takes', async () => {
  const variant = { packing: 'natural', boolBytes: 8, vendor: 'north' } as const;
  const profile = libraryProfileSchema.parse(profileFor('/opt/key/libnorth.so', variant));
  expect(profile).toMatchObject({ id: 'north', packing: 'natural', boolBytes: 8, ulongBytes: 4 });
  expect(profile.libraries.linux).toEqual(['/opt/key/libnorth.so']);
});

it('serves several libraries at once, each with its own vendor’s keys', async () => {
  const north = await keyBench({ vendor: 'north', packing: 'natural' });
  const south = await keyBench({ vendor: 'south' });
  benches.push(north, south);
  for (const { store } of [north, south]) {
    store.addKey(await exampleKey('ZC-N', { vendor: 'north' }));
    store.addKey(await exampleKey('ZC-S', { vendor: 'south' }));
  }
  expect(north.library.names('SKF_EnumDev', true)).toEqual(['north#ZC-N']);
  expect(south.library.names('SKF_EnumDev', true)).toEqual(['south#ZC-S']);
  const { application } = openKey(south.library, 'ZC-S', { vendor: 'south' });
  expect(south.library.call('SKF_VerifyPIN', application, 1, PIN, south.library.word())).toBe(0);
  expect(join(north.path)).not.toBe(south.path);
});
