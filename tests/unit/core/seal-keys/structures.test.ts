// Structures, name lists, signatures and certificates of GM/T 0016 as bytes: written by hand here, read by our code.
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex, utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { encodeSm2Signature } from '#core/crypto/sm2';
import { bigintToBytes, N } from '#core/crypto/sm2-curve';
import { certificateOnKey, cutToDer } from '#core/seal-keys/key-certificate';
import {
  devInfoOffsets,
  emitPublicKeyBlob,
  fixedText,
  looseText,
  parseDevInfo,
  parsePublicKeyBlob,
  readBool,
  readUlong,
  STRUCTURE_ROOM,
  writeUlong,
  type Abi,
} from '#core/seal-keys/layouts';
import { nulTerminated, parseNameList } from '#core/seal-keys/name-list';
import { signatureBlobToDer, signatureDerToBlob } from '#core/seal-keys/signature-blob';
import { exampleKey } from '#tests/support/software-key-example';

const packed: Abi = { packing: 'packed', ulongBytes: 4, boolBytes: 4 };
const natural: Abi = { packing: 'natural', ulongBytes: 4, boolBytes: 4 };
const wide: Abi = { packing: 'natural', ulongBytes: 8, boolBytes: 8 };
const widePacked: Abi = { packing: 'packed', ulongBytes: 8, boolBytes: 8 };
/** 永 in GBK, which is no UTF-8. */
const YONG = [0xd3, 0xc0];

function field(text: readonly number[], length: number, filler = 0): number[] {
  return [...text, ...new Array<number>(length - text.length).fill(filler)];
}
const ascii = (text: string): number[] => [...utf8(text)];
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => (at < 4 ? (value >>> (8 * at)) & 255 : 0));

function devInfo(padding: number, ulongBytes: 4 | 8): Uint8Array {
  const numbers = [1, 2, 3, 4, 65_536, 60_000, 256, 4_096].flatMap((value) => little(value, ulongBytes));
  return Uint8Array.from([
    ...[1, 2],
    ...field(ascii('Maker'), 64),
    ...field(YONG, 64),
    ...field(ascii('钥匙一'), 32, 0x20),
    ...field(ascii('SN-0001'), 32),
    ...[3, 4, 5, 6],
    ...new Array<number>(padding).fill(0xee),
    ...numbers,
    ...new Array<number>(64).fill(0xdd),
  ]);
}

describe('DEVINFO', () => {
  it.each([
    ['packed', packed, 0, 294],
    ['natural', natural, 2, 296],
    ['natural, 8-byte ULONG', wide, 2, 328],
    ['packed, 8-byte ULONG', widePacked, 0, 326],
  ] as const)('%s', (_, abi, padding, size) => {
    const bytes = devInfo(padding, abi.ulongBytes);
    expect(devInfoOffsets(abi).size).toBe(size);
    const room = new Uint8Array(STRUCTURE_ROOM);
    room.set(bytes);
    expect(parseDevInfo(room, abi)).toEqual({
      version: '1.2',
      manufacturer: 'Maker',
      issuer: '永',
      label: '钥匙一',
      serial: 'SN-0001',
      hardware: '3.4',
      firmware: '5.6',
      totalSpace: 65_536,
      freeSpace: 60_000,
    });
  });

  it('reads a field that is full, padded by blanks or by FF', () => {
    expect(fixedText(Uint8Array.from(field(ascii('A'.repeat(32)), 32)))).toBe('A'.repeat(32));
    expect(fixedText(Uint8Array.from(field(ascii('  B  '), 32, 0x20)))).toBe('B');
    expect(fixedText(new Uint8Array(32))).toBe('');
    expect(looseText(Uint8Array.from(YONG))).toBe('永');
  });
});

describe('numbers', () => {
  it('are as wide as the profile says', () => {
    const room = Uint8Array.from([0x78, 0x56, 0x34, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([readUlong(room, 0, packed), readUlong(room, 0, wide)]).toEqual([0x12345678, 0x12345678]);
    writeUlong(room, 8, 300, wide);
    expect(toHex(room.subarray(8))).toBe('2c01000000000000');
    expect(readBool(Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0]), packed)).toBe(false);
    expect(readBool(Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0]), wide)).toBe(true);
  });
});

