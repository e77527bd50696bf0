// A page to print: one document with its style and its paper, nothing of how it gets there.
import type { SafeHtml } from './html';
import { escapeHtml } from './html';

/** Paper, upright as the printer knows it. */
export interface PageMedia {
  /** PWG 5101.1 self-describing name. */
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export const A4: PageMedia = { name: 'iso_a4_210x297mm', widthMm: 210, heightMm: 297 };
export const A5: PageMedia = { name: 'iso_a5_148x210mm', widthMm: 148, heightMm: 210 };

/** 80 mm paper roll (窗口凭条), cut after `heightMm`. */
export function roll80(heightMm: number): PageMedia {
  const height = Math.max(80, Math.ceil(heightMm));
  return { name: `custom_80x${height}mm_80x${height}mm`, widthMm: 80, heightMm: height };
}

/** What the renderer loads: a complete HTML document and the style sheet it links to as `style.css`. */
export interface PrintDocument {
  readonly html: string;
  readonly css: string;
  readonly media: PageMedia;
  /** SM3 (64 hex digits) of what the page was made from, as its verification code states it; kept with the record. */
  readonly sourceDigest?: string;
}

/** What is known of a print before its page is composed; it stands on the page. */
export interface PrintControl {
  readonly number: string;
  readonly printedAt: Date;
  /** Control number of the first print, on a reprint. */
  readonly reprintOf: string | null;
}

export function printDocument(title: string, media: PageMedia, body: SafeHtml, css: string): PrintDocument {
  return {
    media,
    css: `@page { size: ${media.widthMm}mm ${media.heightMm}mm; margin: 0; }\n${BASE_CSS}\n${css}`,
    html: `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="style.css"></head><body>
${body.markup}
</body></html>
`,
  };
}

/** `2026年11月21日 12:07` in China, whatever the terminal's time zone. */
export function chineseTime(instant: Date): string {
  const { year, month, day, time } = chinaParts(instant);
  return `${year}年${Number(month)}月${Number(day)}日 ${time}`;
}

/** `202611211207`. */
export function compactTime(instant: Date): string {
  const { year, month, day, time } = chinaParts(instant);
  return `${year}${month}${day}${time.replace(':', '')}`;
}

function chinaParts(instant: Date): { year: string; month: string; day: string; time: string } {
  const local = new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString();
  return {
    year: local.slice(0, 4),
    month: local.slice(5, 7),
    day: local.slice(8, 10),
    time: local.slice(11, 16),
  };
}

/** Faces of Chinese office documents: 宋 for what is stated, 黑 for labels, 仿宋 where the system has it for running text. */
export const FONTS = {
  song: '"Noto Serif CJK SC", "Source Han Serif SC", "STZhongsong", "SimSun", "Songti SC", serif',
  hei: '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC", sans-serif',
  fang: '"FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif',
} as const;

// Scripts never run and nothing is loaded, so the whole look is here. Black on white: copies are copied again.
const BASE_CSS = `
html, body { margin: 0; padding: 0; background: #fff; color: #000; }
* { box-sizing: border-box; }
body { font-family: ${FONTS.song}; font-size: 14pt; line-height: 1.6; font-variant-numeric: lining-nums; }
p, h1, h2, dl, dd, dt, table, ul, ol { margin: 0; padding: 0; font-weight: normal; }
.number { font-family: ${FONTS.hei}; font-variant-numeric: tabular-nums; letter-spacing: .02em; white-space: nowrap; }
.qr svg { display: block; width: 100%; height: 100%; }
`;
