// The width model, fitting and breaking.
import { describe, expect, it } from 'vitest';
import { bind } from '#core/faces/bindings';
import { emWidth, fitText, wrap } from '#core/faces/text-layout';
import { braid, rosette, smooth, waves } from '#core/faces/guilloche';
import { qrPath } from '#core/faces/layout-face';
import type { Certificate } from '#core/catalogue/certificate';

const fit = (text: string, width: number, maxLines: number) =>
  fitText(text, { size: 4, width, maxLines, minScale: 0.5, font: 'song', letterSpacing: 0 });

describe('emWidth', () => {
  it('counts a Chinese character as one em, digits and letters as about half', () => {
    expect(emWidth('证照')).toBe(2);
    expect(emWidth('，（')).toBe(2);
    expect(emWidth('2026')).toBeCloseTo(2.2);
    expect(emWidth('𠮷')).toBe(1);
  });
});

describe('fitText', () => {
  it('leaves what fits as it is', () => {
    expect(fit('名称', 8, 1)).toEqual({ size: 4, lines: ['名称'] });
  });

  it('sets smaller before it takes more room', () => {
    const fitted = fit('统一社会信用代码', 28, 1);
    expect(fitted.lines).toEqual(['统一社会信用代码']);
    expect(fitted.size).toBeLessThan(3.51);
    expect(fitted.size).toBeGreaterThan(3.2);
  });

  it('wraps to the lines it has and loses nothing when there are too few', () => {
    const text = '演示省演示市示例区银杏路128号3单元502室';
    expect(fit(text, 50, 2).lines.join('')).toBe(text);
    expect(fit(text.repeat(5), 20, 1).lines.join('')).toBe(text.repeat(5));
  });
});

describe('wrap', () => {
  it('keeps numbers whole and begins no line with closing punctuation', () => {
    expect(wrap('甲乙丙128号', 4, 'song')).toEqual(['甲乙丙', '128号']);
    expect(wrap('甲乙丙丁，戊', 4, 'song')).toEqual(['甲乙丙', '丁，戊']);
  });

  it('breaks a run that has no place to break', () => {
    const number = '890102198003076512890102198003076512';
    const lines = wrap(number, 5, 'song');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('')).toBe(number);
    for (const line of lines) expect(emWidth(line)).toBeLessThanOrEqual(5);
  });
});

describe('bind', () => {
  const certificate: Certificate = {
    id: 'c',
    typeId: 't',
    number: 'N1',
    holder: { kind: 'natural', name: '样例', number: '890102198003076512' },
    accessibleBy: [],
    issuer: '演示市',
    issuedOn: '2026-03-01',
    validFrom: '2026-03-01',
    validTo: 'long-term',
    status: 'valid',
    marks: [],
    fields: { birth: '1980-03-07', note: '{number}' },
    dataAsOf: '',
  };
  it('fills paths and filters, long-term and what is missing', () => {
    expect(bind('{holder.name} {number}', certificate)).toBe('样例 N1');
    expect(bind('{fields.birth|cn}', certificate)).toBe('1980年03月07日');
    expect(bind('{issuedOn|dots}/{issuedOn|upper-year}', certificate)).toBe('2026.03.01/二〇二六');
    expect(bind('{issuedOn|year}{issuedOn|month}{issuedOn|day}', certificate)).toBe('20260301');
    expect(bind('{validTo|cn}', certificate)).toBe('长期');
    expect(bind('[{fields.missing}]', certificate)).toBe('[]');
  });

  it('does not fill what the data itself looks like', () => {
    expect(bind('{fields.note}', certificate)).toBe('{number}');
  });
});

describe('security ornament', () => {
  it('draws rings, strands and lines as many as asked', () => {
    const starts = (commands: readonly (readonly unknown[])[]) =>
      commands.filter(([letter]) => letter === 'M').length;
    expect(starts(rosette({ cx: 0, cy: 0, rx: 9, ry: 9, inner: 0.3, petals: 12, rings: 5 }))).toBe(5);
    expect(starts(braid({ x: 0, y: 0, w: 90, h: 60, thickness: 6, strands: 3 }))).toBe(12);
    const box = { x: 0, y: 0, w: 40, h: 10, pitch: 2, amplitude: 1, wavelength: 10 };
    expect(starts(waves(box))).toBe(7);
  });

  it('passes through the points it is given', () => {
    const commands = smooth(
      [
        { x: 0, y: 0 },
        { x: 1, y: 2 },
        { x: 3, y: 1 },
      ],
      false,
    );
    expect(commands.map((command) => command.slice(-2))).toEqual([
      [0, 0],
      [1, 2],
      [3, 1],
    ]);
  });
});

describe('qrPath', () => {
  it('fills its square and begins with a finder pattern', () => {
    const numbers = qrPath('ZC1:business-licence:92890102M00000019Q', 10, 20, 30).flatMap(
      ([, ...rest]) => rest,
    );
    expect(Math.min(...numbers)).toBe(10);
    expect(Math.max(...numbers)).toBe(50);
  });
});
