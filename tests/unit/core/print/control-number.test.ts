// Control numbers and the verification code of a printed page.
import { describe, expect, test } from 'vitest';
import { checkCharacter, controlNumber, parseControlNumber } from '#core/print/control-number';
import { parseVerification, qrSvg, verificationText } from '#core/print/verification';

const parts = { place: 'XUCHANG', window: 'W07', day: '20261121', serial: 123 };

describe('control numbers', () => {
  test('read back as they were made', () => {
    const number = controlNumber(parts);
    expect(number).toMatch(/^XUCHANG-W07-20261121-000123-[0-9A-Z]$/);
    expect(parseControlNumber(number)).toEqual({ ok: true, value: parts });
    expect(parseControlNumber(` ${number.toLowerCase()} `)).toEqual({ ok: true, value: parts });
  });

  // The example of the Global Release Identifier, which uses ISO 7064 MOD 37,36.
  test('the check character is that of ISO/IEC 7064 MOD 37,36', () => {
    expect(checkCharacter('A1-2425G-ABC1234002')).toBe('M');
  });

  test('every single wrong character is found', () => {
    const number = controlNumber(parts);
    for (let at = 0; at < number.length - 2; at++) {
      if (number[at] === '-') continue;
      for (const other of '0123456789ABCXYZ') {
        if (other === number[at]) continue;
        const wrong = number.slice(0, at) + other + number.slice(at + 1);
        expect(parseControlNumber(wrong).ok).toBe(false);
      }
    }
  });

  test.each([
    '',
    'XUCHANG',
    '../../etc',
    'XUCHANG-W07-20261321-000123-A',
    'XUCHANG-W07-20261121-000000-A',
    '一-W07-20261121-000001-A',
  ])('%j is not one', (text) =>
    expect(parseControlNumber(text)).toEqual({ ok: false, error: { code: 'CONTROL_NUMBER_FORM' } }),
  );

  test.each([
    [{ place: 'xu' }],
    [{ place: '许昌' }],
    [{ window: '' }],
    [{ day: '20260230' }],
    [{ serial: 0 }],
    [{ serial: 1_000_000 }],
  ])('parts %o are a bug', (wrong) => {
    expect(() => controlNumber({ ...parts, ...wrong })).toThrow('no control number');
  });
});

describe('the verification code', () => {
  const verification = {
    controlNumber: controlNumber(parts),
    sourceDigest: '0123456789abcdef'.repeat(4),
    kind: 'certificate-copy',
    printedAt: new Date('2026-11-21T16:30:00Z'),
  } as const;

  test('says number, digest, kind and the minute in China, and leaves room for a signature', () => {
    const text = verificationText(verification);
    expect(text).toBe(`ZC1|${verification.controlNumber}|0123456789ABCDEF01234567|C|202611220030|`);
    expect(parseVerification(text)).toEqual({
      ok: true,
      value: {
        controlNumber: verification.controlNumber,
        digestStart: '0123456789ABCDEF01234567',
        kind: 'certificate-copy',
        printedAt: '202611220030',
        signature: '',
      },
    });
  });

  test('what is not one is refused', () => {
    expect(parseVerification('https://example.invalid/')).toEqual({
      ok: false,
      error: { code: 'VERIFICATION_FORM' },
    });
    const other = verificationText(verification).replace('-000123-', '-000124-');
    expect(parseVerification(other)).toEqual({ ok: false, error: { code: 'VERIFICATION_NUMBER' } });
    expect(() => verificationText({ ...verification, sourceDigest: 'ab' })).toThrow('SM3');
  });

  test('the QR is one path with a quiet zone of four modules', () => {
    const svg = qrSvg(verificationText(verification)).markup;
    const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
    expect((side - 8 - 17) % 4).toBe(0);
    const starts = [...svg.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => [
      Number(x),
      Number(y),
      Number(length),
    ]);
    expect(starts.length).toBeGreaterThan(100);
    // Upper edge of the first finder pattern: seven dark modules right at the quiet zone.
    expect(starts[0]).toEqual([4, 4, 7]);
    for (const [x, y, length] of starts) {
      expect(x! >= 4 && x! + length! <= side - 4 && y! >= 4 && y! < side - 4).toBe(true);
    }
  });
});
