// Codes on certificates: what a scanner types, and the time within which they may be used.
import { describe, expect, it } from 'vitest';
import { certificateCodeText, checkCodeWindow, parseCertificateCode } from '#core/evidence/certificate-code';

const window = { from: new Date('2026-11-21T01:00:00Z'), until: new Date('2026-11-21T01:05:00Z') };
const code = { typeId: 'food-licence', number: 'JY28901020000000', window };
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code;

describe('reading', () => {
  it('reads what was written, with window and without', () => {
    expect(certificateCodeText(code)).toBe('ZC1:food-licence:JY28901020000000:20261121T0900:20261121T0905');
    expect(parseCertificateCode(`${certificateCodeText(code)}\r\n`)).toEqual({ ok: true, value: code });
    const bare = { ...code, window: undefined };
    expect(parseCertificateCode(certificateCodeText(bare))).toEqual({ ok: true, value: bare });
    const chinese = {
      typeId: 'real-estate-title',
      number: '演（2023）演示市不动产权第0009002号',
      window: undefined,
    };
    expect(parseCertificateCode(certificateCodeText(chinese))).toEqual({ ok: true, value: chinese });
  });

  it.each([
    '',
    'ZC1',
    'ZC1:food-licence',
    'zc1:food-licence:1',
    'ZC1:Food:1',
    'ZC1:food-licence:1:20261121T0900',
    'ZC1:food-licence:1:20261321T0900:20261321T0905',
    'ZC1:food-licence:1:20261121T0905:20261121T0900',
    'ZC1:food-licence:1 2',
    'ZC1|XUCHANG-A01-20261121-000001-K|0123|C|202611211200|',
    `ZC1:food-licence:${'9'.repeat(81)}`,
    'https://example.invalid/ZC1:food-licence:1',
  ])('does not take %j for a code', (text) => {
    expect(codeOf(parseCertificateCode(text))).toBe('CODE_NOT_READABLE');
  });
});

describe('the window of 许政办〔2021〕13号 第十三条', () => {
  it.each([
    ['2026-11-21T00:59:59Z', 'CODE_NOT_YET'],
    ['2026-11-21T01:00:00Z', 'ok'],
    ['2026-11-21T01:05:59Z', 'ok'],
    ['2026-11-21T01:06:00Z', 'CODE_EXPIRED'],
  ])('at %s: %s', (now, expected) => {
    expect(codeOf(checkCodeWindow(code, new Date(now), true))).toBe(expected);
    expect(codeOf(checkCodeWindow(code, new Date(now), false))).toBe(expected);
  });

  it('is missed only where the place wants it', () => {
    const bare = { ...code, window: undefined };
    expect(codeOf(checkCodeWindow(bare, new Date(), true))).toBe('CODE_WINDOW_MISSING');
    expect(codeOf(checkCodeWindow(bare, new Date(), false))).toBe('ok');
  });
});