describe('ECCPUBLICKEYBLOB', () => {
  const point = concatBytes(Uint8Array.of(4), new Uint8Array(32).fill(0x11), new Uint8Array(32).fill(0x22));
  it.each([packed, wide])('stands right-aligned in its fields: %o', (abi) => {
    const blob = emitPublicKeyBlob(point, abi);
    expect(toHex(blob)).toBe(
      toHex(Uint8Array.from(little(256, abi.ulongBytes))) +
        `${'00'.repeat(32)}${'11'.repeat(32)}${'00'.repeat(32)}${'22'.repeat(32)}`,
    );
    expect(parsePublicKeyBlob(blob, abi)).toEqual(point);
  });

  it('is none with another length, or with something where nothing belongs', () => {
    const blob = emitPublicKeyBlob(point, packed);
    const longer = blob.slice();
    writeUlong(longer, 0, 384, packed);
    const crooked = blob.slice();
    crooked[5] = 1;
    expect([longer, crooked, blob.subarray(0, 100)].map((one) => parsePublicKeyBlob(one, packed))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('name lists', () => {
  const parse = (bytes: readonly number[], size = bytes.length) => {
    const room = new Uint8Array(64).fill(0xaa);
    room.set(bytes);
    const names = parseNameList(room, size);
    return names.ok ? names.value.map(({ text }) => text) : names.error.reason;
  };
  it('are read with and without their last zeros', () => {
    expect(parse([...ascii('A'), 0, ...ascii('BC'), 0, 0])).toEqual(['A', 'BC']);
    expect(parse([...ascii('A'), 0, ...ascii('BC'), 0])).toEqual(['A', 'BC']);
    expect(parse([...ascii('A'), 0, ...ascii('BC')])).toEqual(['A', 'BC']);
    expect(parse([0, 0])).toEqual([]);
    expect(parse([], 0)).toEqual([]);
  });

  it('keep the bytes of a name for handing it back', () => {
    const room = Uint8Array.from([...YONG, 0, 0]);
    const names = parseNameList(room, 4);
    expect(names.ok && names.value[0]).toEqual({ bytes: Uint8Array.from(YONG), text: '永' });
    expect(nulTerminated(Uint8Array.from(YONG))).toEqual(Uint8Array.from([...YONG, 0]));
  });

  it('are refused when their size cannot be, or a name is endless', () => {
    expect(parse([65, 0, 0], 65)).toBe('size');
    expect(parse([65, 0, 0], -1)).toBe('size');
    const endless = parseNameList(new Uint8Array(400).fill(65), 400);
    expect(endless).toEqual({ ok: false, error: { reason: 'names' } });
    const many = parseNameList(
      Uint8Array.from(Array.from({ length: 140 }, (_, at) => (at % 2 ? 0 : 65))),
      140,
    );
    expect(many).toEqual({ ok: false, error: { reason: 'names' } });
  });
});

describe('ECCSIGNATUREBLOB and DER', () => {
  const blobOf = (r: bigint, s: bigint) =>
    fromHex([r, s].map((value) => value.toString(16).padStart(128, '0')).join(''));
  it.each([
    [1n, 1n],
    [0x80n, N - 1n],
    [N - 1n, 0x7fn],
  ])('are the same numbers: %s, %s', (r, s) => {
    const blob = blobOf(r, s);
    const der = encodeSm2Signature(bigintToBytes(r), bigintToBytes(s));
    expect(signatureBlobToDer(blob)).toEqual(der);
    expect(signatureDerToBlob(der)).toEqual(blob);
  });

  it.each([
    ['r is zero', 0n, 1n],
    ['s is zero', 1n, 0n],
    ['r is the order', N, 1n],
    ['s is beyond', 1n, N + 1n],
    ['r stands at the left', 1n << 300n, 1n],
  ])('is refused where %s', (_, r, s) => {
    expect(signatureBlobToDer(blobOf(r, s))).toBeUndefined();
  });

  it('takes no other DER', () => {
    for (const hex of ['', '30', '3003020101', '30060201ff020101', `3026022101${'00'.repeat(32)}020101`])
      expect(signatureDerToBlob(fromHex(hex)), hex).toBeUndefined();
  });
});

describe('a certificate on a key', () => {
  it('is cut where it ends, whatever the key pads it with', async () => {
    await initCrypto();
    const { certificate } = await exampleKey('ZC-UNIT');
    const padded = concatBytes(certificate!, new Uint8Array(50).fill(0xff));
    const der = cutToDer(padded);
    expect(der).toEqual(certificate);
    expect(certificateOnKey(der!, 'SEAL', '签名容器')).toMatchObject({
      subject: '样例持有人',
      application: 'SEAL',
      container: '签名容器',
      use: 'sign',
      notBefore: new Date(Date.UTC(2026, 0, 1)),
    });
    expect(cutToDer(certificate!.subarray(0, 100))).toBeUndefined();
    expect(cutToDer(Uint8Array.of(0x31, 2, 1, 1))).toBeUndefined();
    expect(cutToDer(Uint8Array.of(0x30, 0x84, 1, 1, 1, 1))).toBeUndefined();
    expect(certificateOnKey(Uint8Array.of(0x30, 0), 'A', 'B')).toBeUndefined();
  });
});
