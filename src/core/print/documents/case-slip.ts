// 办件凭条: what was used, printed and received in a case and what is still to do; on an 80 mm roll or A5.
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { html, type SafeHtml } from '../html';
import {
  A5,
  chineseTime,
  FONTS,
  printDocument,
  roll80,
  type PageMedia,
  type PrintControl,
  type PrintDocument,
} from '../page';
import { qrSvg, verificationText } from '../verification';
import type { PrintingCounter } from './control-strip';

export interface CaseSlip {
  readonly caseNumber: string;
  readonly matterName: string;
  /** As it may be read by whoever finds the slip: `张＊`. */
  readonly applicant: string;
  /** `已受理`, `待补正` … */
  readonly outcome: string;
  /** Certificates used instead of paper (免交). */
  readonly used: readonly string[];
  readonly papers: readonly string[];
  readonly printed: readonly string[];
  readonly toDo: readonly string[];
  /** What the applicant has to do or to expect next, and whom to ask. */
  readonly next: readonly string[];
  readonly counter: PrintingCounter;
}

export type SlipPaper = 'roll-80' | 'a5';

export function caseSlip(slip: CaseSlip, paper: SlipPaper, control: PrintControl): PrintDocument {
  const media = paper === 'a5' ? A5 : roll80(rollHeight(slip, control));
  const code = html`<div class="qr">${qrSvg(codeText(slip, control))}</div>`;
  const words = html`<div class="words">
    ${footLines(slip, control).map((line) => html`<p>${line}</p>`)}
  </div>`;
  // A5 has room beside the head for the code; on the roll it stands at the end.
  const body =
    paper === 'a5'
      ? html`<main class="a5">
          ${head(slip)} ${code} ${facts(slip)} ${lists(slip)}
          <footer>${words}</footer>
        </main>`
      : html`<main class="roll-80">
          ${head(slip)} ${facts(slip)} ${lists(slip)}
          <footer>${code} ${words}</footer>
        </main>`;
  return {
    ...printDocument(`办件凭条 ${control.number}`, media, body, cssFor(paper, media)),
    sourceDigest: sourceDigest(slip),
  };
}

function head(slip: CaseSlip): SafeHtml {
  return html`<h1>办件凭条</h1>
    <p class="unit">${slip.counter.unit}</p>`;
}

function facts(slip: CaseSlip): SafeHtml {
  const rows = pairs(slip).map(
    ([label, value]) => html`<p class="pair"><span class="label">${label}</span><span>${value}</span></p>`,
  );
  return html`<div class="facts">${rows}</div>`;
}

function pairs(slip: CaseSlip): [label: string, value: string][] {
  return [
    ['办件', slip.caseNumber],
    ['事项', slip.matterName],
    ['申请', slip.applicant],
    ['结果', slip.outcome],
  ];
}

function lists(slip: CaseSlip): SafeHtml {
  const shown = sections(slip).map(
    ([title, items]) =>
      html`<section>
        <h2>${title}</h2>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>
      </section>`,
  );
  return html`<div class="sections">${shown}</div>`;
}

/** Sections that have something to say; "still to do" always does. */
function sections(slip: CaseSlip): [title: string, items: readonly string[]][] {
  const all: [string, readonly string[]][] = [
    ['免交证照（已用电子证照）', slip.used],
    ['已收纸质材料', slip.papers],
    ['已打印', slip.printed],
    ['还需办理', slip.toDo.length > 0 ? slip.toDo : ['无']],
    ['提示', slip.next],
  ];
  return all.filter(([, items]) => items.length > 0);
}

function codeText(slip: CaseSlip, control: PrintControl): string {
  return verificationText({
    controlNumber: control.number,
    sourceDigest: sourceDigest(slip),
    kind: 'case-slip',
    printedAt: control.printedAt,
  });
}

function sourceDigest(slip: CaseSlip): string {
  return toHex(sm3(utf8(JSON.stringify(slip))));
}

