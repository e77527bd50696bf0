// Composed pages: nothing breaks out of the text, faces keep their size, the notice and the number stand on each page.
import { beforeAll, describe, expect, test } from 'vitest';
import { initSm3 } from '#core/crypto/sm3';
import { authorisationForm } from '#core/print/documents/authorisation-form';
import { caseSlip } from '#core/print/documents/case-slip';
import { certificateCopy, placeFace } from '#core/print/documents/certificate-copy';
import { escapeHtml, html, svgMarkup } from '#core/print/html';
import { A4, chineseTime, roll80 } from '#core/print/page';
import { firstWrongPage, pdfPages } from '#core/print/pdf-facts';
import { onePagePdf } from '#tests/support/printing/print-bench';
import { control, copy, face, form, slip } from '#tests/support/printing/samples';

beforeAll(() => initSm3());

describe('markup', () => {
  test('text is escaped, also in attributes', () => {
    expect(html`<p title="${'"><script>'}">${"<b>&'`"}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;&#96;</p>',
    );
  });

  test('characters that make a name read differently are dropped', () => {
    expect(escapeHtml('欧\u202E阳\u200B\u0000一\u2066用\uFEFF')).toBe('欧阳一用');
    expect(escapeHtml('\uD800x')).toBe('\uFFFDx');
    expect(escapeHtml('𠮷')).toBe('𠮷');
  });

  test('a face is one closed SVG element without anything active', () => {
    const good =
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,AA=="/><use href="#a"/></svg>';
    expect(svgMarkup(`<?xml version="1.0"?>\n${good}`).markup).toBe(good);
    for (const inside of [
      '<script>1</script>',
      '<foreignObject></foreignObject>',
      '<style>*{}</style>',
      '<rect onclick="x()"/>',
      '<rect style="fill:red"/>',
      '<image href="http://example.invalid/x.png"/>',
      '<image xlink:href="file:///etc/passwd"/>',
      '<image href="data:text/html;base64,AA=="/>',
      '</svg><p>out</p><svg>',
      '<!-- x -->',
    ]) {
      const build = (): unknown => svgMarkup(`<svg>${inside}</svg>`);
      if (inside.startsWith('</svg>')) expect(build).toThrow();
      else expect(build).toThrow('active content');
    }
    expect(() => svgMarkup('<p></p>')).toThrow();
    expect(() => svgMarkup('<svg><svg></svg>')).toThrow();
  });
});

describe('a certificate copy', () => {
  test('carries notice, number, time and unit on every page', () => {
    const two = { ...copy, faces: [face(100, 80, ['a']), face(100, 80, ['b'])] };
    const { html: markup, media } = certificateCopy(two, control);
    expect(media).toEqual(A4);
    for (const words of [
      copy.notice,
      control.number,
      '2026年11月21日 12:07',
      '云州市政务服务中心',
      '扫码核验',
    ]) {
      expect(markup.split(words).length - 1).toBeGreaterThanOrEqual(2);
    }
    expect(markup).not.toContain('本件重打');
    expect(markup).not.toContain(' style=');
  });

  test('a hostile name stays text', () => {
    const hostile = { ...copy, certificateName: '<img src=x onerror=1>', purpose: '</p><script>' };
    const { html: markup } = certificateCopy(hostile, control);
    expect(markup).not.toMatch(/<script|<img/);
  });

  test.each([
    [128, 88, 1],
    [190, 217, 1],
    [210, 297, 0.73],
    [420, 297, 0.45],
  ])('a face of %i × %i mm is printed at %f', (widthMm, heightMm, scale) => {
    const place = placeFace({ widthMm, heightMm });
    expect(place.scale).toBe(scale);
    expect(place.widthMm).toBeCloseTo(widthMm * scale);
    expect(place.widthMm).toBeLessThanOrEqual(190);
  });
});

describe('forms and slips', () => {
  test('the authorisation names who, whom, what, for what, and how long', () => {
    const { html: markup } = authorisationForm(form, control);
    for (const words of [
      form.holder.name,
      form.holder.idNumber,
      form.unit,
      form.matterName,
      '至本事项办结之日止',
      '可以不授权',
    ]) {
      expect(markup).toContain(words);
    }
    expect(markup).toContain('代办人（签字）');
    expect(authorisationForm({ ...form, agent: null }, control).html).not.toContain('代办人');
  });

  test('letters for applicants are at least 14 pt', () => {
    const { css } = authorisationForm(form, control);
    expect(/body \{[^}]*font-size: (\d+)pt[^}]*\}\s*\.frame/.exec(css)?.[1]).toBe('15');
    expect(caseSlip(slip, 'a5', control).css).toMatch(/body \{ font-family: [^}]*font-size: 14pt/);
  });

  test('a roll grows with what stands on it, and "nothing left to do" is said', () => {
    const short = { ...slip, used: [], papers: [], printed: [], toDo: [], next: [] };
    const little = caseSlip(short, 'roll-80', control);
    const much = caseSlip(slip, 'roll-80', control);
    expect(much.media.heightMm).toBeGreaterThan(little.media.heightMm + 60);
    expect(little.html).toContain('<h2>还需办理</h2>');
    expect(little.html).toContain('<li>无</li>');
    expect(much.css).toContain(`size: 80mm ${much.media.heightMm}mm`);
    expect(roll80(20).name).toBe('custom_80x80mm_80x80mm');
  });

  test('time is told as in China', () => {
    expect(chineseTime(new Date('2026-12-31T16:05:00Z'))).toBe('2027年1月1日 00:05');
  });
});

test('the size of each PDF page is read and compared with the paper', () => {
  const pages = pdfPages(onePagePdf('x'));
  expect(pages).toEqual([{ widthPt: 595.28, heightPt: 841.89 }]);
  expect(firstWrongPage(pages, A4)).toBe(-1);
  expect(firstWrongPage([...pages, { widthPt: 612, heightPt: 792 }], A4)).toBe(1);
  expect(pdfPages(new Uint8Array(40))).toEqual([]);
});
