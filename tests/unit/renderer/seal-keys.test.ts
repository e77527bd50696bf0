// Words, states and the PIN buffer of seal keys.
import { describe, expect, it } from 'vitest';
import { RESULT_CODES } from '#core/seal-keys/result-codes';
import { SEAL_KEY_ERROR_CODES, SEAL_KEY_PROFILE_ERROR_CODES } from '#core/seal-keys/seal-key-error';
import type { SealKeysView, SealKeyView } from '#shared/ipc/seal-key-views';
import { PinBuffer } from '../../../src/renderer/seal-keys/pin-buffer';
import { usableCertificates } from '../../../src/renderer/seal-keys/seal-key-store';
import { errorWords, wordsFor } from '../../../src/renderer/words/error-words';
import { resultText } from '../../../src/renderer/words/seal-key-words';
import { sealKeysWord, sealKeyWord } from '../../../src/renderer/words/seal-key-state-words';

const fallback = wordsFor('NO_SUCH_CODE');

describe('words of seal keys', () => {
  it('say of every code what happened and what a hand does next', () => {
    for (const code of [...SEAL_KEY_ERROR_CODES, ...SEAL_KEY_PROFILE_ERROR_CODES, 'PIN_REPEAT_DIFFERS']) {
      const { what, todo } = wordsFor(code);
      expect({ what, todo }, code).not.toEqual(fallback);
      expect(what, code).toMatch(/。$/u);
      expect(todo, code).toMatch(/^请.*。$/u);
      expect(what + todo, code).not.toMatch(/未知错误|[A-Za-z]{4,}/u);
    }
  });

  it('give every result of the standard with its number and its meaning', () => {
    for (const number of Object.keys(RESULT_CODES).map(Number))
      expect(resultText(number)).toMatch(/^返回码 0x0A0000[0-9A-F]{2}（[\p{Script=Han}]+）$/u);
    expect(resultText(0x0b0000ff)).toBe('返回码 0x0B0000FF');
    const wrong = errorWords({ code: 'SEAL_KEY_PIN_WRONG', result: 0x0a000024, left: 3 });
    expect(wrong.what).toBe('钥匙口令不对。还可以试 3 次。');
    expect(wrong.todo).toContain('返回码 0x0A000024（口令不正确）。');
    expect(errorWords({ code: 'SEAL_KEY_PIN_LENGTH', min: 6, max: 16 }).what).toContain(
      '口令为 6 至 16 位。',
    );
  });

  it('lead from a locked PIN to the application of the article', () => {
    expect(wordsFor('SEAL_KEY_PIN_LOCKED').todo).toContain('川办规〔2022〕3号 印章 第十二条');
  });
});

const certificate = {
  fingerprint: 'a'.repeat(64),
  subject: '演示专用章',
  issuer: '演示机构',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  period: 'valid',
} as const;
const pin = { left: 6, max: 6, isDefault: false };
const key = (change: Partial<SealKeyView> = {}): SealKeyView => ({
  keyId: 'softkey:1',
  vendor: '厂商',
  label: '钥匙',
  serial: '80******01',
  state: { kind: 'ready', certificates: [certificate], pin },
  inUse: false,
  pinLength: { min: 6, max: 16 },
  ...change,
});
const view = (change: Partial<SealKeysView> = {}): SealKeysView => ({
  keys: [],
  libraries: [{ id: 'softkey', vendor: '厂商', name: '驱动', state: { kind: 'running' } }],
  missing: [],
  profileErrors: [],
  lastError: null,
  ...change,
});

describe('states in a word', () => {
  it.each([
    [key(), 'ready', 'good'],
    [key({ inUse: true }), 'in-use', 'good'],
    [key({ state: { kind: 'reading' } }), 'reading', 'busy'],
    [key({ state: { kind: 'ready', certificates: [], pin } }), 'empty', 'bad'],
    [
      key({ state: { kind: 'ready', certificates: [], pin: { ...pin, isDefault: true } } }),
      'default-pin',
      'bad',
    ],
    [key({ state: { kind: 'ready', certificates: [], pin: { ...pin, left: 0 } } }), 'locked', 'bad'],
    [
      key({ state: { kind: 'failed', error: { code: 'SEAL_KEY_FAILED', result: 0x0a000001 } } }),
      'failed',
      'bad',
    ],
    [key({ state: { kind: 'restarting', error: { code: 'SEAL_KEY_HANGS' } } }), 'restarting', 'bad'],
  ] as const)('%#', (one, state, tone) => {
    expect(sealKeyWord(one)).toMatchObject({ state, tone });
  });

  it('of the strip: nothing without a library, the worst first otherwise', () => {
    const missing = [{ vendor: '龙脉', name: 'n', product: 'p', installHint: '请安装。' }];
    const state = (change: Partial<SealKeysView>) => sealKeysWord(view(change))?.state ?? null;
    expect(state({ libraries: [] })).toBeNull();
    expect(state({})).toBe('none');
    expect(state({ keys: [key()] })).toBe('ready');
    expect(sealKeysWord(view({ keys: [key(), key({ keyId: '2' })] }))?.short).toBe('钥匙 2 把');
    expect(state({ libraries: [], missing })).toBe('driver-missing');
    expect(sealKeysWord(view({ missing }))?.long).toContain('龙脉');
    const broken = key({ state: { kind: 'failed', error: { code: 'SEAL_KEY_FAILED' } } });
    expect(state({ keys: [key(), broken], missing })).toBe('failed');
  });

  it('offers the certificates that may sign today', () => {
    const expired = { ...certificate, fingerprint: 'b'.repeat(64), period: 'expired' } as const;
    const two = key({ state: { kind: 'ready', certificates: [certificate, expired], pin } });
    expect(usableCertificates(view({ keys: [two] })).map((one) => one.fingerprint)).toEqual([
      certificate.fingerprint,
    ]);
    expect(usableCertificates(view({ keys: [two] }), () => false)).toEqual([]);
  });
});

describe('what is typed on a pad', () => {
  const typed = (text: string): PinBuffer => {
    const buffer = new PinBuffer();
    for (const character of text) buffer.push(character);
    return buffer;
  };

  it('is bytes, given once, and overwritten', () => {
    const buffer = typed('39a7');
    buffer.pop();
    const pin = buffer.take();
    expect([...pin]).toEqual([0x33, 0x39, 0x61]);
    expect(buffer.length).toBe(0);
    expect(buffer.take()).toHaveLength(0);
  });

  it('takes printable ASCII up to the length of the key', () => {
    const buffer = new PinBuffer();
    expect(['密', ' ', '\n', 'Enter', '', 'é'].map((key) => buffer.push(key))).toEqual(
      new Array(6).fill(false),
    );
    expect([buffer.push('1', 2), buffer.push('2', 2), buffer.push('3', 2)]).toEqual([true, true, false]);
    expect(typed('7'.repeat(100)).length).toBe(64);
  });

  it('is compared without becoming text', () => {
    expect(typed('395172').same(typed('395172'))).toBe(true);
    expect(typed('395172').same(typed('395171'))).toBe(false);
    expect(typed('39517').same(typed('395172'))).toBe(false);
    const lent = typed('12').compare(typed('3'), (own, theirs) => [own.length, theirs.length]);
    expect(lent).toEqual([2, 1]);
  });
});