function footLines(slip: CaseSlip, control: PrintControl): string[] {
  const reprint = control.reprintOf === null ? [] : [`重打，首次 ${control.reprintOf}`];
  return [control.number, `${chineseTime(control.printedAt)}　${slip.counter.window} 窗口`, ...reprint];
}

// A roll is cut where the text ends, and the page size has to be known before the text is set: lines are counted by the
// widths below, each at least as wide as its character in any font used. `overflow-wrap: anywhere` makes breaks predictable.
const BODY_MM = 14 * 0.3528;
const ROLL_TEXT_MM = 72;
const LINE = 1.5;

function rollHeight(slip: CaseSlip, control: PrintControl): number {
  const line = BODY_MM * LINE;
  const labelled = ROLL_TEXT_MM - 3 * BODY_MM;
  const pairLines = pairs(slip).reduce((sum, [, value]) => sum + linesOf(value, labelled, BODY_MM), 0);
  const listed = sections(slip).reduce(
    (sum, [title, items]) =>
      sum +
      6 +
      line *
        (linesOf(title, ROLL_TEXT_MM, BODY_MM) +
          items.reduce((n, item) => n + linesOf(item, ROLL_TEXT_MM - BODY_MM, BODY_MM), 0)),
    0,
  );
  const footer =
    34 + footLines(slip, control).reduce((sum, text) => sum + 5.2 * linesOf(text, ROLL_TEXT_MM, 3.2), 0);
  return 30 + line * (linesOf(slip.counter.unit, ROLL_TEXT_MM, BODY_MM) + pairLines) + listed + footer;
}

function linesOf(text: string, width: number, em: number): number {
  let units = 0;
  for (const character of text) units += character.codePointAt(0)! < 0x2000 ? 0.62 : 1;
  // One em a line may stay empty where a wide character did not fit.
  return Math.max(1, Math.ceil((units * em) / (width - em)));
}

function cssFor(paper: SlipPaper, media: PageMedia): string {
  const margin = paper === 'a5' ? 10 : 4;
  return `
body { font-family: ${FONTS.hei}; font-size: 14pt; line-height: ${LINE}; overflow-wrap: anywhere; }
main { display: flow-root; padding: ${margin}mm; ${paper === 'a5' ? '' : `height: ${media.heightMm - 0.5}mm; overflow: hidden;`} }
h1 { font-family: ${FONTS.song}; font-weight: bold; font-size: ${paper === 'a5' ? 22 : 20}pt; line-height: 1.3; text-align: center; letter-spacing: .2em; text-indent: .2em; }
.unit { text-align: center; padding-bottom: 2.5mm; margin-bottom: 2.5mm; border-bottom: .4mm solid #000; }
.pair { display: flex; }
.label { flex: none; width: 3em; font-weight: bold; }
section { border-top: .25mm dashed #000; margin-top: 2.5mm; padding-top: 2.5mm; break-inside: avoid; }
h2 { font-size: 14pt; font-weight: bold; line-height: ${LINE}; }
ul { list-style: none; }
li { padding-left: 1em; text-indent: -1em; break-inside: avoid; }
li::before { content: "· "; display: inline-block; width: 1em; text-indent: 0; text-align: center; }
footer { border-top: .4mm solid #000; margin-top: 3mm; padding-top: 2mm; display: flex; gap: 4mm; align-items: center; break-inside: avoid; }
.qr { flex: none; width: 28mm; height: 28mm; }
.words { font-size: 9pt; line-height: 1.6; font-variant-numeric: tabular-nums; min-width: 0; }
.roll-80 footer { flex-direction: column; gap: 1mm; text-align: center; }
.a5 { line-height: 1.4; }
.a5 .qr { float: right; margin: 0 0 2mm 4mm; }
.a5 .sections { clear: both; }
.a5 section { margin-top: 2mm; padding-top: 2mm; }
.a5 .words { font-size: 10pt; line-height: 1.4; }
.a5 .words p { display: inline-block; margin-right: 5mm; }
`;
}
