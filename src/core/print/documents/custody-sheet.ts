// The common sheet of the register's forms: heading, facts, what they cite, lines to sign, the control strip.
import { formDigest, formTitle } from '../../custody/custody-form';
import type { CustodyForm, FormCitation } from '../../custody/custody-form';
import type { SealFacts } from '../../custody/seal-events';
import { sealTypeWords } from '../../custody/custody-words';
import { html, type SafeHtml } from '../html';
import { A4, chineseTime, FONTS, printDocument, type PrintControl, type PrintDocument } from '../page';
import { controlStrip, STRIP_CSS, type PrintingCounter } from './control-strip';

export type SheetFact = readonly [label: string, value: string];

export function custodySheet(
  form: CustodyForm,
  body: SafeHtml,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  const title = formTitle(form);
  const sourceDigest = formDigest(form);
  const strip = controlStrip({
    control,
    counter,
    kind: form.kind,
    sourceDigest,
    notices: [`制表 ${form.by.name}（${form.by.staffId}）　${chineseTime(new Date(form.at))}`],
  });
  const page = html`<h1>${title}</h1>
    <p class="unit">${form.unit}</p>
    ${body}
    <footer>${strip}</footer>`;
  return { ...printDocument(`${title} ${control.number}`, A4, page, `${CSS}${STRIP_CSS}`), sourceDigest };
}

/** Label and value side by side, ruled: what a person reads and checks. */
export function factTable(facts: readonly SheetFact[]): SafeHtml {
  return html`<table class="facts">
    <tbody>
      ${facts.map(
        ([label, value]) =>
          html`<tr>
            <th>${label}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function sealFacts(seal: SealFacts): SheetFact[] {
  return [
    ['印章名称', seal.name],
    ['印章编号', seal.number],
    ['印章类型', sealTypeWords(seal.type)],
    ['持有主体', seal.holder],
    ['制章单位', seal.maker],
    ['印章有效期', `${day(seal.validFrom)} 至 ${day(seal.validTo)}`],
    ['数字证书', seal.certificateSubject],
    ['证书有效期', `${day(seal.certificateFrom)} 至 ${day(seal.certificateTo)}`],
    ['存储设备', keyWords(seal)],
    ['证书指纹（SM3）', seal.fingerprint],
  ];
}

export function keyWords({ keyLabel, keySerial }: Pick<SealFacts, 'keyLabel' | 'keySerial'>): string {
  return keySerial === null ? '登记时未插入智能密码钥匙' : `智能密码钥匙 ${keyLabel ?? ''}（${keySerial}）`;
}

/** Nothing where the place's rule is silent. */
export function citationLines(citations: readonly (FormCitation | null)[]): SafeHtml | null {
  const cited = citations.filter((one) => one !== null);
  if (cited.length === 0) return null;
  return html`<div class="citations">
    ${cited.map(({ label, item, text }) => html`<p>依据 ${label}${item ?? ''}：“${text}”</p>`)}
  </div>`;
}

/** `经办人（签字）______ 年 月 日`. */
export function signLines(labels: readonly string[]): SafeHtml {
  return html`<div class="signing">
    ${labels.map(
      (label) =>
        html`<p class="sign">
          <span>${label}</span><span class="line"></span><span class="date"><i></i>年<i></i>月<i></i>日</span>
        </p>`,
    )}
  </div>`;
}

/** Where the maker answers. */
export function makersOpinion(): SafeHtml {
  return html`<table class="facts opinion">
    <tbody>
      <tr>
        <th>制章单位意见</th>
        <td></td>
      </tr>
    </tbody>
  </table>`;
}

export interface SheetColumn {
  readonly label: string;
  /** Of the table, in per cent. */
  readonly width: 8 | 10 | 12 | 14 | 16 | 18 | 20 | 24 | 30;
}

/** A list over as many pages as it takes: each begins with the heads and the control number. */
export function listTable(
  columns: readonly SheetColumn[],
  rows: readonly SafeHtml[],
  control: PrintControl,
): SafeHtml {
  // The first row spans all columns, so the widths have to stand before it.
  return html`<table class="list">
    <colgroup>
      ${columns.map(({ width }) => html`<col class="w${width}" />`)}
    </colgroup>
    <thead>
      <tr>
        <td class="repeat" colspan="${columns.length}">
          控制编号 <span class="number">${control.number}</span>
        </td>
      </tr>
      <tr>
        ${columns.map(({ label }) => html`<th>${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** `2026年11月21日`. */
export function day(instant: string): string {
  return chineseTime(new Date(instant)).split(' ')[0]!;
}

export function time(instant: string): string {
  return chineseTime(new Date(instant));
}

const WIDTHS = [8, 10, 12, 14, 16, 18, 20, 24, 30];

const CSS = `
@page { margin: 14mm 16mm; }
body { font-size: 10.5pt; line-height: 1.4; }
h1 { font-size: 20pt; font-weight: bold; text-align: center; letter-spacing: .1em; }
h2 { font-family: ${FONTS.hei}; font-weight: bold; font-size: 12pt; margin: 3.5mm 0 1mm; break-after: avoid; }
.unit { text-align: center; margin: 1mm 0 3mm; font-family: ${FONTS.hei}; }
.text { text-indent: 2em; text-align: justify; margin: 1.5mm 0; }
.citations { margin: 2mm 0; font-size: 10.5pt; text-align: justify; }
table { width: 100%; border-collapse: collapse; }
th, td { border: .2mm solid #000; padding: .7mm 1.8mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-family: ${FONTS.hei}; font-weight: bold; }
tr { break-inside: avoid; }
.facts th { width: 34mm; white-space: nowrap; }
.list { table-layout: fixed; font-size: 9.5pt; line-height: 1.4; }
.list .repeat { border: 0; padding: 0 0 1mm; text-align: right; font-size: 9pt; }
.list .digest { font-family: ${FONTS.hei}; font-size: 8.5pt; }
${WIDTHS.map((width) => `.w${width} { width: ${width}%; }`).join(' ')}
.signing { break-inside: avoid; margin-top: 2mm; }
.sign { display: flex; align-items: flex-end; margin-top: 6mm; white-space: nowrap; }
.sign .line { flex: 1; border-bottom: .3mm solid #000; margin: 0 5mm 1mm 2mm; }
.sign .date i { display: inline-block; width: 11mm; border-bottom: .3mm solid #000; }
.sign .date i:first-child { width: 16mm; }
.opinion { margin-top: 4mm; }
.opinion td { height: 16mm; }
footer { margin-top: 5mm; break-inside: avoid; }
`;
