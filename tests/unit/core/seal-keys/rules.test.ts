// Result codes, PIN rules, profiles, messages and missing drivers of seal keys.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { mainToSealKeyHostSchema, sealKeyHostToMainSchema } from '#core/seal-keys/host-messages';
import { maskedSerial } from '#core/seal-keys/key-state';
import { candidatePaths, libraryProfileSchema } from '#core/seal-keys/library-profile';
import { missingDrivers } from '#core/seal-keys/missing-drivers';
import { checkNewPin, checkPin, defaultPinRule, isWeakPin } from '#core/seal-keys/pin-rules';
import { errorOfResult, RESULT_CODES, sarName } from '#core/seal-keys/result-codes';
import { SEAL_KEY_ERROR_CODES } from '#core/seal-keys/seal-key-error';

const ROOT = resolve(import.meta.dirname, '../../../..');

describe('result codes', () => {
  it('are the 50 of the standard, in the numbers that its header gives them', () => {
    const header = readFileSync(resolve(ROOT, 'tests/emulators/skf/types.h'), 'utf8');
    const named = [...header.matchAll(/#define (SAR_\w+) (0x0A\w+)/g)].map(
      ([, name, number]) => [Number(number), name] as const,
    );
    expect(named).toHaveLength(50);
    for (const [number, name] of named) expect(sarName(number), name).toBe(name);
    expect(Object.keys(RESULT_CODES)).toHaveLength(50);
  });

  it('keep a number that nobody knows', () => {
    expect(errorOfResult(0x0b000012, 'SKF_VerifyPIN')).toEqual({
      code: 'SEAL_KEY_RESULT_UNKNOWN',
      result: 0x0b000012,
      call: 'SKF_VerifyPIN',
    });
    expect(errorOfResult(0x0a000025, 'SKF_VerifyPIN').code).toBe('SEAL_KEY_PIN_LOCKED');
    expect(new Set(SEAL_KEY_ERROR_CODES).size).toBe(SEAL_KEY_ERROR_CODES.length);
  });
});

describe('PIN rules', () => {
  const length = { minLength: 6, maxLength: 8 };
  const code = (result: { ok: boolean; error?: { code: string } }) => result.error?.code ?? 'ok';

  it('count and characters', () => {
    expect(code(checkPin(utf8('12345'), length))).toBe('SEAL_KEY_PIN_LENGTH');
    expect(code(checkPin(utf8('123456789'), length))).toBe('SEAL_KEY_PIN_LENGTH');
    expect(code(checkPin(utf8('12 456'), length))).toBe('SEAL_KEY_PIN_CHARACTERS');
    expect(code(checkPin(utf8('密码'), length))).toBe('SEAL_KEY_PIN_CHARACTERS');
    expect(code(checkPin(utf8('12345\0'), length))).toBe('SEAL_KEY_PIN_CHARACTERS');
    expect(code(checkPin(utf8('aB3$5~'), length))).toBe('ok');
  });

  it.each([
    ...['111111', '121212', '123123', '123456', '654321', '12345678', '88888888', 'abcdef', 'FEDCBA'],
    ...['112233', 'aaaaaa', '1234567890', '12344321', 'abc123', 'admin123', '9'],
  ])('%s is one that anybody would guess', (pin) => {
    expect(isWeakPin(utf8(pin))).toBe(true);
  });

  it.each(['395172', '860213', 'k8-Tq2', '135792', '20261121', '100200'])('%s is not', (pin) => {
    expect(isWeakPin(utf8(pin))).toBe(false);
  });

  it('of a new one', () => {
    expect(code(checkNewPin(utf8('395172'), utf8('395172'), length))).toBe('SEAL_KEY_PIN_SAME');
    expect(code(checkNewPin(utf8('123456'), utf8('395172'), length))).toBe('SEAL_KEY_PIN_WEAK');
    expect(code(checkNewPin(utf8('39517'), utf8('395172'), length))).toBe('SEAL_KEY_PIN_LENGTH');
    expect(code(checkNewPin(utf8('860213'), utf8('395172'), length))).toBe('ok');
    expect(code(defaultPinRule({ isDefault: true }))).toBe('SEAL_KEY_PIN_DEFAULT');
    expect(code(defaultPinRule({ isDefault: false }))).toBe('ok');
  });
});

const profile = {
  id: 'maker-one',
  vendor: '厂商',
  name: '钥匙',
  libraries: { linux: ['/opt/maker/libskf.so'], 'linux-arm64': ['/opt/maker/arm/libskf.so'] },
  packing: 'packed',
  usb: [{ vendorId: '096e', productId: '0309' }],
  installHint: '请安装。',
} as const;

describe('library profiles', () => {
  it('fill in what vendors agree on', () => {
    expect(libraryProfileSchema.parse(profile)).toMatchObject({
      boolBytes: 4,
      ulongBytes: 4,
      callingConvention: 'standard',
      events: 'wait',
      pin: { minLength: 6, maxLength: 16 },
      deadlines: { list: 5_000, pin: 8_000, sign: 10_000 },
    });
  });

  it.each([
    ['a path that climbs', { libraries: { linux: ['/opt/../etc/x.so'] } }],
    ['a relative path', { libraries: { linux: ['lib/x.so'] } }],
    ['another system', { libraries: { amiga: ['/x'] } }],
    ['a member that nobody knows', { preload: 'x' }],
    ['another packing', { packing: 'tight' }],
    ['an odd width', { ulongBytes: 6 }],
    ['crossed lengths', { pin: { minLength: 9, maxLength: 6 } }],
    ['a USB number that is none', { usb: [{ vendorId: '96e', productId: '0309' }] }],
    ['an id that is no file name', { id: '../x' }],
  ])('refuse %s', (_, change) => {
    expect(libraryProfileSchema.safeParse({ ...profile, ...change }).success).toBe(false);
  });

  it('name where to look, the processor’s own first', () => {
    const parsed = libraryProfileSchema.parse(profile);
    expect(candidatePaths(parsed, 'linux', 'arm64')).toEqual([
      '/opt/maker/arm/libskf.so',
      '/opt/maker/libskf.so',
    ]);
    expect(candidatePaths(parsed, 'win32', 'x64')).toEqual([]);
  });
});

describe('missing drivers', () => {
  const known = libraryProfileSchema.parse(profile);
  const oem = libraryProfileSchema.parse({ ...profile, id: 'maker-two' });
  const key = { path: '/dev/hidraw1', vendorId: 0x096e, productId: 0x0309, product: ' Key ' };
  const names = (devices: (typeof key)[], installed: string[] = []) =>
    missingDrivers(devices, [known, oem], new Set(installed)).map(({ profileId, product }) => [
      profileId,
      product,
    ]);

  it('are named once a key', () => {
    expect(names([key, key, { ...key, path: '/dev/hidraw2' }])).toEqual([
      ['maker-one', 'Key'],
      ['maker-one', 'Key'],
    ]);
    expect(names([{ ...key, product: '' }])).toEqual([['maker-one', '钥匙']]);
    expect(names([{ ...key, productId: 1 }])).toEqual([]);
  });

  it('are not missing where any library for the key is installed', () => {
    expect(names([key], ['maker-two'])).toEqual([]);
  });
});

describe('messages', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const target = {
    requestId: 1,
    device: bytes,
    serial: 'S',
    application: bytes,
    container: bytes,
    certificate: bytes,
  };
  it('pass as they are meant', () => {
    const login = { kind: 'login', ...target, pin: utf8('395172') };
    expect(mainToSealKeyHostSchema.parse(login)).toEqual(login);
    const keys = {
      kind: 'keys',
      keys: [
        { device: bytes, label: 'L', serial: 'S', state: { kind: 'ready', certificates: [], pin: null } },
      ],
      error: null,
    };
    expect(sealKeyHostToMainSchema.parse(keys)).toEqual(keys);
  });

  it.each([
    { kind: 'login', ...target, pin: '395172' },
    { kind: 'login', ...target, pin: new Uint8Array(65) },
    { kind: 'login', ...target, pin: new Uint8Array(0) },
    { kind: 'sign', requestId: 1, sessionId: 1, digest: new Uint8Array(31) },
    { kind: 'open', profile, path: '', idleMs: 1 },
    { kind: 'eval', code: 'x' },
  ])('to the host are refused when they are not: %o', (message) => {
    expect(mainToSealKeyHostSchema.safeParse(message).success).toBe(false);
  });

  it.each([
    { kind: 'signed', requestId: 1, signature: new Uint8Array(200), keyMs: 1 },
    { kind: 'hangs', error: { code: 'NO_SUCH_CODE' } },
    { kind: 'hangs', error: { code: 'SEAL_KEY_HANGS', call: 'rm -rf' } },
    { kind: 'pin-info', requestId: 1, pin: { left: -1, max: 6, isDefault: false } },
    { kind: 'log', event: 'x', fields: { pin: { deep: 1 } } },
    'keys',
  ])('from the host are refused when they are not: %o', (message) => {
    expect(sealKeyHostToMainSchema.safeParse(message).success).toBe(false);
  });
});

describe('a serial number on the screen', () => {
  it.each([
    ['', ''],
    ['AB', '**'],
    ['ABCDEF', 'AB**EF'],
    ['8000123456789012', '80******9012'],
  ])('%s → %s', (serial, shown) => {
    expect(maskedSerial(serial)).toBe(shown);
  });
});
