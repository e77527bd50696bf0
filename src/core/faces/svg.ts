// A display list as SVG markup: real text, no scripts, no style attributes, so that the strictest CSP shows it.
import { assertNever } from '../result';
import type { DisplayList, DisplayOp, FontRole, PathCommand, TextOp } from './display-list';

/** Font stacks of the four roles: the fonts of Windows, of UOS and Kylin, of macOS and of Debian, in this order. */
export const FONT_STACKS: Readonly<Record<FontRole, string>> = {
  song: 'SimSun, NSimSun, FZShuSong-Z01, STSong, Noto Serif CJK SC, Source Han Serif SC, AR PL UMing CN, serif',
  hei: 'SimHei, Microsoft YaHei, FZHei-B01, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, sans-serif',
  kai: 'KaiTi, FZKai-Z03, STKaiti, AR PL UKai CN, Noto Serif CJK SC, serif',
  fang: 'FangSong, FZFangSong-Z02, STFangsong, Noto Serif CJK SC, AR PL UMing CN, serif',
};

/**
 * Complete markup, sized in mm, with a `<title>`. Everything that comes from data is escaped. `idPrefix` keeps the
 * clips of several faces on one screen apart; letters and digits.
 */
export function toSvg(list: DisplayList, idPrefix = 'face'): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/u.test(idPrefix)) throw new Error('idPrefix: letters and digits only');
  const ids = { prefix: idPrefix, next: 0 };
  const body = list.ops.map((op) => opMarkup(op, ids)).join('');
  const size = `width="${list.width}mm" height="${list.height}mm" viewBox="0 0 ${list.width} ${list.height}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="group" aria-label="${escapeXml(list.title)}">` +
    `<title>${escapeXml(list.title)}</title>${body}</svg>`
  );
}

/** `M0 0L1 1Z`, for the `d` of an SVG path. */
export function pathData(commands: readonly PathCommand[]): string {
  return commands.map(([letter, ...numbers]) => `${letter}${numbers.join(' ')}`).join('');
}

/** Where a text is pinned: its start, middle or end by the width model. */
export function anchorX({ x, width, anchor }: TextOp): number {
  const offset = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0;
  return Math.round((x + offset) * 100) / 100;
}

/** Text for markup: the five characters of XML, and nothing that XML 1.0 does not allow at all. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN_IN_XML, '\uFFFD').replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? char);
}

const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function opMarkup(op: DisplayOp, ids: { readonly prefix: string; next: number }): string {
  switch (op.kind) {
    case 'text':
      return textMarkup(op);
    case 'rect':
      return `<rect x="${op.x}" y="${op.y}" width="${op.w}" height="${op.h}" fill="${escapeXml(op.fill)}"/>`;
    case 'path': {
      const dash = op.dash.length > 0 ? ` stroke-dasharray="${op.dash.join(' ')}"` : '';
      const stroke =
        op.stroke === null
          ? ''
          : ` stroke="${escapeXml(op.stroke)}" stroke-width="${op.lineWidth}" stroke-linejoin="round"${dash}`;
      return `<path d="${pathData(op.commands)}" fill="${escapeXml(op.fill ?? 'none')}"${stroke}/>`;
    }
    case 'clip': {
      ids.next += 1;
      const id = `${ids.prefix}-${ids.next}`;
      const inner = op.ops.map((one) => opMarkup(one, ids)).join('');
      return `<clipPath id="${id}"><path d="${pathData(op.commands)}"/></clipPath><g clip-path="url(#${id})">${inner}</g>`;
    }
    default:
      return assertNever(op);
  }
}

function textMarkup(op: TextOp): string {
  const spacing = op.letterSpacing === 0 ? '' : ` letter-spacing="${op.letterSpacing}"`;
  const weight = op.bold ? ' font-weight="700"' : '';
  const anchor = op.anchor === 'start' ? '' : ` text-anchor="${op.anchor}"`;
  return (
    `<text x="${anchorX(op)}" y="${op.y}" font-family="${FONT_STACKS[op.font]}" font-size="${op.size}"` +
    `${weight} fill="${escapeXml(op.colour)}"${anchor}${spacing} xml:space="preserve">${escapeXml(op.text)}</text>`
  );
}
